"""`taizhang render`: one file per page, and one sentence where there is nothing to draw."""

from pathlib import Path

from typer.testing import CliRunner

from extractor.command import app

NOTICES = Path(__file__).parents[2] / "corpora/weihai-2021"
RUN = CliRunner()


def test_one_page_is_one_file_and_several_are_numbered(tmp_path: Path) -> None:
    one = RUN.invoke(
        app,
        ["render", str(NOTICES / "notice.pdf"), "--obligation", "1", "-o", str(tmp_path / "a.png")],
    )
    assert one.exit_code == 0, one.output
    two = RUN.invoke(
        app,
        [
            "render",
            str(NOTICES / "notice.pdf"),
            "--obligation",
            "o5",
            "-o",
            str(tmp_path / "b.png"),
        ],
    )
    assert two.exit_code == 0, two.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b-3.png", "b-4.png"]


def test_a_number_that_is_too_high_is_answered_with_how_many_there_are(tmp_path: Path) -> None:
    for command, more in (("explain", []), ("render", ["-o", str(tmp_path / "a.png")])):
        done = RUN.invoke(app, [command, str(NOTICES / "notice.pdf"), "--obligation", "99", *more])
        assert done.exit_code == 2
        assert "no obligation 99: there are 30, o1 to o30" in done.stderr


def test_what_cannot_be_drawn_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    for name, given in (("notice.docx", "1"), ("notice.pdf", "zzz"), ("missing.pdf", "1")):
        done = RUN.invoke(
            app,
            ["render", str(NOTICES / name), "--obligation", given, "-o", str(tmp_path / "a.png")],
        )
        assert done.exit_code == 2
    assert not list(tmp_path.iterdir())
