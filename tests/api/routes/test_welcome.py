"""Whoever comes to the address finds out what is there, and a page that needs no network."""

from html.parser import HTMLParser

from api import reference
from tests.api.routes.conftest import Service

LOADING = {"src", "srcset", "action", "data", "poster"}


class Read(HTMLParser):
    """What a page loads, where it leads, what can be led to, and which elements stay open."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.ids: set[str] = set()
        self.open: list[str] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.loads += [str(said[name]) for name in LOADING & said.keys()]
        self.loads += [tag] if tag in ("script", "link", "iframe", "img") else []
        self.leads += [str(said["href"])] if "href" in said else []
        self.ids |= {str(said["id"])} if "id" in said else set()
        self.open += [tag] if tag != "meta" else []

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
