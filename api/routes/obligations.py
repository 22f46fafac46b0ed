"""Obligations of all notices: searched, counted, streamed, read and corrected."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers import UNCHANGED, dumped, given, to_save, written
from api.corrections import Correction
from api.deps import Reader, Services, With, Writer
from api.ids import ObligationId, checked, missing
from api.negotiate import chosen
from api.offsets import Offsets, in_utf16
from api.problems import Problem, declared
from api.query import ObligationQuery
from api.rows import csv_rows, json_lines
from api.shapes import (
    CorrectionAnswer,
    FacetValue,
    History,
    ObligationAnswer,
    ObligationPage,
)
from api.store import Conflict, NotFound
from api.store.audit import record
from api.store.corrections import correct, history
from api.store.obligations import StoredObligation, get_obligation, search, stream
from api.streaming import streamed
from extractor.lexicon.load import table

router = APIRouter(tags=["obligations"])
_FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
}
_ROWS: dict[str, Callable[[Iterable[StoredObligation]], Iterator[bytes]]] = {
    "csv": csv_rows,
    "jsonl": json_lines,
}
_REVISION = re.compile(r'(?:W/)?"(?:[^"]*-)?(\d{1,9})"')
_LISTED: Mapping[str, Any] = {
    "description": "A page as JSON, or all that fit as a stream of CSV or JSON Lines",
    "content": {
        "text/csv": {"schema": {"type": "string"}},
        "application/jsonl": {"schema": {"type": "string"}},
    },
}


@router.get(
    "/v1/obligations",
    operation_id="search_obligations",
    summary="Search obligations",
    response_model=ObligationPage,
    responses={
        200: {**_LISTED},
        **UNCHANGED,
        **declared("bad_request", "bad_cursor", "not_acceptable"),
    },
)
async def search_obligations(
    request: Request, services: With, caller: Reader, query: Annotated[ObligationQuery, Query()]
) -> Response:
    """All filters must hold; of several values of one filter, one. Facets count all that fit."""
    form = chosen(_FORMS, query.format, request.headers.get("accept"), "json")
    if form == "json":
        return await run_in_threadpool(_page, request, services, caller.workspace, query)
    asked = query.filter()

    def rows() -> Iterator[bytes]:
        with services.store.read() as conn:
            yield from _ROWS[form](stream(conn, caller.workspace, asked, sort=query.sort))

    return await streamed(rows, _FORMS[form], to_save(f"obligations.{form}"))


@router.get(
    "/v1/obligations/{id}",
    operation_id="get_obligation",
    summary="One obligation",
    response_model=ObligationAnswer,
    responses={**UNCHANGED, **declared("not_found")},
)
def get_obligation_(
    request: Request,
    services: With,
    caller: Reader,
    id: ObligationId,  # noqa: A002
    offsets: Annotated[Offsets, Query(description="What offsets in it count")] = "code_point",
) -> Response:
    """Its ETag goes into `If-Match` of a correction."""
    with services.store.read() as conn:
        stored = get_obligation(conn, caller.workspace, checked("obligation", id))
    if stored is None:
        raise missing("obligation")
    return given(request, dumped(_plain(stored, offsets)), etag=stored.etag)


@router.patch(
    "/v1/obligations/{id}",
    operation_id="correct_obligation",
    summary="Correct an obligation",
    response_model=ObligationAnswer,
    responses=declared("not_found", "stale", "not_correctable", "no_revision"),
)
def correct_obligation(
    request: Request,
    services: With,
    caller: Writer,
    id: ObligationId,  # noqa: A002
    correction: Correction,
    if_match: Annotated[
        str | None,
        Header(description="The ETag that came with the obligation, or `*`", max_length=200),
    ] = None,
) -> Response:
    """What the machine said is kept; the correction is laid over it, also after a re-extraction."""
    revision = _revision(if_match)
    identity = checked("obligation", id)
    try:
        with services.store.begin() as conn:
            stored = correct(
                conn,
                caller.workspace,
                identity,
                correction.written(),
                who=caller.who,
                revision=revision,
                note=correction.note,
            )
            fields = sorted(correction.changes.model_fields_set)
            record(
                conn,
                caller.workspace,
                who=caller.who,
                action="obligation.correct",
                subject=identity,
                detail={"fields": fields},
            )
    except NotFound as error:
        raise missing("obligation") from error
    except Conflict as error:
        raise _stale(services, caller.workspace, identity) from error
    return given(request, dumped(_plain(stored, "code_point")), etag=stored.etag)


@router.get(
    "/v1/obligations/{id}/history",
    operation_id="get_history",
    summary="What people said about an obligation",
    response_model=History,
    responses={**UNCHANGED, **declared("not_found")},
)
def get_history(
    request: Request,
    services: With,
    caller: Reader,
    id: ObligationId,  # noqa: A002
) -> Response:
    """Who, when, before and after; the oldest first."""
    identity = checked("obligation", id)
    with services.store.read() as conn:
        if get_obligation(conn, caller.workspace, identity) is None:
            raise missing("obligation")
        found = history(conn, caller.workspace, identity)
    items = tuple(map(CorrectionAnswer.of, found))
    return given(request, written(History(items=items, total=len(items))))


def _page(request: Request, services: Services, workspace: str, query: ObligationQuery) -> Response:
    with services.store.read() as conn:
        page = search(
            conn,
            workspace,
            query.filter(),
            sort=query.sort,
            cursor=query.cursor,
            limit=query.limit,
            facets=tuple(dict.fromkeys(query.facets)),
        )
    answer = ObligationPage(
        items=tuple(map(ObligationAnswer.of, page.items)),
        next=page.next,
        total=page.total,
        facets={name: _facet(name, counts) for name, counts in page.facets.items()},
    )
    if query.offsets == "code_point" or not any(stored.astral for stored in page.items):
        return given(request, written(answer))
    plain = answer.model_dump(mode="json")
    plain["items"] = [_plain(stored, query.offsets) for stored in page.items]
    return given(request, dumped(plain))


def _plain(stored: StoredObligation, offsets: Offsets) -> dict[str, Any]:
    plain = ObligationAnswer.of(stored).model_dump(mode="json")
    if offsets == "utf16":
        plain["obligation"] = in_utf16(plain["obligation"], stored.astral)
    return plain


def _facet(name: str, counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    called = table("vocabulary").get(name, {})
    return tuple(
        FacetValue(
            value=value,
            count=count,
            zh=called.get(value, (value, None))[0],
            en=called.get(value, (value, None))[1],
        )
        for value, count in counts.items()
    )


def _revision(given_match: str | None) -> int | None:
    """The revision that the caller has read; None where any will do."""
    if given_match is None:
        raise Problem("no_revision")
    if given_match.strip() == "*":
        return None
    found = _REVISION.fullmatch(given_match.strip())
    # An ETag that we never gave is one that nothing has now.
    return int(found[1]) if found else -1


def _stale(services: Services, workspace: str, identity: str) -> Problem:
    with services.store.read() as conn:
        now = get_obligation(conn, workspace, identity)
    if now is None:
        return missing("obligation")
    return Problem("stale", revision=now.revision, headers={"ETag": now.etag})
