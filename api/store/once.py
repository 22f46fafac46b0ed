"""An insert that leaves alone what another worker has written in the meantime."""

from typing import Any

from sqlalchemy import Connection, Table


def insert_once(connection: Connection, table: Table, *keys: str) -> Any:
    """An insert that does nothing where a row with the same keys is there."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgres

        return postgres(table).on_conflict_do_nothing(index_elements=list(keys))
    from sqlalchemy.dialects.sqlite import insert as sqlite

    return sqlite(table).on_conflict_do_nothing(index_elements=list(keys))
