"""How answers are given: JSON as bytes, unchanged things not again, files to be saved."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "As you have it"}}
"""What a route declares that answers with an ETag."""
# JavaScript and style sheets of a page that we wrote ourselves, and nothing from anywhere else.
_OWN_PAGE = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; sandbox allow-scripts"


def given(
    request: Request,
    content: bytes,
    media_type: str = JSON,
    *,
    etag: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The content with its ETag, or 304 where the caller has it already."""
    etag = etag or f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    said = {"ETag": etag, "Vary": "Accept, Accept-Language", **(headers or {})}
    if media_type.startswith("text/html"):
        said["Content-Security-Policy"] = _OWN_PAGE
    if status == 200 and request.method == "GET" and has(request, etag):
        return Response(status_code=304, headers=said)
    return Response(content, status, headers=said, media_type=media_type)


def has(request: Request, etag: str) -> bool:
    """Whether the caller's `If-None-Match` names this ETag."""
    asked = request.headers.get("if-none-match")
    return asked is not None and any(
        one.strip().removeprefix("W/") in (etag, "*") for one in asked.split(",")
    )


def written(model: BaseModel) -> bytes:
    """A model as JSON."""
    return model.model_dump_json().encode("utf-8", "replace")


def dumped(value: Any) -> bytes:
    """Plain data as JSON, Chinese as it stands."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def variant(etag: str, *parts: object) -> str:
    """The ETag of one form of a thing: its own, and what the form depends on."""
    words = "-".join(str(part) for part in parts if part is not None)
    return f'"{etag.strip(chr(34))}-{words}"' if words else etag


def to_save(name: str) -> dict[str, str]:
    """The header that offers an answer as a file; names in Chinese as RFC 6266 writes them."""
    return {"Content-Disposition": f"attachment; {_filename(name)}"}


def taken_away(name: str, media_type: str) -> dict[str, str]:
    """The same for what we made: a page is shown, anything else is saved."""
    shown = media_type.startswith("text/html")
    return {"Content-Disposition": f"inline; {_filename(name)}"} if shown else to_save(name)


def _filename(name: str) -> str:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def listed(values: Iterable[BaseModel]) -> list[dict[str, Any]]:
    """Models as plain data."""
    return [value.model_dump(mode="json") for value in values]
