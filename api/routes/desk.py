"""What the page at `/` is made of: scripts, a style sheet and a seal, ours and nobody else's."""

from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import given
from api.problems import Problem

router = APIRouter()
# `style-src` has no inline styles and `script-src` no inline scripts: what a notice says stays words.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_ROOM: Final = files("api") / "desk"
_PARTS: Final = {
    part.name: part.read_bytes()
    for part in _ROOM.iterdir()
    if PurePosixPath(part.name).suffix in _MEDIA_TYPES
}


def desk(request: Request) -> Response:
    """The page itself."""
    page = (_ROOM / "page.html").read_bytes()
    return _locked(given(request, page, "text/html; charset=utf-8"))


@router.get("/desk/{name}", include_in_schema=False)
def desk_part(request: Request, name: str) -> Response:
    """A part of the page by its name."""
    if name not in _PARTS:
        raise Problem("no_such_address", what=request.url.path[:200])
    media_type = _MEDIA_TYPES[PurePosixPath(name).suffix]
    return _locked(given(request, _PARTS[name], media_type))


def _locked(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer
