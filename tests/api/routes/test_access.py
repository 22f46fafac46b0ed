"""Who is let in, what a key allows, and that one workspace is never there for another."""

import time
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from api.access import Rates
from api.problems import Problem
from api.store.keys import list_keys, revoke_key
from tests.api.routes.conftest import CITIES, Service, Team, read

HERE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer tz_wrong", "Basic dTpw", "Bearer " + "x" * 5000],
    ids=["none", "empty", "no secret", "blank", "unknown", "another scheme", "long"],
)
def test_nobody_comes_in_without_a_key(service: Service, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = service.client.get("/v1/notices", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "unauthenticated"


def test_a_revoked_key_opens_nothing(team: Team) -> None:
    http = team.http("write")
    assert http.get("/v1/notices").status_code == 200
    with team.service.store.begin() as conn:
        [key] = list_keys(conn, team.name)
        revoke_key(conn, team.name, key.id)
    assert http.get("/v1/notices").status_code == 401


def test_when_a_key_was_used_is_written_down(team: Team) -> None:
    http = team.http("read")
    with team.service.store.read() as conn:
        [key] = list_keys(conn, team.name)
    assert key.used is None
    began = datetime.now(UTC)
    http.get("/v1/notices")
    used = _used(team, key.id)
    assert began <= used <= datetime.now(UTC)
    http.get("/v1/notices")
    assert _used(team, key.id) == used, "once a minute is enough"


def _used(team: Team, identity: str) -> datetime:
    """When the key was used last; it is written beside the request, and waited for here."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with team.service.store.read() as conn:
            [used] = [key.used for key in list_keys(conn, team.name) if key.id == identity]
        if used is not None:
            return used
        time.sleep(0.01)
    raise AssertionError("the use of the key was not noted")


@pytest.mark.parametrize(
    ("scope", "method", "path", "allowed"),
    [
        ("read", "GET", "/v1/obligations", True),
        ("read", "POST", "/v1/notices", False),
        ("read", "DELETE", "/v1/notices/n" + "0" * 32, False),
        ("read", "PATCH", "/v1/obligations/n" + "0" * 32 + ".x", False),
        ("read", "POST", "/v1/comparisons", False),
        ("read", "DELETE", "/v1/jobs/j1", False),
        ("read", "GET", "/v1/audit", False),
        ("write", "DELETE", "/v1/notices/n" + "0" * 32, True),
        ("write", "GET", "/v1/audit", False),
        ("admin", "GET", "/v1/audit", True),
    ],
)
def test_a_key_allows_what_its_scope_says(
    team: Team, scope: str, method: str, path: str, allowed: bool
) -> None:
    answer = team.http(scope).request(method, path)
    assert (answer.status_code != 403) is allowed
    if not allowed:
        assert answer.json()["code"] == "forbidden"


def test_what_is_done_is_written_down_without_words_of_documents(team: Team) -> None:
    first, second = (team.keep(read(city)) for city in CITIES)
    writer, admin = team.http("write"), team.http()
    upload = {"files": ("绝密.txt", "绝密内容".encode())}
    job = writer.post("/v1/notices", files=upload).json()["job"]["id"]
    writer.post("/v1/notices", files={"files": ("a.gif", b"")}, params={"wait": "no"})
    writer.delete(f"/v1/jobs/{job}")
    duty = writer.get("/v1/obligations", params={"notice": first}).json()["items"][0]["id"]
    writer.patch(
        f"/v1/obligations/{duty}",
        json={"changes": {"responsible": ["绝密局"]}, "note": "绝密"},
        headers={"If-Match": "*"},
    )
    made = writer.post("/v1/comparisons", json={"notices": [first, second], "name": "绝密"})
    comparison = made.json()["id"]
    writer.delete(f"/v1/comparisons/{comparison}")
    admin.delete(f"/v1/notices/{first}")
    admin.delete(f"/v1/notices/{first}")
    answer = admin.get("/v1/audit")
    done = [(one["who"][:5], one["action"], one["subject"]) for one in answer.json()["items"]]
    assert done[::-1] == [
        ("write", "notice.upload", job),
        ("write", "job.cancel", job),
        ("write", "obligation.correct", duty),
        ("write", "comparison.create", comparison),
        ("write", "comparison.delete", comparison),
        ("admin", "notice.delete", first),
    ]
    assert "绝密" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/healthz", "/readyz", "/version", "/metrics", "/openapi.json"]
)
def test_those_who_run_it_need_no_key(service: Service, path: str) -> None:
    assert service.client.get(path).status_code == 200


def test_rates_hold_for_each_caller_alone() -> None:
    rates = Rates(3)
    for _ in range(3):
        rates.take("one")
    with pytest.raises(Problem) as met:
        rates.take("one")
    assert met.value.kind.status == 429
    assert int(met.value.headers["Retry-After"]) > 0
    rates.take("another")


@pytest.mark.parametrize("path", ["/v1/notices", "/v1/obligations", "/v1/jobs", "/nowhere"])
def test_every_answer_carries_its_id_and_is_locked_down(http: TestClient, path: str) -> None:
    answer = http.get(path, headers={"X-Request-ID": "mine-1"})
    assert answer.headers["x-request-id"] == "mine-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    odd = http.get(path, headers={"X-Request-ID": "a b\tc"})
    assert odd.headers["x-request-id"] != "a b\tc"
