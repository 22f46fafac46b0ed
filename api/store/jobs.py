"""Jobs as people see them: which files, how far, what became of each. See `work` for the rest."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, tuple_

from api.store.errors import InvalidFilter, NotFound
from api.store.idempotency import remember
from api.store.notices import hold
from api.store.packing import plain
from api.store.page import MOST, Page, question, read_cursor, write_cursor
from api.store.tables import JOB_FILES, JOB_NOTICES, JOBS
from api.store.times import now

STATUSES = ("queued", "running", "succeeded", "partial", "failed", "cancelled")
FINISHED = frozenset(STATUSES[2:])


@dataclass(frozen=True, slots=True)
class JobFile:
    """One file of a job; `code` and `message` say why it failed, `known` that it was there."""

    name: str
    sha256: str
    status: str
    stage: str
    pages_done: int
    pages_total: int | None
    notice_ids: tuple[str, ...]
    code: str | None
    message: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for and how far it is; pages are those of all files together.

    `pages_total` is None as long as one file has not been counted. `revision` rises with every
    change. `repeated` says that the key of the request had made this job before.
    """

    id: str
    workspace: str
    status: str
    stage: str
    pages_done: int
    pages_total: int | None
    files: tuple[JobFile, ...]
    options: Mapping[str, Any]
    webhook: str | None
    cancel_requested: bool
    revision: int
    created: datetime
    updated: datetime
    repeated: bool = field(default=False, compare=False)

    @property
    def finished(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in FINISHED

    @property
    def notice_ids(self) -> tuple[str, ...]:
        """The notices of all files, in order."""
        return tuple(each for file in self.files for each in file.notice_ids)


def create_job(
    connection: Connection,
    workspace: str,
    files: Sequence[tuple[str, str]],
    *,
    options: Mapping[str, Any] | None = None,
    idempotency_key: str | None = None,
    webhook: str | None = None,
    job_id: str | None = None,
) -> Job:
    """A new job for files given as (name, sha256); the originals are kept already.

    With a key that made a job before, that job; raises Conflict when it was for other files.
    """
    if not files:
        raise InvalidFilter("a job has at least one file")
    written = json.dumps(dict(options or {}), sort_keys=True)
    identity = job_id or "j" + uuid.uuid4().hex
    if idempotency_key is not None:
        asked = json.dumps([[list(file) for file in files], written, webhook])
        fingerprint = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
        known = remember(connection, workspace, idempotency_key, fingerprint, identity)
        there = get_job(connection, workspace, known)
        if there is not None:
            return _repeated(there)
        identity = known
    for sha256 in sorted({sha256 for _, sha256 in files}):
        hold(connection, sha256)
    moment = now()
    connection.execute(
        insert(JOBS).values(
            id=identity,
            workspace=workspace,
            status="queued",
            stage="queued",
            options=written,
            webhook=webhook,
            cancelled=False,
            revision=1,
            created=moment,
            updated=moment,
            created_falling=-moment.timestamp(),
        )
    )
    connection.execute(
        insert(JOB_FILES),
        [
            {
                "job": identity,
                "position": position,
                "name": plain(name),
                "sha256": sha256,
                "status": "queued",
                "stage": "queued",
                "pages_done": 0,
                "known": False,
            }
            for position, (name, sha256) in enumerate(files)
        ],
    )
    return _there(connection, workspace, identity)


def get_job(connection: Connection, workspace: str, job: str) -> Job | None:
    """The job, None where this workspace has none of this id."""
    found = (
        connection.execute(select(JOBS).where(JOBS.c.workspace == workspace, JOBS.c.id == job))
        .mappings()
        .all()
    )
    return next(iter(_jobs(connection, found)), None)


def list_jobs(
    connection: Connection,
    workspace: str,
    *,
    status: Sequence[str] = (),
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Job]:
    """The jobs of a workspace, the newest first."""
    if not 1 <= limit <= MOST:
        raise InvalidFilter(f"limit is between 1 and {MOST}")
    if unknown := set(status) - set(STATUSES):
        raise InvalidFilter(f"{', '.join(sorted(unknown))} is no status")
    conditions = [JOBS.c.workspace == workspace]
    if status:
        conditions.append(JOBS.c.status.in_(status))
    of = question(workspace, "jobs", sorted(status), "-created")
    order = (JOBS.c.created_falling, JOBS.c.id)
    asked = select(JOBS).where(*conditions).order_by(*order).limit(limit + 1)
    if cursor:
        asked = asked.where(tuple_(*order) > tuple_(*read_cursor(cursor, of, order)))
    rows = connection.execute(asked).mappings().all()
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        items=_jobs(connection, rows[:limit]),
        next=write_cursor(of, (last["created_falling"], last["id"])) if last else None,
        total=connection.execute(select(func.count()).where(*conditions)).scalar() or 0,
        facets={},
    )


def _there(connection: Connection, workspace: str, job: str) -> Job:
    found = get_job(connection, workspace, job)
    if found is None:
        raise NotFound("there is no such job")
    return found


def _jobs(connection: Connection, rows: Sequence[Any]) -> tuple[Job, ...]:
    files = _files(connection, [row["id"] for row in rows])
    return tuple(_job(row, files.get(row["id"], ())) for row in rows)


def _job(row: Any, files: tuple[JobFile, ...]) -> Job:
    totals = [file.pages_total for file in files if file.status != "failed"]
    return Job(
        id=row["id"],
        workspace=row["workspace"],
        status=row["status"],
        stage=row["stage"],
        pages_done=sum(file.pages_done for file in files),
        pages_total=None if None in totals else sum(each or 0 for each in totals),
        files=files,
        options=json.loads(row["options"]),
        webhook=row["webhook"],
        cancel_requested=row["cancelled"],
        revision=row["revision"],
        created=row["created"],
        updated=row["updated"],
    )


def _files(connection: Connection, jobs: list[str]) -> dict[str, tuple[JobFile, ...]]:
    notices: dict[tuple[str, int], list[str]] = {}
    for link in connection.execute(
        select(JOB_NOTICES)
        .where(JOB_NOTICES.c.job.in_(jobs))
        .order_by(JOB_NOTICES.c.job, JOB_NOTICES.c.position, JOB_NOTICES.c.ordinal)
    ):
        notices.setdefault((link.job, link.position), []).append(link.notice)
    made: dict[str, tuple[JobFile, ...]] = {}
    for row in connection.execute(
        select(JOB_FILES)
        .where(JOB_FILES.c.job.in_(jobs))
        .order_by(JOB_FILES.c.job, JOB_FILES.c.position)
    ).mappings():
        file = JobFile(
            notice_ids=tuple(notices.get((row["job"], row["position"]), ())),
            **{name: row[name] for name in _FILE},
        )
        made[row["job"]] = (*made.get(row["job"], ()), file)
    return made


_FILE = (
    "name", "sha256", "status", "stage", "pages_done", "pages_total", "code", "message", "known",
)  # fmt: skip


def _repeated(job: Job) -> Job:
    return replace(job, repeated=True)
