"""An uploaded ZIP of notices: each of its files becomes a file of the job."""

from collections.abc import Callable
from pathlib import PurePosixPath

from api.store.work import Member
from extractor import Settings
from extractor.errors import FileError, UnsupportedFormat
from extractor.readers import READERS
from extractor.readers.archive import Archive, is_archive


def members(
    data: bytes, name: str, settings: Settings, keep: Callable[[bytes], str]
) -> list[Member] | None:
    """The files of an archive in the order of their names, each given to `keep`; None for any other file.

    A file that cannot be unpacked or is of no known kind stands among them with the reason.
    Raises a FileError where the archive as a whole cannot be opened or holds nothing.
    """
    if not is_archive(data):
        return None
    archive = Archive(data, name, settings)
    known = {ending for _, reader in READERS.items() for ending in reader.suffixes}
    found = [_member(archive, name, one, known, keep) for one in sorted(archive.names)]
    if not any(one.code is None for one in found):
        raise UnsupportedFormat(name, "no file of a known format in this archive")
    return found


def _member(
    archive: Archive, name: str, member: str, known: set[str], keep: Callable[[bytes], str]
) -> Member:
    called = f"{name}/{member}"
    try:
        if PurePosixPath(member).suffix.lower() not in known:
            raise UnsupportedFormat(called, "not a file of a known format")
        data = archive.read(member)
        if is_archive(data):
            raise UnsupportedFormat(called, "an archive inside an archive")
    except FileError as error:
        return Member(called, "", error.code, error.cause)
    return Member(called, keep(data))
