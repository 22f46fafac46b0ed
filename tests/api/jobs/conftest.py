"""The jobs of one process, on a real database, with real worker processes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store
from extractor import Settings

ROOT = Path(__file__).parents[3]
SECRET = "for tests alone"
READERS = ("tests.api.jobs.readers", "tests.hostile.readers")


@pytest.fixture
def settings(settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch) -> ServiceSettings:
    """Two processes, with readers for every mishap, and webhooks to this machine."""
    monkeypatch.syspath_prepend(str(ROOT))
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


@pytest.fixture
def jobs(start: Callable[..., Jobs]) -> Jobs:
    """Jobs that are worked on."""
    return start()
