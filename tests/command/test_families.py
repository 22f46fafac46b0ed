"""A covering notice and its attachments, given together, are one family."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor.command.families import with_families
from extractor.extract import extract
from extractor.model import Notice

COVER = (
    "关于开展整治工作的通知\n各县区人民政府：\n请于6月底前报送总结。\n附件：2021年专项整治方案\n"
)
PLAN = "附件\n2021年专项整治方案\n一、全面排查\n各县区要对企业全面排查。\n"
OTHER = "关于开展普查工作的通知\n各县区人民政府：\n请于7月底前报送总结。\n"


def _notice(name: str, text: str) -> tuple[Path, Notice]:
    return Path(name), extract(text.encode(), Path(name).name)


def _families(*notices: tuple[Path, Notice]) -> dict[str, str | None]:
    return {notice.document: notice.family for notice in with_families(notices)}


@pytest.mark.parametrize("name", ["附件1：整治方案.txt", "附件.txt", "方案.txt"])
def test_an_attachment_by_name_or_by_text_belongs_to_the_notice(name: str) -> None:
    found = _families(_notice(f"a/{name}", PLAN), _notice("a/通知.txt", COVER))
    assert found == {Path(name).stem: "通知", "通知": None}


def test_of_several_notices_it_is_the_one_that_names_it() -> None:
    found = _families(
        _notice("a/普查.txt", OTHER), _notice("a/通知.txt", COVER), _notice("a/附件1.txt", PLAN)
    )
    assert found == {"普查": None, "通知": None, "附件1": "通知"}


def test_nothing_is_guessed_between_notices_that_do_not_name_it() -> None:
    found = _families(_notice("a/普查.txt", OTHER), _notice("a/方案.txt", PLAN))
    assert found == {"普查": None, "方案": None}


def test_other_folders_are_other_families() -> None:
    found = _families(_notice("a/通知.txt", COVER), _notice("b/附件1.txt", PLAN))
    assert found == {"通知": None, "附件1": None}


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "notices.zip"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("通知.txt", COVER)
        archive.writestr("附件1.txt", PLAN)
        archive.writestr("坏.pdf", b"%PDF-1.4 broken")
        archive.writestr("数据.bin", b"\x00")
    path.write_bytes(stream.getvalue())
    run = subprocess.run(
        [sys.executable, "-m", "extractor", "extract", str(path), "-f", "jsonl"],
        capture_output=True,
        encoding="utf-8",
    )
    notices = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 2
    assert [(notice["document"], notice["family"]) for notice in notices] == [
        ("通知", None),
        ("附件1", "通知"),
    ]
    assert [notice["source"]["name"] for notice in notices] == [
        "notices.zip/通知.txt",
        "notices.zip/附件1.txt",
    ]
    assert "notices.zip/坏.pdf: a damaged or truncated PDF" in run.stderr
    assert "left out 1 file of another kind" in run.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["notices.zip"]
