"""Alembic's entry: it is always handed a connection by `api.store.migrate`."""

from alembic import context

from api.store.migrate import own
from api.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=own,
    compare_type=True,
)
context.run_migrations()
