"""CSV: the same values come back, and no cell is a formula."""

import csv
import io

import pytest

from extractor.export import EXPORTS
from extractor.export.csv import harmless, to_csv
from extractor.model.records import COLUMNS
from tests.export.notices import notice_with

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1＋1"]


def rows(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_looks_like_a_formula_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["6月底前", "≤2021-06-30", "三、/（一）", "", None, 7, -7])
def test_other_cells_stay_as_they_are(cell: str | int | None) -> None:
    assert harmless(cell) == cell


def test_a_sheet_has_a_heading_and_one_row_per_obligation() -> None:
    notices = [notice_with("报送总结"), notice_with("一次提出“甲”,\n分别落实", '="x"')]
    sheet = "".join(EXPORTS["csv"].write(notices))
    assert sheet.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert [row["quote"] for row in rows(sheet)] == [
        "报送总结",
        "一次提出“甲”,分别落实",
        '\'="x"',
    ]


def test_the_heading_row_stands_once() -> None:
    assert "document" not in to_csv(notice_with("报送总结")).splitlines()[0]
