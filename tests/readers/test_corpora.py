"""The five notices in four formats say the same."""

import hashlib
import json
from pathlib import Path

import pytest

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
