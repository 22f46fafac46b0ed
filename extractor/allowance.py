"""Time for work that is slow for a good reason: who does it asks here, who keeps the clock listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_clock: ContextVar[Callable[[float], None] | None] = ContextVar("clock", default=None)


def allow(seconds: float) -> None:
    """Say that the document in hand may take so many seconds longer; nobody need listen."""
    listen = _clock.get()
    if listen is not None:
        listen(seconds)


@contextmanager
def told_to(listen: Callable[[float], None]) -> Iterator[None]:
    """Within this, `listen` is told of every allowance."""
    token = _clock.set(listen)
    try:
        yield
    finally:
        _clock.reset(token)
