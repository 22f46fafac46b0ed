"""Files in, notices out, nothing stored."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api import forms, problems
from api.answers import dumped, to_save
from api.deps import In, Reader, With
from api.extraction import Outcome
from api.formats import NOTICES, FormatOfNotices, extension, produced
from api.negotiate import chosen
from api.offsets import Offsets, astral, in_utf16
from api.problems import FileProblem, Language, Problem, declared
from api.store.packing import pack
from api.uploads import received
from extractor import Notice

router = APIRouter(tags=["extract"])


class Extracted(BaseModel):
    """What became of one file: its notice, or why there is none."""

    model_config = ConfigDict(extra="forbid")

    name: str
    notice: Notice | None
    problem: FileProblem | None


class Extraction(BaseModel):
    """All files of the request, those of archives one by one."""

    model_config = ConfigDict(extra="forbid")

    items: list[Extracted]
    next: None = None
    total: int


@router.post(
    "/v1/extract",
    operation_id="extract",
    summary="Extract notices and store nothing",
    response_model=Extraction,
    responses={
        **produced(NOTICES, "The notices", Extraction),
        **declared(
            *("bad_request", "not_acceptable", "too_large", "too_many_files", "file_too_large"),
            *("wrong_media_type", "unsupported", "no_file", "unreadable", "empty", "limit"),
            *("not_exportable", "extraction_failed", "too_much", "busy", "too_slow"),
        ),
    },
    openapi_extra=forms.body(forms.FILES),
)
async def extract(
    request: Request,
    services: With,
    _: Reader,
    language: In,
    format: FormatOfNotices = None,  # noqa: A002 - the name of the parameter
    offsets: Annotated[Offsets, Query(description="What offsets count")] = "code_point",
    personal: Annotated[
        bool, Query(description="In exports: keep names and telephone numbers of persons")
    ] = False,
) -> Response:
    """Each file is read in a process that is ended when it takes too long or too much.

    A single file that cannot be used is a problem; among several it is an item with its `problem`.
    """
    name = chosen(NOTICES, format, request.headers.get("accept"), "json")
    async with received(request, services.settings) as upload:
        if not upload.files:
            raise Problem("no_file")
        services.metrics.received.inc(len(upload.files))
        outcomes = await run_in_threadpool(services.extraction.run, upload.files)
    errors = [outcome.error for outcome in outcomes if outcome.error is not None]
    for error in errors:
        services.metrics.failed.labels(error.code).inc()
    if len(outcomes) == 1 and errors:
        raise problems.of_error(errors[0])
    if name == "json":
        return await run_in_threadpool(_items, outcomes, language, offsets)
    notices = [outcome.notice for outcome in outcomes if outcome.notice is not None]
    if not notices:
        raise problems.of_error(errors[0])
    bodies = [pack(notice) for notice in notices]
    content = await run_in_threadpool(services.making.exported, bodies, name, personal=personal)
    ending = extension(name)
    return Response(content, media_type=NOTICES[name], headers=to_save(f"notices.{ending}"))


def _items(outcomes: list[Outcome], language: Language, offsets: Offsets) -> Response:
    items = [_item(outcome, language, offsets) for outcome in outcomes]
    return Response(
        dumped({"items": items, "next": None, "total": len(items)}), media_type="application/json"
    )


def _item(outcome: Outcome, language: Language, offsets: Offsets) -> dict[str, Any]:
    made: dict[str, Any] = {"name": outcome.name, "notice": None, "problem": None}
    if outcome.notice is not None:
        made["notice"] = outcome.notice.model_dump(mode="json")
        if offsets == "utf16":
            made["notice"] = in_utf16(made["notice"], astral(outcome.notice.text))
    if outcome.error is not None:
        problem = problems.of_error(outcome.error)
        made["problem"] = {
            "name": outcome.name,
            "code": problem.kind.code,
            "message": problems.in_language(outcome.error.cause, language),
        }
    return made
