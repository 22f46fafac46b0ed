"""The OpenAPI document holds: whatever is sent, the answer is one that the route declares.

Requests are made from the document by schemathesis, right ones and wrong ones; the number is
bounded, and the same in every run.
"""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.python.asgi import ASGIClient, get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.problems import kinds
from tests.api.routes.conftest import CITIES, CORPORA, Service, read

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
DOCUMENT = create_app().openapi()
OPERATIONS = [
    (method, path)
    for path, operations in DOCUMENT["paths"].items()
    for method in operations
    if method in ("get", "put", "post", "patch", "delete")
]
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "8"))
"""For each operation; the environment may ask for a longer run."""


class Seeded:
    """A workspace with something of everything, reached as schemathesis reaches an application."""

    def __init__(self, service: Service) -> None:
        team = service.workspace()
        self.headers = team.key()
        http = team.http()
        data = (CORPORA / CITIES[0] / "notice.pdf").read_bytes()
        notices = [team.keep(read(CITIES[0], "pdf"), data), team.keep(read(CITIES[1]))]
        items = http.get("/v1/obligations", params={"notice": notices[0]}).json()["items"]
        made = http.post("/v1/comparisons", json={"notices": notices}).json()["id"]
        job = http.post("/v1/notices", files={"files": ("a.txt", b"x")}).json()["job"]["id"]
        http.delete(f"/v1/jobs/{job}")
        self.ids = {
            "notices": notices[0],
            "obligations": items[0]["id"],
            "comparisons": made,
            "jobs": job,
        }
        self.schema = schemathesis.openapi.from_dict(
            _without_keys(http.get("/openapi.json").json())
        )
        self.schema.app = _running(service.client.app)

    def there(self, path: str) -> dict[str, Any]:
        """What stands in an address for a thing that there is."""
        found = {"name": "topic"} if "{name}" in path else {}
        return {**found, "id": self.ids[path.split("/")[2]]} if "{id}" in path else found


def _without_keys(document: dict[str, Any]) -> dict[str, Any]:
    """Every request is sent with a key: without one nothing else would be looked at."""
    for operations in document["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
    return document


def _running(app: Any) -> Any:
    """The application without its beginning and end, which the fixture sees to."""

    async def running(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": message["type"] + ".complete"})
        await send({"type": "lifespan.shutdown.complete"})

    return running


@pytest.fixture(scope="module")
def seeded(service: Service) -> Seeded:
    """One workspace for all requests."""
    return Seeded(service)


@pytest.fixture(scope="module")
def session(seeded: Seeded) -> Iterator[ASGIClient]:
    """One client for all requests."""
    with get_client(seeded.schema.app) as client:
        yield client


@pytest.mark.parametrize("there", [True, False], ids=["there", "made up"])
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda one: one)
def test_every_answer_is_declared(
    seeded: Seeded,
    session: ASGIClient,
    method: str,
    path: str,
    mode: GenerationMode,
    there: bool,
) -> None:
    if there and (method == "delete" or not seeded.there(path)):
        pytest.skip("the address has no id, or what it names is needed by the others")
    fixed = seeded.there(path) if there else {}
    # In a form anything is a file.
    refused = mode.is_negative and "multipart/form-data" not in str(DOCUMENT["paths"][path][method])
    operation = seeded.schema[path][method.upper()]
    # Nobody does these jobs, so that waiting for them is for nothing.
    query = {"wait": 0} if (method, path) == ("post", "/v1/notices") else None
    if mode.is_negative and not _has_input(DOCUMENT["paths"][path][method], fixed):
        pytest.skip("nothing can be wrong")

    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    @hypothesis.given(case=operation.as_strategy(mode, path_parameters=fixed or None, query=query))
    def send(case: Any) -> None:
        response = case.call(session=session, headers=seeded.headers)
        checks = [*CHECKS, negative_data_rejection] if refused else CHECKS
        case.validate_response(response, checks=checks)

    send()


def _has_input(operation: dict[str, Any], fixed: dict[str, Any]) -> bool:
    parameters = [one for one in operation.get("parameters", ()) if one["name"] not in fixed]
    return bool(parameters) or "requestBody" in operation


def test_every_operation_is_named_described_and_declares_its_problems() -> None:
    names = []
    for method, path in OPERATIONS:
        operation = DOCUMENT["paths"][path][method]
        names.append(operation["operationId"])
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]
        statuses = set(operation["responses"])
        assert "500" in statuses
        if path.startswith("/v1/"):
            assert {"401", "403", "429", "503"} <= statuses, path
            assert operation["security"] == [{"key": []}]
        if "{id}" in path:
            assert "404" in statuses, path
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], (path, status)
    assert len(names) == len(set(names))


def test_every_problem_is_declared_somewhere() -> None:
    declared = {
        example
        for method, path in OPERATIONS
        for response in DOCUMENT["paths"][path][method]["responses"].values()
        for content in response.get("content", {}).values()
        for example in content.get("examples", {})
    }
    everywhere = {"no_such_address", "no_such_method", "conflict", "still_running"}
    assert declared == set(kinds()) - everywhere


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_other_methods_are_told_which_there_are(service: Service, method: str) -> None:
    answer = service.client.request(method, "/v1/notices")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert answer.headers["content-type"] == "application/problem+json"
