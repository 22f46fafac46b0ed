"""A few worker processes that many threads share, and the verb for one file."""

import queue
from pathlib import Path
from typing import BinaryIO

from extractor.errors import ExtractionFailed
from extractor.extract import opened
from extractor.isolation.work import Load, Work, document, load_extraction, notice, read_notice
from extractor.isolation.worker import OnPage, Worker
from extractor.model import Notice
from extractor.settings import Settings


class Workers:
    """`count` worker processes, started when they are needed; to be used in a `with` statement.

    Safe to be called from several threads; a call waits while all processes are at work.
    """

    def __init__(
        self, count: int = 1, settings: Settings | None = None, *, load: Load = load_extraction
    ) -> None:
        settings = settings or Settings()
        self._all = tuple(Worker(settings, load) for _ in range(count))
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in reversed(self._all):
            self._free.put(worker)
        self._closed = False

    def start(self) -> None:
        """Start the first process ahead of its first document, without waiting for it."""
        self._all[0].start()

    def extract(self, source: Path | bytes, name: str, *, on_page: OnPage | None = None) -> Notice:
        """The notice of one document, as `extractor.extract` gives it, or a FileError.

        LimitExceeded says that the document was given up for its time or memory, ExtractionFailed
        that its process died; the next call is none the worse for it. `on_page` is called at the
        beginning of each page that is read by OCR.
        """
        return notice(
            self.do(read_notice, document(source), name, name=name, on_page=on_page), name
        )

    def do(self, work: Work, *given: object, name: str, on_page: OnPage | None = None) -> bytes:
        """What `work(*given, settings)` answers about the document `name`, or a FileError.

        For work other than extraction, under the same limits; see `extractor.isolation.work.Work`.
        """
        worker = self._free.get()
        try:
            if self._closed:
                raise ExtractionFailed(name, "the worker processes are closed")
            return worker.do(work, *given, name=name, on_page=on_page)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        self._closed = True
        for worker in self._all:
            worker.close()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def extract_isolated(
    source: str | Path | bytes | BinaryIO,
    name: str | None = None,
    *,
    settings: Settings | None = None,
) -> Notice:
    """`extract` in a process of its own: for one file from a stranger.

    Takes and gives what `extract` does. The process is ended when the file takes longer or needs
    more memory than `settings` allow, and LimitExceeded is raised; a file that brings the process
    down is an ExtractionFailed. Each call starts a process (a second or two): for several files
    use `extract_many` or `Workers`.
    """
    with Workers(1, settings) as workers:
        if isinstance(source, str | Path):
            return workers.extract(Path(source), name or Path(source).name)
        workers.start()
        return workers.extract(*opened(source, name, (settings or Settings()).max_bytes))
