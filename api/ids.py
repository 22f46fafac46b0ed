"""Ids as they come in addresses: what does not look like one is not there."""

import re
from typing import Annotated, Any

from fastapi import Path

from api.problems import Problem

_FORMS = {
    "notice": (re.compile(r"n[0-9a-f]{32}"), "这份通知"),
    "obligation": (re.compile(r"n[0-9a-f]{32}\.[A-Za-z0-9_-]{1,40}"), "这条事项"),
    "job": (re.compile(r"[A-Za-z0-9_-]{1,40}"), "这个任务"),
    "comparison": (re.compile(r"c[0-9a-f]{32}"), "这份比较"),
}


def _path(kind: str, description: str) -> Any:
    # Declared and not enforced: an id of another form is one that nothing has.
    pattern = f"^{_FORMS[kind][0].pattern}$"
    return Path(description=description, json_schema_extra={"pattern": pattern})


NoticeId = Annotated[str, _path("notice", "`n` and 32 hexadecimal digits")]
ObligationId = Annotated[str, _path("obligation", "The id of its notice, a full stop, and its own")]
JobId = Annotated[str, _path("job", "As the upload was answered")]
ComparisonId = Annotated[str, _path("comparison", "`c` and 32 hexadecimal digits")]


def missing(kind: str) -> Problem:
    """The problem that there is no such thing in the workspace."""
    return Problem("not_found", what=(_FORMS[kind][1], kind))


def checked(kind: str, given: str) -> str:
    """The id; raises the problem `not_found` where nothing can have it."""
    if not _FORMS[kind][0].fullmatch(given):
        raise missing(kind)
    return given
