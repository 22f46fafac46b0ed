"""Uploads: files in, a job out, and the notices when they are ready in time."""

from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api import forms, problems
from api.addresses import AddressRefused, looked_up
from api.answers import JSON, written
from api.deps import In, Services, With, Writer
from api.fetching import fetched
from api.problems import Language, Problem, declared
from api.settings import ServiceSettings
from api.shapes import JobAnswer, NoticeSummary, Uploaded
from api.store import Conflict
from api.store.jobs import Job
from api.store.listing import get_head
from api.uploads import Contents, Upload, received

router = APIRouter(tags=["notices"])
_MOST_URLS = 20
_FORM: dict[str, Any] = {
    **forms.FILES,
    "url": {
        "type": "array",
        "items": {"type": "string", "maxLength": 2000},
        "description": "Addresses to fetch notices from, where the service does that",
    },
    "webhook": {
        "type": "string",
        "maxLength": 2000,
        "description": "Is told when the job has ended, with a signed POST",
    },
}


@router.post(
    "/v1/notices",
    operation_id="upload_notices",
    summary="Upload notices",
    response_model=Uploaded,
    responses={
        200: {"description": "All is done, within the time waited"},
        202: {
            "model": Uploaded,
            "description": "The job was taken and goes on",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **declared(
            *("bad_request", "url_input_off", "key_reused", "too_large", "too_many_files"),
            *("file_too_large", "wrong_media_type", "unsupported", "no_file", "unreadable"),
            *("empty", "limit", "address_refused", "webhooks_off", "extraction_failed"),
            *("unreachable", "too_slow"),
        ),
    },
    openapi_extra=forms.body(_FORM, required=()),
)
async def upload_notices(
    request: Request,
    services: With,
    caller: Writer,
    language: In,
    wait: Annotated[float, Query(ge=0, le=60, description="Seconds to wait for the result")] = 0,
    again: Annotated[bool, Query(description="Extract also what is known already")] = False,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=255,
            pattern=r"^[\x20-\x7e]+$",
            description="The same key and files are taken once",
        ),
    ] = None,
) -> Response:
    """A ZIP gives a notice for each of its files; a file that is known already gives its notice.

    Where you waited and every file failed, the answer is the problem of the first.
    """
    with ExitStack() as held:
        async with received(request, services.settings) as upload:
            webhook = await run_in_threadpool(_webhook, upload, services.settings)
            linked = await run_in_threadpool(_linked, upload, services.settings, held)
            files = upload.files + linked
            if not files:
                raise Problem("no_file")
            if len(files) > services.settings.max_upload_files:
                raise Problem("too_many_files", most=services.settings.max_upload_files)
            services.metrics.received.inc(len(files))
            job = await run_in_threadpool(
                _submitted, services, caller.workspace, caller.who, files, again,
                idempotency_key, webhook,
            )  # fmt: skip
    if wait and not job.finished:
        job = await services.jobs.waited(caller.workspace, job.id, wait) or job
    if wait and job.finished:
        _raise_failed(services, job, language)
    return await run_in_threadpool(_answer, services, job, language)


def _submitted(
    services: Services,
    workspace: str,
    who: str,
    files: Contents,
    again: bool,
    key: str | None,
    webhook: str | None,
) -> Job:
    options = {"again": True} if again else {}
    try:
        return services.jobs.submit(
            workspace, files, options=options, idempotency_key=key, webhook=webhook, who=who
        )
    except Conflict as error:
        raise Problem("key_reused") from error


def _answer(services: Services, job: Job, language: Language) -> Response:
    with services.store.read() as conn:
        heads = [get_head(conn, job.workspace, notice) for notice in dict.fromkeys(job.notice_ids)]
    uploaded = Uploaded(
        job=JobAnswer.of(job, language),
        notices=tuple(NoticeSummary.of(head) for head in heads if head is not None),
    )
    return Response(
        written(uploaded),
        200 if job.finished else 202,
        headers={"Location": f"/v1/jobs/{job.id}"},
        media_type=JSON,
    )


def _raise_failed(services: Services, job: Job, language: Language) -> None:
    """The problem of the first file, where all of them failed."""
    failed = [file for file in job.files if file.status == "failed"]
    for file in failed:
        services.metrics.failed.labels(file.code or "internal").inc()
    if not failed or len(failed) < len(job.files):
        return
    each = [
        {
            "name": file.name,
            "code": problems.of_file(file.name, file.code or "", file.message or "").kind.code,
            "message": problems.in_language(file.message or "", language),
        }
        for file in failed
    ]
    first = failed[0]
    raise problems.of_file(
        first.name, first.code or "internal", first.message or "", job=job.id, files=each
    )


def _webhook(upload: Upload, settings: ServiceSettings) -> str | None:
    url = next(iter(upload.words.get("webhook", [])), "").strip()
    if not url:
        return None
    if settings.webhook_secret is None:
        raise Problem("webhooks_off")
    try:
        looked_up(url, private=settings.webhook_private)
    except AddressRefused as error:
        raise Problem("address_refused", why=str(error)) from error
    return url


def _linked(upload: Upload, settings: ServiceSettings, held: ExitStack) -> Contents:
    """The files behind the addresses of the form; they are closed with `held`."""
    urls = [url.strip() for url in upload.words.get("url", []) if url.strip()]
    if urls and not settings.url_input:
        raise Problem("url_input_off")
    if len(urls) > _MOST_URLS:
        raise Problem("too_many_files", most=_MOST_URLS)
    files = []
    for url in urls:
        name, file = fetched(url, settings.max_upload_bytes)
        held.callback(file.close)
        files.append((name, file))
    return Contents(files)
