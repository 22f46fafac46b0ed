"""One worker process as its parent sees it: started, asked, watched, ended."""

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO

from extractor.errors import LimitExceeded, ProcessDied
from extractor.isolation import wire
from extractor.isolation.watch import end, held
from extractor.isolation.work import Load, Work, document, load_extraction, notice, read_notice
from extractor.model import Notice
from extractor.settings import Settings

_PROGRAM = "from extractor.isolation.process import serve; serve()"
# Loading takes a second or two; on a machine that is busy with other things, many more.
_TO_START = 120.0
_BETWEEN_LOOKS = 0.05 if sys.platform == "linux" else 0.5
OnPage = Callable[[], None]
# JSON of a notice is some twenty times its text.
_ANSWER_PER_CHARACTER = 100


class Worker:
    """A process that does one work at a time, and is replaced when it was ended.

    It has a temporary folder of its own, which goes with it.
    """

    def __init__(self, settings: Settings, load: Load = load_extraction) -> None:
        self._settings, self._load = settings, load
        self._process: _Process | None = None
        self._read = 0

    def start(self) -> None:
        """Start the process ahead of its first document, without waiting for it."""
        if self._process is not None and not self._process.alive():
            self.close()
        if self._process is None:
            self._process, self._read = _Process(self._settings, self._load), 0

    def extract(self, source: Path | bytes, name: str, *, on_page: OnPage | None = None) -> Notice:
        """The notice of one document; raises FileErrors only, LimitExceeded when it was ended.

        `on_page` is called as each page is begun that is read by OCR; other pages take no time.
        """
        content = self.do(read_notice, document(source), name, name=name, on_page=on_page)
        return notice(content, name)

    def do(self, work: Work, *given: object, name: str, on_page: OnPage | None = None) -> bytes:
        """What `work(*given, settings)` answers about the document `name`; raises as `extract`."""
        self.start()
        process = self._process
        if process is None:
            raise ProcessDied(name, "no process to read it in")
        try:
            frame = process.ask(wire.packed(name, work, given), name, on_page)
        except BaseException:
            self.close()
            raise
        self._read += 1
        tired = self._read >= self._settings.documents_per_worker
        if tired or frame[0] == wire.LAST_FAILURE:
            self.close()
        return wire.answer(frame, name)

    def close(self) -> None:
        """End the process; a later `extract` starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.close()


class _Process:
    """A running worker, and the thread that listens to it."""

    def __init__(self, settings: Settings, load: Load) -> None:
        self._settings = settings
        self._folder = tempfile.mkdtemp(prefix="taizhang-")
        self._popen = _started(self._folder)
        self._frames: queue.SimpleQueue[wire.Frame | None] = queue.SimpleQueue()
        self._ready = False
        self.close = weakref.finalize(self, _removed, self._popen, self._folder)
        most = settings.max_characters * _ANSWER_PER_CHARACTER
        threading.Thread(
            target=_listen, args=(self._popen.stdout, self._frames, most), daemon=True
        ).start()
        self._send(wire.SETTINGS, wire.packed(settings, load))

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._popen.poll() is None

    def ask(self, asked: bytes, name: str, on_page: OnPage | None) -> wire.Frame:
        """The answer to one work; LimitExceeded when it goes beyond a limit."""
        if not self._ready:
            self._await_ready(name)
        self._send(wire.WORK, asked)
        until = time.monotonic() + self._settings.max_seconds
        allowed = self._settings.max_seconds
        while True:
            frame = self._next(until, name)
            if frame is None:
                raise LimitExceeded(name, f"takes longer than {allowed:g} seconds")
            if frame[0] != wire.LONGER:
                return frame
            if on_page is not None:
                on_page()
            more = _seconds(frame[1], self._settings)
            until, allowed = until + more, allowed + more

    def _await_ready(self, name: str) -> None:
        frame = self._next(time.monotonic() + _TO_START, name)
        if frame is None or frame[0] != wire.READY:
            raise ProcessDied(name, f"no process to read it in: {self._last_words()}")
        self._ready = True

    def _next(self, until: float, name: str) -> wire.Frame | None:
        """The next frame, None when time is up; watches the memory while it waits."""
        while (left := until - time.monotonic()) > 0:
            try:
                frame = self._frames.get(timeout=min(left, _BETWEEN_LOOKS))
            except queue.Empty:
                if held(self._popen.pid) > self._settings.max_memory:
                    megabytes = self._settings.max_memory // 1_000_000
                    raise LimitExceeded(name, f"needs more than {megabytes} MB of memory") from None
                continue
            if frame is None:
                raise ProcessDied(name, f"its process died: {self._last_words()}")
            return frame
        return None

    def _send(self, kind: bytes, content: bytes) -> None:
        # A worker that is gone is noticed where its answer is awaited.
        with contextlib.suppress(OSError, ValueError):
            if self._popen.stdin is not None:
                wire.send(self._popen.stdin, kind, content)

    def _last_words(self) -> str:
        """How the process ended: by which signal, or the last line that it wrote."""
        try:
            code = self._popen.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "it does not answer"
        if code < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-code).name
        with contextlib.suppress(OSError):
            lines = Path(self._folder, "messages").read_text("utf-8", "replace").split("\n")
            written = [line.strip() for line in lines if line.strip()]
            if written:
                return written[-1][:200]
        return f"exit code {code}"


def _started(folder: str) -> "subprocess.Popen[bytes]":
    environment = dict(os.environ)
    environment.update(TMPDIR=folder, TEMP=folder, TMP=folder)
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    with Path(folder, "messages").open("wb") as messages:
        # -P: a file called like a library, in the folder that we happen to be in, is not imported.
        return subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=messages,
            env=environment,
            start_new_session=True,
        )


def _listen(
    stream: IO[bytes], frames: "queue.SimpleQueue[wire.Frame | None]", longest: int
) -> None:
    frame: wire.Frame | None = (b"", b"")
    while frame is not None:
        try:
            frame = wire.receive(stream, longest)
        except (OSError, ValueError, MemoryError):
            frame = None
        frames.put(frame)


def _removed(process: "subprocess.Popen[bytes]", folder: str) -> None:
    end(process)
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:
                stream.close()
    shutil.rmtree(folder, ignore_errors=True)


def _seconds(content: bytes, settings: Settings) -> float:
    """The time that a worker asks for, believed up to that of one page."""
    try:
        return min(max(float(content), 0.0), settings.max_page_seconds)
    except ValueError:
        return 0.0
