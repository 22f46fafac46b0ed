"""What is marked on a page: the words of an obligation, and each of its values in its colour."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.lexicon.load import table
from extractor.model import Evidence, Obligation


class Mark(NamedTuple):
    """A box in points from the top left of its page; `inherited` words stand elsewhere."""

    page: int
    box: tuple[float, float, float, float]
    kind: str
    inherited: bool


class Kind(NamedTuple):
    """A kind of mark: its names and its colour (`#rrggbb`) on white paper."""

    name: str
    chinese: str
    english: str
    colour: str


def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of the legend."""
    entries = table("review")["kinds"].items()
    return tuple(Kind(name, zh, en, light) for name, (zh, en, light, _) in entries)


def marks(duties: Iterable[Obligation]) -> tuple[Mark, ...]:
    """The marks of some obligations, the words first and the values upon them; each box once."""
    found: dict[Mark, None] = {}
    listed = tuple(duties)
    for duty in listed:
        found.update(dict.fromkeys(_boxes("obligation", duty.evidence)))
    for duty in listed:
        for kind, evidence in _facts(duty):
            found.update(dict.fromkeys(_boxes(kind, evidence)))
    return tuple(found)


def _facts(duty: Obligation) -> Iterator[tuple[str, Evidence]]:
    if duty.condition:
        yield "condition", duty.condition.evidence
    for kind, values in (
        ("unit", duty.responsible),
        ("recipient", duty.recipients),
        ("target", duty.targets),
        ("threshold", duty.thresholds),
        ("deadline", duty.deadlines),
    ):
        for value in values:
            yield kind, value.evidence


def _boxes(kind: str, evidence: Evidence) -> Iterator[Mark]:
    for place in evidence.places:
        if place.page is not None and place.box is not None:
            yield Mark(place.page, place.box, kind, evidence.inherited)
