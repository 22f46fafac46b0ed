"""Uploads become notices: handed in here, done by whatever workers there are, asked after here."""

import asyncio
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from api.jobs.engine import Engine, Work
from api.jobs.pool import Pool
from api.jobs.presence import Presence
from api.jobs.reading import NOTIFY, READ, RELATE, Reading, key_of
from api.jobs.telling import Telling
from api.jobs.upkeep import Upkeep
from api.settings import ServiceSettings
from api.store import Connection, Store, StoreUnavailable, work
from api.store.audit import record
from api.store.jobs import Job, create_job, get_job
from api.store.workers import strike_off

_LOOK = 0.1
# Tellings wait for others' machines, not for ours.
_TELLINGS = 16


class Jobs:
    """The jobs of a store as one process sees them; one per process, safe for threads."""

    def __init__(self, store: Store, settings: ServiceSettings, *, working: bool) -> None:
        self._store = store
        self._pool = Pool(settings.workers, settings.extraction)
        self._presence = Presence.here(uuid.uuid4().hex)
        self._reading = Reading(store, self._pool, settings, self._enqueue)
        telling = Telling(store, self._reading, settings, self._enqueue)
        if working:
            with store.begin() as connection:
                self._presence.say(connection)
            self._pool.start()
        try:
            self._engine = self._launched(telling, settings.workers, working)
        except BaseException:
            self._pool.close()
            raise
        self._upkeep = Upkeep(store, self._engine, self._pool, self._reading, self._presence)
        self._working = working
        if working:
            self._upkeep.start()

    @classmethod
    def start(
        cls, store: Store, settings: ServiceSettings, *, working: bool | None = None
    ) -> "Jobs":
        """Begin to take jobs and to do them, those left by the dead first.

        Without processes to read in (`workers` 0), or when told so, it leaves the doing to others.
        """
        return cls(store, settings, working=settings.workers > 0 if working is None else working)

    def submit(
        self,
        workspace: str,
        files: Sequence[tuple[str, bytes]],
        *,
        options: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        webhook: str | None = None,
        who: str | None = None,
    ) -> Job:
        """A job for some files, as name and bytes; when this returns it can no longer be lost.

        A file whose notice is there already is answered with it at once, unless `options` say
        `again`. An archive becomes as many files as it holds when its turn comes. A webhook is
        for the caller to look up first. With `who` the audit log tells who uploaded. Raises StoreUnavailable; then there is no job.
        """
        kept = [(name, self._store.originals.put(data)) for name, data in files]
        with self._store.begin() as connection:
            job = create_job(
                connection,
                workspace,
                kept,
                options=dict(options or {}),
                idempotency_key=idempotency_key,
                webhook=webhook,
            )
            if not job.repeated:
                self._put_on_queue(connection, workspace, job)
                if who is not None:
                    detail = {"files": len(kept)}
                    record(
                        connection,
                        workspace,
                        who=who,
                        action="notice.upload",
                        subject=job.id,
                        detail=detail,
                    )
                job = get_job(connection, workspace, job.id) or job
        for _, data in files:
            # Somebody who deleted a notice of the same file in between took the file away.
            self._store.originals.put(data)
        return job

    def cancel(self, workspace: str, job: str, *, who: str | None = None) -> Job | None:
        """Ask for the end of a job, also of what is being read; None where there is none.

        What is stored already stays. The job is cancelled when its last reading has been ended,
        which takes a second at most. With `who` the audit log tells who wanted it.
        """
        with self._store.begin() as connection:
            waiting = work.cancel_job(connection, workspace, job)
            self._reading.settle(connection, workspace, job)
            found = get_job(connection, workspace, job)
            if who is not None and waiting is not None:
                record(connection, workspace, who=who, action="job.cancel", subject=job)
        if waiting is not None:
            for key in self._pool.reading:
                if key.rpartition(".")[0] == job:
                    self._pool.stop(key)
            self._engine.cancel([key_of(job, position) for position in waiting])
        return found

    def wait(self, workspace: str, job: str, seconds: float) -> Job | None:
        """The job when it has ended, or as it stands after so many seconds."""
        until = time.monotonic() + seconds
        while True:
            found = self._look(workspace, job)
            if found is None or found.finished or time.monotonic() >= until:
                return found
            time.sleep(_LOOK)

    async def waited(self, workspace: str, job: str, seconds: float) -> Job | None:
        """The same for a web server: no thread waits."""
        until = time.monotonic() + seconds
        while True:
            found = await asyncio.to_thread(self._look, workspace, job)
            if found is None or found.finished or time.monotonic() >= until:
                return found
            await asyncio.sleep(_LOOK)

    def close(self) -> None:
        """Stop; what is being read is taken up by the other workers, or at the next start."""
        self._upkeep.close()
        self._reading.leave()
        self._engine.close()
        if self._working:
            # Where the database is away, the silence will tell.
            with suppress(StoreUnavailable), self._store.begin() as connection:
                strike_off(connection, [self._presence.executor])

    def _launched(self, telling: Telling, processes: int, working: bool) -> Engine:
        works = (
            # More than there are processes, so that none waits for the next look at the queue.
            Work(READ, self._reading.read, at_once=processes * 2),
            Work(RELATE, self._reading.relate, at_once=1),
            Work(NOTIFY, telling.tell, at_once=_TELLINGS),
        )
        url, executor = self._store.engine.url, self._presence.executor
        return Engine(url, executor, works, listening=working)

    def _put_on_queue(self, connection: Connection, workspace: str, job: Job) -> None:
        for position, _ in enumerate(job.files):
            if work.settle_known(connection, workspace, job.id, position):
                continue
            self._reading.enqueue_file(connection, workspace, job.id, position)
        self._reading.settle(connection, workspace, job.id)

    def _look(self, workspace: str, job: str) -> Job | None:
        with self._store.read() as connection:
            return get_job(connection, workspace, job)

    def _enqueue(
        self, connection: Connection, kind: str, key: str, *rest: str | int, **how: Any
    ) -> None:
        self._engine.enqueue(connection, kind, key, *rest, **how)
