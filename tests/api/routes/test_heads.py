"""HEAD asks for what GET would say before its body."""

import pytest
from starlette.testclient import TestClient

from tests.api.routes.conftest import SHORT, Team, short

_CHANGING = {"x-request-id", "date"}


@pytest.fixture
def http(team: Team) -> TestClient:
    """A client of a workspace with one notice and a job that nobody does."""
    team.keep(short())
    return team.http()


@pytest.mark.parametrize(
    "path",
    [
        *("/v1/notices", "/v1/obligations", "/v1/vocabulary", "/version", "/healthz", "/"),
        *("/v1/obligations?format=csv", "/v1/notices/{id}", "/v1/notices/{id}/original"),
        *("/openapi.json", "/docs", "/v1/notices/n0", "/nowhere"),
    ],
)
def test_the_same_status_and_headers_without_a_body(http: TestClient, path: str) -> None:
    kept = http.get("/v1/notices").json()["items"][0]["id"]
    address = path.replace("{id}", kept)
    whole, head = http.get(address), http.head(address)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert _kept(head.headers.items()) == _kept(whole.headers.items())


def test_what_is_not_got_has_no_head(http: TestClient) -> None:
    answer = http.head("/v1/extract")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_head_needs_a_key(team: Team) -> None:
    assert team.service.client.head("/v1/notices").status_code == 401


def test_a_stream_without_end_has_a_head(http: TestClient) -> None:
    job = http.post("/v1/notices", files={"files": ("a.txt", SHORT.encode() + b"1")}).json()["job"]
    head = http.head(f"/v1/jobs/{job['id']}/events")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/event-stream")
    counted = http.get("/metrics").text
    assert 'method="HEAD",route="/v1/jobs/{id}/events",status="200"' in counted


def _kept(headers: object) -> dict[str, str]:
    return {name: words for name, words in dict(headers).items() if name not in _CHANGING}  # type: ignore[call-overload]
