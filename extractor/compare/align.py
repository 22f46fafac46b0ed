"""Wordings joined into rows: which duties of different notices are one provision.

A pair counts by its likeness, and less where one of the two has a better match beside the other
in the same notice. Rows are joined from the likest pair down (average linkage); neighbours of one
notice share a row where they are likely one duty that a city has split. Duties left over may then
take the empty place of a row.
"""

import heapq
from dataclasses import dataclass, field

from extractor.compare.candidates import candidate_pairs
from extractor.compare.likeness import Likeness
from extractor.compare.wordings import Wording, first_of, wordings_of
from extractor.lexicon.load import table

Edges = list[dict[int, float]]
"""For each wording its likeness with others, by number."""

_TOGETHER = 5
"""Wordings are of different duties where they stand together in a fifth of their notices."""
_TURNS = 12
_LOOKED_AT = 200
"""So many notices say whether two duties of one notice are neighbours there."""


def align(likeness: Likeness) -> list[list[int]]:
    """The clauses by number, row by row; every clause stands in one row."""
    wordings = wordings_of(likeness)
    edges = _edges(likeness, wordings)
    rows = _joined(likeness, wordings, _against_rivals(wordings, edges))
    _take_up(likeness, wordings, edges, rows)
    return [
        sorted(member for number in row.wordings for member in wordings[number].members)
        for row in rows
        if row.wordings
    ]


def together(one: Wording, other: Wording) -> bool:
    """Whether two wordings stand in the same notices often enough to be different duties."""
    both = (one.notices & other.notices).bit_count()
    return both > 0 and both * _TOGETHER >= min(len(one.members), len(other.members))


def _edges(likeness: Likeness, wordings: list[Wording]) -> Edges:
    edges: Edges = [{} for _ in wordings]
    for one, other in candidate_pairs(likeness, wordings):
        if together(wordings[one], wordings[other]):
            continue
        alike = likeness.between(wordings[one].first, wordings[other].first)
        edges[one][other] = edges[other][one] = alike
    return edges


def _against_rivals(wordings: list[Wording], edges: Edges) -> Edges:
    """The likeness of each pair, less where one has a better match beside the other."""
    hard: float = table("compare")["joining"]["rival"]
    share: list[dict[int, float]] = []
    for own in edges:
        order = sorted(own, key=lambda other: (-own[other], other))
        shares: dict[int, float] = {}
        for place, other in enumerate(order):
            best = next((r for r in order[:place] if together(wordings[r], wordings[other])), other)
            shares[other] = own[other] / own[best] if own[best] else 0.0
        share.append(shares)
    return [
        {
            other: alike * (share[one][other] * share[other][one]) ** hard
            for other, alike in own.items()
        }
        for one, own in enumerate(edges)
    ]


@dataclass(slots=True)
class _Row:
    wordings: list[int]
    notices: int
    clauses: int
    near: dict[int, float] = field(default_factory=dict)
    """Likeness summed over pairs of clauses, by the row on the other side."""


def _joined(likeness: Likeness, wordings: list[Wording], edges: Edges) -> list[_Row]:
    level: float = table("compare")["joining"]["level"]
    rows = [
        _Row(
            [number],
            wording.notices,
            len(wording.members),
            {
                other: alike * len(wording.members) * len(wordings[other].members)
                for other, alike in edges[number].items()
            },
        )
        for number, wording in enumerate(wordings)
    ]
    joint = _Joint(likeness, wordings, rows)
    heap = [
        (-alike, one, other, 1, 1)
        for one, own in enumerate(edges)
        for other, alike in own.items()
        if one < other and alike >= level
    ]
    heapq.heapify(heap)
    while heap:
        _, one, other, size, size_other = heapq.heappop(heap)
        row, gone = rows[one], rows[other]
        if len(row.wordings) != size or len(gone.wordings) != size_other:
            continue
        _merge(rows, one, other)
        for third in row.near:
            alike = joint.likeness(one, third)
            if alike >= level:
                low, high = min(one, third), max(one, third)
                sizes = len(rows[low].wordings), len(rows[high].wordings)
                heapq.heappush(heap, (-alike, low, high, *sizes))
    return rows


def _merge(rows: list[_Row], one: int, other: int) -> None:
    row, gone = rows[one], rows[other]
    row.wordings += gone.wordings
    row.notices |= gone.notices
    row.clauses += gone.clauses
    for third, total in gone.near.items():
        rows[third].near.pop(other, None)
        if third != one:
            row.near[third] = rows[third].near[one] = row.near.get(third, 0.0) + total
    row.near.pop(other, None)
    gone.wordings, gone.notices, gone.clauses, gone.near = [], 0, 0, {}


