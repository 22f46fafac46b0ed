"""What is taken away says what the notices say: every format read back by another library."""

import csv
import io
import json
import time
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest

from extractor import compare, extract
from extractor.errors import ExportError
from extractor.export import FORMATS, export
from extractor.export.views import views
from extractor.model import Notice

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def notice(name: str) -> Notice:
    return extract(CORPORA / name / "notice.txt").model_copy(update={"document": name})


def both() -> tuple[Notice, Notice]:
    return notice("weihai-2021"), notice("liaocheng-2022")


def _sheet(data: bytes, name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


def test_dates_are_dates() -> None:
    rows = _sheet(export(both(), "xlsx"), "Timeline")[1:]
    ends = [row[0].date() for row in rows if isinstance(row[0], datetime)]
    assert ends == sorted(ends)
    assert date(2021, 12, 30) in ends
    assert len(ends) == len(rows)


def test_a_cell_never_starts_a_formula() -> None:
    text = "关于巡查的通知\n一、任务\n=HYPERLINK（各区要报送）。各区要于6月底前报送总结。"
    rows = _sheet(export(extract(text.encode(), "n.txt"), "xlsx"), "Obligations")
    assert not any(str(cell).startswith("=") for row in rows for cell in row)


def test_tidy_tables_refer_to_each_other_by_stable_ids() -> None:
    with zipfile.ZipFile(io.BytesIO(export(both(), "csv"))) as archive:
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }
    ids = {row["id"] for row in tables["obligations.csv"]}
    assert len(ids) == sum(len(one.obligations) for one in both())
    assert {row["obligation"] for row in tables["units.csv"]} <= ids
    assert all(row["quote"] for row in tables["units.csv"])


def test_the_table_of_tasks_is_laid_out_as_offices_do() -> None:
    document = docx.Document(io.BytesIO(export(notice("liaocheng-2022"), "docx")))
    grid = document.tables[0]
    assert [cell.text for cell in grid.rows[0].cells] == [
        "序号", "工作任务", "牵头单位", "责任（配合）单位", "完成时限",
    ]  # fmt: skip
    assert len(grid.rows) == 1 + len(notice("liaocheng-2022").obligations)
    told = {row.cells[4].text for row in grid.rows}
    assert {"在6个月内", "2022年12月31日前", "2022年1月1日至2022年6月30日"} <= told
    widths = [round(column.width.cm) for column in grid.columns]
    assert widths == [1, 11, 4, 5, 3]


