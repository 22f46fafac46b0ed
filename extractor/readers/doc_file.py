"""A Word 97–2003 file: its streams, its piece table, its text by character position ([MS-DOC])."""

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor.errors import LimitExceeded, UnreadableFile, UnsupportedFormat
from extractor.settings import Settings

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_97 = 0xA5EC
_OLDER = frozenset({0xA5DB, 0xA5DC, 0xA697, 0xA698, 0xA699})
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LENGTHS, _PLACES = 76, 154
_FREE = 0xFFFFFFFF
# Pairs of offset and length in the FIB, by their ordinal.
STYLES, NOTE_TEXT, HEADER_TEXT, CHARACTERS, PARAGRAPHS, CLX = 1, 3, 11, 12, 13, 33
SHAPES, ENDNOTE_TEXT, BOX_TEXT, LISTS, LIST_USES = 40, 47, 56, 73, 74
# What an OLE file is that holds one of these instead of a Word document.
_OTHERS = (
    ("EncryptedPackage", UnreadableFile, "an encrypted Office file: it opens with a password only"),
    ("Workbook", UnsupportedFormat, "this is an Excel workbook"),
    ("Book", UnsupportedFormat, "this is an Excel workbook"),
    ("PowerPoint Document", UnsupportedFormat, "this is a PowerPoint presentation"),
    ("MatOST", UnsupportedFormat, "this is a Microsoft Works document"),
    ("CONTENTS", UnsupportedFormat, "this is a Microsoft Works document"),
    ("HwpSummaryInformation", UnsupportedFormat, "this is a Hangul document"),
)


class Piece(NamedTuple):
    """Characters `start` to `end` of the text stand at byte `at`, one or two bytes each."""

    start: int
    end: int
    at: int
    width: int
    changes: int
    """The `prm`: changes made to the piece since the file was last saved whole."""


class Stories(NamedTuple):
    """Where each part of the text begins, in characters; `end` is behind the last."""

    body: int
    notes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int
    end: int


@dataclass(frozen=True, slots=True)
class WordFile:
    """`text` holds one character per UTF-16 code unit, so that positions are those of the file."""

    main: bytes
    table: bytes
    data: bytes
    text: str
    pieces: tuple[Piece, ...]
    changes: tuple[bytes, ...]
    stories: Stories

    def part(self, ordinal: int) -> bytes:
        """A structure of the table stream, empty when the file has none."""
        return _part(self.main, self.table, ordinal)

    def rest(self, ordinal: int) -> bytes:
        """The table stream from the end of a structure on: levels of lists stand there."""
        at, length = _place(self.main, ordinal)
        return self.table[at + length :] if length else b""

    def byte(self, position: int) -> int:
        """Where in the main stream a character stands."""
        index = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        piece = self.pieces[max(index, 0)]
        return piece.at + (position - piece.start) * piece.width

    def piece(self, position: int) -> Piece:
        """The piece in which a character stands."""
        index = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        return self.pieces[max(index, 0)]


def opened(data: bytes, name: str, settings: Settings) -> WordFile:
    """The streams and the text; raises UnreadableFile or UnsupportedFormat with the cause."""
    try:
        main, streams = _streams(data, name)
        flags = _short(main, 10)
        if flags & _ENCRYPTED:
            cause = "an encrypted Word document: it opens with a password only"
            raise UnreadableFile(name, cause)
        table = streams["1Table" if flags & _SECOND_TABLE else "0Table"]
        return _word_file(main, table, streams.get("Data", b""), name, settings)
    except (struct.error, KeyError, IndexError, ValueError, OverflowError) as error:
        raise UnreadableFile(name, "a damaged or truncated Word document") from error


