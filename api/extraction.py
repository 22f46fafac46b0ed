"""What is done while the caller waits, files read and pages drawn: a few processes, a bounded queue."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from api.problems import Problem
from extractor import Notice, Obligation, Settings, Workers
from extractor.errors import FileError
from extractor.readers.archive import Archive, is_archive
from extractor.render import draw_apart

_MOST_WAITING = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a notice, or the error."""

    name: str
    notice: Notice | None = None
    error: FileError | None = None


class Extraction:
    """Processes are started when the first file comes; a caller too many is told to come again."""

    def __init__(self, count: int, settings: Settings) -> None:
        self._settings = settings
        self._workers = Workers(max(1, count), settings)
        self._places = threading.BoundedSemaphore(_MOST_WAITING)

    def run(self, files: Iterable[tuple[str, bytes]]) -> list[Outcome]:
        """Each file, and each file of an archive; raises the problem `busy`."""
        with self._place():
            return [outcome for name, data in files for outcome in self._of_file(name, data)]

    def draw(
        self, data: bytes, notice: Notice, duties: Iterable[Obligation], *, page: int, scale: float
    ) -> bytes:
        """A page with its marks as a PNG; raises the problem `busy`, and FileErrors."""
        with self._place():
            [drawing] = draw_apart(
                data, notice, duties, page=page, scale=scale, workers=self._workers
            )
        return drawing.png

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Room for something that takes long; raises the problem `busy` where there is none."""
        if not self._places.acquire(blocking=False):
            raise Problem("busy", headers={"Retry-After": "5"})
        try:
            yield
        finally:
            self._places.release()

    def close(self) -> None:
        """End the processes."""
        self._workers.close()

    def _of_file(self, name: str, data: bytes) -> Iterator[Outcome]:
        if not is_archive(data):
            yield self._one(name, data)
            return
        try:
            archive = Archive(data, name, self._settings)
        except FileError as error:
            yield Outcome(name, error=error)
            return
        for member in sorted(archive.names):
            called = f"{name}/{member}"
            try:
                content = archive.read(member)
            except FileError as error:
                yield Outcome(called, error=error)
            else:
                yield self._one(called, content)

    def _one(self, name: str, data: bytes) -> Outcome:
        try:
            return Outcome(name, notice=self._workers.extract(data, name))
        except FileError as error:
            return Outcome(name, error=error)