class _Joint:
    """How alike two rows are on the average of their wordings."""

    def __init__(self, likeness: Likeness, wordings: list[Wording], rows: list[_Row]) -> None:
        self._clauses = likeness.clauses
        self._wordings = wordings
        self._rows = rows
        self._places: dict[int, dict[int, int]] = {}
        joining = table("compare")["joining"]
        self._near: float = joining["split_near"]
        self._apart: float = joining["split_apart"]

    def likeness(self, one: int, other: int) -> float:
        """The average, less where both have duties of one notice."""
        a, b = self._rows[one], self._rows[other]
        pairs = a.clauses * b.clauses
        if not a.notices & b.notices:
            return a.near[other] / pairs
        pairs -= sum(self._barred(x, y) for x in a.wordings for y in b.wordings)
        return a.near[other] / pairs / self._cost(a, b) if pairs else 0.0

    def _barred(self, one: int, other: int) -> int:
        x, y = self._wordings[one], self._wordings[other]
        return len(x.members) * len(y.members) if together(x, y) else 0

    def _cost(self, a: _Row, b: _Row) -> float:
        """What it costs that both have duties of one notice: less where these are neighbours."""
        shared = first_of(a.notices & b.notices, _LOOKED_AT)
        ours, theirs = self.places(a, shared), self.places(b, shared)
        apart = sum(
            not any({place - 1, place + 1} & theirs[notice] for place in places)
            for notice, places in ours.items()
        )
        return self._apart if 2 * apart >= len(ours) else self._near

    def places(self, row: _Row, notices: list[int]) -> dict[int, set[int]]:
        """Where the clauses of a row stand in the given notices."""
        found: dict[int, set[int]] = {}
        wanted = sum(1 << notice for notice in notices)
        for number in row.wordings:
            if self._wordings[number].notices & wanted:
                held = self._places_of(number)
                for notice in notices:
                    if notice in held:
                        found.setdefault(notice, set()).add(held[notice])
        return found

    def _places_of(self, number: int) -> dict[int, int]:
        """Where a wording stands, by notice; it stands in each no more than once."""
        held = self._places.get(number)
        if held is None:
            members = (self._clauses[member] for member in self._wordings[number].members)
            held = self._places[number] = {clause.notice: clause.place for clause in members}
        return held


def _take_up(likeness: Likeness, wordings: list[Wording], edges: Edges, rows: list[_Row]) -> None:
    """Duties of one notice that no row has taken fill the gaps of rows that they are clearly like."""
    row_of = {number: at for at, row in enumerate(rows) for number in row.wordings}
    joint = _Joint(likeness, wordings, rows)
    for _ in range(_TURNS):
        offers = sorted(
            (
                (-alike, at, to)
                for at, row in enumerate(rows)
                if row.notices.bit_count() == 1
                for alike, to in _offer(at, joint, wordings, edges, rows, row_of)
            ),
        )
        touched: set[int] = set()
        for _, at, to in offers:
            if at in touched or to in touched:
                continue
            touched |= {at, to}
            for number in rows[at].wordings:
                row_of[number] = to
            _merge(rows, to, at)
        if not touched:
            return


def _offer(
    at: int,
    joint: _Joint,
    wordings: list[Wording],
    edges: Edges,
    rows: list[_Row],
    row_of: dict[int, int],
) -> list[tuple[float, int]]:
    """The row that a leftover row is clearly like, if any."""
    joining = table("compare")["joining"]
    left = rows[at]
    reached = sorted({row_of[n] for own in left.wordings for n in edges[own]} - {at})
    liked = sorted((-_mean(left, rows[to], wordings, edges), to) for to in reached)
    if not liked:
        return []
    alike, to = -liked[0][0], liked[0][1]
    second = -liked[1][0] if len(liked) > 1 else 0.0
    filled = bool(rows[to].notices & left.notices)
    if filled:
        own = first_of(left.notices, 1)
        ours, theirs = joint.places(left, own), joint.places(rows[to], own)
        if not any(
            {place - 1, place + 1} & theirs[notice]
            for notice, places in ours.items()
            for place in places
        ):
            return []
    least = joining["beside"] if filled else joining["gap"]
    clear = alike >= least and alike >= second * joining["clear"]
    return [(alike, to)] if clear else []


def _mean(left: _Row, row: _Row, wordings: list[Wording], edges: Edges) -> float:
    others = [n for n in row.wordings if wordings[n].notices & ~left.notices]
    if not others:
        return 0.0
    counts = [len(wordings[n].members) for n in others]
    best = [max(edges[own].get(n, 0.0) for own in left.wordings) for n in others]
    return sum(count * alike for count, alike in zip(counts, best, strict=True)) / sum(counts)
