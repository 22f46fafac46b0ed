"""A database that is gone, full or locked is one error, and nothing is half written."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from api.settings import ServiceSettings
from api.store import Store, StoreUnavailable
from api.store.audit import entries, record
from api.store.filters import ObligationFilter
from api.store.listing import list_notices
from api.store.notices import save_notice
from api.store.obligations import search
from extractor import Notice
from extractor.errors import SettingsError
from tests.api.conftest import fresh_database
from tests.api.store.keeping import OURS, keep, small


def test_postgresql_that_goes_away_and_comes_back(postgres: str, tmp_path: Path) -> None:
    with fresh_database(postgres) as address:
        store = Store.open(ServiceSettings(data_dir=tmp_path, database_url=address))
        store.check()
        with pytest.raises(StoreUnavailable), store.begin() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        store.check()
    with pytest.raises(StoreUnavailable):
        store.check()
    store.close()


def test_postgresql_that_was_never_there(tmp_path: Path) -> None:
    settings = ServiceSettings(
        data_dir=tmp_path, database_url="postgresql://u:p@127.0.0.1:1/none?connect_timeout=2"
    )
    with pytest.raises(StoreUnavailable) as raised:
        Store.open(settings)
    assert "u:p@" not in str(raised.value)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store on SQLite alone."""
    return Store.open(ServiceSettings(data_dir=tmp_path))


def test_a_full_disk(store: Store, weihai: Notice) -> None:
    with store.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()

    def fill() -> None:
        with store.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            save_notice(connection, OURS, weihai, sha256="0" * 64, name="weihai.txt")

    with pytest.raises(StoreUnavailable, match="full"):
        fill()
    store.close()
    keep(store, small())
    with store.read() as connection:
        assert list_notices(connection, OURS).total == 1


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "taizhang.db").write_bytes(b"x" * 5000)
    with pytest.raises(StoreUnavailable):
        Store.open(ServiceSettings(data_dir=tmp_path))


def test_readers_wait_for_nobody(store: Store) -> None:
    keep(store, small())
    with store.begin() as connection:
        record(connection, OURS, who="we", action="notice.delete")
        seen: list[int] = []

        def look() -> None:
            with store.read() as other:
                seen.append(entries(other, OURS).total)
                seen.append(search(other, OURS, ObligationFilter()).total)

        reader = threading.Thread(target=look)
        reader.start()
        reader.join(timeout=10)
    assert seen[0] == 0
    assert seen[1] > 0


def test_writers_stand_in_line(store: Store) -> None:
    def write() -> None:
        for _ in range(5):
            with store.begin() as connection:
                record(connection, OURS, who="we", action="notice.delete")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store.read() as connection:
        assert entries(connection, OURS).total == 20


def test_a_defect_of_ours_is_no_outage(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as raised, store.read() as connection:
        connection.execute(text("SELECT * FROM colours"))
    assert not isinstance(raised.value, StoreUnavailable)


@pytest.mark.parametrize("address", ["mysql://x/y", "sqlite://", "colour", "sqlite:///:memory:"])
def test_databases_that_we_do_not_know(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError):
        Store.open(ServiceSettings(data_dir=tmp_path, database_url=address))


def test_the_file_is_an_ordinary_database(store: Store, tmp_path: Path) -> None:
    keep(store, small())
    store.close()
    with sqlite3.connect(tmp_path / "taizhang.db") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
