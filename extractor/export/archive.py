"""The one zip of the exports: entries carry a fixed time, so that the same notices give the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MADE = (2020, 1, 1, 0, 0, 0)


def archive(entries: Iterable[tuple[str, str | bytes]], compression: int = ZIP_DEFLATED) -> bytes:
    """A zip of named entries in the order given; words are written as UTF-8."""
    held = BytesIO()
    with ZipFile(held, "w", compression) as written:
        for name, said in entries:
            written.writestr(_entry(name, compression), said)
    return held.getvalue()


def without_times(packed: bytes) -> bytes:
    """A zip that another library wrote, every entry's time of writing replaced by the fixed one."""
    with ZipFile(BytesIO(packed)) as read:
        return archive((name, read.read(name)) for name in read.namelist())


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, _MADE)
    entry.compress_type = compression
    return entry
