"""What one notice says to a provision, as the differences look at it."""

from dataclasses import dataclass

from extractor.model import Evidence, Obligation
from extractor.model.comparison import Aspect, Difference, Direction, Side


@dataclass(frozen=True, slots=True)
class Standing:
    """The obligations of one notice in a row, one or several."""

    notice: str
    duties: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value that can differ: `key` is compared, `words` are shown, `rank` says which is more."""

    key: str
    words: str
    duty: str
    evidence: Evidence
    rank: float = 0.0


def side(standing: Standing, value: Value | None) -> Side:
    """One side of a difference; without a value the words of the first duty stand for it."""
    if value is not None:
        return Side(
            notice=standing.notice,
            obligation=value.duty,
            value=value.words,
            evidence=value.evidence,
        )
    duty = standing.duties[0]
    return Side(notice=standing.notice, obligation=duty.id, value=None, evidence=duty.evidence)


def difference(
    aspect: Aspect,
    direction: Direction,
    left: Side,
    right: Side,
    amount: float | None = None,
    unit: str | None = None,
) -> Difference:
    """A difference without edits."""
    return Difference(
        aspect=aspect, direction=direction, left=left, right=right, amount=amount, unit=unit
    )


def one_sided(
    aspect: Aspect, left: Standing, right: Standing, ours: list[Value], theirs: list[Value]
) -> list[Difference]:
    """Values of the left that the right has not (`missing`), then those of the right alone."""
    known, others = {v.key for v in ours}, {v.key for v in theirs}
    gone = [
        difference(aspect, "missing", side(left, value), side(right, None))
        for value in ours
        if value.key not in others
    ]
    new = [
        difference(aspect, "added", side(left, None), side(right, value))
        for value in theirs
        if value.key not in known
    ]
    return gone + new


def distinct(values: list[Value]) -> list[Value]:
    """One value of each key, the first."""
    found: dict[str, Value] = {}
    for value in values:
        found.setdefault(value.key, value)
    return list(found.values())
