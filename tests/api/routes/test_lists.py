"""Notices and obligations as lists: pages, filters, facets, streams, what has not changed."""

import csv
import io
import json

import pytest
from starlette.testclient import TestClient

from tests.api.routes.conftest import CITIES, Service, Team, read


@pytest.fixture(scope="module")
def full(service: Service) -> Team:
    """A workspace with two notices, for tests that only read."""
    team = service.workspace()
    for city in CITIES:
        team.keep(read(city))
    return team


def test_notices_come_in_pages_that_join_to_the_whole(full: Team) -> None:
    http = full.http("read")
    first = http.get("/v1/notices", params={"limit": 1}).json()
    second = http.get("/v1/notices", params={"limit": 1, "cursor": first["next"]}).json()
    assert first["total"] == second["total"] == 2
    assert second["next"] is None
    assert {n["document"] for n in first["items"] + second["items"]} == set(CITIES)


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ({"region": "371000"}, {"weihai-2021"}),
        ({"region": "37"}, set(CITIES)),
        ({"region": "聊城"}, {"liaocheng-2022"}),
        ({"issued_from": "2022-01-01"}, {"liaocheng-2022"}),
        ({"issued_to": "2021-12-31"}, {"weihai-2021"}),
        ({"document_number": "威工信字"}, {"weihai-2021"}),
        ({"text": "落后产能"}, set(CITIES)),
        ({"text": "不存在的词语组合"}, set()),
    ],
)
def test_notices_are_found(full: Team, query: dict[str, str], documents: set[str]) -> None:
    found = full.http().get("/v1/notices", params=query).json()
    assert {notice["document"] for notice in found["items"]} == documents


@pytest.mark.parametrize(
    "query",
    [
        {"topic": "energy"},
        {"modality": ["must", "must_not"]},
        {"measure": "rectify"},
        {"system": "industry", "role": "lead"},
        {"unit": "工业和信息化"},
        {"region": "371000"},
        {"confidence": "stated"},
        {"deadline_from": "2021-01-01", "deadline_to": "2021-12-31"},
        {"threshold_comparator": "le"},
        {"threshold_min": "1", "threshold_max": "100"},
        {"citation": "目录"},
        {"text": "淘汰"},
        {"text": "节能", "topic": "energy", "sort": "-due"},
    ],
    ids="&".join,
)
def test_every_filter_narrows_and_pages_are_complete(full: Team, query: dict[str, object]) -> None:
    http = full.http()
    everything = http.get("/v1/obligations", params={"limit": 1}).json()["total"]
    ids, cursor, total = [], None, None
    while cursor or total is None:
        page = http.get(
            "/v1/obligations",
            params={**query, "limit": 7, "cursor": cursor} if cursor else {**query, "limit": 7},
        ).json()
        ids += [item["id"] for item in page["items"]]
        cursor, total = page["next"], page["total"]
    assert len(ids) == len(set(ids)) == total
    assert 0 < total < everything


def test_facets_count_all_that_fit_in_both_languages(full: Team) -> None:
    page = (
        full.http()
        .get("/v1/obligations", params={"facets": ["topic", "region"], "limit": 1})
        .json()
    )
    assert sum(value["count"] for value in page["facets"]["topic"]) == page["total"]
    energy = next(v for v in page["facets"]["topic"] if v["value"] == "energy")
    assert (energy["zh"], energy["en"]) == ("能耗节能", "energy")
    assert {v["value"] for v in page["facets"]["region"]} == {"山东省/威海市", "山东省/聊城市"}


def test_all_obligations_stream_as_csv_and_as_json_lines(full: Team) -> None:
    http = full.http()
    total = http.get("/v1/obligations").json()["total"]
    table = http.get("/v1/obligations", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    lines = http.get("/v1/obligations", params={"format": "jsonl"}).text.splitlines()
    assert len(rows) == len(lines) == total
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
    assert table.headers["content-type"] == "text/csv; charset=utf-8"


def test_offsets_count_code_points_or_utf16(team: Team) -> None:
    from extractor import extract

    words = (
        "关于𠮷林镇开展巡查的通知\n各县区人民政府：\n一、市应急局负责，于2021年6月底前完成检查。\n"
    )
    kept = team.keep(extract(words.encode(), "a.txt"))
    http = team.http()
    plain = http.get(f"/v1/notices/{kept}").json()["notice"]
    wide = http.get(f"/v1/notices/{kept}", params={"offsets": "utf16"}).json()["notice"]
    script = plain["text"].encode("utf-16-le")
    for one, other in zip(plain["obligations"], wide["obligations"], strict=True):
        start, end = one["evidence"]["start"], one["evidence"]["end"]
        assert plain["text"][start:end] == one["evidence"]["quote"]
        start, end = other["evidence"]["start"], other["evidence"]["end"]
        assert script[start * 2 : end * 2].decode("utf-16-le") == one["evidence"]["quote"]
    [item] = http.get("/v1/obligations", params={"offsets": "utf16"}).json()["items"]
    assert (item["start_utf16"], item["end_utf16"]) == (item["start"] + 1, item["end"] + 1)
    assert item["obligation"]["evidence"]["start"] == item["start_utf16"]


@pytest.mark.parametrize(
    "address",
    ["/v1/notices", "/v1/obligations", "/v1/jobs", "/v1/comparisons", "/v1/vocabulary", "/version"],
)
def test_what_has_not_changed_is_not_sent_again(full: Team, address: str) -> None:
    http = full.http()
    first = http.get(address)
    second = http.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")


def test_long_answers_are_packed(http: TestClient, team: Team) -> None:
    kept = team.keep(read(CITIES[0]))
    answer = http.get(f"/v1/notices/{kept}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content) / 3


@pytest.mark.parametrize("name", ["topic", "measure", "system", "role", "modality"])
def test_vocabulary_names_every_code_twice(http: TestClient, name: str) -> None:
    terms = http.get(f"/v1/vocabulary/{name}").json()["terms"]
    assert terms
    assert all(term["zh"] and term["en"] for term in terms)


def test_regions_are_told_by_province_and_below(http: TestClient) -> None:
    provinces = http.get("/v1/vocabulary/region").json()["terms"]
    assert len(provinces) == 34
    assert all(term["en"] for term in provinces)
    counties = http.get("/v1/vocabulary/region", params={"within": "3710"}).json()["terms"]
    assert {"371002", "371082"} <= {term["code"] for term in counties}
