"""The export formats as the service offers them: by name and media type, declared for OpenAPI."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel

from extractor.export import EXPORTS, FORMATS

_JSON = "application/json"


def _media_type(name: str, media_type: str) -> str:
    """A type of its own for what is JSON in the shape of another tool."""
    other = media_type == _JSON and name != "json"
    return f"application/vnd.taizhang.{name}+json" if other else media_type


_MANY = {name: _media_type(name, form.media_type) for name, form in FORMATS.items()}
_ONE = {name: _media_type(name, form.media_type) for name, form in EXPORTS.items()}
NOTICES: Mapping[str, str] = {"json": _JSON, **_MANY}
"""What several notices, or a comparison, can be had as."""
SINGLE: Mapping[str, str] = {
    "json": _JSON,
    **_MANY,
    **{name: _ONE[name] for name in ("annotation", "html", "csv")},
}
"""What one notice can be had as: its annotation, its review page and its rows among them."""


def asked(known: Mapping[str, str]) -> Any:
    """The parameter `format`, which wins over the header Accept."""
    return Query(
        description="Wins over the header `Accept`",
        json_schema_extra={"enum": [*known, None]},
        examples=["xlsx"],
    )


FormatOfNotices = Annotated[str | None, asked(NOTICES)]
FormatOfNotice = Annotated[str | None, asked(SINGLE)]


def extension(name: str) -> str:
    """The ending of a file in this format."""
    return FORMATS[name].extension if name in FORMATS else EXPORTS[name].extension


def produced(
    known: Mapping[str, str], description: str, model: type[BaseModel] | None = None
) -> dict[int | str, dict[str, Any]]:
    """The declaration of an answer in any of these formats; JSON is `model`, or what the route says."""
    content: dict[str, Any] = {}
    for media in dict.fromkeys(known.values()):
        plain = media.partition(";")[0]
        if plain == "application/json":
            continue
        text = plain.startswith("text/") or plain.endswith(("jsonl", "ndjson"))
        schema: dict[str, Any] = {"type": "string"}
        if not text and not plain.endswith("+json"):
            schema["contentMediaType"] = plain
        content[plain] = {"schema": {} if plain.endswith("+json") else schema}
    made: dict[str, Any] = {"description": description, "content": content}
    if model is not None:
        made["model"] = model
    return {200: made}
