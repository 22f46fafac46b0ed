"""Where one begins: a page for people, links for programs, and the description of the interface."""

from typing import Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import HTMLResponse, Response

from api.answers import JSON, UNCHANGED, given, written
from api.negotiate import chosen
from api.problems import declared
from api.reference import page
from api.routes.desk import desk
from extractor import __version__

router = APIRouter(tags=["operations"])
_PAGE: Final = "text/html"
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
    responses={
        200: {"content": {_PAGE: {"schema": {"type": "string"}}}},
        **UNCHANGED,
        **declared("not_acceptable"),
    },
)
def welcome(request: Request) -> Response:
    """Browsers get the page to upload, search and compare on."""
    accepted = request.headers.get("accept")
    if chosen({"json": JSON, "html": _PAGE}, None, accepted, "json") == "html":
        return desk(request)
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
