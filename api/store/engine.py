"""The database behind the store: how it is reached, how a transaction begins, how it fails."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.store.errors import StoreUnavailable
from extractor.errors import SettingsError

WAIT_SECONDS = 30
"""How long a writer waits for another on SQLite."""
_LINES: "WeakKeyDictionary[Engine, threading.Lock]" = WeakKeyDictionary()
_DEFECTS = ("no such", "syntax error", "has no column", "fts5:")
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA temp_store = MEMORY",
)


def make_engine(address: str) -> Engine:
    """An engine for SQLite or PostgreSQL; raises SettingsError on any other address."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise SettingsError("the address of the database cannot be read") from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise SettingsError("the database needs a file")
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(url))
    if backend == "postgresql":
        driven = url.set(drivername="postgresql+psycopg")
        return create_engine(driven, pool_pre_ping=True, pool_size=10, max_overflow=20)
    raise SettingsError(f"{backend} is no database we know; known are sqlite and postgresql")


def _sqlite(address: str) -> Engine:
    engine = create_engine(
        address,
        connect_args={"timeout": WAIT_SECONDS},
        pool_size=10,
        max_overflow=40,
        # A connection learns the counts of rows when it is opened.
        pool_recycle=300,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Transactions are begun below, by us: the driver would begin them too late.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails when another wrote between.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def transaction(engine: Engine, *, reading: bool = False) -> Iterator[Connection]:
    """One transaction, kept whole or not at all.

    Raises StoreUnavailable when the database is gone, locked for too long or full.
    """
    try:
        with _turn(engine, reading), engine.connect() as connection:
            if reading:
                connection = connection.execution_options(reading=True)
            with connection.begin():
                yield connection
    except (DBAPIError, PoolTimeout) as error:
        if not _is_outage(error):
            raise
        raise StoreUnavailable(f"the database cannot be used: {_reason(error)}") from error


@contextmanager
def _turn(engine: Engine, reading: bool) -> Iterator[None]:
    """On SQLite the writers of this process stand in line here.

    Left to the file they would ask again and again with longer and longer pauses between.
    """
    if reading or engine.dialect.name != "sqlite":
        yield
        return
    line = _LINES.setdefault(engine, threading.Lock())
    if not line.acquire(timeout=WAIT_SECONDS):
        raise StoreUnavailable("the database cannot be used: others have been writing for long")
    try:
        yield
    finally:
        line.release()


def count_rows(connection: Connection) -> None:
    """Has SQLite count its rows, which it needs to choose among indexes; takes milliseconds."""
    connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
    connection.exec_driver_sql("ANALYZE")


def _is_outage(error: DBAPIError | PoolTimeout) -> bool:
    if isinstance(error, PoolTimeout):
        return True
    words = str(error.orig)
    if any(defect in words for defect in _DEFECTS):
        return False
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return True
    # What SQLite says of a file that is cut or overwritten.
    return "malformed" in words or "not a database" in words


def _reason(error: DBAPIError | PoolTimeout) -> str:
    if isinstance(error, PoolTimeout):
        return "all connections are busy"
    words = str(error.orig).strip().splitlines()
    return words[0] if words else "no answer"
