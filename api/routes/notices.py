"""Notices as they are kept: listed, read in any form, drawn, deleted."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response, StreamingResponse

from api.answers import UNCHANGED, dumped, given, has, taken_away, to_save, variant, written
from api.deps import Reader, Services, With, Writer
from api.formats import SINGLE, FormatOfNotice, extension, produced
from api.ids import NoticeId, checked, missing
from api.negotiate import chosen
from api.offsets import Offsets, astral, in_utf16
from api.problems import Problem, declared
from api.query import NoticeQuery
from api.shapes import (
    NoticeAnswer,
    NoticePage,
    NoticeSummary,
    NoticeVersion,
    NoticeVersions,
)
from api.store.listing import list_notices
from api.store.notices import StoredNotice, load_notice, versions
from extractor import export
from extractor.export import EXPORTS, FORMATS

router = APIRouter(tags=["notices"])
_PARTS = 262_144
_LONG = {"type": "string", "contentMediaType": "application/octet-stream"}


@router.get(
    "/v1/notices",
    operation_id="list_notices",
    summary="Notices, by default the newest first",
    response_model=NoticePage,
    responses={**UNCHANGED, **declared("bad_cursor", "bad_request")},
)
def list_notices_(
    request: Request, services: With, caller: Reader, query: Annotated[NoticeQuery, Query()]
) -> Response:
    """Heads alone; `text` looks for words in the whole notice."""
    with services.store.read() as conn:
        page = list_notices(
            conn,
            caller.workspace,
            query.filter(),
            sort=query.sort,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = tuple(map(NoticeSummary.of, page.items))
    return given(request, written(NoticePage(items=items, next=page.next, total=page.total)))


@router.get(
    "/v1/notices/{id}",
    operation_id="get_notice",
    summary="A notice with all its evidence, in any format",
    response_model=NoticeAnswer,
    responses={
        **produced(SINGLE, "The notice"),
        **UNCHANGED,
        **declared("not_found", "not_acceptable", "not_exportable"),
    },
)
def get_notice(
    request: Request,
    services: With,
    caller: Reader,
    id: NoticeId,  # noqa: A002
    format: FormatOfNotice = None,  # noqa: A002
    version: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="An earlier extraction")
    ] = None,
    corrected: Annotated[bool, Query(description="With what people corrected")] = True,
    offsets: Annotated[Offsets, Query(description="What offsets count, in JSON")] = "code_point",
    personal: Annotated[
        bool, Query(description="In exports: keep names and telephone numbers of persons")
    ] = False,
) -> Response:
    """JSON holds everything; `annotation` is the shape of annotations, `html` a page for review."""
    form = chosen(SINGLE, format, request.headers.get("accept"), "json")
    stored = _loaded(services, caller.workspace, id, version=version, corrected=corrected)
    etag = variant(stored.etag, stored.version, form, offsets, int(corrected), int(personal))
    if has(request, etag):
        return given(request, b"", etag=etag)
    if form == "json":
        answer = NoticeAnswer.of(stored, corrected=corrected, offsets=offsets)
        places = astral(stored.notice.text) if offsets == "utf16" else ()
        content = (
            dumped(in_utf16(answer.model_dump(mode="json"), places)) if places else written(answer)
        )
        return given(request, content, etag=etag)
    name = f"{stored.notice.document}.{extension(form)}"
    content = _exported(stored, form, personal)
    headers = taken_away(name, SINGLE[form])
    return given(request, content, SINGLE[form], etag=etag, headers=headers)


@router.get(
    "/v1/notices/{id}/versions",
    operation_id="list_notice_versions",
    summary="The extractions of a notice",
    response_model=NoticeVersions,
    responses={**UNCHANGED, **declared("not_found")},
)
def list_notice_versions(
    request: Request,
    services: With,
    caller: Reader,
    id: NoticeId,  # noqa: A002
) -> Response:
    """A new version comes with a new extractor or lexicon; corrections stay."""
    with services.store.read() as conn:
        found = versions(conn, caller.workspace, checked("notice", id))
    if not found:
        raise missing("notice")
    items = tuple(map(NoticeVersion.of, found))
    return given(request, written(NoticeVersions(items=items, total=len(items))))


@router.get(
    "/v1/notices/{id}/original",
    operation_id="get_original",
    summary="The file as it was uploaded",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The file",
            "content": {"application/octet-stream": {"schema": _LONG}},
        },
        **UNCHANGED,
        **declared("not_found"),
    },
)
def get_original(
    request: Request,
    services: With,
    caller: Reader,
    id: NoticeId,  # noqa: A002
) -> Response:
    """Always to be saved, never shown: it may hold anything."""
    stored = _loaded(services, caller.workspace, id)
    etag = f'"{stored.sha256}"'
    if has(request, etag):
        return given(request, b"", etag=etag)
    headers = {
        **to_save(stored.name.rpartition("/")[2]),
        "ETag": etag,
        "Content-Length": str(services.store.originals.size(stored.sha256)),
    }
    return StreamingResponse(
        _original(services, stored.sha256),
        headers=headers,
        media_type="application/octet-stream",
    )


@router.get(
    "/v1/notices/{id}/pages/{page}",
    operation_id="get_page",
    summary="A page as a picture, the evidence marked on it",
    response_class=Response,
    responses={
        200: {
            "description": "The page",
            "content": {
                "image/png": {"schema": {"type": "string", "contentMediaType": "image/png"}}
            },
        },
        **UNCHANGED,
        **declared(
            "not_found",
            "unsupported",
            "unreadable",
            "limit",
            "extraction_failed",
            "busy",
            "too_slow",
        ),
    },
)
def get_page(
    request: Request,
    services: With,
    caller: Reader,
    id: NoticeId,  # noqa: A002
    page: Annotated[int, Path(ge=1, le=100_000, description="From 1")],
    obligation: Annotated[
        list[str] | None, Query(max_length=200, description="Mark these alone")
    ] = None,
    scale: Annotated[float, Query(ge=0.2, le=6, description="Pixels per point (1/72 inch)")] = 2.0,
) -> Response:
    """Of PDF, scans and OFD. A colour for each kind of value, said in a band below the page."""
    stored = _loaded(services, caller.workspace, id)
    pages = len(stored.notice.source.page_starts)
    if pages and page > pages:
        raise Problem("not_found", what=("这一页", "such page"))
    wanted = {one.rpartition(".")[2] for one in obligation or ()}
    duties = [duty for duty in stored.notice.obligations if not wanted or duty.id in wanted]
    if len(duties) < len(wanted):
        raise missing("obligation")
    etag = variant(stored.etag, "page", page, scale, *sorted(wanted))
    if has(request, etag):
        return given(request, b"", etag=etag)
    data = services.store.originals.read(stored.sha256)
    picture = services.extraction.draw(data, stored.notice, duties, page=page, scale=scale)
    return given(request, picture, "image/png", etag=etag)


@router.delete(
    "/v1/notices/{id}",
    operation_id="delete_notice",
    summary="Delete a notice and all that belongs to it",
    status_code=204,
    response_class=Response,
    responses=declared("not_found"),
)
def delete_notice(services: With, caller: Writer, id: NoticeId) -> Response:  # noqa: A002
    """With its obligations, versions, corrections, file, and the comparisons that quote it."""
    if not services.store.delete_notice(caller.workspace, checked("notice", id), who=caller.who):
        raise missing("notice")
    return Response(status_code=204)


def _loaded(
    services: Services,
    workspace: str,
    notice: str,
    *,
    version: int | None = None,
    corrected: bool = True,
) -> StoredNotice:
    with services.store.read() as conn:
        found = load_notice(
            conn, workspace, checked("notice", notice), version=version, corrected=corrected
        )
    if found is None:
        raise missing("notice")
    return found


def _exported(stored: StoredNotice, form: str, personal: bool) -> bytes:
    if form in FORMATS and form not in ("annotation", "html", "csv"):
        return export(stored.notice, form, personal=personal)
    from extractor.export.mask import masked

    shown = stored.notice if personal else masked(stored.notice)
    return "".join(EXPORTS[form].write([shown])).encode("utf-8", "replace")


def _original(services: Services, sha256: str) -> Iterator[bytes]:
    with services.store.originals.open(sha256) as file:
        while part := file.read(_PARTS):
            yield part
