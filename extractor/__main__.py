"""`python -m extractor` and the command `taizhang`."""


def main() -> None:
    """Run the command line."""
    from extractor.command import app

    app()


if __name__ == "__main__":
    main()
