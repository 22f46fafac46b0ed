"""Whoever comes to the address finds out what is there, and a page that needs no network."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api import reference
from api.routes import desk
from tests.api.routes.conftest import Service

VOID = {"meta", "link", "input"}
LOADING = {"src", "srcset", "action", "data", "poster"}


class Read(HTMLParser):
    """What a page loads, where it leads, what can be led to, and which elements stay open."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.sources: list[str] = []
        self.ids: set[str] = set()
        self.open: list[str] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.loads += [str(said[name]) for name in LOADING & said.keys()]
        self.loads += [tag] if tag in ("script", "link", "iframe", "img") else []
        self.sources += [str(said["src"])] if "src" in said else []
        self.leads += [str(said["href"])] if "href" in said else []
        self.ids |= {str(said["id"])} if "id" in said else set()
        self.open += [tag] if tag not in VOID else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_way_on_is_told_and_leads_somewhere(service: Service) -> None:
    found = service.client.get("/").json()
    assert (found["name"], found["version"]) == (
        "Taizhang",
        service.client.get("/version").json()["version"],
    )
    for address in found["links"].values():
        assert service.client.get(address).status_code in (200, 401), address


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_a_browser_gets_a_page_made_of_parts_that_are_there(service: Service) -> None:
    answer = service.client.get("/", headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Read(answer.text)
    wanted = [address for address in page.leads + page.sources if address.startswith("/desk/")]
    assert len(wanted) >= 3
    while wanted:
        address = wanted.pop()
        part = service.client.get(address)
        assert part.status_code == 200, address
        assert "default-src 'none'; script-src 'self'" in part.headers["content-security-policy"]
        wanted += re.findall(r'^import .* from "(.*)";$', part.text, re.MULTILINE)


@pytest.mark.parametrize("name", ["page.html", "absent.js", "..%2Fapp.py", "%2e%2e"])
def test_nothing_else_is_a_part_of_the_page(service: Service, name: str) -> None:
    assert service.client.get(f"/desk/{name}").status_code == 404


def test_what_the_page_says_it_says_in_both_languages() -> None:
    room = Path(desk.__file__).parents[1] / "desk"
    told = re.findall(
        r'^  (\w+): \["(.+)", "(.+)"\],$', (room / "words.js").read_text("utf-8"), re.MULTILINE
    )
    known = {name for name, _, _ in told}
    page = (room / "page.html").read_text("utf-8")
    scripts = "".join(part.read_text("utf-8") for part in room.glob("*.js"))
    assert set(re.findall(r'data-say(?:-\w+)?="(\w+)"', page)) <= known
    assert set(re.findall(r'\b(?:say|button)\("(\w+)"', scripts)) <= known
    for name, zh, en in told:
        assert zh.count("{}") == en.count("{}"), name
        assert re.search(r"[\u4e00-\u9fff]|^[{}：]+$", zh), name


def test_the_page_names_every_operation_and_loads_nothing(service: Service) -> None:
    answer = service.client.get("/docs", headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Read(answer.text)
    document = service.client.get("/openapi.json").json()
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert {one["operationId"] for one in operations} <= page.ids
    assert {f"schema-{name}" for name in document["components"]["schemas"]} <= page.ids
    assert (page.loads, page.open) == ([], [])
    for address in page.leads:
        led = address[1:] in page.ids if address.startswith("#") else address == "/openapi.json"
        assert led, address


def test_words_of_the_document_are_words(service: Service) -> None:
    document = service.client.get("/openapi.json").json()
    document["paths"]["/version"]["get"]["summary"] = "<script>alert(1)</script> `a<b`"
    shown = reference.page(document)
    assert "<script" not in shown
    assert "<code>a&lt;b</code>" in shown
