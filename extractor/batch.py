"""Many files: worker processes, one document each; bytes go in, a Notice or a Failure comes out."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import FileError
from extractor.isolation import Workers, guarded
from extractor.model import Notice
from extractor.settings import Settings

_WORTH_A_PROCESS = 8
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no notice: its name as the caller wrote it, the error's code, the cause."""

    name: str
    code: str
    cause: str

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"


Outcome = Notice | Failure
Document = str | Path | tuple[str, bytes] | Failure


def extract_many(
    documents: Iterable[Document],
    *,
    workers: int | None = None,
    isolated: bool = True,
    settings: Settings | None = None,
) -> Iterator[Outcome]:
    """Read many notices; one outcome per document, in the order of `documents`.

    A document is a path, a pair of name and bytes, or a Failure, which comes out as it is. A bad file becomes a `Failure` and never
    stops the others, not even when it takes its process down, or goes beyond the time or memory
    of `settings` and its process is ended. `workers` is the number of processes; None takes one
    per processor, and a single one while there are only a few documents. With `isolated` false
    all work is done in this process, one document after another: only for files that you trust.
    Documents are drawn as they are needed, so that an endless iterable is fine.
    """
    settings = settings or Settings()
    if not isolated:
        return (outcome(document, settings) for document in documents)
    waiting = iter(documents)
    if workers is None:
        first = [document for _, document in zip(range(_WORTH_A_PROCESS), waiting, strict=False)]
        workers = 1 if len(first) < _WORTH_A_PROCESS else os.cpu_count() or 1
        waiting = _chained(first, waiting)
    pool = Workers(max(workers, 1), settings)
    pool.start()
    return _in_processes(waiting, pool, max(workers, 1))


def outcome(document: Document, settings: Settings) -> Outcome:
    """The notice of one document read in this process, or why there is none."""
    if isinstance(document, Failure):
        return document
    source, name = _source(document)
    try:
        return guarded(source, name, settings)
    except FileError as error:
        return Failure(_called(document), error.code, error.cause)


def _isolated(document: Document, pool: Workers) -> Outcome:
    if isinstance(document, Failure):
        return document
    source, name = _source(document)
    try:
        return pool.extract(source, name)
    except FileError as error:
        return Failure(_called(document), error.code, error.cause)


def _source(document: "str | Path | tuple[str, bytes]") -> tuple[Path | bytes, str]:
    if isinstance(document, tuple):
        return document[1], document[0]
    return Path(document), Path(document).name


def _called(document: "str | Path | tuple[str, bytes]") -> str:
    return document[0] if isinstance(document, tuple) else str(document)


def _chained(first: list[Document], rest: Iterator[Document]) -> Iterator[Document]:
    yield from first
    yield from rest


def _in_processes(documents: Iterator[Document], pool: Workers, workers: int) -> Iterator[Outcome]:
    """A window of documents in flight, handed out in order; a thread waits on each process."""
    threads = ThreadPoolExecutor(workers, thread_name_prefix="taizhang")
    flying: deque[Future[Outcome]] = deque()
    try:
        for document in documents:
            flying.append(threads.submit(_isolated, document, pool))
            if len(flying) >= workers * _AHEAD:
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()
    finally:
        pool.close()
        threads.shutdown(wait=True, cancel_futures=True)
