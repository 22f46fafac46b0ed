"""Obligations of all notices of a workspace: searched, sorted, counted, streamed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from api.store.errors import InvalidFilter
from api.store.facets import FACETS, check_facets, counted
from api.store.filters import Condition, ObligationFilter, of_obligations
from api.store.packing import unpack
from api.store.page import MOST, Page, question, read_cursor, write_cursor
from api.store.tables import BODIES, NOTICES, OBLIGATIONS
from extractor.model import Obligation

__all__ = [
    "FACETS",
    "SORTS",
    "StoredObligation",
    "astral_places",
    "chosen",
    "get_obligation",
    "search",
    "stream",
]  # fmt: skip

O = OBLIGATIONS.c  # noqa: E741
SORTS = {
    "notice": (),
    "due": (O.due_rising,),
    "-due": (O.due_falling,),
    "issue_date": (O.issued_rising,),
    "-issue_date": (O.issued_falling,),
}
"""How obligations may be sorted; what has no date comes last, either way."""
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
    after = read_cursor(cursor, of, (*SORTS[sort], *_ORDER)) if cursor else None
    if facets or not _is_dear(asked):
        rows = _rows(connection, conditions, sort, after, limit + 1)
        values, total = counted(connection, workspace, conditions, facets)
    else:
        rows, total = _rows_and_total(connection, conditions, sort, after, limit + 1)
        values = {}
    more = len(rows) > limit
    return Page(
        items=tuple(_stored(connection, workspace, rows[:limit])),
        next=write_cursor(of, _key(rows[limit - 1], sort)) if more else None,
        total=total,
        facets=values,
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


def chosen(
    connection: Connection, workspace: str, asked: ObligationFilter, *, most: int
) -> dict[str, set[str]]:
    """By notice, what the filter lets through of it; ends with the first notice beyond `most`."""
    found: dict[str, set[str]] = {}
    conditions = of_obligations(connection, workspace, asked)
    rows = connection.execute(select(O.id).where(*conditions).order_by(*_ORDER)).scalars()
    for identity in rows:
        notice, _, duty = identity.partition(".")
        found.setdefault(notice, set()).add(duty)
        if len(found) > most:
            break
    return found


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
    check_facets(facets)


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


def _is_dear(asked: ObligationFilter) -> bool:
    """Whether more work goes into what is let through than into sorting and counting it."""
    return bool(asked.unit or asked.citation or asked.industry or asked.text or asked.threshold)


def _rows_and_total(
    connection: Connection,
    conditions: tuple[Condition, ...],
    sort: str,
    after: tuple[Any, ...] | None,
    limit: int,
) -> tuple[Sequence[Any], int]:
    """The same rows, and how many there are, with the conditions looked at once."""
    hits = select(*_COLUMNS).where(*conditions).cte("hits")
    order = tuple(hits.c[column.name] for column in (*SORTS[sort], *_ORDER))
    count = select(func.count()).select_from(hits).scalar_subquery()
    asked = select(hits, count.label("total")).order_by(*order).limit(limit)
    if after is not None:
        asked = asked.where(tuple_(*order) > tuple_(*after))
    rows = connection.execute(asked).all()
    if rows or after is None:
        return rows, rows[0].total if rows else 0
    return rows, counted(connection, "", conditions, ())[1]


def _key(row: Any, sort: str) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in (*SORTS[sort], *_ORDER))


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
