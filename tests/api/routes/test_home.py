"""One person on one machine: no key is needed, and nobody else is answered."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store
from api.store.keys import create_key
from extractor.errors import SettingsError

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def homely(tmp_path: Path) -> Iterator[TestClient]:
    """The service of one person on one machine."""
    settings = ServiceSettings(data_dir=tmp_path, rate_per_minute=100_000)
    with ExitStack() as stack:
        store = Store.open(settings)
        stack.callback(store.close)
        jobs = Jobs.start(store, settings, working=False)
        stack.callback(jobs.close)
        app = create_app(settings, store, jobs)
        yield stack.enter_context(TestClient(app, HERE))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8000"}, 200),
        ({"Host": "[::1]:8000"}, 200),
        ({"Origin": "http://localhost:8000"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"X-Forwarded-For": "10.0.0.9"}, 403),
        ({"Forwarded": "for=10.0.0.9"}, 403),
    ],
    ids=str,
)
def test_on_its_own_machine_it_answers_that_machine_alone(
    homely: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = homely.get("/v1/notices", headers=headers)
    assert answer.status_code == status


def test_it_does_not_start_for_others_without_a_key(tmp_path: Path) -> None:
    settings = ServiceSettings(data_dir=tmp_path, host="0.0.0.0")  # noqa: S104
    store = Store.open(settings)
    try:
        with pytest.raises(SettingsError, match="taizhang key create"):
            TestClient(create_app(settings, store)).__enter__()
    finally:
        store.close()


def test_too_many_requests_of_one_key_are_told_when_to_come_again(tmp_path: Path) -> None:
    settings = ServiceSettings(data_dir=tmp_path, rate_per_minute=5)
    with ExitStack() as stack:
        store = Store.open(settings)
        stack.callback(store.close)
        jobs = Jobs.start(store, settings, working=False)
        stack.callback(jobs.close)
        http = stack.enter_context(TestClient(create_app(settings, store, jobs), HERE))
        own = [http.get("/v1/notices").status_code for _ in range(7)]
        with store.begin() as conn:
            _, secret = create_key(conn, "team", "read", "one that hurries")
        http.headers["Authorization"] = f"Bearer {secret}"
        statuses = [http.get("/v1/notices").status_code for _ in range(7)]
        last = http.get("/v1/notices")
    assert own == [200] * 7
    assert statuses[:5] == [200] * 5
    assert last.status_code == 429
    assert "retry-after" in last.headers


def test_each_key_has_a_rate_of_its_own_and_guessing_is_slower(tmp_path: Path) -> None:
    settings = ServiceSettings(data_dir=tmp_path, host="0.0.0.0", rate_per_minute=20)  # noqa: S104
    with ExitStack() as stack:
        store = Store.open(settings)
        stack.callback(store.close)
        with store.begin() as conn:
            one, other = (create_key(conn, "team", "read", name)[1] for name in ("one", "other"))
        jobs = Jobs.start(store, settings, working=False)
        stack.callback(jobs.close)
        http = stack.enter_context(TestClient(create_app(settings, store, jobs), HERE))

        def asked(key: str, times: int) -> list[int]:
            headers = {"Authorization": f"Bearer {key}"}
            path = "/v1/vocabulary/topic"
            return [http.get(path, headers=headers).status_code for _ in range(times)]

        hurried = asked(one, 60)
        assert hurried[:20] == [200] * 20
        assert 429 in hurried
        assert asked(other, 1) == [200]
        assert asked("tz_guessed", 4) == [401, 401, 429, 429]
        assert asked(other, 1) == [200]
