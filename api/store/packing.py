"""JSON as it is kept: packed, and text as every database takes it."""

import zlib
from typing import TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def pack(model: BaseModel) -> bytes:
    """The JSON of a model, compressed; `unpack` gives an equal model."""
    return zlib.compress(model.model_dump_json().encode(), 6)


def unpack(kind: type[Model], body: bytes) -> Model:
    """The model that `pack` was given."""
    return kind.model_validate_json(zlib.decompress(body))


def plain(words: str) -> str:
    """The words without what PostgreSQL refuses: the character NUL and lone surrogates.

    >>> plain("a\\x00b")
    'a\\ufffdb'
    """
    if words.isascii() and "\x00" not in words:
        return words
    return (
        words.replace("\x00", "\ufffd")
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
