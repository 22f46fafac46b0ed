"""`taizhang compare` and `taizhang export`, as a researcher calls them."""

import io
import json
import zipfile
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


def _rows(file: Path) -> set[str]:
    return {
        json.dumps(
            [[cell["notice"], len(cell["obligations"])] for cell in json.loads(line)["cells"]]
        )
        for line in file.read_text("utf-8").splitlines()
    }


def test_what_was_extracted_before_is_compared_as_the_files_are(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run("extract", *FIVE[:2], "-o", str(out)).exit_code == 0
    fresh, again = tmp_path / "fresh.jsonl", tmp_path / "again.jsonl"
    for given, file in ((FIVE[:2], fresh), ([str(out)], again)):
        result = _run("compare", *given, "--format", "jsonl", "-o", str(file))
        assert result.exit_code == 0, result.output
    assert _rows(fresh) == _rows(again)


def test_pages_that_were_written_into_the_folder_are_not_read_as_notices(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run("extract", *FIVE[:2], "-o", str(out), "-f", "json", "-f", "html").exit_code == 0
    assert _run("compare", str(out), "-o", str(out / "two.html")).exit_code == 0
    for given in (str(out), f"{out}/*.*"):
        result = _run("compare", given, "-o", str(tmp_path / "rows.jsonl"))
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("2 notices")


def test_annotations_are_compared_on_their_texts(tmp_path: Path) -> None:
    folder = CORPORA.parent / "annotations"
    named = [str(folder / f"{name}.json") for name in ("weihai-2021", "wuhai-2021")]
    file = tmp_path / "rows.jsonl"
    arguments = ["--format", "jsonl", "-o", str(file)]
    result = _run("compare", *named, "--texts", str(CORPORA), *arguments)
    assert result.exit_code == 0, result.output
    assert '"rule": "annotation"' in file.read_text("utf-8")
    result = _run("compare", *named, *arguments)
    assert result.exit_code == 2
    assert "there is no weihai-2021.txt beside it" in result.stderr


@pytest.mark.parametrize("packed", [True, False])
def test_annotations_taken_away_come_back(packed: bool, tmp_path: Path) -> None:
    archive = tmp_path / "two.zip"
    assert _run("export", *FIVE[:2], "-f", "annotation", "-o", str(archive)).exit_code == 0
    given = archive
    if not packed:
        given = tmp_path / "two"
        with zipfile.ZipFile(archive) as held:
            held.extractall(given)
    file = tmp_path / "two.json"
    result = _run("export", str(given), "-f", "json", "-o", str(file))
    assert result.exit_code == 0, result.output
    back = [notice["document"] for notice in json.loads(file.read_text("utf-8"))]
    assert back == ["fuzhou-2021-notice", "liaocheng-2022-notice"]


def test_notices_of_one_name_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "two.json"
    assert _run("export", FIVE[0], "-f", "json", "-o", str(file)).exit_code == 0
    result = _run("export", str(file), FIVE[0], "-f", "jsonl", "-o", str(tmp_path / "a.jsonl"))
    assert result.exit_code == 0
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["notice", "notice-2"]


def test_a_beginning_names_the_reference(tmp_path: Path) -> None:
    file = tmp_path / "two.json"
    arguments = ["--format", "json", "-o", str(file)]
    assert _run("compare", *FIVE[:3], "--reference", "weihai", *arguments).exit_code == 0
    assert json.loads(file.read_text("utf-8"))["reference"] == "weihai-2021-notice"


def test_words_from_above_are_found_in_the_document_that_is_given(tmp_path: Path) -> None:
    order = tmp_path / "省厅通知.txt"
    order.write_text(
        "省厅关于落后产能退出的通知\n一、严格执行节约能源法，对达不到强制性能耗限额标准要求的产能，"
        "应在6个月内整改。\n",
        "utf-8",
    )
    file = tmp_path / "two.json"
    arguments = ["--upstream", str(order), "--format", "json", "-o", str(file)]
    result = _run("compare", *FIVE[:2], *arguments)
    assert result.exit_code == 0, result.output
    sources = {one["source"] for one in json.loads(file.read_text("utf-8"))["origins"]}
    assert "省厅通知" in sources


def test_a_mapping_of_policy_tools_may_be_replaced(tmp_path: Path) -> None:
    own = tmp_path / "tools.toml"
    own.write_text('[frames]\nhard = "硬约束"\n[sides]\n[measures]\nshutdown = ["hard"]\n', "utf-8")
    file = tmp_path / "notice.xlsx"
    result = _run("export", FIVE[0], "--tools", str(own), "-o", str(file))
    assert result.exit_code == 0, result.output
    rows = openpyxl.load_workbook(file)["Tools"].iter_rows(min_row=2, values_only=True)
    assert {row[1] for row in rows} == {"硬约束", "未归类 Unclassified"}
    own.write_text("[frames]\n", "utf-8")
    result = _run("export", FIVE[0], "--tools", str(own), "-o", str(file))
    assert result.exit_code == 2
    assert "no table" in result.stderr


def test_personal_data_stays_only_where_it_is_asked_for(tmp_path: Path) -> None:
    [zhanjiang] = [path for path in FIVE if "zhanjiang" in path]
    for flags, shown in (((), False), (("--personal",), True)):
        file = tmp_path / "notice.json"
        result = _run("export", zhanjiang, "-f", "json", "-o", str(file), *flags)
        assert result.exit_code == 0
        assert ("0759-3367875" in file.read_text("utf-8")) is shown


@pytest.mark.parametrize(
    ("name", "starts"), [("a.html", b"<!doctype html"), ("a.ics", b"BEGIN:VCAL"), ("a", b"PK")]
)
def test_the_name_of_the_file_says_the_format(name: str, starts: bytes, tmp_path: Path) -> None:
    result = _run("export", FIVE[0], "-o", str(tmp_path / name))
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(starts)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("a.csv", [], "a.csv holds a ZIP of several files: .zip would be its ending"),
        ("a.xls", [], "a.xls is written as xlsx: .xlsx would be its ending"),
        ("a.html", ["-f", "md"], "a.html is written as md: .md would be its ending"),
    ],
)
def test_an_ending_that_misleads_is_told(
    name: str, arguments: list[str], said: str, tmp_path: Path
) -> None:
    result = _run("export", FIVE[0], *arguments, "-o", str(tmp_path / name))
    assert result.exit_code == 0
    assert said in result.stderr
    assert (tmp_path / name).exists()


def test_a_zip_must_be_told_of_what() -> None:
    result = _run("export", FIVE[0], "-o", "tables.zip")
    assert result.exit_code == 2
    assert "csv" in result.output
    assert "parquet" in result.output


CLEAR = {
    "a place that cannot be written to": ([*FIVE[:2], "-o", "/dev/null/a.xlsx"], "/dev/null"),
    "one notice only": ([FIVE[0]], "two notices or more"),
    "an unknown reference": ([*FIVE[:2], "--reference", "月球"], "月球"),
    "the same notice twice": ([FIVE[0], FIVE[0]], "two notices or more"),
    "an empty reference": (
        [*FIVE[:2], "--reference", ""],
        "'' is none of fuzhou-2021-notice、liaocheng-2022-notice",
    ),
    "a reference that several begin with": (
        [*FIVE, "--reference", "w"],
        "'w' may be any of weihai-2021-notice、wuhai-2021-notice",
    ),
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
