"""Each call as data: what is sent, and how the answer is read; who sends it is another matter."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, TypeAdapter

from extractor import Comparison
from taizhang.client.answers import (
    ComparisonSummary,
    Correction,
    Extracted,
    Job,
    NoticeSummary,
    NoticeVersion,
    ObligationPage,
    Page,
    StoredNotice,
    StoredObligation,
    Term,
    Uploaded,
    Version,
    Vocabulary,
)
from taizhang.client.files import File, Part, parts
from taizhang.client.filters import body, parameters

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Call(Generic[Answered]):
    """One request; `repeatable` when sending it twice does no more than sending it once."""

    method: str
    path: str
    read: Callable[[bytes], Answered]
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    files: Sequence[Part] = ()
    form: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    repeatable: bool = True

    def request(self, client: httpx.Client | httpx.AsyncClient, patience: float) -> httpx.Request:
        """What is sent; `seconds` that the service is asked to wait come on top of the patience."""
        more: dict[str, Any] = {"json": self.json} if self.json is not None else {}
        if self.files:
            more |= {"files": list(self.files), "data": dict(self.form)}
        return client.build_request(
            self.method,
            self.path,
            params=parameters(self.query),
            headers=dict(self.headers),
            timeout=httpx.Timeout(patience, read=patience + self.seconds),
            **more,
        )


def upload(
    files: Sequence[File],
    *,
    wait: float,
    again: bool,
    key: str | None,
    webhook: str | None,
) -> Call[Uploaded]:
    """A key of its own makes it repeatable, where the caller gave none."""
    return Call(
        "POST",
        "/v1/notices",
        _one(Uploaded),
        query={"wait": wait or None, "again": again or None},
        headers={"Idempotency-Key": key or uuid.uuid4().hex},
        files=parts(files),
        form={"webhook": webhook} if webhook else {},
        seconds=wait,
    )


def extract(files: Sequence[File], seconds: float) -> Call[tuple[Extracted, ...]]:
    """Nothing is stored."""
    return Call("POST", "/v1/extract", _items(Extracted), files=parts(files), seconds=seconds)


def job(identity: str) -> Call[Job]:
    """How far it is."""
    return Call("GET", _at("jobs", identity), _one(Job))


def jobs(query: Mapping[str, Any]) -> Call[Page[Job]]:
    """The newest first."""
    return Call("GET", "/v1/jobs", _one(Page[Job]), query=query)


def cancel(identity: str) -> Call[Job]:
    """What is stored already stays."""
    return Call("DELETE", _at("jobs", identity), _one(Job))


def notices(query: Mapping[str, Any]) -> Call[Page[NoticeSummary]]:
    """Heads alone."""
    return Call("GET", "/v1/notices", _one(Page[NoticeSummary]), query=query)


def notice(identity: str, version: int | None, corrected: bool) -> Call[StoredNotice]:
    """With all its evidence."""
    query = {"version": version, "corrected": corrected, "format": "json"}
    return Call("GET", _at("notices", identity), _one(StoredNotice), query=query)


def notice_file(identity: str, form: str, personal: bool) -> Call[bytes]:
    """In one of the formats of exports."""
    query = {"format": form, "personal": personal}
    return Call("GET", _at("notices", identity), _bytes, query=query)


def versions(identity: str) -> Call[tuple[NoticeVersion, ...]]:
    """The first first."""
    return Call("GET", _at("notices", identity, "versions"), _items(NoticeVersion))


def original(identity: str) -> Call[bytes]:
    """The file as it was uploaded."""
    return Call("GET", _at("notices", identity, "original"), _bytes)


def page(identity: str, number: int, obligations: Sequence[str], scale: float) -> Call[bytes]:
    """A PNG."""
    query = {"obligation": list(obligations), "scale": scale}
    return Call("GET", _at("notices", identity, "pages", str(number)), _bytes, query=query)


def delete_notice(identity: str) -> Call[None]:
    """With all that belongs to it."""
    return Call("DELETE", _at("notices", identity), _nothing, repeatable=False)


def search(query: Mapping[str, Any]) -> Call[ObligationPage]:
    """A page, with the facets that were asked for."""
    return Call(
        "GET", "/v1/obligations", _one(ObligationPage), query={"format": "json"} | dict(query)
    )


def obligation(identity: str) -> Call[StoredObligation]:
    """As corrected."""
    return Call("GET", _at("obligations", identity), _one(StoredObligation))


def correct(
    identity: str, changes: Mapping[str, Any], *, revision: int | None, note: str | None
) -> Call[StoredObligation]:
    """Without a revision it holds whatever others have written in between."""
    match = "*" if revision is None else f'"{revision}"'
    return Call(
        "PATCH",
        _at("obligations", identity),
        _one(StoredObligation),
        headers={"If-Match": match},
        json={"changes": dict(changes)} | ({"note": note} if note else {}),
        repeatable=False,
    )


def history(identity: str) -> Call[tuple[Correction, ...]]:
    """The oldest first."""
    return Call("GET", _at("obligations", identity, "history"), _items(Correction))


def compare(
    wanted: Sequence[str], *, reference: str | None, name: str, seconds: float
) -> Call[ComparisonSummary]:
    """It is kept as it was made."""
    asked = {"notices": list(wanted), "reference": reference, "name": name}
    return Call(
        "POST",
        "/v1/comparisons",
        _one(ComparisonSummary),
        json=asked,
        seconds=seconds,
        repeatable=False,
    )


def comparisons(query: Mapping[str, Any]) -> Call[Page[ComparisonSummary]]:
    """Heads alone."""
    return Call("GET", "/v1/comparisons", _one(Page[ComparisonSummary]), query=query)


def comparison(identity: str) -> Call[Comparison]:
    """All of it."""
    query = {"format": "json"}
    return Call("GET", _at("comparisons", identity), _one(Comparison), query=query)


def comparison_file(identity: str, form: str, personal: bool) -> Call[bytes]:
    """In one of the formats of exports."""
    query = {"format": form, "personal": personal}
    return Call("GET", _at("comparisons", identity), _bytes, query=query)


def delete_comparison(identity: str) -> Call[None]:
    """Its notices stay."""
    return Call("DELETE", _at("comparisons", identity), _nothing, repeatable=False)


def export(
    form: str,
    *,
    notices: Sequence[str] | None,
    wanted: Mapping[str, Any] | None,
    personal: bool,
    seconds: float,
) -> Call[bytes]:
    """Nothing is stored by it."""
    asked: dict[str, Any] = {"format": form, "personal": personal}
    if notices is not None:
        asked["notices"] = list(notices)
    if wanted is not None:
        asked["filter"] = body(wanted)
    return Call("POST", "/v1/exports", _bytes, json=asked, seconds=seconds)


def vocabulary() -> Call[Mapping[str, tuple[Term, ...]]]:
    """By the name of the field."""
    return Call("GET", "/v1/vocabulary", _vocabularies)


def regions(within: str | None) -> Call[tuple[Term, ...]]:
    """Those below a code, else the provinces."""
    query = {"within": within}
    return Call("GET", "/v1/vocabulary/region", _terms, query=query)


def version() -> Call[Version]:
    """Of the service."""
    return Call("GET", "/version", _one(Version))


def events(identity: str) -> str:
    """The address at which a job tells how far it is."""
    return _at("jobs", identity, "events")


def _at(resource: str, *parts_of_path: str) -> str:
    return "/".join(("/v1", resource, *(quote(part, safe="") for part in parts_of_path)))


Model = TypeVar("Model", bound=BaseModel)


def _one(model: type[Model]) -> Callable[[bytes], Model]:
    return model.model_validate_json


def _items(model: type[Model]) -> Callable[[bytes], tuple[Model, ...]]:
    class Items(BaseModel):
        items: tuple[model, ...]  # type: ignore[valid-type]

    def read(content: bytes) -> tuple[Model, ...]:
        found: tuple[Model, ...] = Items.model_validate_json(content).items
        return found

    return read


def _bytes(content: bytes) -> bytes:
    return content


def _nothing(_: bytes) -> None:
    return None


_VOCABULARIES = TypeAdapter(Page[Vocabulary])


def _vocabularies(content: bytes) -> Mapping[str, tuple[Term, ...]]:
    return {one.name: one.terms for one in _VOCABULARIES.validate_json(content).items}


def _terms(content: bytes) -> tuple[Term, ...]:
    return Vocabulary.model_validate_json(content).terms
