"""How many parts a ZIP archive lists, counted before anything of its directory is unpacked."""

import io
import struct
from pathlib import Path
from typing import IO

_END, _END_AT_MOST = b"PK\x05\x06", 22 + 0xFFFF
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_END64, _END64_SIZE = b"PK\x06\x06", 56
_ENTRY, _ENTRY_SIZE = b"PK\x01\x02", 46


def parts_listed(data: bytes | Path, most: int) -> int:
    """The number of parts, as they are and not as the archive says; counting ends behind `most`.

    0 where no directory is found, which is for the caller to tell.
    """
    with io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") as file:
        try:
            return _counted(file, most)
        except struct.error:
            return 0


def _counted(file: IO[bytes], most: int) -> int:
    start, size = _directory(file)
    file.seek(start)
    count = 0
    while size >= _ENTRY_SIZE and count <= most:
        head = file.read(_ENTRY_SIZE)
        if len(head) < _ENTRY_SIZE or not head.startswith(_ENTRY):
            break
        behind = sum(struct.unpack_from("<3H", head, 28))
        file.seek(behind, io.SEEK_CUR)
        size -= _ENTRY_SIZE + behind
        count += 1
    return count


def _directory(file: IO[bytes]) -> tuple[int, int]:
    """Where the directory begins and how long it is: it stands right before its end record."""
    length = file.seek(0, io.SEEK_END)
    first = max(0, length - _END_AT_MOST - _LOCATOR_SIZE)
    file.seek(first)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        return 0, 0
    end = first + at
    (size,) = struct.unpack_from("<I", tail, at + 12)
    locator = tail[at - _LOCATOR_SIZE : at] if at >= _LOCATOR_SIZE else b""
    if locator.startswith(_LOCATOR) and end >= _LOCATOR_SIZE + _END64_SIZE:
        file.seek(end - _LOCATOR_SIZE - _END64_SIZE)
        record = file.read(_END64_SIZE)
        if record.startswith(_END64):
            end, (size,) = end - _LOCATOR_SIZE - _END64_SIZE, struct.unpack_from("<Q", record, 40)
    return max(0, end - size), min(size, end)
