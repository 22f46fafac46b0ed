"""What was written down comes back: JSON of notices, comparisons, and annotations with their texts."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor import MissingFile, Notice, UnreadableFile, compare, export, extract, load
from extractor.export.annotation import annotation

ROOT = Path(__file__).parents[1]
NAMES = ("fuzhou-2021", "liaocheng-2022", "weihai-2021", "wuhai-2021", "zhanjiang-2021")


@cache
def both() -> tuple[Notice, ...]:
    return tuple(
        extract(ROOT / "corpora" / name / "notice.txt").model_copy(update={"document": name})
        for name in ("fuzhou-2021", "wuhai-2021")
    )


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_notices_come_back_as_they_were(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"notices.{form}"
    path.write_bytes(export(both(), form, personal=True))
    assert load(path) == both()


def test_a_comparison_gives_its_notices(tmp_path: Path) -> None:
    path = tmp_path / "comparison.json"
    path.write_bytes(export(compare(both()), "json", personal=True))
    assert load(path) == both()


@pytest.mark.parametrize("name", NAMES)
def test_an_annotation_comes_back_with_all_its_values(name: str) -> None:
    path = ROOT / "annotations" / f"{name}.json"
    [notice] = load(path, ROOT / "corpora")
    assert notice.document == name
    assert notice.issues == ()
    assert _bare(annotation(notice)) == _bare(json.loads(path.read_text("utf-8")))
    for duty in notice.obligations:
        assert notice.text[duty.evidence.start : duty.evidence.end] == duty.quote


def _bare(value: Any) -> Any:
    """Without white space, width of characters, empty fields and what `inherited` leaves unsaid."""
    if isinstance(value, dict):
        made = {key: _bare(held) for key, held in value.items()}
        return {key: held for key, held in made.items() if held not in (None, [], False)}
    if isinstance(value, list):
        return [_bare(held) for held in value]
    if isinstance(value, str):
        return "".join(value.split()).translate(str.maketrans("（），", "(),"))
    return value


def test_what_we_annotate_comes_back(tmp_path: Path) -> None:
    [one, _] = both()
    (tmp_path / "甲.annotation.json").write_text(
        json.dumps(annotation(one), ensure_ascii=False), "utf-8"
    )
    (tmp_path / "甲.txt").write_text(one.text, "utf-8")
    [back] = load(tmp_path / "甲.annotation.json")
    assert annotation(back) == annotation(one)


def test_a_quote_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    held = annotation(both()[0])
    held["obligations"][0]["quote"] = "此句不在文中"
    (tmp_path / "a.json").write_text(json.dumps(held), "utf-8")
    (tmp_path / "a.txt").write_text(both()[0].text, "utf-8")
    [issue] = load(tmp_path / "a.json")[0].issues
    assert issue.code == "quote_not_in_text"
    assert "此句不在文中" in issue.message


def test_an_annotation_of_another_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(annotation(both()[0])), "utf-8")
    with pytest.raises(MissingFile, match=r"no a\.txt beside it"):
        load(tmp_path / "a.json")
    (tmp_path / "a.txt").write_text("另一份通知", "utf-8")
    with pytest.raises(UnreadableFile, match="another text"):
        load(tmp_path / "a.json")


@pytest.mark.parametrize(
    "held", ["", "{", "3", "[1]", '{"document": "x"}', '{"obligations": [{}]}', "[" * 100_000]
)
def test_what_holds_no_notices_is_refused(held: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(held, "utf-8")
    (tmp_path / "a.txt").write_text("通知", "utf-8")
    with pytest.raises(UnreadableFile, match=r"a\.json: "):
        load(tmp_path / "a.json")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        load(tmp_path / "none.json")
