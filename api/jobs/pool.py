"""The extraction processes of one service or worker; a reading can be stopped while it runs."""

import queue
import threading
from collections.abc import Callable

from api.background import load_in_background
from extractor import Notice, Settings
from extractor.errors import FileError
from extractor.isolation.worker import Worker


class Stopped(Exception):
    """The reading was stopped on request; nothing is wrong with the file."""


class Pool:
    """`count` processes that many threads share; a call waits while all are at work."""

    def __init__(self, count: int, settings: Settings) -> None:
        self._all = tuple(Worker(settings, load_in_background) for _ in range(count))
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._all:
            self._free.put(worker)
        self._lock = threading.Lock()
        self._reading: dict[str, Worker | None] = {}
        self._stopped: set[str] = set()
        self._closed = False

    def start(self) -> None:
        """Start the processes ahead of their first file, without waiting for them."""
        for worker in self._all:
            worker.start()

    @property
    def reading(self) -> tuple[str, ...]:
        """The keys of what is read, or waits for a process, now."""
        with self._lock:
            return tuple(self._reading)

    def read(self, key: str, data: bytes, name: str, on_page: Callable[[], None]) -> Notice:
        """The notice of one file; a FileError, or Stopped when `stop(key)` was called."""
        with self._lock:
            self._reading[key] = None
        try:
            worker = self._free.get()
            try:
                self._begin(key, worker)
                return worker.extract(data, name, on_page=on_page)
            except FileError:
                if self._was_stopped(key):
                    raise Stopped from None
                raise
            finally:
                # No longer under this key when the next one takes it: a stop would hit that.
                self._forget(key)
                self._free.put(worker)
        finally:
            self._forget(key)

    def stop(self, key: str) -> None:
        """End the process that reads `key`; what still waits for one does not begin."""
        with self._lock:
            if key not in self._reading:
                return
            self._stopped.add(key)
            worker = self._reading[key]
            if worker is not None:
                worker.close()

    def close(self) -> None:
        """End all processes; what they read is Stopped."""
        with self._lock:
            self._closed = True
        for worker in self._all:
            worker.close()

    def _begin(self, key: str, worker: Worker) -> None:
        with self._lock:
            if self._closed or key in self._stopped:
                raise Stopped
            self._reading[key] = worker
            worker.start()

    def _forget(self, key: str) -> None:
        with self._lock:
            self._reading.pop(key, None)
            self._stopped.discard(key)

    def _was_stopped(self, key: str) -> bool:
        with self._lock:
            return self._closed or key in self._stopped
