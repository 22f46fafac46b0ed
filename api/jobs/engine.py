"""The durable queue under the jobs: DBOS on the database of the store, and nothing else of it.

What is enqueued is committed together with the rows it is about, or not at all. A workflow that
was begun by a process that is gone is begun again by another; it finds what is done already in
the store, so that nothing is done twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection
from sqlalchemy.exc import SQLAlchemyError

QueueUnavailable = SQLAlchemyError
"""What the queue raises when its database cannot be reached."""
_NAME = "taizhang"
# What a workflow is called with and does: raised when old ones can no longer be taken up.
_VERSION = "1"
# How often a file may bring down the process that reads it before it is let lie.
_MOST_BEGINNINGS = 60
_BETWEEN_LOOKS = 0.1
_CHUNK = 500
_CONNECTIONS = 8

ENDED = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})
LET_LIE = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of workflow: its name, which is also that of its queue, what it does, how many at once."""

    name: str
    does: Callable[..., None]
    at_once: int


class Engine:
    """One per process: DBOS knows no more. `works` are done here when `listening`."""

    def __init__(
        self, url: URL, executor: str, works: Iterable[Work], *, listening: bool = True
    ) -> None:
        from dbos import DBOS, DBOSClient

        self._dbos = DBOS
        works = tuple(works)
        address = url.render_as_string(hide_password=False)
        DBOS(
            config={
                "name": _NAME,
                "system_database_url": address,
                "application_version": _VERSION,
                "executor_id": executor,
                "log_level": "ERROR",
                "use_listen_notify": False,
                "sys_db_pool_size": _CONNECTIONS,
                "notification_listener_polling_interval_sec": 1.0,
            }
        )
        for work in works:
            _registered(work)
        DBOS.listen_queues([work.name for work in works] if listening else [])
        try:
            DBOS.launch()
            for work in works:
                DBOS.register_queue(
                    work.name,
                    worker_concurrency=work.at_once,
                    polling_interval_sec=_BETWEEN_LOOKS,
                    on_conflict="always_update" if listening else "never_update",
                )
        except BaseException:
            # There is one per process: half of one would be in the way of the next.
            DBOS.destroy(destroy_registry=True)
            raise
        self._client = DBOSClient(system_database_url=address, application_name=_NAME, lazy=True)

    def enqueue(
        self,
        conn: Connection,
        work: str,
        key: str,
        *arguments: str | int,
        priority: int = 1,
        delay: float = 0.0,
    ) -> None:
        """Put work on its queue in the transaction of `conn`; a key that is there already stays.

        Low priorities go first; `delay` is in seconds.
        """
        options: dict[str, Any] = {
            "workflow_name": work,
            "queue_name": work,
            "workflow_id": key,
            "app_version": _VERSION,
            "priority": priority,
        }
        if delay:
            options["delay_seconds"] = delay
        self._client.enqueue_in_transaction(conn, options, *arguments)  # type: ignore[arg-type]

    def states(self, keys: list[str]) -> dict[str, str]:
        """How those of `keys` stand that are known: ENQUEUED, PENDING, … or one of ENDED."""
        found: dict[str, str] = {}
        for start in range(0, len(keys), _CHUNK):
            for one in self._client.list_workflows(
                workflow_ids=keys[start : start + _CHUNK], load_input=False, load_output=False
            ):
                found[one.workflow_id] = one.status
        return found

    def drop(self, keys: list[str]) -> None:
        """Forget work, so that it can be put on its queue anew."""
        self._client.delete_workflows(keys)

    def cancel(self, keys: list[str]) -> None:
        """Take work off its queue; what is under way is not stopped by this."""
        for start in range(0, len(keys), _CHUNK):
            self._client.cancel_workflows(keys[start : start + _CHUNK])

    def taken_over(self, executors: Iterable[str]) -> int:
        """Put back on its queue what these executors began and did not end; how many that were.

        Safe to be asked by several at once: what another has begun anew is left alone.
        """
        return len(self._dbos._recover_pending_workflows(list(executors)))  # noqa: SLF001

    def executors(self) -> set[str]:
        """Who has work under way, as far as the database knows."""
        pending = self._client.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {one.executor_id for one in pending if one.executor_id}

    def forget(self, before: float) -> None:
        """Drop the engine's own records of work that ended before a time; jobs keep theirs."""
        import datetime as dt

        until = dt.datetime.fromtimestamp(before, dt.UTC).isoformat()
        while True:
            old = self._client.list_workflows(
                status=sorted(ENDED - {LET_LIE}),
                completed_before=until,
                limit=_CHUNK,
                load_input=False,
                load_output=False,
            )
            if not old:
                return
            self._client.delete_workflows([one.workflow_id for one in old])

    def close(self) -> None:
        """Stop taking work; what is under way goes on in threads until it sees that it is over."""
        self._dbos.destroy(destroy_registry=True)
        self._client.destroy()


def _registered(work: Work) -> None:
    from dbos import DBOS

    def workflow(*arguments: Any) -> None:
        work.does(*arguments)

    DBOS.workflow(name=work.name, max_recovery_attempts=_MOST_BEGINNINGS)(workflow)
