"""For those who run the service: is it up, can it work, which version, what does it count."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from api.answers import UNCHANGED, given, written
from api.deps import With
from api.problems import declared
from api.store import StoreUnavailable
from api.store.work import undone
from extractor import SCHEMA_VERSION, __version__
from extractor.lexicon.version import lexicon_version
from extractor.model import COMPARISON_VERSION

router = APIRouter(tags=["operations"])
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Health(BaseModel):
    """It answers."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["ok"] = "ok"


class Version(BaseModel):
    """What the service is made of."""

    model_config = ConfigDict(extra="forbid")

    version: str
    lexicon: str
    schema_version: str
    comparison_version: str


@router.get("/healthz", operation_id="is_alive", summary="Whether the process answers")
async def is_alive() -> Health:
    """Asks nothing of the database."""
    return Health()


@router.get(
    "/readyz",
    operation_id="is_ready",
    summary="Whether the database answers",
    response_model=Health,
    responses=declared("database_gone"),
)
def is_ready(services: With) -> Health:
    """503 while the database is away."""
    services.store.check()
    return Health()


@router.get(
    "/version",
    operation_id="get_version",
    summary="Versions of the service, its lexicon and its shapes",
    response_model=Version,
    responses=UNCHANGED,
)
def get_version(request: Request) -> Response:
    """`lexicon` changes with every rule."""
    made = Version(
        version=__version__,
        lexicon=lexicon_version(),
        schema_version=SCHEMA_VERSION,
        comparison_version=COMPARISON_VERSION,
    )
    return given(request, written(made))


@router.get(
    "/metrics",
    operation_id="get_metrics",
    summary="What is counted, for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def get_metrics(services: With) -> Response:
    """Counts and durations; no ids, no names, no words of documents."""
    try:
        with services.store.read() as conn:
            services.metrics.unfinished.set(len(undone(conn)))
    except StoreUnavailable:
        services.metrics.unfinished.set(float("nan"))
    return Response(services.metrics.text(), headers={"Content-Type": _PROMETHEUS})
