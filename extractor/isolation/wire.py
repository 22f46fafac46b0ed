"""What parent and worker say to each other: frames of one letter, a length, and bytes.

What comes back from a worker is JSON and never a pickle: a worker that a file has taken over can
send wrong data, but no code.
"""

import json
import pickle
import struct
from collections.abc import Iterator
from typing import IO, Any

from extractor.errors import ExtractionFailed, FileError

READY, RESULT, FAILURE, LONGER = b"R", b"A", b"F", b"L"
# A failure after which the worker is of no more use.
LAST_FAILURE = b"X"
SETTINGS, WORK = b"S", b"D"
_HEAD = struct.Struct(">cQ")

Frame = tuple[bytes, bytes]


def send(stream: IO[bytes], kind: bytes, content: bytes = b"") -> None:
    """Write one frame."""
    stream.write(_HEAD.pack(kind, len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes], most: int | None = None) -> Frame | None:
    """The next frame; None at the end of the stream, or where a frame is longer than `most`."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    if most is not None and length > most:
        return None
    content = stream.read(length)
    return (kind, content) if len(content) == length else None


def packed(*given: object) -> bytes:
    """What the parent sends: settings, functions by their names, documents; pickles are safe so."""
    return pickle.dumps(given)


def unpacked(content: bytes) -> Any:
    """What the parent sent; only a worker calls this."""
    return pickle.loads(content)  # noqa: S301 - from the process that started us


def failure_frame(error: FileError) -> bytes:
    """An error as data."""
    return json.dumps([error.code, error.cause]).encode()


def answer(frame: Frame, name: str) -> bytes:
    """What a worker answered; raises the FileError where it is one."""
    kind, content = frame
    if kind == RESULT:
        return content
    try:
        code, cause = json.loads(content)
        raise _errors().get(code, ExtractionFailed)(name, str(cause))
    except (ValueError, TypeError) as error:
        raise ExtractionFailed(name, "its process gave an answer that makes no sense") from error


def _errors() -> dict[str, type[FileError]]:
    kinds: tuple[type[FileError], ...] = (FileError, *_below(FileError))
    # Of two with one code the first is meant: whether a process died is for its parent to say.
    return {one.code: one for one in reversed(kinds)}


def _below(kind: type[FileError]) -> Iterator[type[FileError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
