"""Who did what, when: written in the transaction that did it, never with words of documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from api.store.errors import InvalidFilter
from api.store.packing import plain
from api.store.page import MOST, Page, question, read_cursor, write_cursor
from api.store.tables import AUDIT
from api.store.times import now


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did; `subject` is the id of what it was done to."""

    who: str
    action: str
    subject: str | None
    detail: Mapping[str, Any]
    created: datetime


def record(
    connection: Connection,
    workspace: str,
    *,
    who: str,
    action: str,
    subject: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes an entry; `action` is like `notice.delete`."""
    connection.execute(
        insert(AUDIT).values(
            workspace=workspace,
            created=now(),
            who=plain(who),
            action=action,
            subject=plain(subject) if subject else None,
            detail=json.dumps(dict(detail or {}), ensure_ascii=True),
        )
    )


def entries(
    connection: Connection, workspace: str, *, cursor: str | None = None, limit: int = 50
) -> Page[Entry]:
    """What was done in a workspace, the latest first."""
    if not 1 <= limit <= MOST:
        raise InvalidFilter(f"limit is between 1 and {MOST}")
    of = question(workspace, "audit", None, "-created")
    mine = AUDIT.c.workspace == workspace
    asked = select(AUDIT).where(mine).order_by(AUDIT.c.row.desc()).limit(limit + 1)
    if cursor:
        asked = asked.where(AUDIT.c.row < read_cursor(cursor, of, (AUDIT.c.row,))[0])
    rows = connection.execute(asked).mappings().all()
    return Page(
        items=tuple(
            Entry(
                row["who"],
                row["action"],
                row["subject"],
                json.loads(row["detail"]),
                row["created"],
            )
            for row in rows[:limit]
        ),
        next=write_cursor(of, (rows[limit - 1]["row"],)) if len(rows) > limit else None,
        total=connection.execute(select(func.count()).where(mine)).scalar() or 0,
        facets={},
    )
