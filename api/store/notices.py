"""Notices: kept once for each file of a workspace, in as many versions as they were extracted."""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from api.store.errors import NotFound
from api.store.once import insert_once
from api.store.overlay import corrected_notice, corrections_of
from api.store.packing import pack, plain, unpack
from api.store.rebuild import forget_parties, hold_shared_rows, write_rows
from api.store.rows import notice_row
from api.store.tables import (
    COMPARISON_NOTICES,
    COMPARISONS,
    EXTRACTIONS,
    JOB_FILES,
    JOBS,
    NOTICES,
)
from api.store.times import now
from extractor.lexicon.version import lexicon_version
from extractor.model import Notice
from extractor.version import VERSION

UNFINISHED = ("queued", "running")


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice as kept: `notice` is what was extracted, corrected where people corrected it.

    `revision` rises with every change and serves as ETag; `version` is the number of the
    extraction, `known` says that saving found the same extraction there already.
    """

    id: str
    workspace: str
    sha256: str
    member: str
    name: str
    revision: int
    version: int
    created: datetime
    updated: datetime
    corrections: int
    notice: Notice
    known: bool = False

    @property
    def etag(self) -> str:
        """Different after every change."""
        return f'"{self.id}-{self.revision}"'


@dataclass(frozen=True, slots=True)
class Version:
    """One extraction of a notice: what it was made with, and when."""

    number: int
    extractor: str
    lexicon: str
    schema: str
    created: datetime
    obligations: int
    current: bool


def notice_id(workspace: str, sha256: str, member: str = "") -> str:
    """What a file is called in a workspace: always the same, and guessed by nobody else.

    `member` is the path within an archive, or whatever tells the notices of one file apart.
    """
    words = f"{workspace}\0{sha256}\0{member}".encode("utf-8", "surrogatepass")
    return "n" + hashlib.sha256(words).hexdigest()[:32]


def utf16(offset: int, astral: tuple[int, ...]) -> int:
    """An offset in code points as JavaScript counts; `astral` are the places of long characters.

    >>> utf16(5, (3,))
    6
    """
    return offset + bisect_left(astral, offset)


def save_notice(
    connection: Connection,
    workspace: str,
    notice: Notice,
    *,
    sha256: str,
    name: str,
    member: str = "",
    made_with: tuple[str, str] | None = None,
) -> StoredNotice:
    """Keeps an extraction; once more with the same versions changes nothing.

    `made_with` are the versions of extractor and lexicon, by default those of this process. A
    new version becomes the one that is shown; corrections are laid over it.
    """
    hold(connection, sha256)
    identity = notice_id(workspace, sha256, member)
    made = made_with or (VERSION, lexicon_version())
    _ensure(connection, workspace, identity, notice, sha256=sha256, name=name, member=member)
    head = _locked(connection, workspace, identity)
    kept = connection.execute(
        select(EXTRACTIONS.c.number).where(
            EXTRACTIONS.c.workspace == workspace,
            EXTRACTIONS.c.notice == identity,
            EXTRACTIONS.c.extractor == made[0],
            EXTRACTIONS.c.lexicon == made[1],
        )
    ).first()
    if kept is None:
        # What is at hand is not read again: others wait for this transaction.
        _add_version(connection, workspace, identity, notice, made, head["version"] + 1)
        return _stored(connection, workspace, identity, notice=notice)
    return _known(_stored(connection, workspace, identity))


def _stored(
    connection: Connection, workspace: str, identity: str, *, notice: Notice | None = None
) -> StoredNotice:
    stored = load_notice(connection, workspace, identity, at_hand=notice)
    if stored is None:
        raise NotFound("the notice is gone")
    return stored


def load_notice(
    connection: Connection,
    workspace: str,
    identity: str,
    *,
    version: int | None = None,
    corrected: bool = True,
    at_hand: Notice | None = None,
) -> StoredNotice | None:
    """The notice in its current or an earlier version, None where this workspace has none.

    `at_hand` is what the machine said in that version, for whoever has just kept it.
    """
    head = (
        connection.execute(
            select(NOTICES).where(NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
        )
        .mappings()
        .first()
    )
    if head is None:
        return None
    number = head["version"] if version is None else version
    notice = at_hand or machine_notice(connection, workspace, identity, number)
    if notice is None:
        return None
    if corrected and head["corrections"]:
        notice = corrected_notice(notice, corrections_of(connection, workspace, identity))
    return StoredNotice(
        **{
            key: head[key]
            for key in ("id", "workspace", "sha256", "member", "name", "revision", "created")
        },
        updated=head["updated"],
        corrections=head["corrections"],
        version=number,
        notice=notice,
    )


def packed_notice(connection: Connection, workspace: str, identity: str) -> bytes | None:
    """The notice as people corrected it, in packed JSON; None where this workspace has none."""
    head = connection.execute(
        select(NOTICES.c.version, NOTICES.c.corrections).where(
            NOTICES.c.workspace == workspace, NOTICES.c.id == identity
        )
    ).first()
    if head is None:
        return None
    if not head.corrections:
        return _body(connection, workspace, identity, head.version)
    stored = load_notice(connection, workspace, identity)
    return pack(stored.notice) if stored else None


def machine_notice(
    connection: Connection, workspace: str, identity: str, number: int
) -> Notice | None:
    """What the machine said in one version."""
    packed = _body(connection, workspace, identity, number)
    return unpack(Notice, packed) if packed is not None else None


def _body(connection: Connection, workspace: str, identity: str, number: int) -> bytes | None:
    return connection.execute(
        select(EXTRACTIONS.c.body).where(
            EXTRACTIONS.c.workspace == workspace,
            EXTRACTIONS.c.notice == identity,
            EXTRACTIONS.c.number == number,
        )
    ).scalar()


def versions(connection: Connection, workspace: str, identity: str) -> tuple[Version, ...]:
    """The extractions of a notice, the first first; empty where there is no such notice."""
    found = connection.execute(
        select(EXTRACTIONS, NOTICES.c.version)
        .join(NOTICES, NOTICES.c.id == EXTRACTIONS.c.notice)
        .where(EXTRACTIONS.c.workspace == workspace, EXTRACTIONS.c.notice == identity)
        .order_by(EXTRACTIONS.c.number)
    ).mappings()
    return tuple(
        Version(
            row["number"],
            row["extractor"],
            row["lexicon"],
            row["schema"],
            row["created"],
            row["obligations"],
            row["number"] == row["version"],
        )
        for row in found
    )


def rebuild_rows(
    connection: Connection, workspace: str, identity: str, *, at_hand: Notice | None = None
) -> None:
    """Makes the rows of a notice anew from its JSON; raises NotFound where there is none.

    `at_hand` is what that JSON says, for whoever has just written it.
    """
    head = _locked(connection, workspace, identity)
    notice = at_hand or machine_notice(connection, workspace, identity, head["version"])
    if notice is None:
        raise NotFound("there is no such notice")
    corrections = corrections_of(connection, workspace, identity)
    write_rows(connection, head["row"], workspace, identity, notice, head["version"], corrections)


def delete_notice(connection: Connection, workspace: str, identity: str) -> tuple[str, ...] | None:
    """Deletes a notice with versions, rows, corrections and the comparisons that quote it.

    Gives the originals that may be free now, for `Store.release`; None where there is no such
    notice. `Store.delete_notice` does both.
    """
    mine = (NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
    sha256 = connection.execute(select(NOTICES.c.sha256).where(*mine)).scalar()
    if sha256 is None:
        return None
    quoting = select(COMPARISON_NOTICES.c.comparison).where(COMPARISON_NOTICES.c.notice == identity)
    connection.execute(
        delete(COMPARISONS).where(
            COMPARISONS.c.workspace == workspace, COMPARISONS.c.id.in_(quoting)
        )
    )
    hold_shared_rows(connection, workspace, alone=True)
    connection.execute(delete(NOTICES).where(*mine))
    forget_parties(connection, workspace)
    return (sha256,)


def hold(connection: Connection, sha256: str) -> None:
    """Until the end of the transaction nobody else begins or ends to need this original."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:sha256, 0))"), {"sha256": sha256}
        )


