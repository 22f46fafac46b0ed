"""People correct what the machine said: whole fields, with who and when, and nobody's change is lost."""

from typing import Any

import pytest

from tests.api.routes.conftest import Team, short


@pytest.fixture
def duty(team: Team) -> dict[str, Any]:
    """An obligation as the list shows it."""
    team.keep(short())
    items = team.http().get("/v1/obligations").json()["items"]
    return items[0]


def test_a_correction_is_laid_over_and_remembered(team: Team, duty: dict[str, Any]) -> None:
    http = team.http("write")
    etag = http.get(f"/v1/obligations/{duty['id']}").headers["etag"]
    changed = http.patch(
        f"/v1/obligations/{duty['id']}",
        json={"changes": {"topic": "quality", "responsible": ["市教育局"]}, "note": "见附件"},
        headers={"If-Match": etag},
    )
    assert changed.status_code == 200
    assert changed.json()["obligation"]["topic"]["value"] == "quality"
    assert changed.json()["obligation"]["responsible"][0]["unit"] == "市教育局"
    said = http.get(f"/v1/obligations/{duty['id']}/history").json()["items"]
    assert {one["field"] for one in said} == {"topic", "responsible"}
    assert {one["note"] for one in said} == {"见附件"}
    assert all(one["who"].startswith("write of") for one in said)
    assert http.get("/v1/obligations", params={"topic": "quality"}).json()["total"] == 1
    notice = f"/v1/notices/{duty['notice']}"
    shown = http.get(notice).json()["notice"]["obligations"][0]["topic"]["value"]
    machine = http.get(notice, params={"corrected": False}).json()["notice"]["obligations"][0]
    assert shown == "quality"
    assert machine["topic"] == duty["obligation"]["topic"]


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 428, "no_revision"),
        ('"something-else"', 412, "stale"),
        ('"n0-999"', 412, "stale"),
        ("garbage", 412, "stale"),
        ("*", 200, None),
    ],
)
def test_a_change_says_which_revision_it_is_of(
    team: Team, duty: dict[str, Any], header: str | None, status: int, code: str | None
) -> None:
    answer = team.http().patch(
        f"/v1/obligations/{duty['id']}",
        json={"changes": {"topic": "quality"}},
        headers={} if header is None else {"If-Match": header},
    )
    assert answer.status_code == status
    if code:
        assert answer.json()["code"] == code


def test_of_two_who_read_the_same_one_is_told(team: Team, duty: dict[str, Any]) -> None:
    http = team.http()
    path = f"/v1/obligations/{duty['id']}"
    etag = http.get(path).headers["etag"]
    first = http.patch(path, json={"changes": {"topic": "safety"}}, headers={"If-Match": etag})
    second = http.patch(path, json={"changes": {"topic": "water"}}, headers={"If-Match": etag})
    assert (first.status_code, second.status_code) == (200, 412)
    assert second.headers["etag"] == first.headers["etag"]
    assert http.get(path).json()["obligation"]["topic"]["value"] == "safety"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"changes": {}}, 422),
        ({"changes": {"colour": "red"}}, 422),
        ({"changes": {"topic": "weather"}}, 422),
        ({"changes": {"topic": None}}, 422),
        ({"changes": {"modality": "must", "quote": "x"}}, 422),
        ({"changes": {"deadlines": [{"kind": "by", "end": "2021-13-01"}]}}, 422),
        ({"changes": {"deadlines": [{"kind": "by", "end": "2021-06-30"}]}}, 200),
        ({"changes": {"thresholds": [{"comparator": "le", "value": 5, "unit": "t/a"}]}}, 200),
        ({"changes": {"condition": None}}, 200),
        ({"changes": {"rejected": True}}, 200),
        ({"changes": {"responsible": [{"unit": "市应急局", "role": "lead"}]}}, 200),
        (
            {"changes": {"responsible": [{"unit": "甲", "evidence": {"start": 0, "end": 999999}}]}},
            422,
        ),
    ],
    ids=str,
)
def test_what_can_be_written(
    team: Team, duty: dict[str, Any], body: dict[str, Any], status: int
) -> None:
    answer = team.http().patch(
        f"/v1/obligations/{duty['id']}", json=body, headers={"If-Match": "*"}
    )
    assert answer.status_code == status, answer.text


def test_what_was_rejected_is_found_only_when_asked_for(team: Team, duty: dict[str, Any]) -> None:
    http = team.http()
    before = http.get("/v1/obligations").json()["total"]
    http.patch(
        f"/v1/obligations/{duty['id']}",
        json={"changes": {"rejected": True}},
        headers={"If-Match": "*"},
    )
    assert http.get("/v1/obligations").json()["total"] == before - 1
    assert http.get("/v1/obligations", params={"rejected": True}).json()["total"] == 1
