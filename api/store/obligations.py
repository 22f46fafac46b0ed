"""Obligations of all notices of a workspace: searched, sorted, counted, streamed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from api.store.errors import InvalidFilter
from api.store.filters import Condition, ObligationFilter, of_obligations
from api.store.packing import unpack
from api.store.page import MOST, Page, question, read_cursor, write_cursor
from api.store.rows import JOINT, place_words
from api.store.tables import BODIES, NOTICES, OBLIGATIONS, PARTIES, PROFILES
from extractor.model import Obligation

O = OBLIGATIONS.c  # noqa: E741
SORTS = {
    "notice": (),
    "due": (O.due_rising,),
    "-due": (O.due_falling,),
    "issue_date": (O.issued_rising,),
    "-issue_date": (O.issued_falling,),
}
"""How obligations may be sorted; what has no date comes last, either way."""
FACETS = {
    "region": (O.notice, "place"),
    "topic": (O.profile, "topic"),
    "modality": (O.profile, "modality"),
    "confidence": (O.profile, "confidence"),
    "measure": (O.profile, "measures"),
    "system": (O.profile, "systems"),
    "role": (O.profile, "roles"),
    "unit": (O.parties, "units"),
}
"""What may be counted: by which number of a row, and what of that which it stands for."""
MOST_VALUES = 100
"""How many values a facet names at most."""
_ORDER = (O.notice, O.position)
_BATCH = 500
_HEAD = (
    "name", "document", "title", "document_number", "province", "city", "county", "adcode",
    "issue_date", "astral",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredObligation:
    """An obligation as corrected, and what one must know of its notice to show it.

    `id` is `<notice id>.<obligation.id>`; `astral` are the places in the notice's text of
    characters that JavaScript counts twice (`api.store.notices.utf16`).
    """

    id: str
    notice: str
    position: int
    revision: int
    corrections: int
    rejected: bool
    obligation: Obligation
    name: str
    document: str
    title: str | None
    document_number: str | None
    province: str | None
    city: str | None
    county: str | None
    adcode: str | None
    issue_date: date | None
    astral: tuple[int, ...] = ()

    @property
    def etag(self) -> str:
        """Different after every change."""
        return f'"{self.id}-{self.revision}"'


def search(
    connection: Connection,
    workspace: str,
    asked: ObligationFilter,
    *,
    sort: str = "notice",
    cursor: str | None = None,
    limit: int = 50,
    facets: Sequence[str] = (),
) -> Page[StoredObligation]:
    """One page of what the filter lets through, with the count of all of it.

    Raises InvalidFilter on a sort, facet or limit that there is not, InvalidCursor.
    """
    _check(sort, limit, facets)
    conditions = of_obligations(connection, workspace, asked)
    of = question(workspace, "obligations", asked, sort)
    after = read_cursor(cursor, of) if cursor else None
    rows = _rows(connection, conditions, sort, after, limit + 1)
    more = len(rows) > limit
    counted, total = _counted(connection, workspace, conditions, facets)
    return Page(
        items=tuple(_stored(connection, workspace, rows[:limit])),
        next=write_cursor(of, _key(rows[limit - 1], sort)) if more else None,
        total=total,
        facets=counted,
    )


def stream(
    connection: Connection, workspace: str, asked: ObligationFilter, *, sort: str = "notice"
) -> Iterator[StoredObligation]:
    """All that the filter lets through, read a few hundred at a time."""
    _check(sort, 1, ())
    conditions = of_obligations(connection, workspace, asked)
    after: tuple[Any, ...] | None = None
    while rows := _rows(connection, conditions, sort, after, _BATCH):
        yield from _stored(connection, workspace, rows)
        after = _key(rows[-1], sort)


def get_obligation(
    connection: Connection, workspace: str, identity: str
) -> StoredObligation | None:
    """One obligation, rejected or not; None where this workspace has none of this id."""
    found = connection.execute(
        select(*_COLUMNS).where(O.workspace == workspace, O.id == identity)
    ).all()
    return next(_stored(connection, workspace, found), None)


_COLUMNS = (
    O.row, O.id, O.notice, O.position, O.revision, O.corrections, O.rejected,
    O.due_rising, O.due_falling, O.issued_rising, O.issued_falling,
)  # fmt: skip


def _check(sort: str, limit: int, facets: Sequence[str]) -> None:
    if sort not in SORTS:
        raise InvalidFilter(f"sort is one of {', '.join(SORTS)}")
    if not 1 <= limit <= MOST:
        raise InvalidFilter(f"limit is between 1 and {MOST}")
    for facet in facets:
        if facet not in FACETS:
            raise InvalidFilter(f"{facet} is no facet; known are {', '.join(FACETS)}")


def _rows(
    connection: Connection,
    conditions: tuple[Condition, ...],
    sort: str,
    after: tuple[Any, ...] | None,
    limit: int,
) -> Sequence[Any]:
    order = (*SORTS[sort], *_ORDER)
    asked = select(*_COLUMNS).where(*conditions).order_by(*order).limit(limit)
    if after is not None:
        asked = asked.where(tuple_(*order) > tuple_(*after))
    return connection.execute(asked).all()


def _key(row: Any, sort: str) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in (*SORTS[sort], *_ORDER))


def _counted(
    connection: Connection,
    workspace: str,
    conditions: tuple[Condition, ...],
    facets: Sequence[str],
) -> tuple[dict[str, dict[str, int]], int]:
    """How often each value occurs, and how many obligations there are."""
    if not facets:
        total = connection.execute(select(func.count()).where(*conditions)).scalar()
        return {}, total or 0
    numbers = list(dict.fromkeys(FACETS[facet][0] for facet in facets))
    hits = connection.execute(select(*numbers).where(*conditions)).all()
    counts = {column.name: Counter(row[at] for row in hits) for at, column in enumerate(numbers)}
    words = {name: _words(connection, workspace, name, counted) for name, counted in counts.items()}
    return {
        facet: _values(counts[column.name], words[column.name], part)
        for facet, (column, part) in ((facet, FACETS[facet]) for facet in facets)
    }, len(hits)


_MEANINGS = {"notice": NOTICES, "profile": PROFILES, "parties": PARTIES}
_FEW = 500


def _words(
    connection: Connection, workspace: str, name: str, counted: Counter[int]
) -> dict[int, Any]:
    """What the numbers stand for."""
    table = _MEANINGS[name]
    parts = [column for column in table.c if column.name in _PARTS]
    asked = select(table.c.row, *parts).where(table.c.workspace == workspace)
    if len(counted) <= _FEW:
        asked = asked.where(table.c.row.in_(list(counted)))
    found = {row.row: row for row in connection.execute(asked)}
    if name != "notice":
        return found
    return {
        row: _Place(place_words(said.province, said.city, said.county) or "")
        for row, said in found.items()
    }


_PARTS = frozenset(
    "province city county topic modality confidence measures systems roles units".split()
)


@dataclass(frozen=True, slots=True)
class _Place:
    place: str


def _values(counts: Counter[int], words: dict[int, Any], part: str) -> dict[str, int]:
    lists: Counter[str] = Counter()
    for number, times in counts.items():
        lists[getattr(words[number], part)] += times
    counted: Counter[str] = Counter()
    for joined, times in lists.items():
        for word in joined.split(JOINT):
            if word:
                counted[word] += times
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return dict(ranked[:MOST_VALUES])


def _stored(
    connection: Connection, workspace: str, rows: Sequence[Any]
) -> Iterator[StoredObligation]:
    bodies = _bodies(connection, [row.row for row in rows])
    heads = _heads(connection, workspace, {row.notice for row in rows})
    for row in rows:
        head = heads[row.notice]
        yield StoredObligation(
            id=row.id,
            notice=row.id.partition(".")[0],
            position=row.position,
            revision=row.revision,
            corrections=row.corrections,
            rejected=row.rejected,
            obligation=unpack(Obligation, bodies[row.row]),
            **head,
        )


def _bodies(connection: Connection, rows: list[int]) -> dict[int, bytes]:
    found = connection.execute(
        select(BODIES.c.obligation, BODIES.c.body).where(BODIES.c.obligation.in_(rows))
    )
    return {row.obligation: row.body for row in found}


def _heads(
    connection: Connection, workspace: str, notices: Iterable[int]
) -> dict[int, dict[str, Any]]:
    found = connection.execute(
        select(NOTICES.c.row, *(NOTICES.c[name] for name in _HEAD)).where(
            NOTICES.c.workspace == workspace, NOTICES.c.row.in_(list(notices))
        )
    ).mappings()
    return {
        row["row"]: {
            **{name: row[name] for name in _HEAD},
            "issue_date": date.fromisoformat(row["issue_date"]) if row["issue_date"] else None,
            "astral": astral_places(row["astral"]),
        }
        for row in found
    }


def astral_places(written: str) -> tuple[int, ...]:
    """The places of characters beyond the first plane, as `notices.astral` keeps them."""
    return tuple(int(at) for at in written.split(",") if at)