def is_needed(connection: Connection, sha256: str) -> bool:
    """Whether a notice of any workspace, or a job that is not finished, needs the original."""
    notices = select(NOTICES.c.row).where(NOTICES.c.sha256 == sha256)
    jobs = (
        select(JOB_FILES.c.position)
        .join(JOBS, JOBS.c.id == JOB_FILES.c.job)
        .where(JOB_FILES.c.sha256 == sha256, JOBS.c.status.in_(UNFINISHED))
    )
    return any(connection.execute(each.limit(1)).first() for each in (notices, jobs))


def _ensure(
    connection: Connection,
    workspace: str,
    identity: str,
    notice: Notice,
    *,
    sha256: str,
    name: str,
    member: str,
) -> None:
    there = connection.execute(
        select(NOTICES.c.row).where(NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
    ).first()
    if there:
        return
    moment = now()
    connection.execute(
        insert_once(connection, NOTICES, "id").values(
            id=identity,
            workspace=workspace,
            sha256=sha256,
            member=plain(member),
            name=plain(name),
            revision=0,
            version=0,
            created=moment,
            updated=moment,
            created_rising=moment.timestamp(),
            created_falling=-moment.timestamp(),
            corrections=0,
            **notice_row(notice),
        )
    )


def _locked(connection: Connection, workspace: str, identity: str) -> Any:
    head = (
        connection.execute(
            select(NOTICES)
            .where(NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
            .with_for_update()
        )
        .mappings()
        .first()
    )
    if head is None:
        raise NotFound("there is no such notice")
    return head


def _add_version(
    connection: Connection,
    workspace: str,
    identity: str,
    notice: Notice,
    made: tuple[str, str],
    number: int,
) -> None:
    packed = pack(notice)
    connection.execute(
        insert(EXTRACTIONS).values(
            notice=identity,
            number=number,
            workspace=workspace,
            extractor=made[0],
            lexicon=made[1],
            schema=notice.schema_version,
            digest=hashlib.sha256(packed).hexdigest(),
            created=now(),
            obligations=len(notice.obligations),
            body=packed,
        )
    )
    connection.execute(
        update(NOTICES)
        .where(NOTICES.c.workspace == workspace, NOTICES.c.id == identity)
        .values(version=number, revision=NOTICES.c.revision + 1, updated=now())
    )
    rebuild_rows(connection, workspace, identity, at_hand=notice)


def _known(stored: StoredNotice) -> StoredNotice:
    return replace(stored, known=True)


def count_notices(connection: Connection, workspace: str) -> int:
    """How many notices the workspace has."""
    return (
        connection.execute(
            select(func.count()).select_from(NOTICES).where(NOTICES.c.workspace == workspace)
        ).scalar()
        or 0
    )
