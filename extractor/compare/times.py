"""Deadlines side by side: dates earlier or later, durations longer or shorter, times that are new."""

from extractor.compare.standing import Standing, Value, difference, distinct, one_sided, side
from extractor.interpret.conversion import days_of
from extractor.model import Deadline, Difference
from extractor.model.comparison import Aspect, Direction
from extractor.model.records import deadline_words

_YEAR = 365.25


def due_dates(left: Standing, right: Standing) -> list[Difference]:
    """Dates by which the duty is to be done; those nearest in the round of the year are paired."""
    ours, theirs = _only(_dated(left), _dated(right))
    found = []
    for mine, yours in _nearest(ours, theirs):
        ours.remove(mine)
        theirs.remove(yours)
        later = yours.rank > mine.rank
        found.append(
            difference(
                "deadline",
                "later" if later else "earlier",
                side(left, mine),
                side(right, yours),
                abs(yours.rank - mine.rank),
                "days",
            )
        )
    return found + one_sided("deadline", left, right, ours, theirs)


def _nearest(ours: list[Value], theirs: list[Value]) -> list[tuple[Value, Value]]:
    """One to one, the nearest first; plans of different years have the same round of the year."""
    apart = sorted(
        (_within_a_year(a.rank - b.rank), abs(a.rank - b.rank), at, to)
        for at, a in enumerate(ours)
        for to, b in enumerate(theirs)
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, _, at, to in apart:
        if at not in taken[0] and to not in taken[1]:
            taken[0].add(at)
            taken[1].add(to)
            pairs.append((at, to))
    return [(ours[at], theirs[to]) for at, to in sorted(pairs)]


def _within_a_year(days: float) -> float:
    return min(days % _YEAR, -days % _YEAR)


def durations(left: Standing, right: Standing) -> list[Difference]:
    """Periods within which the duty is to be done, the shorter ones first."""
    return _measured("duration", left, right, _lasting(left), _lasting(right), _LENGTHS)


def frequencies(left: Standing, right: Standing) -> list[Difference]:
    """How often: a shorter interval is stricter. 立即 and 定期 without a figure are there or not."""
    ours, theirs = _recurring(left), _recurring(right)
    return _measured("deadline", left, right, ours, theirs, _PACE) + one_sided(
        "deadline", left, right, _worded(left), _worded(right)
    )


_LENGTHS: tuple[Direction, Direction] = ("longer", "shorter")
_PACE: tuple[Direction, Direction] = ("looser", "stricter")


def _measured(
    aspect: Aspect,
    left: Standing,
    right: Standing,
    ours: list[Value],
    theirs: list[Value],
    names: tuple[Direction, Direction],
) -> list[Difference]:
    mine, yours = _only(ours, theirs)
    found = [
        difference(
            aspect,
            names[0] if b.rank > a.rank else names[1],
            side(left, a),
            side(right, b),
            round(abs(b.rank - a.rank), 2),
            "days",
        )
        for a, b in zip(mine, yours, strict=False)
    ]
    return found + one_sided(aspect, left, right, mine[len(found) :], yours[len(found) :])


def _only(ours: list[Value], theirs: list[Value]) -> tuple[list[Value], list[Value]]:
    """What each side has alone, in order of time."""
    known, others = {v.rank for v in ours}, {v.rank for v in theirs}
    return (
        sorted((v for v in ours if v.rank not in others), key=lambda v: v.rank),
        sorted((v for v in theirs if v.rank not in known), key=lambda v: v.rank),
    )


def _dated(standing: Standing) -> list[Value]:
    return distinct(
        [
            _value(duty.id, deadline, deadline.end.isoformat(), deadline.end.toordinal())
            for duty in standing.duties
            for deadline in duty.deadlines
            if deadline.end
        ]
    )


def _lasting(standing: Standing) -> list[Value]:
    return _spans(standing, "duration")


def _recurring(standing: Standing) -> list[Value]:
    return _spans(standing, "recurrence")


def _spans(standing: Standing, name: str) -> list[Value]:
    return distinct(
        [
            _value(duty.id, deadline, span + "w" * deadline.working_days, days)
            for duty in standing.duties
            for deadline in duty.deadlines
            if (span := getattr(deadline, name)) and (days := days_of(span)) is not None
        ]
    )


def _worded(standing: Standing) -> list[Value]:
    """Times without a date or a figure, by their kind."""
    return distinct(
        [
            _value(duty.id, deadline, deadline.kind, 0)
            for duty in standing.duties
            for deadline in duty.deadlines
            if not (deadline.end or deadline.duration or deadline.recurrence)
        ]
    )


def _value(duty: str, deadline: Deadline, key: str, rank: float) -> Value:
    words = deadline.end.isoformat() if deadline.end else deadline_words(deadline)
    return Value(key, words, duty, deadline.evidence, rank)
