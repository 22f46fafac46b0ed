"""The gold follows the guide: its quotes stand in the texts, its labels are of the vocabulary."""

from pathlib import Path
from typing import Any, get_args

import pytest

from extractor.evaluate.compact import Words, compact
from extractor.evaluate.gold import GoldNotice, gold_notices, read_annotation
from extractor.evaluate.placement import place
from extractor.model import vocabulary

_ROOT = Path(__file__).parents[2]
NOTICES = gold_notices(_ROOT / "annotations", _ROOT / "corpora")
each_notice = pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.name)


@each_notice
def test_every_quote_stands_in_the_text(notice: GoldNotice) -> None:
    words = Words(notice.text)
    _, problems = place(words, notice.annotation)
    assert problems == []
    citations = [citation["quote"] for citation in notice.annotation["citations"]]
    headings = [f"{s['number']}{s['heading']}" for s in notice.annotation["sections"]]
    assert [quote for quote in citations + headings if not words.find(quote)] == []


@each_notice
def test_every_condition_stands_in_its_obligation(notice: GoldNotice) -> None:
    for obligation in notice.annotation["obligations"]:
        assert compact(obligation["condition"]) in compact(obligation["quote"]), obligation["id"]


def _values(notice: GoldNotice, *path: str) -> set[Any]:
    found: list[Any] = notice.annotation[path[0]]
    for step in path[1:]:
        inner = [entry.get(step) for entry in found]
        found = [x for value in inner for x in (value if isinstance(value, list) else [value])]
    return set(found)


@each_notice
@pytest.mark.parametrize(
    ("path", "labels"),
    [
        (("obligations", "modality"), vocabulary.Modality),
        (("obligations", "topic"), vocabulary.Topic),
        (("obligations", "measures"), vocabulary.Measure),
        (("obligations", "responsible", "role"), vocabulary.Role),
        (("obligations", "responsible", "system"), vocabulary.System),
        (("obligations", "deadlines", "kind"), vocabulary.DeadlineKind),
        (("obligations", "thresholds", "comparator"), vocabulary.Comparator),
        (("citations", "kind"), vocabulary.CitationKind),
    ],
    ids=lambda value: value[-1] if isinstance(value, tuple) else "",
)
def test_every_label_is_of_the_vocabulary(
    notice: GoldNotice, path: tuple[str, ...], labels: object
) -> None:
    assert _values(notice, *path) <= set(get_args(labels))


def test_every_obligation_stands_in_exactly_one_provision() -> None:
    rows = read_annotation(_ROOT / "annotations" / "provisions.json")["provisions"]
    cells = [(name, o) for row in rows for name, ids in row["members"].items() for o in ids]
    assert len(cells) == len(set(cells))
    annotated = {(n.name, o["id"]) for n in NOTICES for o in n.annotation["obligations"]}
    assert set(cells) == annotated
