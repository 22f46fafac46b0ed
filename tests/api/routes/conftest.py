"""The real application over HTTP, on a real SQLite file and a real PostgreSQL.

One application for a module and database; every test works in a workspace of its own, so that
what another has stored is not there for it.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store
from api.store.keys import create_key
from api.store.notices import save_notice
from extractor import Notice, Settings, extract
from tests.api.conftest import DATABASES, fresh_database

ROOT = Path(__file__).parents[3]
CORPORA = ROOT / "corpora"
CITIES = ("weihai-2021", "liaocheng-2022")
SHORT = "关于开展巡查的通知\n各县区人民政府：\n一、市应急局负责，于2021年6月底前完成检查。\n"


@dataclass(frozen=True)
class Service:
    """A running application, and its store for what is prepared behind its back."""

    client: TestClient
    store: Store
    settings: ServiceSettings

    def workspace(self, name: str | None = None) -> "Team":
        """A workspace that nobody else uses."""
        return Team(self, name or uuid.uuid4().hex)


@dataclass(frozen=True)
class Team:
    """Those who work in one workspace; `http` sends requests with one of their keys."""

    service: Service
    name: str

    def key(self, scope: str = "admin") -> dict[str, str]:
        """The header of a new key."""
        with self.service.store.begin() as conn:
            _, secret = create_key(conn, self.name, scope, f"{scope} of {self.name[:6]}")
        return {"Authorization": f"Bearer {secret}"}

    def http(self, scope: str = "admin", **headers: str) -> TestClient:
        """A client that sends a key of this scope with every request."""
        client = TestClient(
            self.service.client.app, "http://taizhang.example", raise_server_exceptions=False
        )
        client.headers.update({**self.key(scope), **headers})
        return client

    def keep(self, notice: Notice, data: bytes | None = None) -> str:
        """Store a notice as an upload would, and give its id."""
        content = data if data is not None else notice.text.encode()
        sha256 = self.service.store.originals.put(content)
        with self.service.store.begin() as conn:
            name = notice.source.name
            return save_notice(conn, self.name, notice, sha256=sha256, name=name).id


@cache
def read(city: str, ending: str = "txt") -> Notice:
    """A notice of the corpus, read once."""
    return extract(CORPORA / city / f"notice.{ending}", f"{city}.{ending}")


@cache
def short(words: str = SHORT) -> Notice:
    """A notice of a few lines."""
    return extract(words.encode(), "短通知.txt")


@pytest.fixture(scope="module")
def changed() -> Callable[[ServiceSettings], ServiceSettings]:
    """The settings of a module; one that needs others has a fixture of this name."""
    return lambda settings: settings


@pytest.fixture(scope="module")
def working() -> bool:
    """Whether the jobs of the module are worked on; without, no process is started for them."""
    return False


@pytest.fixture(scope="module", params=DATABASES)
def service(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    changed: Callable[[ServiceSettings], ServiceSettings],
    working: bool,
) -> Iterator[Service]:
    """The application as a team has it: reachable from elsewhere, with keys."""
    folder = tmp_path_factory.mktemp("service")
    with ExitStack() as stack:
        address = None
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres")
            address = stack.enter_context(fresh_database(server))
        settings = changed(
            ServiceSettings(
                data_dir=folder,
                database_url=address,
                host="0.0.0.0",  # noqa: S104 - nothing listens there; it asks for keys
                workers=1,
                rate_per_minute=100_000,
                extraction=Settings(max_seconds=60.0),
            )
        )
        yield started(stack, settings, working=working)


def started(stack: ExitStack, settings: ServiceSettings, *, working: bool) -> Service:
    """An application on these settings, stopped with the stack."""
    store = Store.open(settings)
    stack.callback(store.close)
    with store.begin() as conn:
        create_key(conn, "someone", "read", "so that the service starts")
    jobs = Jobs.start(store, settings, working=working)
    stack.callback(jobs.close)
    app = create_app(settings, store, jobs)
    client = stack.enter_context(
        TestClient(app, "http://taizhang.example", raise_server_exceptions=False)
    )
    return Service(client, store, settings)


@pytest.fixture
def team(service: Service) -> Team:
    """A workspace of the test's own."""
    return service.workspace()


@pytest.fixture
def http(team: Team) -> TestClient:
    """A client with an admin key of the workspace."""
    return team.http()
