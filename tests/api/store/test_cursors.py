"""A cursor that somebody made up is refused, whatever stands in it, before a database sees it."""

import base64
import time
from collections.abc import Callable
from typing import Any

import pytest

from api.store import Connection, InvalidCursor, Store
from api.store.audit import entries
from api.store.comparisons import list_comparisons
from api.store.filters import NoticeFilter, ObligationFilter
from api.store.jobs import list_jobs
from api.store.listing import list_notices
from api.store.obligations import search
from api.store.page import Page, _sum, question, write_cursor
from tests.api.store.keeping import OURS

List = Callable[[Connection, str], Page[Any]]
# Each list, what its cursors belong to, and values that its columns could hold.
LISTS: dict[str, tuple[List, tuple[str, Any, str], tuple[Any, ...]]] = {
    "obligations": (
        lambda c, cursor: search(c, OURS, ObligationFilter(), cursor=cursor),
        ("obligations", ObligationFilter(), "notice"),
        (1, 1),
    ),
    "obligations, by deadline": (
        lambda c, cursor: search(c, OURS, ObligationFilter(), sort="due", cursor=cursor),
        ("obligations", ObligationFilter(), "due"),
        (1, 1, 1),
    ),
    "notices": (
        lambda c, cursor: list_notices(c, OURS, cursor=cursor),
        ("notices", NoticeFilter(), "-created"),
        (-1.5, "n0"),
    ),
    "notices, by date": (
        lambda c, cursor: list_notices(c, OURS, sort="issue_date", cursor=cursor),
        ("notices", NoticeFilter(), "issue_date"),
        (1, "n0"),
    ),
    "jobs": (lambda c, cursor: list_jobs(c, OURS, cursor=cursor), ("jobs", [], "-created"), (-1.5, "j0")),
    "comparisons": (
        lambda c, cursor: list_comparisons(c, OURS, cursor=cursor),
        ("comparisons", None, "-created"),
        (-1.5, "c0"),
    ),
    "audit": (lambda c, cursor: entries(c, OURS, cursor=cursor), ("audit", None, "-created"), (1,)),
}  # fmt: skip
FORGED: tuple[Any, ...] = (
    "x", "", "a\0b", "\ud800", 1.5, -1.5, 1e308, float("nan"), float("inf"), True, None,
    2**31, -(2**31), 2**63, 10**400, [], [1], {}, {"a": 1},
)  # fmt: skip


def _fits(honest: Any, forged: Any) -> bool:
    """Whether the column of an honest value could hold this one."""
    if isinstance(honest, str):
        return isinstance(forged, str) and "\0" not in forged and forged != "\ud800"
    if isinstance(honest, float):
        return type(forged) in (int, float) and abs(forged) < 1e300
    return False


@pytest.mark.parametrize("name", LISTS)
def test_a_forged_cursor_is_refused(store: Store, name: str) -> None:
    ask, (kind, asked, sort), honest = LISTS[name]
    of = question(OURS, kind, asked, sort)
    refused = [(*honest, 1), honest[:-1], ()]
    for place, value in enumerate(honest):
        some = [forged for forged in FORGED if not _fits(value, forged)]
        refused += [(*honest[:place], forged, *honest[place + 1 :]) for forged in some]
    with store.read() as connection:
        assert ask(connection, write_cursor(of, honest)).items == ()
        for after in refused:
            with pytest.raises(InvalidCursor):
                ask(connection, write_cursor(of, after))


BODIES = {
    "no list": b"1",
    "nothing": b"",
    "too few": b'["x", 1]',
    "too many": b'["x", 1, [], 2]',
    "no moment": b'["%s", "soon", [1, 1]]',
    "moment without end": b'["%s", 1e400, [1, 1]]',
    "no values": b'["%s", %d, 1]',
    "values by name": b'["%s", %d, {"a": 1, "b": 2}]',
    "very deep": b"[" * 1400,
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_forged_body_is_refused(shelf: Store, name: str) -> None:
    of = question(OURS, "obligations", ObligationFilter(), "notice").encode()
    body = BODIES[name].replace(b"%s", of).replace(b"%d", str(int(time.time())).encode())
    cursor = base64.urlsafe_b64encode(_sum(body) + body).decode().rstrip("=")
    with shelf.read() as connection, pytest.raises(InvalidCursor):
        search(connection, OURS, ObligationFilter(), cursor=cursor)
