"""One running service for all tests of its client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.client import Client
from tests.api.serving import CORPORA, Served, served


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started as a person starts it."""
    with served(tmp_path_factory.mktemp("data"), "--workers", "1") as service:
        yield service


@pytest.fixture
def client(running: Served) -> Iterator[Client]:
    """A client of it."""
    with Client(running.url) as made:
        yield made


@pytest.fixture(scope="session")
def weihai(running: Served) -> str:
    """The id of a notice that is there."""
    return _kept(running, "weihai-2021")


@pytest.fixture(scope="session")
def liaocheng(running: Served) -> str:
    """The id of another."""
    return _kept(running, "liaocheng-2022")


def _kept(running: Served, city: str) -> str:
    path: Path = CORPORA / city / "notice.txt"
    with Client(running.url) as client:
        [notice] = client.upload((f"{city}.txt", path.read_bytes()), wait=90).notices
    return notice
