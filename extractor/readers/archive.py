"""ZIP archives of notices: each member is a file of its own, opened in memory and never on disk."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import LimitExceeded, UnsupportedFormat
from extractor.readers.package import Package
from extractor.readers.zip_directory import parts_listed
from extractor.settings import Settings

_MAGIC = b"PK\x03\x04"
# A ZIP file with one of these at its root is one document and no archive of documents.
_DOCUMENTS = frozenset({"[content_types].xml", "ofd.xml", "mimetype"})
_CLUTTER = ("__MACOSX/", "Thumbs.db", "desktop.ini")


def is_archive(data: bytes | Path, settings: Settings | None = None) -> bool:
    """Whether this is a ZIP file of files, and not a document that happens to be packed.

    One with more parts than the settings allow is taken for one: `Archive` refuses it.
    """
    most = (settings or Settings()).max_parts
    if not _begins(data):
        return False
    try:
        if parts_listed(data, most) > most:
            return True
        with zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return bool(names) and not names & _DOCUMENTS


class Archive:
    """An open archive; `names` are the names of its files, without clutter, each different.

    Limits hold for the number of files, for what all of them unpack to, and for the ratio of each;
    an archive inside an archive is a member like any other and is not opened.
    """

    def __init__(self, data: bytes | Path, name: str, settings: Settings) -> None:
        self._package = Package(data, name, "ZIP archive", settings)
        self._paths = dict(_named(self._package))
        self.names = tuple(self._paths)
        if len(self.names) > settings.max_members:
            raise LimitExceeded(name, f"an archive of more than {settings.max_members} files")

    def read(self, name: str) -> bytes:
        """One member; raises a FileError for one that is encrypted, damaged or a bomb."""
        return self._package.read(self._paths[name])


def open_archive(
    data: bytes | Path, name: str, settings: Settings | None = None
) -> Iterator[tuple[str, bytes]]:
    """The members one after the other, as name and bytes; nothing is written to disk."""
    archive = Archive(data, name, settings or Settings())
    for member in archive.names:
        yield member, archive.read(member)


def only_member(data: bytes, name: str, settings: Settings) -> tuple[str, bytes]:
    """The one file of an archive that holds no other; UnsupportedFormat for any other archive."""
    archive = Archive(data, name, settings)
    if len(archive.names) != 1:
        cause = f"a ZIP archive of {len(archive.names)} files: each of them is a notice of its own"
        raise UnsupportedFormat(name, cause)
    member = archive.names[0]
    inner = archive.read(member)
    if is_archive(inner, settings):
        raise UnsupportedFormat(name, "an archive inside an archive")
    return f"{name}/{member}", inner


def _named(package: Package) -> Iterator[tuple[str, str]]:
    for path in package.parts:
        name = posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/")
        base = posixpath.basename(name)
        if (
            not name.startswith(_CLUTTER)
            and base not in _CLUTTER
            and not base.startswith((".", "~$"))
        ):
            yield name.replace("\x00", ""), path


def _begins(data: bytes | Path) -> bool:
    if isinstance(data, bytes):
        return data.startswith(_MAGIC)
    try:
        with data.open("rb") as file:
            return file.read(4) == _MAGIC
    except OSError:
        return False
