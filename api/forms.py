"""Multipart forms as OpenAPI describes them."""

from typing import Any

FILES: dict[str, Any] = {
    "files": {
        "type": "array",
        "items": {"type": "string", "contentMediaType": "application/octet-stream"},
        "description": "PDF, scans, DOCX, DOC, OFD, HTML, plain text; or a ZIP of them",
    }
}


def body(properties: dict[str, Any], required: tuple[str, ...] = ("files",)) -> dict[str, Any]:
    """The request body of a route that takes a form, for `openapi_extra=`."""
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = list(required)
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    }
