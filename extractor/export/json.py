"""JSON: the whole notice with all its evidence, and the shorter shape of `annotations/`."""

import json
from collections.abc import Callable
from typing import Any

from extractor.export.annotation import annotation
from extractor.export.export import EXPORTS, Export
from extractor.model import SCHEMA_VERSION, Notice


def to_json(notice: Notice) -> str:
    """The notice as JSON, indented, Chinese as it stands; `Notice.model_validate_json` reads it."""
    return notice.model_dump_json(indent=2) + "\n"


def to_annotation(notice: Notice) -> str:
    """The notice in the shape of the gold annotations."""
    return json.dumps(annotation(notice), ensure_ascii=False, indent=1) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `to_json`, with the version of the shape."""
    schema = Notice.model_json_schema(mode="serialization")
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:taizhang:notice:{SCHEMA_VERSION}",
        "version": SCHEMA_VERSION,
        **schema,
    }


def _array(each: Callable[[Notice], str]) -> Export:
    """Notices of one document are the members of an array."""
    return Export("json", "application/json", each, before="[\n", between=",\n", after="]\n")


EXPORTS.add("json", _array(to_json))
EXPORTS.add("annotation", _array(to_annotation))
