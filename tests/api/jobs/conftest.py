"""The jobs of one process, on a real database, with real worker processes.

`working` is at work for all tests of a module, `start` begins anew in each test that stops them;
one module has the one or the other, for a process has one queue.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store
from extractor import Settings
from tests.api.conftest import DATABASES, fresh_database

ROOT = Path(__file__).parents[3]
SECRET = "for tests alone"
READERS = ("tests.api.jobs.readers", "tests.hostile.readers")


@dataclass(frozen=True)
class Working:
    """Jobs that are worked on, their store, and what both were told."""

    jobs: Jobs
    store: Store
    settings: ServiceSettings


@pytest.fixture(scope="module")
def _readers() -> Iterator[None]:
    """Worker processes find the readers of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        yield


@pytest.fixture
def settings(settings: ServiceSettings, _readers: None) -> ServiceSettings:
    """Two processes, with readers for every mishap, and webhooks to this machine."""
    return _told(settings)


def _told(settings: ServiceSettings) -> ServiceSettings:
    return replace(
        settings,
        workers=2,
        webhook_secret=SECRET,
        webhook_private=True,
        extraction=Settings(max_seconds=60.0, modules=READERS),
    )


@pytest.fixture
def start(store: Store, settings: ServiceSettings) -> Iterator[Callable[..., Jobs]]:
    """Starts the jobs; once more stops those before and starts others, as after a restart."""
    running: list[Jobs] = []

    def started(*, working: bool = True) -> Jobs:
        stop()
        running.append(Jobs.start(store, settings, working=working))
        return running[-1]

    def stop() -> None:
        while running:
            running.pop().close()

    yield started
    stop()


@pytest.fixture(scope="module", params=DATABASES)
def working(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, _readers: None
) -> Iterator[Working]:
    """Jobs that are worked on, for whoever leaves them as they were."""
    with ExitStack() as stack:
        address = None
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres")
            address = stack.enter_context(fresh_database(server))
        folder = tmp_path_factory.mktemp("jobs")
        settings = _told(ServiceSettings(data_dir=folder, database_url=address))
        store = Store.open(settings)
        stack.callback(store.close)
        jobs = Jobs.start(store, settings)
        stack.callback(jobs.close)
        yield Working(jobs, store, settings)


@pytest.fixture
def jobs(working: Working) -> Jobs:
    """The same, without what stands beside them."""
    return working.jobs
