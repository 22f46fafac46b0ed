"""Many files: worker processes, one document each; bytes go in, a Notice or a Failure comes out."""

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from extractor.errors import ExtractionFailed, FileError
from extractor.extract import extract
from extractor.model import Notice
from extractor.settings import Settings

Document = str | Path | tuple[str, bytes]

_log = logging.getLogger(__name__)
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


def extract_many(
    documents: Iterable[Document],
    *,
    workers: int | None = None,
    settings: Settings | None = None,
) -> Iterator[Outcome]:
    """Read many notices; one outcome per document, in the order of `documents`.

    A document is a path, or a pair of name and bytes. A bad file becomes a `Failure` and never
    stops the others, not even when it takes its process down. `workers` is the number of
    processes: 1 works in this process; None takes one per processor, and this process alone
    while there are only a few documents. Documents are drawn as they are needed, so that an
    endless iterable is fine.
    """
    settings = settings or Settings()
    waiting = iter(documents)
    if workers is None:
        first = [document for _, document in zip(range(_WORTH_A_PROCESS), waiting, strict=False)]
        workers = 1 if len(first) < _WORTH_A_PROCESS else os.cpu_count() or 1
        waiting = _chained(first, waiting)
    if workers <= 1:
        return (outcome(document, settings) for document in waiting)
    return _in_processes(waiting, workers, settings)


def outcome(document: Document, settings: Settings) -> Outcome:
    """The notice of one document, or why there is none: the boundary that no exception crosses."""
    source, name = _source(document)
    try:
        return _guarded(source, name, settings)
    except FileError as error:
        return Failure(_called(document), error.code, error.cause)


def _guarded(source: Path | bytes, name: str, settings: Settings) -> Notice:
    try:
        return extract(source, name, settings=settings)
    except FileError:
        raise
    except Exception as cause:  # whatever it is, it concerns this document alone
        _log.debug("%s", name, exc_info=True)
        sentence = f"internal error: {type(cause).__name__}: {cause}".splitlines()[0]
        raise ExtractionFailed(name, sentence) from cause


def _source(document: Document) -> tuple[Path | bytes, str]:
    if isinstance(document, tuple):
        return document[1], document[0]
    return Path(document), Path(document).name


def _called(document: Document) -> str:
    return document[0] if isinstance(document, tuple) else str(document)


def _chained(first: list[Document], rest: Iterator[Document]) -> Iterator[Document]:
    yield from first
    yield from rest


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the caller may have threads, and every system can spawn.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _in_processes(
    documents: Iterator[Document], workers: int, settings: Settings
) -> Iterator[Outcome]:
    """A window of documents in flight, handed out in order."""
    pool = _pool(workers)
    flying: deque[tuple[Document, Future[Outcome]]] = deque()
    try:
        for document in documents:
            flying.append((document, _submitted(pool, document, settings)))
            if len(flying) < workers * _AHEAD:
                continue
            done, pool = _landed(flying, pool, workers, settings)
            yield from done
        while flying:
            done, pool = _landed(flying, pool, workers, settings)
            yield from done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, document: Document, settings: Settings
) -> Future[Outcome]:
    try:
        return pool.submit(outcome, document, settings)
    except BrokenProcessPool as cause:
        refused: Future[Outcome] = Future()
        refused.set_exception(cause)
        return refused


def _landed(
    flying: deque[tuple[Document, Future[Outcome]]],
    pool: ProcessPoolExecutor,
    workers: int,
    settings: Settings,
) -> tuple[list[Outcome], ProcessPoolExecutor]:
    """The next outcome in order; when a process died, all in flight, each tried by itself."""
    future = flying[0][1]
    try:
        result = future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        done = [_alone(document, settings) for document, _ in flying]
        flying.clear()
        return done, _pool(workers)
    flying.popleft()
    return [result], pool


def _alone(document: Document, settings: Settings) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(outcome, document, settings).result()
        except BrokenProcessPool:
            return Failure(_called(document), ExtractionFailed.code, "its process died")
