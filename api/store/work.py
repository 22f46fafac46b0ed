"""Jobs as those see them who do the work: files begun, spread, ended, and what was left undone.

Every function holds the job while it changes it, so that of two who end its last files one sees
that all are ended.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from api.store.notices import notice_id
from api.store.tables import EXTRACTIONS, JOB_FILES, JOB_NOTICES, JOBS, NOTICES
from api.store.times import now
from extractor.lexicon.version import lexicon_version
from extractor.version import VERSION

QUEUED, RUNNING = "queued", "running"
SUCCEEDED, PARTIAL, FAILED, CANCELLED = "succeeded", "partial", "failed", "cancelled"
UNFINISHED = (QUEUED, RUNNING)
RELATING = "relating"
_STAGES = {SUCCEEDED: "stored", FAILED: "failed", CANCELLED: "cancelled"}


@dataclass(frozen=True, slots=True)
class Task:
    """A file that is to be read."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, or why there is none of that name."""

    name: str
    sha256: str
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """A file of a job that is not at its end."""

    workspace: str
    job: str
    position: int


def settle_known(connection: Connection, workspace: str, job: str, position: int) -> bool:
    """End a file whose notice is there already; False when it is to be read."""
    held = _held(connection, workspace, job)
    file = _file(connection, job, position)
    if held is None or file is None or json.loads(held.options).get("again", False):
        return False
    known = _known(connection, workspace, file.sha256)
    if known is None:
        return False
    notices = (known.id,)
    _end(connection, job, position, SUCCEEDED, notices=notices, pages=known.pages, known=True)
    return True


def begin_file(connection: Connection, workspace: str, job: str, position: int) -> Task | None:
    """The file to read, noted as begun; None when there is nothing to do, whatever the reason.

    A file whose notice is there already is ended here, as is one of a cancelled job.
    """
    held = _held(connection, workspace, job)
    file = _file(connection, job, position)
    if held is None or file is None or file.status not in UNFINISHED:
        return None
    if held.cancelled:
        _end(connection, job, position, CANCELLED)
        return None
    if settle_known(connection, workspace, job, position):
        return None
    if file.status == QUEUED:
        _change_file(connection, job, position, status=RUNNING, stage="reading")
        _change_job(connection, job, status=RUNNING, stage="reading")
    return Task(file.name, file.sha256)


def note_pages(connection: Connection, workspace: str, job: str, position: int, done: int) -> None:
    """Note how many pages have been begun."""
    if _held(connection, workspace, job) is not None:
        _change_file(connection, job, position, stage="recognising", pages_done=done)
        _change_job(connection, job)


def spread_file(
    connection: Connection, workspace: str, job: str, position: int, members: Sequence[Member]
) -> list[int]:
    """Put the files of an archive in its place; the positions of those that are to be read."""
    held = _held(connection, workspace, job)
    file = _file(connection, job, position)
    if held is None or file is None or file.status not in UNFINISHED:
        return []
    connection.execute(delete(JOB_FILES).where(*_at(job, position)))
    last = connection.execute(
        select(func.max(JOB_FILES.c.position)).where(JOB_FILES.c.job == job)
    ).scalar()
    first = max(position, last if last is not None else -1) + 1
    rows = [_member_row(job, number, one) for number, one in enumerate(members, start=first)]
    if rows:
        connection.execute(insert(JOB_FILES), rows)
    _change_job(connection, job)
    return [row["position"] for row in rows if row["status"] == QUEUED]


def succeed_file(
    connection: Connection,
    workspace: str,
    job: str,
    position: int,
    notices: Iterable[str],
    *,
    pages: int | None = None,
    known: bool = False,
) -> bool:
    """Note the notices of a file. False when that is not wanted any more: cancelled, or gone."""
    held = _held(connection, workspace, job)
    file = _file(connection, job, position)
    if held is None or file is None or held.cancelled:
        return False
    if file.status in UNFINISHED:
        _end(connection, job, position, SUCCEEDED, notices=notices, pages=pages, known=known)
    return True


def fail_file(
    connection: Connection, workspace: str, job: str, position: int, code: str, message: str
) -> None:
    """Note why a file gave no notice; one that is at its end stays as it is."""
    _stop_file(connection, workspace, job, position, FAILED, code, message)


def cancel_file(connection: Connection, workspace: str, job: str, position: int) -> None:
    """Note that a file was not read because nobody wants it any more."""
    _stop_file(connection, workspace, job, position, CANCELLED)


def cancel_job(connection: Connection, workspace: str, job: str) -> list[int] | None:
    """Ask for an end; the positions of the files that nobody had begun, which are ended here.

    None where there is no such job, or it has ended. Files that are being read end when whoever
    reads them hears of it.
    """
    held = _held(connection, workspace, job)
    if held is None or held.status not in UNFINISHED:
        return None
    _change_job(connection, job, cancelled=True, stage="cancelling")
    waiting = select(JOB_FILES.c.position).where(
        JOB_FILES.c.job == job, JOB_FILES.c.status == QUEUED
    )
    positions = list(connection.execute(waiting).scalars())
    for position in positions:
        _end(connection, job, position, CANCELLED)
    return positions


def settle_job(
    connection: Connection, workspace: str, job: str, *, related: bool = False
) -> str | None:
    """The status in which a job has just ended; None when it goes on, or had ended before.

    RELATING when several notices are new in it and nobody has looked yet which belong together;
    whoever does so asks again, saying that they are `related`.
    """
    held = _held(connection, workspace, job)
    if held is None or held.status not in UNFINISHED:
        return None
    counts = _counts(connection, job)
    status = _outcome(counts)
    if status in (SUCCEEDED, PARTIAL) and not related and _new(connection, job):
        _change_job(connection, job, stage=RELATING)
        return RELATING
    if status is not None:
        _change_job(connection, job, status=status, stage="finished")
    return status


