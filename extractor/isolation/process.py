"""Inside a worker process: one work after another, under limits that the system enforces."""

import contextlib
import importlib
import math
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from extractor.allowance import told_to
from extractor.errors import FileError
from extractor.isolation import wire
from extractor.isolation.guard import guard
from extractor.isolation.work import Load, Work
from extractor.settings import Settings

# The parent keeps the time; a worker that lost its parent ends itself so much later.
_GRACE = 5.0


def serve() -> None:
    """Do what the parent asks until it closes the pipe."""
    requests, answers = _channels()
    os.environ.pop("PYTHONPATH", None)  # it was ours, and is none of LibreOffice's business
    given = wire.receive(requests)
    if given is None:
        return
    start: tuple[Settings, Load] = wire.unpacked(given[1])
    settings, load = start
    load()
    for module in settings.modules:
        importlib.import_module(module)
    _limit(settings)
    wire.send(answers, wire.READY)
    while request := wire.receive(requests):
        asked: tuple[str, Work, tuple[object, ...]] = wire.unpacked(request[1])
        _answer(*asked, settings, answers)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of reach of whatever reads standard input or prints."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _answer(
    name: str, work: Work, given: tuple[object, ...], settings: Settings, answers: BinaryIO
) -> None:
    clock = _Clock(settings.max_seconds + _GRACE)

    def longer(seconds: float) -> None:
        clock.add(seconds)
        wire.send(answers, wire.LONGER, repr(seconds).encode())

    try:
        with clock, told_to(longer), guard(name):
            content = work(*given, settings)
    except FileError as error:
        last = isinstance(error.__cause__, MemoryError)
        kind = wire.LAST_FAILURE if last else wire.FAILURE
        wire.send(answers, kind, wire.failure_frame(error))
    else:
        wire.send(answers, wire.RESULT, content)


class _Clock:
    """An alarm that ends this process, for the case that nobody is there to do so."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._set(self._seconds)

    def __exit__(self, *_: object) -> None:
        self._set(0.0)

    def add(self, seconds: float) -> None:
        if sys.platform != "win32":
            left, _ = signal.getitimer(signal.ITIMER_REAL)
            self._set(left + seconds)

    def _set(self, seconds: float) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(settings: Settings) -> None:
    """Limits that hold even while nobody looks: memory, files written, no core dumps."""
    if sys.platform == "win32":
        return
    import resource

    memory = _data() + settings.max_memory
    for kind, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, settings.max_unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (math.floor(allowed), hard))


def _data() -> int:
    """How much address space the loaded program has taken for data; 0 where nobody says."""
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:"))
