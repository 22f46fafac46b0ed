"""What becomes of uploads: asked after, listened to, cancelled."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any

from anyio import sleep
from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.answers import UNCHANGED, given, written
from api.deps import In, Reader, Services, With, Writer
from api.ids import JobId, checked, missing
from api.problems import Language, declared
from api.query import CursorWord, Limit
from api.shapes import JobAnswer, JobPage, JobStatus
from api.store.errors import StoreUnavailable
from api.store.jobs import Job, get_job, list_jobs

router = APIRouter(tags=["jobs"])
_LOOK_SECONDS = 0.25
_QUIET_LOOKS = 60
_MOST_LOOKS = 4 * 3600
_EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "event", "data"],
    "properties": {
        "id": {"type": "string", "description": "The revision of the job"},
        "event": {"enum": ["progress", "end"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}


@router.get(
    "/v1/jobs",
    operation_id="list_jobs",
    summary="Jobs, the newest first",
    response_model=JobPage,
    responses={**UNCHANGED, **declared("bad_cursor")},
)
def list_jobs_(
    request: Request,
    services: With,
    caller: Reader,
    language: In,
    status: Annotated[list[JobStatus] | None, Query(description="One of these")] = None,
    cursor: CursorWord = None,
    limit: Limit = 50,
) -> Response:
    """With each file, its notices, and why it failed."""
    with services.store.read() as conn:
        page = list_jobs(conn, caller.workspace, status=status or (), cursor=cursor, limit=limit)
    items = tuple(JobAnswer.of(job, language) for job in page.items)
    return given(request, written(JobPage(items=items, next=page.next, total=page.total)))


@router.get(
    "/v1/jobs/{id}",
    operation_id="get_job",
    summary="How far a job is, and what came of it",
    response_model=JobAnswer,
    responses={**UNCHANGED, **declared("not_found")},
)
def get_job_(
    request: Request,
    services: With,
    caller: Reader,
    language: In,
    id: JobId,  # noqa: A002
) -> Response:
    """May be asked again and again; a job that ended stays."""
    job = _found(services, caller.workspace, id)
    return given(request, written(JobAnswer.of(job, language)))


@router.delete(
    "/v1/jobs/{id}",
    operation_id="cancel_job",
    summary="Cancel a job",
    response_model=JobAnswer,
    responses=declared("not_found"),
)
def cancel_job(
    services: With,
    caller: Writer,
    language: In,
    id: JobId,  # noqa: A002
) -> Response:
    """What is stored already stays; a job that has ended is answered as it is."""
    cancelled = services.jobs.cancel(caller.workspace, checked("job", id), who=caller.who)
    if cancelled is None:
        raise missing("job")
    content = written(JobAnswer.of(cancelled, language))
    return Response(content, media_type="application/json")


@router.get(
    "/v1/jobs/{id}/events",
    operation_id="follow_job",
    summary="Progress as server-sent events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "`progress` with the job whenever it changes, at last `end`",
            "content": {"text/event-stream": {"schema": _EVENT}},
        },
        **declared("not_found"),
    },
)
async def follow_job(
    services: With,
    caller: Reader,
    language: In,
    id: JobId,  # noqa: A002
) -> StreamingResponse:
    """Each event carries the job as JSON; the stream closes after `end`."""
    first = await run_in_threadpool(_found, services, caller.workspace, id)
    return StreamingResponse(
        _events(services, first, language),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(services: Services, job: Job, language: Language) -> AsyncGenerator[bytes, None]:
    told, quiet = -1, 0
    for _ in range(_MOST_LOOKS):
        if job.revision != told:
            told, quiet = job.revision, 0
            yield _event("end" if job.finished else "progress", job, language)
        if job.finished:
            return
        quiet += 1
        if quiet % _QUIET_LOOKS == 0:
            yield b": still there\n\n"
        await sleep(_LOOK_SECONDS)
        try:
            found = await run_in_threadpool(_look, services, job.workspace, job.id)
        except StoreUnavailable:
            continue
        if found is None:
            return
        job = found


def _event(name: str, job: Job, language: Language) -> bytes:
    data = written(JobAnswer.of(job, language))
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (job.revision, name.encode(), data)


def _look(services: Services, workspace: str, job: str) -> Job | None:
    with services.store.read() as conn:
        return get_job(conn, workspace, job)


def _found(services: Services, workspace: str, job: str) -> Job:
    found = _look(services, workspace, checked("job", job))
    if found is None:
        raise missing("job")
    return found