def webhook_of(connection: Connection, workspace: str, job: str) -> str | None:
    """Where to tell that a job has ended."""
    held = _held(connection, workspace, job)
    return held.webhook if held is not None else None


def cancelled_among(connection: Connection, jobs: Iterable[str]) -> set[str]:
    """Those of the jobs that somebody wants to end."""
    wanted = select(JOBS.c.id).where(JOBS.c.id.in_(list(jobs)), JOBS.c.cancelled.is_(True))
    return set(connection.execute(wanted).scalars())


def undone(connection: Connection) -> list[Undone]:
    """All files of all jobs that are not at their end, the oldest jobs first."""
    found = connection.execute(
        select(JOBS.c.workspace, JOBS.c.id, JOB_FILES.c.position)
        .join(JOB_FILES, JOB_FILES.c.job == JOBS.c.id)
        .where(JOBS.c.status.in_(UNFINISHED), JOB_FILES.c.status.in_(UNFINISHED))
        .order_by(JOBS.c.created, JOBS.c.id, JOB_FILES.c.position)
    )
    return [Undone(*row) for row in found]


def unsettled(connection: Connection) -> list[tuple[str, str]]:
    """Workspace and id of the jobs that have not ended although all their files have."""
    some = select(JOB_FILES.c.job).where(
        JOB_FILES.c.job == JOBS.c.id, JOB_FILES.c.status.in_(UNFINISHED)
    )
    found = connection.execute(
        select(JOBS.c.workspace, JOBS.c.id).where(JOBS.c.status.in_(UNFINISHED), ~some.exists())
    )
    return [(row[0], row[1]) for row in found]


def _known(connection: Connection, workspace: str, sha256: str) -> Any:
    """The notice that this very file gave, when it was read by what reads files now."""
    return connection.execute(
        select(NOTICES.c.id, NOTICES.c.pages)
        .join(EXTRACTIONS, EXTRACTIONS.c.notice == NOTICES.c.id)
        .where(
            NOTICES.c.workspace == workspace,
            NOTICES.c.id == notice_id(workspace, sha256),
            EXTRACTIONS.c.extractor == VERSION,
            EXTRACTIONS.c.lexicon == lexicon_version(),
        )
        # Not to be deleted before the job that is told of it is kept.
        .with_for_update(read=True)
    ).first()


def _counts(connection: Connection, job: str) -> dict[str, int]:
    counted = select(JOB_FILES.c.status, func.count()).where(JOB_FILES.c.job == job)
    return {row[0]: row[1] for row in connection.execute(counted.group_by(JOB_FILES.c.status))}


def _new(connection: Connection, job: str) -> bool:
    """Whether there are several notices, and one of them was not there before."""
    good = (JOB_FILES.c.job == job, JOB_FILES.c.status == SUCCEEDED)
    known = list(connection.execute(select(JOB_FILES.c.known).where(*good)).scalars())
    return len(known) > 1 and not all(known)


def _outcome(counts: dict[str, int]) -> str | None:
    if any(counts.get(status) for status in UNFINISHED):
        return None
    if counts.get(CANCELLED):
        return CANCELLED
    if counts.get(FAILED):
        return PARTIAL if counts.get(SUCCEEDED) else FAILED
    return SUCCEEDED


def _held(connection: Connection, workspace: str, job: str) -> Any:
    return connection.execute(
        select(JOBS).where(JOBS.c.workspace == workspace, JOBS.c.id == job).with_for_update()
    ).first()


def _file(connection: Connection, job: str, position: int) -> Any:
    return connection.execute(select(JOB_FILES).where(*_at(job, position))).first()


def _at(job: str, position: int) -> tuple[Any, ...]:
    return JOB_FILES.c.job == job, JOB_FILES.c.position == position


def _stop_file(
    connection: Connection,
    workspace: str,
    job: str,
    position: int,
    status: str,
    code: str | None = None,
    message: str | None = None,
) -> None:
    held = _held(connection, workspace, job)
    file = _file(connection, job, position)
    if held is not None and file is not None and file.status in UNFINISHED:
        _end(connection, job, position, status, code=code, message=message)


def _end(
    connection: Connection,
    job: str,
    position: int,
    status: str,
    *,
    notices: Iterable[str] = (),
    pages: int | None = None,
    **more: Any,
) -> None:
    if status == SUCCEEDED:
        more |= {"pages_done": pages or 0, "pages_total": pages or 0}
    _change_file(connection, job, position, status=status, stage=_STAGES[status], **more)
    rows = [
        {"job": job, "position": position, "ordinal": ordinal, "notice": notice}
        for ordinal, notice in enumerate(notices)
    ]
    if rows:
        connection.execute(insert(JOB_NOTICES), rows)
    _change_job(connection, job)


def _change_file(connection: Connection, job: str, position: int, **values: Any) -> None:
    connection.execute(update(JOB_FILES).where(*_at(job, position)).values(**values))


def _change_job(connection: Connection, job: str, **values: Any) -> None:
    connection.execute(
        update(JOBS)
        .where(JOBS.c.id == job)
        .values(revision=JOBS.c.revision + 1, updated=now(), **values)
    )


def _member_row(job: str, position: int, member: Member) -> dict[str, Any]:
    failed = member.code is not None
    return {
        "job": job,
        "position": position,
        "name": member.name,
        "sha256": member.sha256,
        "status": FAILED if failed else QUEUED,
        "stage": _STAGES[FAILED] if failed else QUEUED,
        "pages_done": 0,
        "pages_total": None,
        "code": member.code,
        "message": member.message,
        "known": False,
    }
