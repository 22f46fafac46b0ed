"""The files that people gave, called by what they hold: the same file is kept once."""

import errno
import hashlib
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from api.store.errors import NotFound, StoreUnavailable
from extractor.errors import SettingsError

_NAME = re.compile(r"[0-9a-f]{64}")


class Originals:
    """Files by sha256 on a disk or in any storage that fsspec knows (S3, memory, …).

    A file is written to a temporary name and then renamed, so it is there whole or not at all.
    """

    def __init__(self, address: str) -> None:
        """`address` is a folder or an fsspec address (`s3://bucket/folder`)."""
        import fsspec

        try:
            filesystem, root = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise SettingsError(f"storage_url cannot be used: {error}") from error
        self._files: Any = filesystem
        self._root = str(root).rstrip("/")
        # Objects appear whole when they are closed; a rename there is a copy.
        self._renames = "file" in _protocols(filesystem)

    def put(self, data: bytes) -> str:
        """The sha256 under which the bytes are kept from now on; again changes nothing.

        Put before a row that names the file is written, and again after: a deletion of the same
        file between the two takes nothing then.
        """
        name = hashlib.sha256(data).hexdigest()
        if self.exists(name):
            return name
        path = self._path(name)
        with _reached():
            self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            if not self._renames:
                self._files.pipe_file(path, data)
                return name
            beside = f"{path}.{uuid.uuid4().hex}.part"
            try:
                self._files.pipe_file(beside, data)
                Path(beside).replace(path)
            except OSError:
                Path(beside).unlink(missing_ok=True)
                raise
        return name

    def read(self, sha256: str) -> bytes:
        """The bytes; raises NotFound where there is no such file."""
        with self.open(sha256) as file:
            return file.read()

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """The file, open for reading in parts; raises NotFound where there is no such file."""
        path = self._path(sha256)
        with _reached():
            try:
                file = self._files.open(path, "rb")
            except FileNotFoundError as error:
                raise NotFound("the original file is no longer kept") from error
        with file:
            yield file

    def size(self, sha256: str) -> int:
        """How many bytes it has; raises NotFound where there is no such file."""
        with _reached():
            try:
                return int(self._files.size(self._path(sha256)))
            except FileNotFoundError as error:
                raise NotFound("the original file is no longer kept") from error

    def exists(self, sha256: str) -> bool:
        """Whether the file is kept."""
        with _reached():
            return bool(self._files.isfile(self._path(sha256)))

    def delete(self, sha256: str) -> None:
        """Takes the file away, if it is there. Ask `Store.release`, which looks who needs it."""
        with _reached():
            try:
                self._files.rm_file(self._path(sha256))
            except FileNotFoundError:
                return

    def _path(self, sha256: str) -> str:
        if not _NAME.fullmatch(sha256):
            raise NotFound("an original is called by its sha256")
        return f"{self._root}/{sha256[:2]}/{sha256}"


def _protocols(filesystem: Any) -> tuple[str, ...]:
    protocol = filesystem.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


@contextmanager
def _reached() -> Iterator[None]:
    """Turns what a disk or a storage says when it cannot serve into StoreUnavailable."""
    try:
        yield
    except OSError as error:
        reason = "the disk is full" if error.errno == errno.ENOSPC else str(error.strerror or error)
        raise StoreUnavailable(f"the originals cannot be reached: {reason}") from error
