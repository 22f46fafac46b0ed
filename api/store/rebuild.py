"""Writes the rows of a notice from its JSON and the corrections laid over it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text, update

from api.store.engine import count_rows
from api.store.once import insert_once
from api.store.overlay import Corrected, Correction, laid_over
from api.store.rows import (
    body,
    citation_row,
    notice_row,
    notice_words,
    obligation_row,
    obligation_words,
    party_rows,
    profile_row,
    value_rows,
)
from api.store.tables import (
    BODIES,
    CITATIONS,
    DEADLINES,
    INDUSTRIES,
    MEASURES,
    NOTICES,
    OBLIGATIONS,
    PARTIES,
    PROFILES,
    RECIPIENTS,
    TARGETS,
    THRESHOLDS,
    UNITS,
)
from api.store.words import keep_words
from extractor.model import Notice

VALUES: tuple[Table, ...] = (
    DEADLINES, THRESHOLDS, TARGETS, MEASURES, RECIPIENTS, INDUSTRIES,
)  # fmt: skip
_CHANGES_IN_A_VERSION = 1_000_000
_BETWEEN_COUNTS = 200


def public_id(notice: str, obligation: str) -> str:
    """What an obligation is called outside its notice."""
    return f"{notice}.{obligation}"


def revision_of(version: int, corrections: int) -> int:
    """Rises with each correction and each new extraction."""
    return version * _CHANGES_IN_A_VERSION + corrections


def write_rows(
    connection: Connection,
    head: int,
    workspace: str,
    identity: str,
    notice: Notice,
    version: int,
    corrections: Iterable[Correction],
) -> None:
    """Replaces all rows of the notice; `head` is its row in `notices`."""
    hold_shared_rows(connection, workspace)
    _clear(connection, head, workspace, identity)
    said = tuple(corrections)
    duties = laid_over(notice, said)
    connection.execute(
        update(NOTICES)
        .where(NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
        .values(
            **{
                **notice_row(notice),
                "obligations": sum(not each.rejected for each in duties),
                "corrections": len(said),
            }
        )
    )
    keep_words(connection, "notice", [{"row": head, "words": notice_words(notice)}])
    rows = _obligations(connection, head, workspace, identity, notice, version, duties)
    _values(connection, rows, duties)
    _units(connection, workspace, rows, duties)
    _citations(connection, workspace, identity, notice, rows, duties)
    _count_again(connection, head)


def hold_shared_rows(connection: Connection, workspace: str, *, alone: bool = False) -> None:
    """Until the end of the transaction nobody takes away what several obligations share.

    `alone` waits until nobody writes any, and is for who takes away.
    """
    if connection.dialect.name == "postgresql":
        lock = "pg_advisory_xact_lock" + ("" if alone else "_shared")
        connection.execute(text(f"SELECT {lock}(hashtextextended(:name, 1))"), {"name": workspace})


def forget_parties(connection: Connection, workspace: str) -> None:
    """Takes away the names of units that no obligation has any more."""
    used = select(UNITS.c.row).where(UNITS.c.party == PARTIES.c.row).exists()
    connection.execute(delete(PARTIES).where(PARTIES.c.workspace == workspace, ~used))


def _count_again(connection: Connection, head: int) -> None:
    """Now and then SQLite is told how many rows of each kind there are; PostgreSQL asks itself."""
    if connection.dialect.name == "sqlite" and head % _BETWEEN_COUNTS == 0:
        count_rows(connection)


def _clear(connection: Connection, head: int, workspace: str, identity: str) -> None:
    for table, notice in ((CITATIONS, identity), (OBLIGATIONS, head)):
        connection.execute(
            delete(table).where(table.c.workspace == workspace, table.c.notice == notice)
        )
    name = "rowid" if connection.dialect.name == "sqlite" else '"row"'
    connection.execute(
        text(f"DELETE FROM notice_words WHERE {name} = :head"),  # noqa: S608 - our own name
        {"head": head},
    )


def _obligations(
    connection: Connection,
    head: int,
    workspace: str,
    identity: str,
    notice: Notice,
    version: int,
    duties: tuple[Corrected, ...],
) -> list[int]:
    """Writes the obligations, and gives the row of each."""
    if not duties:
        return []
    profiles = _shared(
        connection, PROFILES, workspace, [profile_row(each.obligation) for each in duties]
    )
    named = _parties(connection, workspace, duties)
    connection.execute(
        insert(OBLIGATIONS),
        [
            {
                "id": public_id(identity, each.obligation.id),
                "workspace": workspace,
                "notice": head,
                "position": position,
                "revision": revision_of(version, len(each.corrections)),
                "corrections": len(each.corrections),
                "rejected": each.rejected,
                "profile": profiles[position],
                "parties": ",".join(map(str, dict.fromkeys(named[position]))),
                **obligation_row(notice, each.obligation),
            }
            for position, each in enumerate(duties)
        ],
    )
    rows = list(
        connection.execute(
            select(OBLIGATIONS.c.row)
            .where(OBLIGATIONS.c.workspace == workspace, OBLIGATIONS.c.notice == head)
            .order_by(OBLIGATIONS.c.position)
        ).scalars()
    )
    connection.execute(
        insert(BODIES),
        [
            {"obligation": row, "body": body(each.obligation)}
            for row, each in zip(rows, duties, strict=True)
        ],
    )
    keep_words(
        connection,
        "obligation",
        [
            {"row": row, "words": obligation_words(each.obligation)}
            for row, each in zip(rows, duties, strict=True)
        ],
    )
    return rows


def _shared(
    connection: Connection, table: Table, workspace: str, wanted: list[dict[str, Any]]
) -> list[int]:
    """The rows of `table` that say what is wanted, written where nobody has said it yet."""
    # Always in the same order: two workers that write the same rows wait, and do not lock up.
    each = {row["digest"]: {"workspace": workspace, **row} for row in wanted}
    known = _digests(connection, table, workspace, each)
    missing = [each[digest] for digest in sorted(set(each) - set(known))]
    if missing:
        connection.execute(insert_once(connection, table, "workspace", "digest"), missing)
        known = _digests(connection, table, workspace, each)
    return [known[row["digest"]] for row in wanted]


def _digests(
    connection: Connection, table: Table, workspace: str, digests: Iterable[str]
) -> dict[str, int]:
    found = connection.execute(
        select(table.c.digest, table.c.row).where(
            table.c.workspace == workspace, table.c.digest.in_(list(digests))
        )
    )
    return {row.digest: row.row for row in found}


def _values(connection: Connection, rows: list[int], duties: tuple[Corrected, ...]) -> None:
    below: dict[str, list[dict[str, Any]]] = {}
    for row, each in zip(rows, duties, strict=True):
        for name, values in value_rows(each.obligation).items():
            below.setdefault(name, []).extend({"obligation": row, **value} for value in values)
    for table in VALUES:
        if below.get(table.name):
            connection.execute(insert(table), below[table.name])


def _units(
    connection: Connection, workspace: str, rows: list[int], duties: tuple[Corrected, ...]
) -> None:
    named = _parties(connection, workspace, duties)
    written = [
        {"obligation": row, "party": party, "role": said.role, "system": said.system}
        for row, parties, each in zip(rows, named, duties, strict=True)
        for party, said in zip(parties, each.obligation.responsible, strict=True)
    ]
    if written:
        connection.execute(insert(UNITS), written)


def _parties(
    connection: Connection, workspace: str, duties: tuple[Corrected, ...]
) -> list[list[int]]:
    """The rows of the units of each obligation, in the order in which it names them."""
    named = [party_rows(each.obligation) for each in duties]
    rows = iter(_shared(connection, PARTIES, workspace, [row for each in named for row in each]))
    return [[next(rows) for _ in each] for each in named]


def _citations(
    connection: Connection,
    workspace: str,
    identity: str,
    notice: Notice,
    rows: list[int],
    duties: tuple[Corrected, ...],
) -> None:
    spans = [
        (each.obligation.evidence.start, each.obligation.evidence.end, row)
        for row, each in zip(rows, duties, strict=True)
    ]
    written = [
        {
            "workspace": workspace,
            "notice": identity,
            "obligation": next(
                (
                    row
                    for start, end, row in spans
                    if start <= citation.evidence.start and citation.evidence.end <= end
                ),
                None,
            ),
            **citation_row(citation),
        }
        for citation in notice.citations
    ]
    if written:
        connection.execute(insert(CITATIONS), written)
