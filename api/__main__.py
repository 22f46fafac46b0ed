"""The command `taizhang`: the library's commands, and those of the service."""


def main() -> None:
    """Run the command line."""
    from api.command import app

    app()


if __name__ == "__main__":
    main()
