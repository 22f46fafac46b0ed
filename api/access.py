"""Who asks, in which workspace, and what they may do."""

import logging
import threading
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

from api.addresses import is_loopback
from api.journal import note
from api.problems import Problem
from api.settings import ServiceSettings
from api.store import Store, StoreUnavailable
from api.store.keys import Key, find_key, has_keys, touch_key
from extractor.errors import SettingsError

SCOPES: Final = ("read", "write", "admin")
"""What a key may do; each includes those before it."""
HOME: Final = "default"
"""The workspace of the machine that the service runs on."""
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_MOST_CALLERS = 10_000
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `who` is written beside what they change."""

    workspace: str
    scope: str
    who: str

    def may(self, scope: str) -> bool:
        """Whether the scope of the caller includes this one."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


class Rates:
    """How often each caller may ask: so many at once, and so many a minute in the long run."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, cost: float = 1.0) -> None:
        """Count one request; raises the problem `too_many_requests`."""
        now = time.monotonic()
        with self._lock:
            left, then = self._left.pop(caller, (float(self.per_minute), now))
            left = min(float(self.per_minute), left + (now - then) * self.per_minute / 60)
            allowed = left >= cost
            self._left[caller] = (left - cost if allowed else left, now)
            if len(self._left) > _MOST_CALLERS:
                self._left.popitem(last=False)
        if not allowed:
            seconds = max(1, round((cost - left) * 60 / self.per_minute + 0.5))
            raise Problem(
                "too_many_requests",
                most=self.per_minute,
                seconds=seconds,
                headers={"Retry-After": str(seconds)},
            )


class Uses:
    """Notes when keys were used, to the minute and beside the requests: none waits for it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._noted: dict[str, float] = {}
        self._thread = ThreadPoolExecutor(1, "taizhang-keys")

    def note(self, key: Key) -> None:
        """The key is used now."""
        now = time.monotonic()
        with self._lock:
            if now - self._noted.get(key.id, -_MINUTE) < _MINUTE:
                return
            self._noted[key.id] = now
        self._thread.submit(self._written, key)

    def close(self) -> None:
        """Write down what is not yet written."""
        self._thread.shutdown()

    def _written(self, key: Key) -> None:
        try:
            with self._store.begin() as conn:
                touch_key(conn, key)
        except StoreUnavailable:
            note("use_not_noted", logging.WARNING, key=key.id)


class Door:
    """Lets callers in: with a key into its workspace, on this machine without one into `HOME`."""

    def __init__(self, settings: ServiceSettings, store: Store) -> None:
        self._store = store
        self._local = is_loopback(settings.host)
        self._rates = Rates(settings.rate_per_minute)
        self._uses = Uses(store)
        # Guessing keys is slower than using them.
        self._strangers = Rates(max(1, settings.rate_per_minute // 10))

    def check(self, host: str) -> None:
        """Raises SettingsError where others can reach the service and nobody has a key."""
        if self._local:
            return
        with self._store.read() as conn:
            if has_keys(conn):
                return
        raise SettingsError(
            f"{host} can be reached from other machines, and there is no key yet: "
            "make one with `taizhang key create`"
        )

    def enter(self, request: Request, secret: str | None) -> Caller:
        """The caller of a request; raises the problem that keeps them out."""
        if secret is not None:
            return self._by_key(request, secret)
        if not self._local:
            self._strangers.take(_address(request))
            raise _unknown()
        if not _is_own(request):
            raise Problem("foreign_host")
        # Nobody else is kept waiting by what a person does on a machine of their own.
        return Caller(HOME, "admin", "local")

    def close(self) -> None:
        """Write down what is still to be written of those who came in."""
        self._uses.close()

    def _by_key(self, request: Request, secret: str) -> Caller:
        with self._store.read() as conn:
            key = find_key(conn, secret)
        if key is None:
            self._strangers.take(_address(request))
            raise _unknown()
        self._rates.take(f"key {key.id}")
        self._uses.note(key)
        return Caller(key.workspace, key.scope, key.label or key.id)


def _unknown() -> Problem:
    return Problem("unauthenticated", headers={"WWW-Authenticate": 'Bearer realm="taizhang"'})


def _address(request: Request) -> str:
    return f"address {request.client.host if request.client else ''}"


def _is_own(request: Request) -> bool:
    """Whether a request comes straight from this machine, and not from a page of another site.

    A web page that a person opens may send requests to their own machine, under a name of its own
    that leads here; what the browser says of itself then tells it apart.
    """
    headers = request.headers
    if any(name in headers for name in _PROXIED):
        return False
    if headers.get("sec-fetch-site", "none") == "cross-site":
        return False
    origin = headers.get("origin")
    named = [f"//{headers.get('host', '')}", *([origin] if origin is not None else [])]
    return all(is_loopback(_host(one)) for one in named)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
