"""More than the service makes at once is refused with a sentence, and the service goes on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.settings import ServiceSettings
from extractor import Settings
from tests.api.routes.conftest import CITIES, Team, read, short

HASTE = Settings(max_seconds=0.001)


@pytest.fixture(scope="module")
def changed() -> Callable[[ServiceSettings], ServiceSettings]:
    """Two notices at once, and no time to make anything of them."""
    return lambda settings: replace(
        settings, max_compared_notices=2, max_exported_notices=2, extraction=HASTE
    )


@pytest.fixture
def ids(team: Team) -> list[str]:
    """Three notices."""
    return [team.keep(notice) for notice in (*map(read, CITIES), short())]


def test_too_many_notices(http: TestClient, ids: list[str]) -> None:
    asked = (
        ("/v1/comparisons", {"notices": ids}),
        ("/v1/comparisons", {"notices": ids[:2], "reference": ids[2]}),
        ("/v1/exports", {"notices": ids}),
        ("/v1/exports", {}),
        ("/v1/exports", {"filter": {"notice": ids}, "format": "xlsx"}),
    )
    for path, body in asked:
        answer = http.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_much"), (path, body)
        assert "more than 2 notices" in answer.json()["detail"]
    assert http.get("/v1/comparisons").json()["total"] == 0


@pytest.mark.parametrize("path", ["/v1/comparisons", "/v1/exports"])
def test_what_takes_too_long_is_given_up(http: TestClient, ids: list[str], path: str) -> None:
    answer = http.post(path, json={"notices": ids[:2]}, headers={"Accept-Language": "zh"})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_much")
    assert "一次要求的内容太多" in answer.json()["detail"]
    assert "0.001" in answer.json()["detail"]
    assert http.get("/v1/obligations", params={"notice": ids[0]}).json()["total"] > 0
