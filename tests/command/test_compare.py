"""`taizhang compare` and `taizhang export`, as a researcher calls them."""

import io
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from extractor.command import app

CORPORA = Path(__file__).parents[2] / "corpora"
FIVE = [str(path) for path in sorted(CORPORA.glob("*/notice.txt"))]


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_workbook_of_the_five(tmp_path: Path) -> None:
    file = tmp_path / "five.xlsx"
    result = _run("compare", *FIVE, "--reference", "威海市", "-o", str(file))
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    assert {"Provisions", "Differences", "Coverage"} <= set(book.sheetnames)
    shown = " ".join(str(cell.value) for row in book["Provisions"].iter_rows() for cell in row)
    assert all(day in shown for day in ("2021-12-30", "2021-12-20", "2022-01-03", "2022-12-31"))


CLEAR = {
    "one notice only": ([FIVE[0]], "two notices or more"),
    "an unknown reference": ([*FIVE[:2], "--reference", "月球"], "月球"),
    "an unknown format": ([*FIVE[:2], "--format", "pptx"], "pptx"),
}


@pytest.mark.parametrize(("words", "said"), CLEAR.values(), ids=CLEAR.keys())
def test_a_clear_answer(words: list[str], said: str) -> None:
    result = _run("compare", *words)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_bad_file_does_not_stop_the_export(tmp_path: Path) -> None:
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    file = tmp_path / "dates.ics"
    result = _run("export", FIVE[0], str(bad), "--format", "ics", "-o", str(file))
    assert result.exit_code == 2
    assert "empty.txt" in result.output
    assert "BEGIN:VEVENT" in file.read_text("utf-8")
