"""Notices to store: the five of the corpora, read once."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from api.settings import ServiceSettings
from api.store import Store
from extractor import Notice, extract
from tests.api.conftest import DATABASES, fresh_database
from tests.api.store.keeping import keep, small

CORPORA = Path(__file__).parents[3] / "corpora"
CITIES = ("weihai-2021", "fuzhou-2021", "zhanjiang-2021", "liaocheng-2022", "wuhai-2021")


@pytest.fixture(scope="session")
def corpus() -> dict[str, Notice]:
    """The five notices by the name of their folder."""
    return {
        city: extract((CORPORA / city / "notice.txt").read_bytes(), f"{city}.txt")
        for city in CITIES
    }


@pytest.fixture(scope="session")
def weihai(corpus: dict[str, Notice]) -> Notice:
    """One of the five."""
    return corpus["weihai-2021"]


@pytest.fixture(scope="session", params=DATABASES)
def shelf(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    corpus: dict[str, Notice],
) -> Iterator[Store]:
    """A store with the five notices and a short one, only to be asked."""
    folder = tmp_path_factory.mktemp("shelf")
    with ExitStack() as stack:
        address = None
        if request.param == "postgresql":
            address = stack.enter_context(fresh_database(request.getfixturevalue("postgres")))
        store = Store.open(ServiceSettings(data_dir=folder, database_url=address))
        stack.callback(store.close)
        for notice in (*corpus.values(), small()):
            keep(store, notice)
        yield store
