"""Where one begins: what this is, and the description of the interface for people."""

from typing import Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import HTMLResponse, Response

from api.answers import UNCHANGED, given, written
from api.reference import page
from extractor import __version__

router = APIRouter(tags=["operations"])
_LINKS: Final = {
    "docs": "/docs",
    "openapi": "/openapi.json",
    "notices": "/v1/notices",
    "obligations": "/v1/obligations",
    "jobs": "/v1/jobs",
    "comparisons": "/v1/comparisons",
    "exports": "/v1/exports",
    "vocabulary": "/v1/vocabulary",
    "ready": "/readyz",
    "version": "/version",
}


class Welcome(BaseModel):
    """What answers here, and where to go on."""

    model_config = ConfigDict(extra="forbid")

    name: str = "Taizhang"
    version: str
    summary: str
    links: dict[str, str]


@router.get(
    "/",
    operation_id="welcome",
    summary="What this is, and where to go on",
    response_model=Welcome,
    responses=UNCHANGED,
)
def welcome(request: Request) -> Response:
    """For people there is `/docs`."""
    summary = request.app.summary
    return given(request, written(Welcome(version=__version__, summary=summary, links=_LINKS)))


@router.get(
    "/docs",
    operation_id="read_docs",
    summary="This description as a page for people",
    response_class=HTMLResponse,
    responses=UNCHANGED,
)
def docs(request: Request) -> Response:
    """Made from the OpenAPI document; it loads nothing from anywhere."""
    made = page(request.app.openapi()).encode()
    return given(request, made, "text/html; charset=utf-8")
