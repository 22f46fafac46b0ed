"""Long answers from generators that hold a transaction: begun before the status is sent, closed for certain."""

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping

from anyio import CancelScope
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

_Parts = Iterator[bytes]


async def streamed(
    begin: Callable[[], _Parts], media_type: str, headers: Mapping[str, str]
) -> StreamingResponse:
    """The parts as they come; what goes wrong before the first of them is still a problem."""
    parts = begin()
    first = await run_in_threadpool(next, parts, None)
    return StreamingResponse(_all(first, parts), media_type=media_type, headers=dict(headers))


async def _all(first: bytes | None, parts: _Parts) -> AsyncGenerator[bytes, None]:
    part = first
    try:
        while part is not None:
            if part:
                yield part
            part = await run_in_threadpool(next, parts, None)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            with CancelScope(shield=True):
                await run_in_threadpool(close)
