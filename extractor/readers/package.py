"""The parts of a ZIP package: counted as they inflate, whatever the package declares of itself."""

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import LimitExceeded, UnreadableFile
from extractor.readers.zip_directory import parts_listed
from extractor.settings import Settings

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_UTF8 = 0x800


class Package:
    """An open ZIP archive; `what` is how errors call the file ("OFD", "ZIP archive").

    Every error is an UnreadableFile. Nothing is ever written to disk, and a part is unpacked only
    when it is asked for.
    """

    def __init__(self, data: bytes | Path, name: str, what: str, settings: Settings) -> None:
        self.name, self.what, self.settings = name, what, settings
        self._left = settings.max_unpacked_bytes
        try:
            if parts_listed(data, settings.max_parts) > settings.max_parts:
                raise LimitExceeded(self.name, f"more than {settings.max_parts} parts")
            self._zip = zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.error(f"a damaged or truncated {what}") from error
        # What a part declares is the most that is ever read of it, and less may be true.
        if sum(part.file_size for part in parts) > settings.max_unpacked_bytes:
            raise LimitExceeded(
                self.name, f"unpacks to more than {settings.max_unpacked_bytes} bytes"
            )
        self.parts = dict(_apart(part for part in parts if not part.is_dir()))
        self._folded: dict[str, str] = {}
        for path in self.parts:
            self._folded.setdefault(_key(path), path)

    def error(self, cause: str) -> UnreadableFile:
        """The error that names this file."""
        return UnreadableFile(self.name, cause)

    def find(self, *paths: str) -> str | None:
        """The first of these paths that is a part, whatever its slashes and capitals."""
        for path in paths:
            if path in self.parts:
                return path
            known = self._folded.get(_key(path))
            if known is not None:
                return known
        return None

    def read(self, path: str) -> bytes:
        """The part at `path`, which must be one of `parts`."""
        part = self.parts[path]
        if part.flag_bits & _ENCRYPTED:
            raise self.error(f"an encrypted {self.what}: it opens with a password only")
        try:
            return b"".join(self._chunks(part))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise self.error(f"a damaged or truncated {self.what}: {path!r}") from error

    def _chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """The part bit by bit, stopped as soon as it is a bomb."""
        limit = self.settings
        most = max(limit.max_ratio * part.compress_size, limit.free_ratio_bytes)
        size = 0
        with self._zip.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._left -= len(chunk)
                if self._left < 0:
                    raise LimitExceeded(
                        self.name, f"unpacks to more than {limit.max_unpacked_bytes} bytes"
                    )
                if size > most:
                    raise LimitExceeded(
                        self.name, f"a part unpacks to more than {limit.max_ratio} times its size"
                    )
                yield chunk


def spelled(part: zipfile.ZipInfo) -> str:
    """The part's path as it was meant: archives made on Chinese Windows name parts in GBK.

    >>> part = zipfile.ZipInfo("通知.doc".encode("gb18030").decode("cp437"))
    >>> spelled(part)
    '通知.doc'
    """
    if part.flag_bits & _UTF8 or part.filename.isascii():
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    # Two characters of GBK may pass for UTF-8 by chance, but then they are no Chinese.
    names = [raw.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    return max(names, key=lambda name: sum(map(_is_chinese, name)) - 2 * name.count("\ufffd"))


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _apart(parts: Iterable[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Parts by their path; of those that share one, the second is called `path (2)`."""
    seen: Counter[str] = Counter()
    for part in parts:
        path = spelled(part)
        seen[path] += 1
        yield path if seen[path] == 1 else f"{path} ({seen[path]})", part


def _key(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/").casefold()
