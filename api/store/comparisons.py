"""Comparisons that were made: kept as they were, gone with any notice that they quote."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_

from api.store.errors import InvalidFilter, NotFound
from api.store.packing import pack, plain, unpack
from api.store.page import MOST, Page, question, read_cursor, write_cursor
from api.store.tables import COMPARISON_NOTICES, COMPARISONS, NOTICES
from api.store.times import now
from extractor.model import Comparison


@dataclass(frozen=True, slots=True)
class ComparisonHead:
    """What a list says of a comparison; `notices` are ids in the store, in order."""

    id: str
    workspace: str
    name: str
    options: Mapping[str, Any]
    notices: tuple[str, ...]
    created: datetime


@dataclass(frozen=True, slots=True)
class StoredComparison:
    """A comparison with its head."""

    head: ComparisonHead
    comparison: Comparison


def save_comparison(
    connection: Connection,
    workspace: str,
    comparison: Comparison,
    *,
    notices: Sequence[str],
    name: str = "",
    options: Mapping[str, Any] | None = None,
) -> StoredComparison:
    """Keeps a comparison of these notices; raises NotFound where one is not the workspace's."""
    wanted = set(notices)
    there = connection.execute(
        select(func.count())
        .select_from(NOTICES)
        .where(NOTICES.c.workspace == workspace, NOTICES.c.id.in_(wanted))
    ).scalar()
    if there != len(wanted):
        raise NotFound("one of the notices is not there")
    moment = now()
    identity = "c" + uuid.uuid4().hex
    connection.execute(
        insert(COMPARISONS).values(
            id=identity,
            workspace=workspace,
            name=plain(name),
            options=json.dumps(dict(options or {}), sort_keys=True),
            created=moment,
            created_falling=-moment.timestamp(),
            body=pack(comparison),
        )
    )
    connection.execute(
        insert(COMPARISON_NOTICES),
        [
            {"comparison": identity, "position": position, "notice": notice}
            for position, notice in enumerate(notices)
        ],
    )
    head = ComparisonHead(
        identity, workspace, plain(name), dict(options or {}), tuple(notices), moment
    )
    return StoredComparison(head, comparison)


def load_comparison(
    connection: Connection, workspace: str, identity: str
) -> StoredComparison | None:
    """The comparison, None where this workspace has none of this id."""
    row = (
        connection.execute(
            select(COMPARISONS).where(
                COMPARISONS.c.workspace == workspace, COMPARISONS.c.id == identity
            )
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    (head,) = _heads(connection, [row])
    return StoredComparison(head, unpack(Comparison, row["body"]))


def list_comparisons(
    connection: Connection, workspace: str, *, cursor: str | None = None, limit: int = 50
) -> Page[ComparisonHead]:
    """The comparisons of a workspace, the newest first."""
    if not 1 <= limit <= MOST:
        raise InvalidFilter(f"limit is between 1 and {MOST}")
    of = question(workspace, "comparisons", None, "-created")
    order = (COMPARISONS.c.created_falling, COMPARISONS.c.id)
    mine = COMPARISONS.c.workspace == workspace
    head = [column for column in COMPARISONS.c if column.name != "body"]
    asked = select(*head).where(mine).order_by(*order).limit(limit + 1)
    if cursor:
        asked = asked.where(tuple_(*order) > tuple_(*read_cursor(cursor, of, order)))
    rows = connection.execute(asked).mappings().all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        items=_heads(connection, rows[:limit]),
        next=write_cursor(of, (last["created_falling"], last["id"])) if last else None,
        total=connection.execute(select(func.count()).where(mine)).scalar() or 0,
        facets={},
    )


def delete_comparison(connection: Connection, workspace: str, identity: str) -> bool:
    """False where this workspace has none of this id."""
    gone = connection.execute(
        delete(COMPARISONS).where(
            COMPARISONS.c.workspace == workspace, COMPARISONS.c.id == identity
        )
    )
    return bool(gone.rowcount)


def _heads(connection: Connection, rows: Sequence[Any]) -> tuple[ComparisonHead, ...]:
    members: dict[str, list[str]] = {}
    for link in connection.execute(
        select(COMPARISON_NOTICES)
        .where(COMPARISON_NOTICES.c.comparison.in_([row["id"] for row in rows]))
        .order_by(COMPARISON_NOTICES.c.comparison, COMPARISON_NOTICES.c.position)
    ):
        members.setdefault(link.comparison, []).append(link.notice)
    return tuple(
        ComparisonHead(
            row["id"],
            row["workspace"],
            row["name"],
            json.loads(row["options"]),
            tuple(members.get(row["id"], ())),
            row["created"],
        )
        for row in rows
    )
