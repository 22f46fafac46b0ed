"""Notices side by side, made once and taken away in any format."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.answers import JSON, UNCHANGED, given, has, taken_away, variant, written
from api.comparing import NoSuchNotice, bounded, packed
from api.deps import Reader, With, Writer
from api.formats import NOTICES, FormatOfNotices, extension, produced
from api.ids import ComparisonId, checked, missing
from api.negotiate import chosen
from api.problems import declared
from api.query import CursorWord, Limit, Word
from api.shapes import ComparisonPage, ComparisonSummary
from api.store.audit import record
from api.store.comparisons import (
    delete_comparison,
    list_comparisons,
    load_comparison,
    save_comparison,
)
from api.store.packing import pack, unpack
from extractor import Comparison

router = APIRouter(tags=["comparisons"])


class ComparisonRequest(BaseModel):
    """Which notices are laid side by side, and against which."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={
            "examples": [
                {
                    "notices": [
                        "n1f3b0c9d8e7a65544332211ffeeddcc0",
                        "n2a4c1d0e9f8b76655443322110ffeedd",
                    ],
                    "reference": "n1f3b0c9d8e7a65544332211ffeeddcc0",
                }
            ]
        },
    )

    notices: list[Word] = Field(min_length=2, max_length=500, description="Ids of notices")
    reference: Word | None = Field(
        default=None, description="The id of the one that the others are measured against"
    )
    name: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""


@router.post(
    "/v1/comparisons",
    operation_id="create_comparison",
    summary="Lay notices side by side",
    status_code=201,
    response_model=ComparisonSummary,
    responses={
        201: {"headers": {"Location": {"schema": {"type": "string"}}}},
        **declared("not_found", "not_comparable", "too_much", "busy"),
    },
)
def create_comparison(services: With, caller: Writer, asked: ComparisonRequest) -> Response:
    """It is kept as it was made, until one of its notices is deleted."""
    wanted = list(dict.fromkeys(asked.notices))
    base = asked.reference
    laid = wanted if base is None or base in wanted else [base, *wanted]
    bounded(laid, services.settings.max_compared_notices)
    try:
        bodies = packed(services.store, caller.workspace, laid)
    except NoSuchNotice as error:
        raise missing("notice") from error
    place = None if base is None else laid.index(base)
    made = unpack(Comparison, services.making.compared(bodies, place))
    with services.store.begin() as conn:
        stored = save_comparison(
            conn,
            caller.workspace,
            made,
            notices=wanted,
            name=asked.name,
            options={"reference": asked.reference},
        )
        record(
            conn,
            caller.workspace,
            who=caller.who,
            action="comparison.create",
            subject=stored.head.id,
            detail={"notices": len(wanted)},
        )
    headers = {"Location": f"/v1/comparisons/{stored.head.id}"}
    return Response(written(ComparisonSummary.of(stored.head)), 201, headers, JSON)


@router.get(
    "/v1/comparisons",
    operation_id="list_comparisons",
    summary="Comparisons, the newest first",
    response_model=ComparisonPage,
    responses={**UNCHANGED, **declared("bad_cursor")},
)
def list_comparisons_(
    request: Request,
    services: With,
    caller: Reader,
    cursor: CursorWord = None,
    limit: Limit = 50,
) -> Response:
    """Heads alone."""
    with services.store.read() as conn:
        page = list_comparisons(conn, caller.workspace, cursor=cursor, limit=limit)
    items = tuple(map(ComparisonSummary.of, page.items))
    return given(request, written(ComparisonPage(items=items, next=page.next, total=page.total)))


@router.get(
    "/v1/comparisons/{id}",
    operation_id="get_comparison",
    summary="A comparison in any format",
    response_model=Comparison,
    responses={
        **produced(NOTICES, "The comparison"),
        **UNCHANGED,
        **declared("not_found", "not_acceptable", "not_exportable", "too_much", "busy"),
    },
)
def get_comparison(
    request: Request,
    services: With,
    caller: Reader,
    id: ComparisonId,  # noqa: A002
    format: FormatOfNotices = None,  # noqa: A002
    personal: Annotated[
        bool, Query(description="Keep names and telephone numbers of persons")
    ] = False,
) -> Response:
    """A workbook, a page, tables, or all of it as JSON."""
    form = chosen(NOTICES, format, request.headers.get("accept"), "json")
    with services.store.read() as conn:
        stored = load_comparison(conn, caller.workspace, checked("comparison", id))
    if stored is None:
        raise missing("comparison")
    etag = variant(stored.head.id, form, int(personal))
    if has(request, etag):
        return given(request, b"", etag=etag)
    content = services.making.comparison_exported(pack(stored.comparison), form, personal=personal)
    name = f"comparison.{extension(form)}"
    headers = {} if form == "json" else taken_away(name, NOTICES[form])
    return given(request, content, NOTICES[form], etag=etag, headers=headers)


@router.delete(
    "/v1/comparisons/{id}",
    operation_id="delete_comparison",
    summary="Delete a comparison",
    status_code=204,
    response_class=Response,
    responses=declared("not_found"),
)
def delete_comparison_(services: With, caller: Writer, id: ComparisonId) -> Response:  # noqa: A002
    """Its notices stay."""
    with services.store.begin() as conn:
        if not delete_comparison(conn, caller.workspace, checked("comparison", id)):
            raise missing("comparison")
        record(conn, caller.workspace, who=caller.who, action="comparison.delete", subject=id)
    return Response(status_code=204)
