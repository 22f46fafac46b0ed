"""The OpenAPI document as a page for people: plain HTML that needs no script and no network."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

_CODE = re.compile(r"`([^`]+)`")
_METHODS = ("get", "post", "put", "patch", "delete")
_SCHEMAS = "#/components/schemas/"
_MANY = 12
Node = Mapping[str, Any]


def page(document: Node) -> str:
    """Operations by tag, each with its parameters, body and answers; then the shapes of JSON."""
    info = document["info"]
    parts = {
        "title": escape(info["title"]),
        "version": escape(info["version"]),
        "summary": escape(info["summary"]),
        "about": "".join(f"<p>{_prose(each)}</p>" for each in info["description"].split("\n\n")),
        "contents": "".join(_entry(tag) for tag in document["tags"]),
        "operations": "".join(_section(document, tag) for tag in document["tags"]),
        "schemas": "".join(_schema(*each) for each in sorted(_schemas(document).items())),
    }
    made = files(__package__).joinpath("reference.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], made)


def _schemas(document: Node) -> Node:
    found: Node = document["components"]["schemas"]
    return found


def _entry(tag: Node) -> str:
    name = escape(tag["name"])
    return f'<li><a href="#{name}">{name}</a> {_prose(tag["description"])}</li>'


def _section(document: Node, tag: Node) -> str:
    made = [
        _operation(method, path, operations[method])
        for path, operations in document["paths"].items()
        for method in _METHODS
        if method in operations and tag["name"] in operations[method]["tags"]
    ]
    name = escape(tag["name"])
    head = f'<h2 id="{name}">{name}</h2><p>{_prose(tag["description"])}</p>'
    return f"<section>{head}{''.join(made)}</section>"


def _operation(method: str, path: str, operation: Node) -> str:
    head = (
        f'<span class="method {method}">{method.upper()}</span> <code>{escape(path)}</code> '
        f"<span>{_prose(operation['summary'])}</span>"
    )
    said = "".join(f"<p>{_prose(operation[key])}</p>" for key in ("description",))
    body = "".join(
        [
            _table("Parameters", _parameters(operation.get("parameters", ()))),
            _table("Body", _contents(operation.get("requestBody", {}))),
            _table("Answers", _answers(operation["responses"])),
        ]
    )
    return f'<details id="{escape(operation["operationId"])}"><summary>{head}</summary>{said}{body}</details>'


def _parameters(parameters: Any) -> Iterator[tuple[str, ...]]:
    for one in parameters:
        needed = " <b>required</b>" if one.get("required") else ""
        where = f"<code>{escape(one['name'])}</code> <small>{one['in']}</small>{needed}"
        yield where, _kind(one["schema"]), _prose(one.get("description", ""))


def _contents(body: Node) -> Iterator[tuple[str, ...]]:
    for media, content in body.get("content", {}).items():
        schema = content.get("schema", {})
        yield f"<code>{escape(media)}</code>", _kind(schema), ""
        yield from _properties(schema)


def _answers(responses: Node) -> Iterator[tuple[str, ...]]:
    for status, response in responses.items():
        content = response.get("content", {})
        shapes = dict.fromkeys(_kind(each.get("schema", {})) for each in content.values())
        media = ", ".join(f"<code>{escape(each)}</code>" for each in [*content][:_MANY])
        shown = f"{' · '.join(each for each in shapes if each)} <small>{media}</small>"
        yield f"<b>{escape(status)}</b>", shown, _prose(response.get("description", ""))


def _schema(name: str, schema: Node) -> str:
    rows = _table("", _properties(schema)) or f"<p>{_kind(schema)}</p>"
    said = _prose(schema.get("description", ""))
    head = f"<summary><code>{escape(name)}</code></summary>"
    return f'<details id="schema-{escape(name)}">{head}<p>{said}</p>{rows}</details>'


def _properties(schema: Node) -> Iterator[tuple[str, ...]]:
    needed = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        must = " <b>required</b>" if name in needed else ""
        yield f"<code>{escape(name)}</code>{must}", _kind(one), _prose(one.get("description", ""))


def _kind(schema: Node) -> str:
    """What a value is: `string`, `array of Notice`, one of some words."""
    if "$ref" in schema:
        name = escape(schema["$ref"].removeprefix(_SCHEMAS))
        return f'<a href="#schema-{name}">{name}</a>'
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(_kind(each) for each in schema[key]))
    if "enum" in schema:
        return " · ".join(f"<code>{escape(str(each))}</code>" for each in schema["enum"])
    kind = schema.get("type", "anything" if schema else "")
    if kind == "array":
        return f"array of {_kind(schema.get('items', {}))}"
    form = schema.get("format") or schema.get("contentMediaType")
    return escape(f"{kind} ({form})" if form else str(kind))


def _table(title: str, rows: Iterator[tuple[str, ...]]) -> str:
    made = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = f"<h4>{title}</h4>" if title else ""
    return f"{head}<table>{made}</table>" if made else ""


def _prose(words: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(words))
