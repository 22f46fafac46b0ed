"""What every worker sees to beside its work: who is gone, what was cancelled, what was left lying."""

import logging
import threading
import time
from collections.abc import Callable

from api.jobs.engine import ENDED, LET_LIE, Engine, QueueUnavailable
from api.jobs.pool import Pool
from api.jobs.presence import Presence
from api.jobs.reading import RELATE, Reading, key_of
from api.store import Store, StoreUnavailable, work
from api.store.workers import strike_off

_log = logging.getLogger(__name__)
_BEAT = 0.5
_HEARD = 3.0
_SWEPT = 60.0
_FORGOTTEN = 3600.0
_KEPT = 3600.0


class Upkeep:
    """A thread that looks after the work of this process, and of those that are gone."""

    def __init__(
        self, store: Store, engine: Engine, pool: Pool, reading: Reading, presence: Presence
    ) -> None:
        self._store = store
        self._engine = engine
        self._pool = pool
        self._reading = reading
        self._presence = presence
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Take over what others left, then go on looking."""
        self.take_over()
        self.sweep()
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def take_over(self) -> None:
        """Put the work of processes that are gone back on its queue."""
        working = self._engine.executors()
        with self._store.begin() as connection:
            self._presence.say(connection)
            gone = self._presence.gone(connection, working)
        if not gone:
            return
        taken = self._engine.taken_over(gone)
        with self._store.begin() as connection:
            strike_off(connection, gone)
        _log.warning("%d workers are gone; %d files are begun anew", len(gone), taken)

    def sweep(self) -> None:
        """Put on the queue what is in no queue, and settle jobs whose files have all ended."""
        with self._store.read() as connection:
            files = work.undone(connection)
            settled = work.unsettled(connection)
        states = self._engine.states([key_of(one.job, one.position) for one in files])
        for one in files:
            state = states.get(key_of(one.job, one.position))
            if state is None or state in ENDED:
                self._mend(one, state)
        states = self._engine.states([f"{job}.{RELATE}" for _, job in settled])
        for workspace, job in settled:
            # Where it could not be found out what belongs together, the job ends all the same.
            tried = states.get(f"{job}.{RELATE}") in ENDED
            with self._store.begin() as connection:
                self._reading.settle(connection, workspace, job, related=tried)

    def _mend(self, one: work.Undone, state: str | None) -> None:
        if state is not None:
            self._engine.drop([key_of(one.job, one.position)])

        with self._store.begin() as connection:
            if state == LET_LIE:
                cause = "the service went down each time this file was read"
                work.fail_file(connection, one.workspace, one.job, one.position, "internal", cause)
                self._reading.settle(connection, one.workspace, one.job)
            else:
                self._reading.enqueue_file(connection, one.workspace, one.job, one.position)
        _log.warning("job %s, file %d was left lying (%s)", one.job, one.position, state)

    def _run(self) -> None:
        rounds = (
            (_BEAT, self._stop_cancelled),
            (_HEARD, self.take_over),
            (_SWEPT, self.sweep),
            (_FORGOTTEN, self._forget),
        )
        due = {wait: time.monotonic() + wait for wait, _ in rounds}
        while not self._over.wait(_BEAT):
            for wait, look in rounds:
                if time.monotonic() < due[wait]:
                    continue
                due[wait] = time.monotonic() + wait
                self._tried(look)

    def _tried(self, look: Callable[[], None]) -> None:
        try:
            look()
        except StoreUnavailable as error:
            _log.warning("%s", error)
        except QueueUnavailable:
            # The engine's own connections: it will be back.
            _log.warning("the queue cannot be reached", exc_info=True)

    def _stop_cancelled(self) -> None:
        reading = {key: key.rpartition(".")[0] for key in self._pool.reading}
        if not reading:
            return
        with self._store.read() as connection:
            cancelled = work.cancelled_among(connection, set(reading.values()))
        for key, job in reading.items():
            if job in cancelled:
                self._pool.stop(key)

    def _forget(self) -> None:
        self._engine.forget(time.time() - _KEPT)
