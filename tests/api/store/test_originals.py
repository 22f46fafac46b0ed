"""Files are kept by what they hold, whole or not at all, on disks and in other storage."""

import errno
import hashlib
import uuid
from pathlib import Path
from typing import Any

import pytest

from api.settings import ServiceSettings
from api.store import NotFound, Originals, Store, StoreUnavailable
from extractor.errors import SettingsError

DATA = "关于开展节能监察的通知".encode()
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["folder", "file address", "memory"])
def originals(request: pytest.FixtureRequest, tmp_path: Path) -> Originals:
    """Storage of each kind; what holds of memory holds of any storage of objects."""
    addresses = {
        "folder": str(tmp_path / "originals"),
        "file address": f"file://{tmp_path}/originals",
        "memory": f"memory://{uuid.uuid4().hex}/originals",
    }
    return Originals(addresses[request.param])


def test_what_is_put_is_read(originals: Originals) -> None:
    assert not originals.exists(NAME)
    assert originals.put(DATA) == NAME
    assert originals.put(DATA) == NAME
    assert originals.exists(NAME)
    assert originals.read(NAME) == DATA
    assert originals.size(NAME) == len(DATA)
    with originals.open(NAME) as file:
        assert (file.read(6), file.read()) == (DATA[:6], DATA[6:])


def test_what_is_deleted_is_gone(originals: Originals) -> None:
    originals.put(DATA)
    originals.delete(NAME)
    originals.delete(NAME)
    assert not originals.exists(NAME)
    for ask in (originals.read, originals.size):
        with pytest.raises(NotFound):
            ask(NAME)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64])
def test_names_that_are_no_hash(originals: Originals, name: str) -> None:
    with pytest.raises(NotFound):
        originals.read(name)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    originals = Originals(str(tmp_path))
    whole = Path.replace

    def full(self: Path, target: Any) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreUnavailable, match="disk is full"):
        originals.put(DATA)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    monkeypatch.setattr(Path, "replace", whole)
    assert originals.put(DATA) == NAME


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("in the way")
    with pytest.raises(StoreUnavailable):
        Originals(str(tmp_path / "originals")).put(DATA)


def test_storage_that_nobody_knows() -> None:
    with pytest.raises(SettingsError, match="storage_url"):
        Originals("nowhere://bucket")


def test_a_store_keeps_them_where_it_is_told(tmp_path: Path) -> None:
    address = f"memory://{uuid.uuid4().hex}"
    store = Store.open(ServiceSettings(data_dir=tmp_path, storage_url=address))
    store.originals.put(DATA)
    store.close()
    assert Originals(address).exists(NAME)
    assert not (tmp_path / "originals").exists()
