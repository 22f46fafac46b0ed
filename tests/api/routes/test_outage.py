"""The database gone, the disk full: 503 with a sentence, nothing half done, jobs kept."""

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.api.routes.conftest import SHORT, Service, Team

Gone = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def gone(service: Service) -> Gone:
    """Takes the database away, and brings it back."""
    return lambda: _taken_away(service)


@contextmanager
def _taken_away(service: Service) -> Iterator[None]:
    url = make_url(service.settings.database)
    away = _file_away if url.get_backend_name() == "sqlite" else _server_away
    with away(service):
        yield
    service.store.engine.dispose()


@contextmanager
def _file_away(service: Service) -> Iterator[None]:
    place = Path(str(make_url(service.settings.database).database))
    beside = place.with_suffix(".away")
    service.store.engine.dispose()
    place.rename(beside)
    place.mkdir()
    try:
        yield
    finally:
        place.rmdir()
        beside.rename(place)


@contextmanager
def _server_away(service: Service) -> Iterator[None]:
    url = make_url(service.settings.database).set(drivername="postgresql+psycopg")
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    allow = f'ALTER DATABASE "{url.database}" WITH ALLOW_CONNECTIONS'
    with engine.connect() as server:
        server.execute(text(f"{allow} false"))
        server.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": url.database},
        )
        try:
            yield
        finally:
            server.execute(text(f"{allow} true"))
    engine.dispose()


def test_without_a_database_every_route_says_so(service: Service, team: Team, gone: Gone) -> None:
    http = team.http()
    document = http.get("/openapi.json").json()["paths"]
    paths = [path for path in document if path.startswith("/v1/") and "get" in document[path]]
    with gone():
        for path in paths:
            answer = http.get(path.format(id="n" + "0" * 32, page="1", name="topic"))
            assert (answer.status_code, answer.json()["code"]) == (503, "database_gone"), path
            assert "retry-after" in answer.headers
        assert http.get("/healthz").status_code == 200
        assert http.get("/readyz").status_code == 503
    assert http.get("/readyz").status_code == 200
    assert http.get("/v1/notices").status_code == 200


def test_a_job_that_was_taken_is_there_when_the_database_is_back(team: Team, gone: Gone) -> None:
    http = team.http()
    taken = http.post("/v1/notices", files={"files": ("a.txt", SHORT.encode())})
    with gone():
        refused = http.post("/v1/notices", files={"files": ("b.txt", SHORT.encode())})
        assert refused.status_code == 503
    jobs = http.get("/v1/jobs").json()
    assert [job["id"] for job in jobs["items"]] == [taken.json()["job"]["id"]]


def test_a_full_disk_is_told_and_no_job_is_begun(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    http = team.http()
    taken = http.post("/v1/notices", files={"files": ("a.txt", b"one")}).json()["job"]["id"]
    monkeypatch.setattr(team.service.store.originals._files, "pipe_file", full)
    answer = http.post(
        "/v1/notices", files={"files": ("b.txt", b"two")}, headers={"Accept-Language": "zh-CN"}
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "disk_full")
    assert "磁盘" in answer.json()["detail"]
    assert [job["id"] for job in http.get("/v1/jobs").json()["items"]] == [taken]


def test_what_nobody_foresaw_is_told_without_its_words(
    team: Team, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("绝密内容")

    monkeypatch.setattr(team.service.store.originals, "open", broken)
    monkeypatch.setattr("api.routes.notices.load_notice", broken)
    answer = team.http().get("/v1/notices/n" + "0" * 32)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "绝密" not in answer.text
    assert "绝密" not in capsys.readouterr().err
