"""No endpoint shows, changes or even admits what belongs to another workspace.

The addresses come from the OpenAPI document: a new route is tried here without being named.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.api.routes.conftest import CITIES, Service, Team, read

METHODS = ("get", "post", "put", "patch", "delete")
# What a route needs besides the id in its address.
BODIES: dict[str, dict[str, Any]] = {
    "correct_obligation": {
        "json": {"changes": {"topic": "safety"}},
        "headers": {"If-Match": "*"},
    },
}


@dataclass(frozen=True)
class Theirs:
    """What one team has, and the secret that another team guesses at."""

    team: Team
    notices: tuple[str, str]
    obligation: str
    job: str
    comparison: str

    def ids(self, path: str) -> dict[str, str]:
        """What stands in an address for its parameters."""
        kind = path.split("/")[2]
        ids = {
            "notices": self.notices[0],
            "obligations": self.obligation,
            "jobs": self.job,
            "comparisons": self.comparison,
        }
        return {"id": ids[kind], "page": "1"}


@pytest.fixture(scope="module")
def theirs(service: Service) -> Theirs:
    """A workspace with something of everything."""
    team = service.workspace()
    http = team.http()
    first, second = (team.keep(read(city)) for city in CITIES)
    obligation = http.get("/v1/obligations", params={"limit": 1}).json()["items"][0]["id"]
    job = http.post("/v1/notices", files={"files": ("a.txt", b"x")}).json()["job"]["id"]
    made = http.post("/v1/comparisons", json={"notices": [first, second]}).json()
    return Theirs(team, (first, second), obligation, job, made["id"])


def routes(service: Service) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every route whose address names a thing of a workspace."""
    for path, operations in service.client.get("/openapi.json").json()["paths"].items():
        if "{id}" in path:
            for method in METHODS:
                if method in operations:
                    yield method, path, operations[method]


def test_every_address_with_an_id_is_empty_for_others(service: Service, theirs: Theirs) -> None:
    stranger = service.workspace().http()
    tried = 0
    for method, path, operation in routes(service):
        needed = BODIES.get(operation["operationId"], {})
        assert needed or "requestBody" not in operation, operation["operationId"]
        answer = stranger.request(method, path.format(**theirs.ids(path)), **needed)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (method, path)
        unknown = stranger.request(method, path.format(id="n" + "0" * 32, page="1"), **needed)
        assert _without_id(answer) == _without_id(unknown), (method, path)
        tried += 1
    assert tried >= 12


def test_what_others_tried_has_changed_nothing(service: Service, theirs: Theirs) -> None:
    http = theirs.team.http()
    for path in (
        f"/v1/notices/{theirs.notices[0]}",
        f"/v1/obligations/{theirs.obligation}",
        f"/v1/comparisons/{theirs.comparison}",
    ):
        assert http.get(path).status_code == 200
    assert http.get(f"/v1/obligations/{theirs.obligation}/history").json()["total"] == 0
    assert not http.get(f"/v1/jobs/{theirs.job}").json()["cancel_requested"]


def test_lists_hold_what_is_ones_own(service: Service, theirs: Theirs) -> None:
    stranger = service.workspace().http()
    paths = service.client.get("/openapi.json").json()["paths"]
    shared = {"/v1/vocabulary", "/v1/exports"}
    for path in paths:
        if path.startswith("/v1/") and "{" not in path and "get" in paths[path]:
            if path not in shared:
                assert stranger.get(path).json()["total"] == 0, path
            assert not any(one in stranger.get(path).text for one in _secrets(theirs)), path


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_streams_hold_what_is_ones_own(service: Service, theirs: Theirs, form: str) -> None:
    found = service.workspace().http().get("/v1/obligations", params={"format": form})
    assert found.status_code == 200
    assert not any(one in found.text for one in _secrets(theirs))


def test_ids_of_others_open_nothing_in_filters_and_bodies(service: Service, theirs: Theirs) -> None:
    stranger = service.workspace()
    own = stranger.keep(read(CITIES[0]))
    http = stranger.http()
    first, second = theirs.notices
    assert http.get("/v1/obligations", params={"notice": first}).json()["total"] == 0
    for path, body in (
        ("/v1/comparisons", {"notices": [first, second]}),
        ("/v1/comparisons", {"notices": [own, second]}),
        ("/v1/comparisons", {"notices": [own, own], "reference": first}),
        ("/v1/exports", {"notices": [first]}),
        ("/v1/exports", {"notices": [own, first]}),
    ):
        assert http.post(path, json=body).status_code == 404, body
    assert http.post("/v1/exports", json={"filter": {"notice": [first]}}).status_code == 422
    marked = http.get(f"/v1/notices/{own}/pages/1", params={"obligation": theirs.obligation})
    assert marked.status_code in (404, 415)


def test_a_cursor_of_another_workspace_leads_nowhere(service: Service, theirs: Theirs) -> None:
    cursor = theirs.team.http().get("/v1/obligations", params={"limit": 1}).json()["next"]
    stranger = service.workspace()
    stranger.keep(read(CITIES[0]))
    answer = stranger.http().get("/v1/obligations", params={"limit": 1, "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


def test_the_same_file_is_two_notices_in_two_workspaces(service: Service, theirs: Theirs) -> None:
    other = service.workspace()
    kept = other.keep(read(CITIES[0]))
    assert kept not in theirs.notices
    other.http().delete(f"/v1/notices/{kept}")
    assert theirs.team.http().get(f"/v1/notices/{theirs.notices[0]}/original").status_code == 200


def test_an_idempotency_key_is_known_in_its_workspace_alone(service: Service) -> None:
    jobs = set()
    for team in (service.workspace(), service.workspace()):
        answer = team.http().post(
            "/v1/notices",
            files={"files": ("a.txt", b"x")},
            headers={"Idempotency-Key": "the same"},
        )
        jobs.add(answer.json()["job"]["id"])
    assert len(jobs) == 2


def _secrets(theirs: Theirs) -> tuple[str, ...]:
    return (*theirs.notices, theirs.job, theirs.comparison)


def _without_id(answer: Any) -> str:
    return json.dumps({**answer.json(), "request_id": ""}, sort_keys=True)
