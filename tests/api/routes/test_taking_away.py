"""What can be taken away: a notice, some obligations or a comparison in every format there is."""

import io
import zipfile

import pytest

from api.formats import NOTICES, SINGLE
from tests.api.routes.conftest import CITIES, CORPORA, Service, Team, read

SLOW = {"charts"}


@pytest.fixture(scope="module")
def full(service: Service) -> Team:
    """A workspace with two notices."""
    team = service.workspace()
    for city in CITIES:
        team.keep(read(city))
    return team


@pytest.fixture(scope="module")
def comparison(full: Team) -> str:
    """The address of a comparison of them."""
    http = full.http()
    ids = [notice["id"] for notice in http.get("/v1/notices").json()["items"]]
    made = http.post("/v1/comparisons", json={"notices": ids, "reference": ids[1], "name": "两市"})
    assert made.status_code == 201
    assert made.headers["location"] == f"/v1/comparisons/{made.json()['id']}"
    return made.headers["location"]


@pytest.mark.parametrize("form", [name for name in NOTICES if name not in SLOW])
def test_a_comparison_in_every_format(full: Team, comparison: str, form: str) -> None:
    answer = full.http().get(comparison, params={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == NOTICES[form].split(";")[0]
    assert answer.content
    again = full.http().get(
        comparison, params={"format": form}, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("form", [name for name in SINGLE if name not in SLOW])
def test_a_notice_in_every_format(full: Team, form: str) -> None:
    http = full.http()
    kept = http.get("/v1/notices").json()["items"][0]["id"]
    answer = http.get(f"/v1/notices/{kept}", params={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == SINGLE[form].split(";")[0]


@pytest.mark.parametrize("form", [name for name in NOTICES if name not in SLOW])
def test_chosen_obligations_in_every_format(full: Team, form: str) -> None:
    answer = full.http("read").post(
        "/v1/exports", json={"filter": {"topic": ["energy"]}, "format": form}
    )
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("accept", "media", "status"),
    [
        ("application/json", "application/json", 200),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html", 200),
        ("text/csv;q=0.5, application/x-ndjson", "application/x-ndjson", 200),
        ("*/*", "application/json", 200),
        ("image/gif", None, 406),
        ("application/json;q=0, image/gif", None, 406),
    ],
)
def test_the_header_accept_chooses(
    full: Team, comparison: str, accept: str, media: str | None, status: int
) -> None:
    answer = full.http().get(comparison, headers={"Accept": accept})
    assert answer.status_code == status
    if media:
        assert answer.headers["content-type"].split(";")[0] == media


def test_only_the_obligations_of_the_filter_are_taken_away(full: Team) -> None:
    http = full.http()
    counted = http.get("/v1/obligations", params={"topic": "energy"}).json()["total"]
    taken = http.post("/v1/exports", json={"filter": {"topic": ["energy"]}, "format": "json"})
    duties = [duty for notice in taken.json() for duty in notice["obligations"]]
    assert len(duties) == counted
    assert {duty["topic"]["value"] for duty in duties} == {"energy"}


def test_corrections_are_taken_away_and_compared(team: Team) -> None:
    ids = [team.keep(read(city)) for city in CITIES]
    http = team.http()
    duty = http.get("/v1/obligations", params={"notice": ids[0], "limit": 1}).json()["items"][0]
    http.patch(
        f"/v1/obligations/{duty['id']}",
        json={"changes": {"responsible": ["市更正局"]}},
        headers={"If-Match": "*"},
    )
    exported = http.post("/v1/exports", json={"notices": ids}).text
    compared = http.get(http.post("/v1/comparisons", json={"notices": ids}).headers["location"])
    assert "市更正局" in exported
    assert "市更正局" in compared.text


def test_persons_are_covered_unless_asked_for(team: Team) -> None:
    from extractor import extract

    words = "关于开展巡查的通知\n各县区：\n一、市应急局于6月底前完成检查。\n联系人：张三丰，电话：0631-5812345。\n"
    kept = team.keep(extract(words.encode(), "a.txt"))
    http = team.http()
    for path in (f"/v1/notices/{kept}?format=html", f"/v1/notices/{kept}?format=jsonl"):
        assert "5812345" not in http.get(path).text
        assert "5812345" in http.get(f"{path}&personal=true").text


def test_the_original_comes_back_byte_for_byte_and_is_never_shown(team: Team) -> None:
    data = b"<script>alert(1)</script>" + "关于开展巡查的通知".encode()
    kept = team.keep(read(CITIES[0]), data)
    answer = team.http().get(f"/v1/notices/{kept}/original")
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_pages_are_drawn_with_their_evidence(team: Team) -> None:
    data = (CORPORA / CITIES[0] / "notice.pdf").read_bytes()
    kept = team.keep(read(CITIES[0], "pdf"), data)
    http = team.http()
    duty = http.get("/v1/obligations", params={"limit": 1}).json()["items"][0]
    number = duty["obligation"]["evidence"]["places"][0]["page"]
    address = f"/v1/notices/{kept}/pages/{number}"
    page = http.get(address, params={"scale": 1})
    assert (page.status_code, page.headers["content-type"]) == (200, "image/png")
    assert page.content.startswith(b"\x89PNG")
    one = http.get(address, params={"scale": 1, "obligation": duty["id"]})
    assert one.status_code == 200
    assert one.content != page.content
    assert http.get(f"/v1/notices/{kept}/pages/99").status_code == 404
    missing = http.get(f"/v1/notices/{kept}/pages/1", params={"obligation": "n0.none"})
    assert missing.status_code == 404


def test_text_has_no_pages_to_draw(team: Team) -> None:
    kept = team.keep(read(CITIES[0]))
    answer = team.http().get(f"/v1/notices/{kept}/pages/1")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported")


def test_a_comparison_goes_with_its_notices(team: Team) -> None:
    ids = [team.keep(read(city)) for city in CITIES]
    http = team.http()
    made = http.post("/v1/comparisons", json={"notices": ids}).headers["location"]
    assert http.delete(f"/v1/notices/{ids[0]}").status_code == 204
    assert http.get(made).status_code == 404
    assert http.get(f"/v1/notices/{ids[0]}").status_code == 404
    assert http.get("/v1/obligations", params={"notice": ids[0]}).json()["total"] == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"notices": []}, 422),
        ({"notices": ["n" + "0" * 32, "n" + "1" * 32]}, 404),
        ({"notices": ["x", "y"]}, 404),
        ({"notices": "all"}, 422),
    ],
    ids=str,
)
def test_what_cannot_be_compared(team: Team, body: dict[str, object], status: int) -> None:
    assert team.http().post("/v1/comparisons", json=body).status_code == status


def test_one_notice_is_not_compared_with_itself(team: Team) -> None:
    kept = team.keep(read(CITIES[0]))
    answer = team.http().post("/v1/comparisons", json={"notices": [kept, kept]})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_comparable")


def test_formats_are_listed(full: Team) -> None:
    items = full.http().get("/v1/exports").json()["items"]
    assert {item["name"] for item in items} == set(NOTICES)


def test_annotations_are_packed(full: Team) -> None:
    answer = full.http().post("/v1/exports", json={"format": "annotation"})
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert {name.rpartition(".")[2] for name in names} == {"json", "txt"}
