"""Gains and losses: what a change of the extractor has won and lost, value by value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.evaluate.evaluation import Evaluation
from extractor.evaluate.figures import FIGURES
from extractor.evaluate.tally import Item, Tally

Kind = Literal["found", "no longer invented", "no longer found", "newly invented"]

GAINS: tuple[Kind, ...] = ("found", "no longer invented")
LOSSES: tuple[Kind, ...] = ("no longer found", "newly invented")

# Made of values that other figures list.
_DERIVED = frozenset({"actors", "dated", "not_must", "linked"})
LISTED = tuple(figure for figure in FIGURES if figure not in _DERIVED)
"""Figures whose values are listed one by one; the others would list the same values again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was won or lost in a notice."""

    notice: str
    figure: str
    kind: Kind
    item: Item


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside an earlier one; `same_gold` is False when gold or texts have changed between."""

    same_gold: bool
    before: dict[str, float]
    now: dict[str, float]
    changes: tuple[Change, ...]

    def gains(self) -> tuple[Change, ...]:
        """What is better now."""
        return tuple(change for change in self.changes if change.kind in GAINS)

    def losses(self) -> tuple[Change, ...]:
        """What is worse now."""
        return tuple(change for change in self.changes if change.kind in LOSSES)


def compare_runs(before: Evaluation, now: Evaluation) -> Comparison:
    """Every value won and lost between two runs, in the order of notices and figures."""
    earlier = {notice.name: notice.figures for notice in before.notices}
    changes: list[Change] = []
    for notice in now.notices:
        if notice.name in earlier:
            changes += _in_notice(notice.name, earlier[notice.name], notice.figures)
    return Comparison(
        same_gold=before.fingerprint == now.fingerprint,
        before=before.scores(),
        now=now.scores(),
        changes=tuple(changes),
    )


def _in_notice(
    name: str, before: Mapping[str, Tally], now: Mapping[str, Tally]
) -> Iterator[Change]:
    told = set()
    for figure in LISTED:
        for kind, item in _between(before.get(figure, Tally(right=0)), now[figure]):
            told.add((kind, item.value, item.quote))
            yield Change(name, figure, kind, item)
    # What `linked` alone counts: the values of obligations that are not matched.
    for kind, item in _between(before.get("linked", Tally(right=0)), now["linked"]):
        if (kind, item.value, item.quote) not in told:
            yield Change(name, "linked", kind, item)


def _between(before: Tally, now: Tally) -> Iterator[tuple[Kind, Item]]:
    sides: tuple[tuple[Kind, tuple[Item, ...], tuple[Item, ...]], ...] = (
        ("found", before.missed, now.missed),
        ("no longer invented", before.invented, now.invented),
        ("no longer found", now.missed, before.missed),
        ("newly invented", now.invented, before.invented),
    )
    for kind, these, without in sides:
        for item in (Counter(these) - Counter(without)).elements():
            yield kind, item
