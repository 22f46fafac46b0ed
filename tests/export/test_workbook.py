"""The workbook, opened by another library and by LibreOffice: links, numbers, and how it prints."""

import io
import re
import shutil
import subprocess
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from extractor import Comparison, Notice, compare, export, extract
from extractor.export.book import Parcel
from extractor.export.mask import masked_comparison
from extractor.export.tables import Table

CORPORA = Path(__file__).parents[2] / "corpora"
FILES = {
    "fuzhou-2021": "notice.txt", "liaocheng-2022": "notice.txt", "weihai-2021": "notice.pdf",
    "wuhai-2021": "notice.txt", "zhanjiang-2021": "notice.docx",
}  # fmt: skip
_TARGET = re.compile(r"'(?P<sheet>[^']+)'!A(?P<row>\d+)")


@cache
def comparison() -> Comparison:
    notices = (
        extract(CORPORA / name / file).model_copy(update={"document": name})
        for name, file in FILES.items()
    )
    return compare(notices, "weihai-2021")


@cache
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(export(comparison(), "xlsx")))


@cache
def tables() -> dict[str, Table]:
    shown = masked_comparison(comparison())
    return {table.title.split(" ", 1)[1]: table for table in Parcel(shown.notices, shown).tables()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and value.startswith("'"):
        return value[1:]
    return float(value) if isinstance(value, int) else value


def test_a_sheet_per_table() -> None:
    assert book().sheetnames == [
        "Notices", "Obligations", "Units", "Deadlines", "Thresholds", "Targets", "Citations",
        "Provisions", "Members", "Differences", "Timeline", "Origins", "Kinship", "Coverage",
        "Topics", "Systems", "Modality", "Measures", "Tools", "Network", "About", "Text", "Codebook",
    ]  # fmt: skip
    assert all(book()[name].freeze_panes for name in book().sheetnames)
    assert all(book()[name].auto_filter.ref for name, table in tables().items() if table.rows)


def test_every_cell_says_what_the_tables_say() -> None:
    """CSV, Parquet and Stata are written from the same tables."""
    for name, table in tables().items():
        rows = list(book()[name].iter_rows(values_only=True))
        assert rows[0] == tuple(column.head for column in table.columns)
        assert [tuple(map(_plain, row)) for row in rows[1:]] == [
            tuple(map(_plain, row)) for row in table.rows
        ]


def _figures(notices: tuple[Notice, ...]) -> dict[str, list[object]]:
    """What the JSON says, apart from any table."""
    duties = [duty for notice in notices for duty in notice.obligations]
    return {
        "Obligations": [duty.evidence.start for duty in duties],
        "Units": [item.evidence.start for duty in duties for item in duty.responsible],
        "Deadlines": [item.end for duty in duties for item in duty.deadlines],
        "Thresholds": [item.value for duty in duties for item in duty.thresholds],
        "Targets": [item.value for duty in duties for item in duty.targets],
    }


COLUMNS = {
    "Obligations": "起点 From",
    "Units": "起点 From",
    "Deadlines": "止 End",
    "Thresholds": "数值 Value",
    "Targets": "数值 Value",
}


@pytest.mark.parametrize(("name", "head"), COLUMNS.items(), ids=COLUMNS.keys())
def test_numbers_and_dates_agree_with_the_json(name: str, head: str) -> None:
    again = Comparison.model_validate_json(export(comparison(), "json"))
    rows = list(book()[name].iter_rows(values_only=True))
    at = rows[0].index(head)
    assert [_plain(row[at]) for row in rows[1:]] == [
        _plain(value) for value in _figures(again.notices)[name]
    ]


def test_counts_agree_with_the_json() -> None:
    rows = list(book()["Notices"].iter_rows(values_only=True))
    at = rows[0].index("任务数 Obligations")
    assert [row[at] for row in rows[1:]] == [len(n.obligations) for n in comparison().notices]
    differences = sum(len(row.differences) for row in comparison().provisions)
    assert book()["Differences"].max_row == 1 + differences
    assert book()["Provisions"].max_row == 1 + len(comparison().provisions)


def _linked(name: str, head: str) -> list[tuple[Any, Any]]:
    """The cells of a column that are links, each with the cell it leads to."""
    sheet = book()[name]
    at = [cell.value for cell in sheet[1]].index(head) + 1
    found = []
    for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
        if cell.hyperlink:
            target = _TARGET.fullmatch(cell.hyperlink.location)
            assert target
            found.append((cell, book()[target["sheet"]].cell(int(target["row"]), 1)))
    return found


@pytest.mark.parametrize("name", ["Units", "Deadlines", "Thresholds", "Timeline", "Members"])
def test_a_fact_leads_to_its_obligation(name: str) -> None:
    links = _linked(name, "任务 Obligation")
    assert len(links) == book()[name].max_row - 1
    for cell, target in links:
        assert target.parent.title == "Obligations"
        assert target.value == cell.value


def test_a_difference_leads_to_its_row_and_to_both_obligations() -> None:
    for head in ("编号 Id", "左：任务 Left id", "右：任务 Right id"):
        links = _linked("Differences", head)
        assert len(links) == book()["Differences"].max_row - 1
        assert all(target.value == cell.value for cell, target in links)


@pytest.mark.parametrize("name", ["Obligations", "Units", "Deadlines", "Citations", "Timeline"])
def test_a_place_leads_to_the_line_that_the_words_begin_on(name: str) -> None:
    sheet = book()[name]
    heads = [cell.value for cell in sheet[1]]
    at = {head: heads.index(head) + 1 for head in ("原文 Quote", "起点 From", "页 Page")}
    links = _linked(name, "位置 Place")
    assert len(links) == sheet.max_row - 1
    for cell, target in links:
        quote, start, page = (sheet.cell(cell.row, column).value for column in at.values())
        line = [held.value for held in target.parent[target.row]]
        assert target.parent.title == "Text"
        assert line[3] <= start <= line[3] + len(line[4]) + 20
        following = target.parent.cell(target.row + 1, 5).value or ""
        assert quote[:3] in "".join(f"{line[4]}{following}".split())
        assert line[2] == page


def test_pages_are_named_where_a_file_has_them() -> None:
    rows = [
        row for row in book()["Obligations"].iter_rows(min_row=2, values_only=True)
        if row[1] == "weihai-2021"
    ]  # fmt: skip
    assert rows
    assert all(isinstance(row[-4], int) and f"第{row[-4]}" in str(row[-5]) for row in rows)
    assert {row[-1] for row in rows} == {"notice.pdf"}


def test_gaps_are_grey_and_differing_cells_amber() -> None:
    sheet = book()["Provisions"]
    colours = {
        cell.fill.fgColor.rgb if cell.fill.fill_type else None: cell.value
        for row in sheet.iter_rows(min_row=2, min_col=5)
        for cell in row
    }
    assert set(colours) == {"FFEDEDED", "FFFFF2CC", None}
    assert colours["FFEDEDED"] is None
    assert sheet.cell(1, 7).value == "威海市2021（参照）"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
def test_libreoffice_opens_and_prints_it(tmp_path: Path) -> None:
    (tmp_path / "five.xlsx").write_bytes(export(comparison(), "xlsx"))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "five.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    printed = pypdfium2.PdfDocument(tmp_path / "five.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in printed)
    days = {
        str(item.end)
        for n in comparison().notices
        for d in n.obligations
        for item in d.deadlines
        if isinstance(item.end, date)
    }
    assert days
    assert not [day for day in days if day not in text]
    assert not [broken for broken in ("###", "#REF", "#NAME", "Err:") if broken in text]
    assert all(column.name in text for column in comparison().columns)