def _streams(data: bytes, name: str) -> tuple[bytes, dict[str, bytes]]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
            _check_whole(ole, name)
            known = {"/".join(path).lstrip("\x05\x01"): path for path in ole.listdir()}
            if "WordDocument" not in known:
                raise _other(known, name)
            wanted = ("WordDocument", "0Table", "1Table", "Data")
            streams = {
                stream: ole.openstream(known[stream]).read() for stream in wanted if stream in known
            }
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableFile(name, "a damaged or truncated Office file (OLE)") from error
    main = streams["WordDocument"]
    identifier = _short(main, 0)
    if identifier in _OLDER or (identifier == _WORD_97 and _short(main, 2) < 0xC0):
        raise UnsupportedFormat(name, "this is a document of Word 95 or older")
    if identifier != _WORD_97:
        raise UnreadableFile(name, "a damaged Word document")
    return main, streams


def _check_whole(ole: "object", name: str) -> None:
    """A file that lacks its last sectors is truncated, whichever stream they belong to."""
    table, count = getattr(ole, "fat", ()), getattr(ole, "nb_sect", 0)
    if any(sector != _FREE for sector in table[count:]):
        raise UnreadableFile(name, "a damaged or truncated Word document")


def _other(known: dict[str, list[str]], name: str) -> Exception:
    for stream, error, cause in _OTHERS:
        if stream in known:
            return error(name, cause)
    return UnsupportedFormat(name, "an OLE file that holds no Word document")


def _word_file(main: bytes, table: bytes, data: bytes, name: str, settings: Settings) -> WordFile:
    lengths = struct.unpack_from("<8i", main, _LENGTHS)
    if any(length < 0 for length in lengths):
        raise ValueError(lengths)
    starts = [sum(lengths[:index]) for index in range(9)]
    changes, pieces = _pieces(_part(main, table, CLX))
    if starts[-1] > 2 * settings.max_characters or pieces[-1].end > 4 * settings.max_characters:
        raise LimitExceeded(name, f"more than {settings.max_characters} characters of text")
    text = "".join(_characters(main, piece) for piece in pieces)
    if len(text) < starts[1] or not pieces:
        raise ValueError("text is missing")
    return WordFile(main, table, data, text, pieces, changes, Stories(*starts))


def _pieces(clx: bytes) -> tuple[tuple[bytes, ...], tuple[Piece, ...]]:
    changes, at = [], 0
    while clx[at] == 1:
        size = _short(clx, at + 1)
        changes.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if clx[at] != 2:
        raise ValueError("no piece table")
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}i", plc, 0)
    if positions[0] != 0 or any(one > other for one, other in pairwise(positions)):
        raise ValueError("pieces out of order")
    pieces = []
    for index in range(count):
        _, place, prm = struct.unpack_from("<HIH", plc, 4 * (count + 1) + 8 * index)
        narrow = bool(place & 0x40000000)
        at = (place & 0x3FFFFFFF) // 2 if narrow else place & 0x3FFFFFFF
        pieces.append(Piece(positions[index], positions[index + 1], at, 1 if narrow else 2, prm))
    return tuple(changes), tuple(pieces)


def _characters(main: bytes, piece: Piece) -> str:
    size = (piece.end - piece.start) * piece.width
    raw = main[piece.at : piece.at + size]
    if len(raw) < size:
        raise ValueError("a piece beyond the end of the file")
    if piece.width == 1:
        return raw.decode("cp1252", "replace")
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def positions(plc: bytes, size: int) -> list[int]:
    """The character positions of a PLC whose entries have `size` bytes."""
    count = (len(plc) - 4) // (4 + size)
    return list(struct.unpack_from(f"<{count + 1}i", plc, 0)) if count > 0 else []


def _part(main: bytes, table: bytes, ordinal: int) -> bytes:
    at, length = _place(main, ordinal)
    return table[at : at + length]


def _place(main: bytes, ordinal: int) -> tuple[int, int]:
    if ordinal >= _short(main, _PLACES - 2):
        return 0, 0
    at, length = struct.unpack_from("<II", main, _PLACES + 8 * ordinal)
    return int(at), int(length)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])
