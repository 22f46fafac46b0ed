"""The five notices in every format say the same."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from extractor.extract import extract
from extractor.model import Notice
from extractor.readers import read
from extractor.text import flatten

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
MANIFEST = json.loads((CORPORA / "manifest.json").read_text("utf-8"))
FILES = [
    pytest.param(name, entry, id=f"{name}/{entry['name']}")
    for name, notice in MANIFEST.items()
    for entry in notice["files"]
]


def _words(path: Path) -> str:
    return "".join(flatten(read(path.read_bytes(), path.name)).string.split())


def test_every_folder_is_in_the_manifest() -> None:
    folders = {path.parent.name for path in CORPORA.glob("*/notice.*")}
    assert folders == set(MANIFEST)


@pytest.mark.parametrize(("name", "entry"), FILES)
def test_the_manifest_knows_the_file(name: str, entry: dict[str, str]) -> None:
    data = (CORPORA / name / entry["name"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert read(data, entry["name"]).format == entry["format"]


@pytest.mark.parametrize(("name", "entry"), FILES)
def test_the_file_says_what_the_text_says(name: str, entry: dict[str, str]) -> None:
    text = _words(CORPORA / name / "notice.txt")
    words = _words(CORPORA / name / entry["name"])
    if entry["format"] == "html":  # the site's table of facts stands before the notice
        assert words.endswith(text)
        return
    # 文件 stands beside a joint letterhead: beside which name depends on the format.
    assert words.replace("文件", "", 1) == text.replace("文件", "", 1)


def _obligations(notice: Notice) -> list[tuple[Any, ...]]:
    """What the notice orders, without the places it was read from; a quote may hold page marks."""
    return [
        (
            re.sub(r"—\d+—", "", "".join(obligation.quote.split())),
            obligation.section,
            obligation.modality.value,
            obligation.topic.value,
            sorted(measure.value for measure in obligation.measures),
            [(party.unit, party.role, party.system) for party in obligation.responsible],
            [recipient.value for recipient in obligation.recipients],
            [(due.kind, due.start, due.end, due.duration) for due in obligation.deadlines],
            [(limit.comparator, limit.value, limit.unit) for limit in obligation.thresholds],
            [industry.value for industry in obligation.industries],
        )
        for obligation in notice.obligations
    ]


@pytest.mark.parametrize("name", MANIFEST)
def test_every_format_gives_the_same_obligations(name: str) -> None:
    expected = _obligations(extract(CORPORA / name / "notice.txt"))
    assert expected
    for format_ in ("docx", "html", "pdf", "doc", "ofd"):
        assert _obligations(extract(CORPORA / name / f"notice.{format_}")) == expected, format_