def test_the_calendar_has_an_event_per_date() -> None:
    text = export(notice("weihai-2021"), "ics").decode()
    assert "SUMMARY:威海市：" in text
    assert "威工信字〔2021〕63号" in text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20211230" in text
    assert text.count("BEGIN:VEVENT") == sum(
        item.end is not None
        for duty in notice("weihai-2021").obligations
        for item in duty.deadlines
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_notices_give_the_same_bytes_at_another_time(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(both(), name)
    # A zip keeps times in steps of two seconds, so that what is written at once shows nothing.
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert export(both(), name) == first


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ExportError, match="xlsx"):
        export(both(), "pdf2000")


def test_counts_by_notice_add_up() -> None:
    rows = _sheet(export(both(), "xlsx"), "Topics")[1:]
    for number, one in enumerate(both()):
        assert sum(int(str(row[2 + number])) for row in rows) == len(one.obligations)


def test_a_user_may_bring_a_mapping_of_tools(tmp_path: Path) -> None:
    own = tmp_path / "tools.toml"
    own.write_text('[frames]\nhard = "硬"\n[sides]\n[measures]\nshutdown = ["hard"]\n', "utf-8")
    tools = next(table for table in views(both(), own) if table.key == "tools")
    assert {row[0] for row in tools.rows} == {"hard", "unclassified"}


def test_a_mapping_that_is_none_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "tools.toml"
    own.write_text("[frames]\n", "utf-8")
    with pytest.raises(ExportError, match="no table"):
        views(both(), own)


def test_a_document_is_cited_once_however_it_is_named() -> None:
    texts = (
        "一、依据《水污染防治法》和《产业目录（2019年本）》，各县要报送总结。",
        "一、依据《中华人民共和国水污染防治法》和《产业目录(2019年本)》（国发〔2019〕3号），各县要报送总结。",
    )
    read = [
        extract(f"关于巡查的通知\n{text}".encode(), f"{number}.txt")
        for number, text in enumerate(texts)
    ]
    rows = _sheet(export(read, "xlsx"), "Network")[1:]
    assert {(row[1], row[4]) for row in rows} == {("水污染防治法", 2), ("国发〔2019〕3号", 2)}


def test_charts_are_drawn_for_screen_and_paper() -> None:
    comparison = compare([notice("weihai-2021"), notice("wuhai-2021")])
    with zipfile.ZipFile(io.BytesIO(export(comparison, "charts"))) as archive:
        names = {name.rpartition(".")[0] for name in archive.namelist()} - {"about"}
        assert names == {"timeline", "topics", "systems", "similarity", "network"}
        for name in names:
            drawn = archive.read(f"{name}.svg").decode()
            assert "威海市2021" in drawn
            assert archive.read(f"{name}.png").startswith(b"\x89PNG")
        assert "乌海市2021" in archive.read("timeline.svg").decode()
        assert archive.read("network.svg").decode().count(">威海市2021<") == 1


def test_annotation_formats_cut_the_same_words() -> None:
    one = notice("fuzhou-2021")
    record = json.loads(export(one, "doccano", personal=True).decode().splitlines()[0])
    duties = [
        record["text"][low:high] for low, high, label in record["label"] if label == "obligation"
    ]
    assert duties == [duty.quote for duty in one.obligations]


def test_brat_gives_broken_stretches_in_pieces() -> None:
    one = notice("weihai-2021")
    with zipfile.ZipFile(io.BytesIO(export(one, "brat", personal=True))) as archive:
        text = archive.read("weihai-2021.txt").decode()
        marks = archive.read("weihai-2021.ann").decode().splitlines()
    for line in marks:
        if line.startswith("T"):
            _, where, words = line.split("\t")
            pieces = [part.split() for part in where.split(" ", 1)[1].split(";")]
            assert " ".join(text[int(low) : int(high)] for low, high in pieces) == words


NAMING = ("xlsx", "csv", "html", "md", "ics", "charts", "json", "docx")


@pytest.mark.parametrize("name", NAMING)
def test_an_export_names_the_hashes_and_the_versions(name: str) -> None:
    comparison = compare(both(), "weihai-2021")
    data = export(comparison, name)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(map(archive.read, archive.namelist()))
    said = data.decode("utf-8", "replace").replace("\r\n ", "")
    method = comparison.method
    wanted = [method.extractor_version, method.lexicon, both()[0].source.sha256]
    assert not [word for word in wanted if word not in said]


@pytest.mark.parametrize("name", ["html", "md"])
def test_the_matrix_names_the_verdict_beside_the_reference(name: str) -> None:
    said = export(compare(both(), "weihai-2021"), name).decode()
    assert all(word in said for word in ("更严", "新增", "缺少"))


def test_the_page_is_whole_and_what_notices_say_is_harmless() -> None:
    text = "关于巡查的通知\n一、任务\n各区要报送<script>alert(1)</script>总结，6月底前完成。"
    page = export(extract(text.encode(), "n.txt"), "html").decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("name", ["docx", "md", "html"])
def test_a_task_that_runs_over_a_page_has_no_page_mark_in_it(name: str) -> None:
    paged = extract(Path(__file__).parents[2] / "corpora/weihai-2021/notice.pdf")
    assert any("—3—" in "".join(duty.quote.split()) for duty in paged.obligations)
    data = export(paged, name)
    said = (
        "".join(
            cell.text
            for row in docx.Document(io.BytesIO(data)).tables[0].rows
            for cell in row.cells
        )
        if name == "docx"
        else data.decode().replace("\r\n ", "")
    )
    assert "责令采取限制生产、停产整治等措施" in said
