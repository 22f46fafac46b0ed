"""The store: one database and the originals beside it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, Engine, text

from api.settings import ServiceSettings
from api.store.audit import record
from api.store.engine import make_engine, transaction
from api.store.migrate import migrate
from api.store.notices import delete_notice, hold, is_needed
from api.store.originals import Originals


class Store:
    """An engine and the originals; may be used by several threads at once."""

    def __init__(self, engine: Engine, originals: Originals) -> None:
        self.engine = engine
        self.originals = originals

    @classmethod
    def open(cls, settings: ServiceSettings) -> "Store":
        """Makes the folders and brings the database to this version's tables.

        Raises StoreUnavailable where database or folder cannot be reached, SettingsError where
        an address names nothing we know.
        """
        engine = make_engine(settings.database)
        migrate(engine)
        return cls(engine, Originals(settings.storage_url or str(settings.data_dir / "originals")))

    def begin(self) -> AbstractContextManager[Connection]:
        """One transaction to write in; on SQLite one at a time, readers beside it."""
        return transaction(self.engine)

    def read(self) -> AbstractContextManager[Connection]:
        """One transaction to read in; it sees one state and waits for nobody."""
        return transaction(self.engine, reading=True)

    def delete_notice(self, workspace: str, notice: str, *, who: str | None = None) -> bool:
        """Deletes the notice, what belongs to it, and its file; False where there is none.

        With `who` the audit log tells who did it.
        """
        with self.begin() as connection:
            files = delete_notice(connection, workspace, notice)
            if files is not None and who is not None:
                record(connection, workspace, who=who, action="notice.delete", subject=notice)
        if files is None:
            return False
        self.release(files)
        return True

    def release(self, files: Iterable[str]) -> None:
        """Takes away those of the originals that no notice and no unfinished job needs."""
        for sha256 in files:
            with self.begin() as connection:
                hold(connection, sha256)
                if not is_needed(connection, sha256):
                    self.originals.delete(sha256)

    def check(self) -> None:
        """Raises StoreUnavailable where the database does not answer."""
        with self.read() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()
