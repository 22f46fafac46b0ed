"""What stands round every request: its id, its size, its time, its log line, its headers, its errors."""

import errno
import logging
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from api.journal import REQUEST_ID, failure, note
from api.metrics import Metrics
from api.problems import Problem
from api.store.errors import StoreUnavailable

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_GONE = 499
"""What logs say of a caller who left before the answer."""
_FORM = "multipart/form-data"
_MOST_JSON = 1_000_000
# A form is larger than its files by the lines round them.
_ROUND_FILES = 1_000_000
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOCKED = "default-src 'none'; frame-ancestors 'none'; sandbox"
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


@dataclass(slots=True)
class _Exchange:
    """One request and what became of it."""

    request_id: str
    language: problems.Language
    began: float = field(default_factory=time.perf_counter)
    status: int = 0
    received: int = 0
    sent: int = 0
    too_large: int | None = None
    replaced: bool = False


class Frame:
    """ASGI middleware; nothing that is thrown inside leaves it as anything but a problem."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, most: int) -> None:
        self._app = app
        self._metrics = metrics
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex[:16]
        exchange = _Exchange(request_id, problems.language_of(headers.get("accept-language")))
        scope.setdefault("state", {})
        scope["state"].update(request_id=request_id, language=exchange.language)
        token = REQUEST_ID.set(request_id)
        self._metrics.under_way.inc()
        try:
            await self._answered(scope, receive, send, exchange, headers)
        finally:
            self._metrics.under_way.dec()
            self._told(scope, exchange)
            REQUEST_ID.reset(token)

    async def _answered(
        self, scope: Scope, receive: Receive, send: Send, exchange: _Exchange, headers: Headers
    ) -> None:
        form = headers.get("content-type", "").lower().startswith(_FORM)
        most = self._most + _ROUND_FILES if form else _MOST_JSON
        shown = self._most if form else _MOST_JSON
        counted = _counted(receive, exchange, most, shown)
        sending = _sending(scope, send, exchange)
        try:
            length = headers.get("content-length", "")
            if length.isdecimal() and int(length) > most:
                raise Problem("too_large", most=shown)
            await self._app(scope, counted, sending)
        except ClientDisconnect:
            # Nobody is left to be answered.
            exchange.status = exchange.status or _GONE
        except Exception as error:
            if exchange.status:
                note("broken_off", logging.ERROR, **failure(error))
                raise
            problem = foreseen(error)
            if problem.kind.status == 500:
                note("error", logging.ERROR, **failure(error))
            answer = problems.answer(problem, exchange.language, exchange.request_id)
            await answer(scope, counted, sending)

    def _told(self, scope: Scope, exchange: _Exchange) -> None:
        seconds = time.perf_counter() - exchange.began
        route = getattr(scope.get("route"), "path", None) or "(none)"
        method = scope["method"] if len(scope["method"]) <= 8 else "other"
        self._metrics.requests.labels(method, route, str(exchange.status)).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        if route in _QUIET and exchange.status < 400:
            return
        note(
            "request",
            method=method,
            route=route,
            status=exchange.status,
            milliseconds=round(seconds * 1000, 1),
            received=exchange.received,
            sent=exchange.sent,
            workspace=scope["state"].get("workspace"),
            who=scope["state"].get("who"),
        )


def foreseen(error: Exception) -> Problem:
    """The problem that an error is; what nobody foresaw is `internal`."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, StoreUnavailable):
        full = error.__cause__ is not None and _is_full(error.__cause__)
        code = "disk_full" if full or "full" in str(error) else "database_gone"
        return Problem(code, headers={"Retry-After": "10"})
    if _is_full(error):
        return Problem("disk_full", headers={"Retry-After": "60"})
    return Problem("internal")


def _is_full(error: BaseException) -> bool:
    full = (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OSError) and error.errno in full or "disk is full" in str(error)[:2000]


def _counted(receive: Receive, exchange: _Exchange, most: int, shown: int) -> Receive:
    async def counting() -> Message:
        message = await receive()
        if message["type"] == "http.request":
            exchange.received += len(message.get("body", b""))
            if exchange.received > most:
                exchange.too_large = shown
                raise Problem("too_large", most=shown)
        return message

    return counting


def _sending(scope: Scope, send: Send, exchange: _Exchange) -> Send:
    async def sending(message: Message) -> None:
        if exchange.replaced:
            return
        if message["type"] == "http.response.start":
            if exchange.too_large is not None and message["status"] != 413:
                # Whoever read the body took our refusal for a malformed body.
                await _refused(scope, sending, exchange)
                exchange.replaced = True
                return
            exchange.status = message["status"]
            _dress(MutableHeaders(scope=message), exchange)
        elif message["type"] == "http.response.body":
            exchange.sent += len(message.get("body", b""))
        await send(message)

    return sending


async def _refused(scope: Scope, send: Send, exchange: _Exchange) -> None:
    problem = Problem("too_large", most=exchange.too_large)
    exchange.too_large = None

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    answer = problems.answer(problem, exchange.language, exchange.request_id)
    await answer(scope, nothing, send)


def _dress(headers: MutableHeaders, exchange: _Exchange) -> None:
    headers["X-Request-ID"] = exchange.request_id
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", _LOCKED)
    headers.setdefault("Cache-Control", "private, no-cache")


def state(request: Request, name: str) -> Any:
    """A value that the frame, or whoever let the caller in, put on the request."""
    return getattr(request.state, name)


Framing = Callable[[ASGIApp], Frame]
