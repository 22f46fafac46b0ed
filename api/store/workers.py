"""Which processes are at work: each says so every few seconds, and is missed when it does not."""

from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Float,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    text,
    update,
)

from api.store.tables import METADATA

# When each was last heard of: seconds, by the clock of the database.
WORKERS = Table(
    "workers",
    METADATA,
    Column("executor", String(40), primary_key=True),
    Column("place", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("seen", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Present:
    """A process that was heard of: its machine, which process it is there, seconds of silence."""

    executor: str
    place: str
    process: str
    silent: float


def say_present(connection: Connection, executor: str, place: str, process: str) -> None:
    """Note that a process is there, at this moment."""
    now = _clock(connection)
    heard = connection.execute(
        update(WORKERS).where(WORKERS.c.executor == executor).values(seen=now)
    )
    if not heard.rowcount:
        connection.execute(
            insert(WORKERS).values(executor=executor, place=place, process=process, seen=now)
        )


def present(connection: Connection) -> tuple[Present, ...]:
    """All processes that said they are there and were not struck off."""
    now = _clock(connection)
    return tuple(
        Present(row.executor, row.place, row.process, now - row.seen)
        for row in connection.execute(select(WORKERS))
    )


def strike_off(connection: Connection, executors: list[str]) -> None:
    """Take processes that are gone off the list."""
    connection.execute(delete(WORKERS).where(WORKERS.c.executor.in_(executors)))


def _clock(connection: Connection) -> float:
    """Seconds by the clock of the database, which is one for all machines."""
    words = "SELECT (julianday('now') - 2440587.5) * 86400.0"
    if connection.dialect.name == "postgresql":
        words = "SELECT extract(epoch FROM clock_timestamp())::double precision"
    return float(connection.execute(text(words)).scalar_one())
