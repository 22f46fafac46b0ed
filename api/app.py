"""The application: routes, what stands round them, and what it works with while it runs."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.responses import Response

from api import journal, problems
from api.access import Door
from api.deps import Services
from api.document import document
from api.extraction import Extraction
from api.frame import Frame, foreseen
from api.heads import Heads
from api.jobs import Jobs
from api.making import Making
from api.metrics import Metrics
from api.problems import Problem
from api.routes import ROUTERS, TAGS
from api.settings import ServiceSettings
from api.store import Store
from api.store.errors import (
    Conflict,
    InvalidCorrection,
    InvalidCursor,
    InvalidFilter,
    NotFound,
    StoreUnavailable,
)
from extractor import CompareError, FileError, __version__
from extractor.errors import ExportError

_ABOUT = """Chinese government notices (公文) in, grounded obligations out.

Every value carries the words it was read from. Offsets are half-open; they count Unicode code
points of `text`, or units of UTF-16 (JavaScript) with `?offsets=utf16`. Lists come in pages:
`{"items": [...], "next": cursor or null, "total": n}`. Errors are `application/problem+json`
with a sentence in Chinese or English, by `Accept-Language`. Field names and codes are those of
the codebook; `GET /v1/vocabulary` says what they are called.
"""
_SMALLEST_PACKED = 1_000
_PACKING = 5
# Office files are packed already; originals are sent as they are, with their length.
_PACKED = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def create_app(
    settings: ServiceSettings | None = None,
    store: Store | None = None,
    jobs: Jobs | None = None,
) -> FastAPI:
    """The service; a store and jobs that are given are used and left open, others made and closed.

    Raises SettingsError when it starts, where others can reach it and no key has been made.
    """
    settings = settings or ServiceSettings()
    metrics = Metrics()
    app = FastAPI(
        title="Taizhang",
        version=__version__,
        summary="Obligations of Chinese government notices",
        description=_ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(settings, store, jobs, metrics),
    )
    for router in ROUTERS:
        app.include_router(router)
    _tell_errors(app)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=_SMALLEST_PACKED,
        compresslevel=_PACKING,
        exclude_content_types=_PACKED,
    )
    app.add_middleware(Heads)
    app.add_middleware(Frame, metrics=metrics, most=settings.max_upload_bytes)
    app.openapi = lambda: document(app)  # type: ignore[method-assign]
    return app


def _lifespan(
    settings: ServiceSettings, store: Store | None, jobs: Jobs | None, metrics: Metrics
) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
        journal.begin()
        async with AsyncExitStack() as stack:
            opened = store
            if opened is None:
                opened = await run_in_threadpool(Store.open, settings)
                stack.callback(opened.close)
            door = Door(settings, opened)
            stack.callback(door.close)
            await run_in_threadpool(door.check, settings.host)
            working = jobs
            if working is None:
                working = await run_in_threadpool(Jobs.start, opened, settings)
                stack.callback(working.close)
            extraction = Extraction(settings.workers, settings.extraction)
            stack.callback(extraction.close)
            making = Making(settings.extraction)
            stack.callback(making.close)
            app.state.services = Services(
                settings, opened, working, door, metrics, extraction, making
            )
            yield

    return lifespan


def _tell_errors(app: FastAPI) -> None:
    """Each error that is raised on purpose becomes the problem that it is."""
    for error, problem in _PROBLEMS.items():
        app.add_exception_handler(error, _telling(problem))


def _telling(problem: Callable[[Request, Any], Problem]) -> Any:
    async def tell(request: Request, error: Exception) -> Response:
        return problems.answer(
            problem(request, error), request.state.language, request.state.request_id
        )

    return tell


def _wrong_values(_: Request, error: RequestValidationError) -> Problem:
    errors = [
        {
            "place": ".".join(str(part) for part in one["loc"])[:200],
            "message": str(one["msg"])[:500],
            "code": str(one["type"]),
        }
        for one in error.errors()[:50]
    ]
    return Problem("invalid", count=len(errors), more={"errors": errors})


def _of_http(request: Request, error: HTTPException) -> Problem:
    if error.status_code == 404:
        return Problem("no_such_address", what=request.url.path[:200])
    if error.status_code == 405:
        allowed = ", ".join(_methods(request))
        return Problem("no_such_method", what=request.method[:20], headers={"Allow": allowed})
    return Problem("bad_request", why=str(error.detail)[:200])


def _methods(request: Request) -> list[str]:
    """What the address takes, all of its routes together."""
    paths: dict[str, Any] = request.app.openapi()["paths"]
    here = request.url.path.split("/")
    found: set[str] = set()
    for path, operations in paths.items():
        parts = path.split("/")
        if len(parts) == len(here) and all(
            part == word or part.startswith("{") for part, word in zip(parts, here, strict=True)
        ):
            found.update(method.upper() for method in operations if method != "parameters")
    return sorted({*found, "HEAD"} if "GET" in found else found)


_PROBLEMS: dict[type[Exception], Callable[[Request, Any], Problem]] = {
    Problem: lambda _, error: error,
    StoreUnavailable: lambda _, error: foreseen(error),
    NotFound: lambda _, error: Problem("not_found", what=("这个对象", "such thing")),
    InvalidCursor: lambda _, error: Problem("bad_cursor"),
    InvalidFilter: lambda _, error: Problem("bad_request", why=str(error)),
    InvalidCorrection: lambda _, error: Problem("not_correctable", why=str(error)),
    Conflict: lambda _, error: Problem("conflict", why=str(error)),
    FileError: lambda _, error: problems.of_error(error),
    CompareError: lambda _, error: Problem("not_comparable", why=str(error)),
    ExportError: lambda _, error: Problem("not_exportable", why=str(error)),
    RequestValidationError: _wrong_values,
    HTTPException: _of_http,
}
