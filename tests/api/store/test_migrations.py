"""The migrations make the tables that the code asks for, and take them away again."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from api.store import Store
from api.store.migrate import configuration, migrate, own
from api.store.tables import METADATA
from api.store.workers import WORKERS


def test_from_nothing_to_the_tables_of_the_code(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": own, "compare_type": True, "target_metadata": METADATA},
        )
        assert compare_metadata(context, METADATA) == []


def test_a_second_start_changes_nothing(store: Store) -> None:
    migrate(store.engine)
    assert {WORKERS.name, *METADATA.tables} <= set(inspect(store.engine).get_table_names())


def test_and_back_again(store: Store) -> None:
    with store.begin() as connection:
        command.downgrade(configuration(connection), "base")
    assert set(inspect(store.engine).get_table_names()) == {"alembic_version"}
    migrate(store.engine)
    assert set(METADATA.tables) <= set(inspect(store.engine).get_table_names())
