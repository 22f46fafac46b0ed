"""When a request is sent again, and after how long."""

import os
from typing import Any

import httpx

from taizhang.client.calls import Call
from taizhang.client.errors import Unreachable

PAUSES = (0.2, 0.8, 3.2)
"""Seconds before a request is sent again, where the service did not say."""
ADDRESS = "http://127.0.0.1:8000"
"""Where `taizhang serve` listens unless told otherwise."""
_LONGEST = 30.0
# Not taken at all, whatever it was; what else is temporary may have been done already.
_NOT_TAKEN = frozenset({429})
_TEMPORARY = frozenset({502, 503, 504})
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def pause_after(
    call: Call[Any], outcome: httpx.Response | httpx.TransportError, usual: float
) -> float | None:
    """Seconds to wait before it is sent again; None where it is not."""
    if isinstance(outcome, httpx.TransportError):
        return usual if call.repeatable or isinstance(outcome, _NOT_SENT) else None
    status = outcome.status_code
    if status in _NOT_TAKEN or (call.repeatable and status in _TEMPORARY and _later(outcome)):
        return max(usual, min(_LONGEST, _seconds(outcome)))
    return None


def unreachable(request: httpx.Request, error: httpx.TransportError) -> Unreachable:
    """What is raised at last."""
    words = str(error) or type(error).__name__
    return Unreachable(f"{request.url.scheme}://{request.url.netloc.decode()}: {words}")


def given(url: str | None, key: str | None) -> tuple[str, dict[str, str]]:
    """Address and headers: as told, else as `TAIZHANG_URL` and `TAIZHANG_KEY` have them.

    A key of no letters is none.
    """
    key = os.environ.get("TAIZHANG_KEY") if key is None else key
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return (url or os.environ.get("TAIZHANG_URL") or ADDRESS).rstrip("/"), headers


def job_in(line: str) -> str | None:
    """The JSON of the job that a line of the stream carries, if it carries one.

    >>> job_in('data: {"id": "j1"}'), job_in(": still there"), job_in("event: end")
    ('{"id": "j1"}', None, None)
    """
    return line[5:].strip() or None if line.startswith("data:") else None


def _later(response: httpx.Response) -> bool:
    """A gateway that gives up, or a service that says when to come again; not a file too slow."""
    return response.status_code != 504 or "Retry-After" in response.headers


def _seconds(response: httpx.Response) -> float:
    words = response.headers.get("Retry-After", "")
    return float(words) if words.isdigit() else 0.0
