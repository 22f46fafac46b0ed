"""How well the duties of several notices are laid side by side: pairs F1 (codebook 8).

Counted are pairs of obligations of different notices that stand in one row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from extractor.compare import compare
from extractor.errors import UnreadableFile
from extractor.evaluate.annotated import annotated_notice
from extractor.evaluate.gold import GOLD, TEXTS, GoldNotice, gold_notices, read_annotation
from extractor.evaluate.pairing import pair
from extractor.evaluate.tally import Count
from extractor.export.annotation import annotation
from extractor.extract import extract
from extractor.model import Comparison, Notice

Member = tuple[str, str]
"""A notice and an obligation of it."""
Pairs = frozenset[tuple[Member, Member]]


@dataclass(frozen=True, slots=True)
class ProvisionFigures:
    """Pairs found, on the annotated obligations and from the files."""

    on_gold: Count
    end_to_end: Count


def evaluate_provisions(gold: Path = GOLD, texts: Path = TEXTS) -> ProvisionFigures:
    """Compare the notices of `provisions.json`, as annotated and as extracted, with its rows.

    FileError where a file is missing or is none.
    """
    path = gold / "provisions.json"
    wanted = gold_pairs(path)
    named = {member[0] for members in wanted for member in members}
    notices = [notice for notice in gold_notices(gold, texts) if notice.name in named]
    absent = named - {notice.name for notice in notices}
    if absent:
        raise UnreadableFile(str(path), f"names notices without annotation: {sorted(absent)}")
    return ProvisionFigures(
        on_gold=count(wanted, pairs_of(compare(_annotated(notices)))),
        end_to_end=count(wanted, _extracted_pairs(notices)),
    )


def gold_pairs(path: Path) -> Pairs:
    """The pairs of a file of provisions; UnreadableFile when it is none."""
    rows = read_annotation(path).get("provisions")
    try:
        return _pairs(
            [(notice, duty) for notice, duties in row["members"].items() for duty in duties]
            for row in rows or ()
        )
    except (TypeError, KeyError, AttributeError) as cause:
        raise UnreadableFile(str(path), f"holds no provisions: {cause!r}") from cause


def pairs_of(comparison: Comparison, names: Mapping[Member, str] | None = None) -> Pairs:
    """The pairs of a comparison; `names` gives obligations the ids that they count under."""
    known = names or {}
    return _pairs(
        [
            (cell.notice, known.get((cell.notice, duty), duty))
            for cell in provision.cells
            for duty in cell.obligations
        ]
        for provision in comparison.provisions
    )


def count(wanted: Pairs, found: Pairs) -> Count:
    """Right, predicted and gold pairs."""
    return Count(len(wanted & found), len(found), len(wanted))


def _pairs(rows: Iterable[list[Member]]) -> Pairs:
    return frozenset(
        (one, other)
        for row in rows
        for one, other in combinations(sorted(row), 2)
        if one[0] != other[0]
    )


def _annotated(notices: list[GoldNotice]) -> list[Notice]:
    return [annotated_notice(each.name, each.text, each.annotation) for each in notices]


def _extracted_pairs(notices: list[GoldNotice]) -> Pairs:
    """Pairs of the extracted notices, under the ids of the annotated obligations they match."""
    read: list[Notice] = []
    names: dict[Member, str] = {}
    for gold in notices:
        notice = extract(gold.text_path).model_copy(update={"document": gold.name})
        read.append(notice)
        predicted: dict[str, Any] = annotation(notice)
        placed = pair(gold.text, gold.annotation, predicted)
        for match in placed.matches:
            duty = notice.obligations[_index(placed.predicted[match.predicted].entry["id"])]
            names[gold.name, duty.id] = placed.gold[match.gold].entry["id"]
    return pairs_of(compare(read), names)


def _index(name: str) -> int:
    """The place of an obligation that an annotation calls `o7`."""
    return int(name.removeprefix("o")) - 1
