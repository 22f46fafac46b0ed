"""The notices of a workspace as a list: heads alone, no text."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from api.store.errors import InvalidFilter
from api.store.filters import NoticeFilter, of_notices
from api.store.page import MOST, Page, question, read_cursor, write_cursor
from api.store.rows import JOINT
from api.store.tables import NOTICES

SORTS = {
    "created": NOTICES.c.created_rising,
    "-created": NOTICES.c.created_falling,
    "issue_date": NOTICES.c.issued_rising,
    "-issue_date": NOTICES.c.issued_falling,
}
"""How notices may be sorted; what has no date comes last, either way."""
_PLAIN = (
    "id", "workspace", "sha256", "member", "name", "revision", "version", "created", "updated",
    "document", "title", "document_number", "province", "city", "county", "adcode", "pages",
    "characters", "obligations", "corrections",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeHead:
    """What a list says of a notice; `obligations` are those that nobody rejected."""

    id: str
    workspace: str
    sha256: str
    member: str
    name: str
    revision: int
    version: int
    created: datetime
    updated: datetime
    document: str
    title: str | None
    document_number: str | None
    province: str | None
    city: str | None
    county: str | None
    adcode: str | None
    pages: int | None
    characters: int
    obligations: int
    corrections: int
    issuers: tuple[str, ...]
    issue_date: date | None


def list_notices(
    connection: Connection,
    workspace: str,
    asked: NoticeFilter | None = None,
    *,
    sort: str = "-created",
    cursor: str | None = None,
    limit: int = 50,
) -> Page[NoticeHead]:
    """One page of the notices that the filter lets through.

    Raises InvalidFilter on a sort or limit that there is not, InvalidCursor.
    """
    if sort not in SORTS:
        raise InvalidFilter(f"sort is one of {', '.join(SORTS)}")
    if not 1 <= limit <= MOST:
        raise InvalidFilter(f"limit is between 1 and {MOST}")
    wanted = asked or NoticeFilter()
    conditions = of_notices(connection, workspace, wanted)
    of = question(workspace, "notices", wanted, sort)
    order = (SORTS[sort], NOTICES.c.id)
    statement = select(NOTICES).where(*conditions).order_by(*order).limit(limit + 1)
    if cursor:
        statement = statement.where(tuple_(*order) > tuple_(*read_cursor(cursor, of, order)))
    rows = connection.execute(statement).mappings().all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        items=tuple(_head(row) for row in rows[:limit]),
        next=write_cursor(of, tuple(last[column] for column in order)) if last else None,
        total=connection.execute(select(func.count()).where(*conditions)).scalar() or 0,
        facets={},
    )


def get_head(connection: Connection, workspace: str, identity: str) -> NoticeHead | None:
    """What a list says of one notice, None where this workspace has none of this id."""
    row = (
        connection.execute(
            select(NOTICES).where(NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
        )
        .mappings()
        .first()
    )
    return _head(row) if row else None


def _head(row: Any) -> NoticeHead:
    return NoticeHead(
        **{name: row[name] for name in _PLAIN},
        issuers=tuple(name for name in row["issuers"].split(JOINT) if name),
        issue_date=date.fromisoformat(row["issue_date"]) if row["issue_date"] else None,
    )
