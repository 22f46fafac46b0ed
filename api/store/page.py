"""Pages of a list, and the cursor that leads to the next one."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Float, String

from api.store.errors import InvalidCursor
from api.store.packing import plain

Item = TypeVar("Item")
MOST = 1000
"""The largest page."""
CURSOR_SECONDS = 7 * 24 * 3600
"""How long a cursor leads on."""
_HOUR = 3600
_LARGEST = 2**31 - 1
_LARGEST_FLOAT = 1e300


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of `total` items; `next` is the cursor of the page after, None on the last.

    `facets` says of each facet asked for how often each value occurs among all `total` items,
    the most frequent first.
    """

    items: tuple[Item, ...]
    next: str | None
    total: int
    facets: Mapping[str, Mapping[str, int]]


def question(workspace: str, kind: str, asked: Any, sort: str) -> str:
    """What a cursor belongs to: the same workspace, list, filter and sort."""
    values = asdict(asked) if is_dataclass(asked) and not isinstance(asked, type) else asked
    words = json.dumps([workspace, kind, values, sort], sort_keys=True, default=str)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_cursor(asked: str, after: tuple[Any, ...]) -> str:
    """An opaque word that says where the next page begins."""
    # To the hour: the same page is the same answer, to the byte, and its ETag holds.
    written = int(time.time()) // _HOUR * _HOUR
    body = json.dumps([asked, written, list(after)], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sum(body) + body).decode().rstrip("=")


def read_cursor(cursor: str, asked: str, order: Sequence[ColumnElement[Any]]) -> tuple[Any, ...]:
    """Where the page begins, a value for each column of `order`.

    Raises InvalidCursor on a cursor not of this question, or too old. Whoever forges one that
    passes for ours gets no value past here that its column could not hold.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        check, body = raw[:6], raw[6:]
        if check != _sum(body):
            raise InvalidCursor("this cursor is damaged")
        of, written, after = json.loads(body)
        old = abs(time.time() - written) > CURSOR_SECONDS
        fits = all(_holds(column, value) for column, value in zip(order, after, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise InvalidCursor("this is no cursor of ours") from error
    if of != asked:
        raise InvalidCursor("this cursor belongs to another filter or sort")
    if old:
        raise InvalidCursor("this cursor is too old; begin again with the first page")
    if not fits:
        raise InvalidCursor("this is no cursor of ours")
    return tuple(after)


def _holds(column: ColumnElement[Any], value: Any) -> bool:
    if isinstance(column.type, String):
        return isinstance(value, str) and plain(value) == value
    if isinstance(column.type, Float):
        return type(value) in (int, float) and abs(value) < _LARGEST_FLOAT
    return type(value) is int and abs(value) <= _LARGEST


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(b"taizhang cursor" + body).digest()[:6]
