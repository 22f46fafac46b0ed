"""The OpenAPI document: what FastAPI finds in the routes, and the problems that any of them may give."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import problems
from api.problems import ProblemBody

_ANY = (
    *("unauthenticated", "forbidden", "foreign_host", "invalid", "too_many_requests"),
    "internal",
)
_STORED = ("database_gone", "disk_full")
_BODY = ("too_large", "wrong_media_type")
_INPUT = ("invalid", "bad_request")
_REQUEST_ID = {
    "description": "Quote it when you report a problem; sent back where you send one",
    "schema": {"type": "string"},
}
_METHODS = ("get", "put", "post", "patch", "delete")


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version="3.1.0",
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            tags=app.openapi_tags,
            license_info=app.license_info,
            separate_input_output_schemas=True,
        )
        app.openapi_schema = _finished(made)
    return app.openapi_schema


def _finished(made: dict[str, Any]) -> dict[str, Any]:
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    own = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(own.pop("$defs", {}))
    schemas["Problem"] = own
    for path, operations in made["paths"].items():
        for method in _METHODS:
            if method in operations:
                _complete(path, operations[method])
    return made


def _complete(path: str, operation: dict[str, Any]) -> None:
    """Adds what every route may answer to what this one says of itself."""
    responses = operation["responses"]
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]
    codes: list[str] = ["internal"]
    if path.startswith("/v1/"):
        codes = [*_ANY, *_STORED]
    if "requestBody" in operation:
        codes += _BODY
    if "parameters" in operation or "requestBody" in operation:
        codes += _INPUT
    for status, declaration in problems.declared(*codes).items():
        _merge(responses, str(status), declaration)
    for response in responses.values():
        response.setdefault("headers", {})["X-Request-ID"] = _REQUEST_ID
    operation["responses"] = dict(sorted(responses.items()))


def _merge(responses: dict[str, Any], status: str, declaration: dict[str, Any]) -> None:
    there = responses.get(status)
    if there is None:
        responses[status] = declaration
        return
    content = there.setdefault("content", {})
    if problems.MEDIA_TYPE not in content:
        content.update(declaration["content"])
        return
    examples = content[problems.MEDIA_TYPE].setdefault("examples", {})
    new = declaration["content"][problems.MEDIA_TYPE]["examples"]
    fresh = {name: example for name, example in new.items() if name not in examples}
    if fresh:
        examples.update(fresh)
        titles = [example["summary"] for example in fresh.values()]
        there["description"] = "; ".join([there["description"], *titles])
