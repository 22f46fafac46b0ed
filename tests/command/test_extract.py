"""`taizhang extract` on good input: formats, folders, names, order."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractor import extract
from extractor.command import app
from extractor.export import EXPORTS
from extractor.export.annotation import annotation

NOTICE = "关于开展{}检查的通知\n一、请各县区人民政府于6月底前报送工作总结。".format


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Notices in folders: two of one stem, one twice in two formats, one file of another kind."""
    for name in ("b/notice.txt", "a/notice.txt", "a/other.txt", "a/other.html", ".hidden/x.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTICE(name), "utf-8")
    (tmp_path / "in" / "picture.svg").write_text("<svg/>", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result


def test_one_file_is_one_object(folder: Path) -> None:
    notice = json.loads(run("extract", "in/a/other.txt").stdout)
    assert notice == json.loads(extract(folder / "in/a/other.txt").model_dump_json())


def test_a_folder_is_an_array_in_the_order_of_its_paths(folder: Path) -> None:
    result = run("extract", "in")
    documents = [notice["document"] for notice in json.loads(result.stdout)]
    assert documents == ["a-notice", "other.html", "other.txt", "b-notice"]
    assert "left out 1 file" in result.stderr


@pytest.mark.parametrize("pattern", ["in/*/notice.txt", "in/**/notice.*"])
def test_a_glob_is_an_array_too(folder: Path, pattern: str) -> None:
    documents = [notice["document"] for notice in json.loads(run("extract", pattern).stdout)]
    assert documents == ["a-notice", "b-notice"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    notices = json.loads(run("extract", "in/b", "in/b/notice.txt", "in/*/notice.txt").stdout)
    assert [notice["document"] for notice in notices] == ["b-notice", "a-notice"]


def test_annotations_have_the_shape_of_the_gold(folder: Path) -> None:
    run("extract", "in/a/other.txt", "in/b", "--format", "annotation", "-o", "out")
    written = json.loads((folder / "out/other.json").read_text("utf-8"))
    assert written == annotation(extract(folder / "in/a/other.txt"))
    assert (folder / "out/notice.json").exists()


def test_files_of_one_stem_do_not_overwrite_each_other(folder: Path) -> None:
    run("extract", "in", "-o", "out")
    written = sorted(path.name for path in (folder / "out").iterdir())
    assert written == ["a-notice.json", "b-notice.json", "other.html.json", "other.txt.json"]


def test_csv_of_many_notices_is_one_sheet(folder: Path) -> None:
    run("extract", "in", "-f", "csv", "-f", "json", "-f", "jsonl", "-o", "out")
    sheet = (folder / "out/obligations.csv").read_bytes()
    assert sheet.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))
    assert {row["document"] for row in rows} == {"a-notice", "other.html", "other.txt", "b-notice"}
    lines = (folder / "out/notices.jsonl").read_text("utf-8").splitlines()
    assert sum(len(json.loads(line)["obligations"]) for line in lines) == len(rows)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_goes_to_the_screen(folder: Path, name: str) -> None:
    source = "in/a/other.txt" if EXPORTS[name].alone else "in"
    assert "报送工作总结" in run("extract", source, "--format", name).stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["-f", "xls"], "none of"),
        (["-f", "html"], "output folder"),
        (["-f", "csv", "-f", "json"], "output folder"),
        (["-f", "annotation", "-f", "json", "-o", "out"], "same files"),
        (["-o", "in/picture.svg"], "not a folder"),
    ],
)
def test_contradictions_are_refused(folder: Path, arguments: list[str], complaint: str) -> None:
    result = CliRunner().invoke(app, ["extract", "in", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert complaint in result.stderr
