"""What is done with one uploaded file: unpacked or read, stored, and its job brought to an end.

Each of the steps can be broken off anywhere and begun again by any process: what a transaction
has kept is found there the second time, and what it has not kept was never there.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from api.jobs.archives import members
from api.jobs.families import families
from api.jobs.pool import Pool, Stopped
from api.settings import ServiceSettings
from api.store import Connection, NotFound, Store, StoreUnavailable, work
from api.store.families import set_family
from api.store.jobs import get_job
from api.store.notices import save_notice
from extractor import Notice
from extractor.errors import FileError, MissingFile, ProcessDied

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

READ, RELATE, NOTIFY = "read", "relate", "notify"
_ATTEMPTS = 3
_FIRST_WAIT = 0.2
_LONGEST_WAIT = 30.0
_BETWEEN_PAGES = 0.5


class Enqueue(Protocol):
    """Puts work on its queue in a transaction."""

    def __call__(
        self,
        connection: Connection,
        kind: str,
        key: str,
        *arguments: str | int,
        priority: int = 1,
        delay: float = 0.0,
    ) -> None: ...


class Leaving(BaseException):
    """This process stops; the work stays begun, for another to take up."""


class _Unwanted(Exception):
    """The job was cancelled while its notice was being stored."""


class Reading:
    """The work on files, done in the threads of the queue."""

    def __init__(
        self, store: Store, pool: Pool, settings: ServiceSettings, enqueue: Enqueue
    ) -> None:
        self._store = store
        self._pool = pool
        self._settings = settings
        self._enqueue = enqueue
        self._leaving = threading.Event()

    def leave(self) -> None:
        """Break off all work, to be taken up by another process or at the next start."""
        self._leaving.set()
        self._pool.close()

    def read(self, workspace: str, job: str, position: int) -> None:
        """Bring one file of a job to its end: notices stored, or a reason why not."""
        try:
            self._read(workspace, job, position)
        except Exception as defect:
            _log.exception("job %s, file %d", job, position)
            self._fail(workspace, job, position, "internal", f"internal error: {_named(defect)}")
            raise

    def relate(self, workspace: str, job: str) -> None:
        """Find which notices of a job belong to which, and end it."""
        with self._store.read() as connection:
            found = get_job(connection, workspace, job)
        if found is None or found.finished:
            return
        named = [(file.name, one) for file in found.files for one in file.notice_ids]
        for notice, family in families(self._store, workspace, named):
            self.kept(partial(set_family, workspace=workspace, identity=notice, family=family))
        self.kept(lambda conn: self.settle(conn, workspace, job, related=True))

    def settle(
        self, connection: Connection, workspace: str, job: str, *, related: bool = False
    ) -> None:
        """End the job when its last file has ended, and have it told to whoever wants to know."""
        ended = work.settle_job(connection, workspace, job, related=related)
        if ended == work.RELATING:
            self._enqueue(connection, RELATE, f"{job}.{RELATE}", workspace, job)
        elif ended is not None and work.webhook_of(connection, workspace, job):
            self._enqueue(connection, NOTIFY, f"{job}.told.0", workspace, job, 0)

    def kept(self, change: Callable[[Connection], _T]) -> _T:
        """One transaction, tried until the database takes it: it may be busy, full, or away."""
        return self._until_it_passes(lambda: self._changed(change))

    def _changed(self, change: Callable[[Connection], _T]) -> _T:
        with self._store.begin() as connection:
            return change(connection)

    def _read(self, workspace: str, job: str, position: int) -> None:
        def begun(connection: Connection) -> work.Task | None:
            task = work.begin_file(connection, workspace, job, position)
            if task is None:
                self.settle(connection, workspace, job)
            return task

        task = self.kept(begun)
        if task is None:
            return
        try:
            data = self._original(task)
            found = self._members(task, data)
            if found is not None:
                self._spread(workspace, job, position, found)
                return
            notice = self._extracted(workspace, job, position, task.name, data)
            self._store_notice(workspace, job, position, task, notice)
        except FileError as error:
            self._fail(workspace, job, position, error.code, error.cause)
        except (Stopped, _Unwanted):
            if self._leaving.is_set():
                raise Leaving from None
            self._cancel(workspace, job, position)

    def _original(self, task: work.Task) -> bytes:
        try:
            return self._until_it_passes(lambda: self._store.originals.read(task.sha256))
        except NotFound as error:
            raise MissingFile(task.name, "the uploaded file is no longer kept") from error

    def _members(self, task: work.Task, data: bytes) -> list[work.Member] | None:
        def keep(member: bytes) -> str:
            return self._until_it_passes(lambda: self._store.originals.put(member))

        return members(data, task.name, self._settings.extraction, keep)

    def _extracted(self, workspace: str, job: str, position: int, name: str, data: bytes) -> Notice:
        """The notice; a process that died is given another chance, a bad file is not."""
        pages = _Pages(lambda done: self._note(workspace, job, position, done))
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._pool.read(f"{job}.{position}", data, name, pages.begun)
            except ProcessDied as death:
                if attempt == _ATTEMPTS:
                    times = f"tried {_ATTEMPTS} times"
                    raise ProcessDied(name, f"{death.cause} ({times})") from death
                _log.warning("job %s, file %d: %s", job, position, death.cause)
                self._wait(2.0 ** (attempt - 1))
        raise ProcessDied(name, "it could not be read")

    def _store_notice(
        self, workspace: str, job: str, position: int, task: work.Task, notice: Notice
    ) -> None:
        def stored(connection: Connection) -> None:
            saved = save_notice(connection, workspace, notice, sha256=task.sha256, name=task.name)
            wanted = work.succeed_file(
                connection, workspace, job, position, [saved.id], pages=notice.source.pages
            )
            if not wanted:
                raise _Unwanted
            self.settle(connection, workspace, job)

        self.kept(stored)

    def _spread(self, workspace: str, job: str, position: int, found: list[work.Member]) -> None:
        def spread(connection: Connection) -> None:
            for new in work.spread_file(connection, workspace, job, position, found):
                self.enqueue_file(connection, workspace, job, new)
            self.settle(connection, workspace, job)

        self.kept(spread)

    def enqueue_file(self, connection: Connection, workspace: str, job: str, position: int) -> None:
        """Put a file on the queue; the first files of every job go before the later ones of any."""
        self._enqueue(
            connection, READ, key_of(job, position), workspace, job, position, priority=position + 1
        )

    def _fail(self, workspace: str, job: str, position: int, code: str, cause: str) -> None:
        def failed(connection: Connection) -> None:
            work.fail_file(connection, workspace, job, position, code, cause)
            self.settle(connection, workspace, job)

        self.kept(failed)

    def _cancel(self, workspace: str, job: str, position: int) -> None:
        def cancelled(connection: Connection) -> None:
            work.cancel_file(connection, workspace, job, position)
            self.settle(connection, workspace, job)

        self.kept(cancelled)

    def _note(self, workspace: str, job: str, position: int, done: int) -> None:
        self._changed(lambda conn: work.note_pages(conn, workspace, job, position, done))

    def _until_it_passes(self, attempt: Callable[[], _T]) -> _T:
        wait = _FIRST_WAIT
        while True:
            try:
                return attempt()
            except StoreUnavailable as error:
                _log.warning("%s; again in %.1f s", error, wait)
                self._wait(wait)
                wait = min(wait * 2, _LONGEST_WAIT)

    def _wait(self, seconds: float) -> None:
        if self._leaving.wait(seconds):
            raise Leaving


def key_of(job: str, position: int) -> str:
    """What the reading of one file of a job is called in the queue."""
    return f"{job}.{position}"


class _Pages:
    """Counts pages, and notes them no oftener than anybody looks."""

    def __init__(self, note: Callable[[int], None]) -> None:
        self._note = note
        self._done = 0
        self._next = 0.0

    def begun(self) -> None:
        self._done += 1
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN_PAGES
        try:
            self._note(self._done)
        except StoreUnavailable as error:
            _log.warning("progress not noted: %s", error)


def _named(defect: Exception) -> str:
    return type(defect).__name__
