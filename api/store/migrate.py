"""Brings a database to the tables of this version, however old it is."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from api.store.engine import transaction

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_203_114_902
"""Which advisory lock of PostgreSQL a migration holds, so that two workers do not both migrate."""


def migrate(engine: Engine) -> None:
    """Runs the migrations that are missing, in one transaction."""
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """What Alembic needs to know, with the connection it is to use."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def own(name: str | None, kind: str, *_rest: object) -> bool:
    """Whether a table is one that the metadata lists: not full text, not the jobs' library's."""
    from api.store.tables import METADATA

    return kind != "table" or name in METADATA.tables
