"""Properties of a Word 97–2003 file: paragraphs, hidden and deleted runs, styles ([MS-DOC] 2.6)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.readers.doc_file import CHARACTERS, PARAGRAPHS, STYLES, Piece, WordFile

_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_ROW, _TABS = 0xD608, 0xC615
_HUGE = frozenset({0x6645, 0x6646, 0x646B})
_STYLE, _LEVEL, _LIST = 0x4600, 0x260A, 0x460B
_IN_TABLE, _ROW_END, _INNER_ROW_END, _DEPTH = 0x2416, 0x2417, 0x244C, 0x6649
_DELETED, _HIDDEN, _SYMBOL, _UPRIGHT = 0x0800, 0x083C, 0x6A09, 0xD62B
# The short form of a change to a piece: number -> the property it changes.
_SHORT = {0x0C: _LEVEL, 0x18: _IN_TABLE, 0x19: _ROW_END, 0x41: _DELETED, 0x5C: _HIDDEN}
_NO_LIST = 0x7FE
_NOTHING = "\x01"
_MOST_STYLES = 20


@dataclass(slots=True)
class Paragraph:
    """What the end of a paragraph says of it; `row` is the raw definition of a table row."""

    style: int = 0
    level: int = 0
    list_use: int = 0
    in_table: bool = False
    row_end: bool = False
    row: bytes = b""
    upright: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes `start` to `end` of the main stream are deleted, hidden or a symbol."""

    start: int
    end: int
    deleted: bool
    hidden: bool
    symbol: str


class Properties:
    """Asked by character position."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._paragraphs = sorted(_pages(file, PARAGRAPHS))
        self._starts = [start for start, _, _ in self._paragraphs]
        self._styles = _styles(file.part(STYLES))

    def ends_at(self, position: int) -> bool:
        """Whether a paragraph ends with this character."""
        byte, width = self._file.byte(position), self._file.piece(position).width
        index = bisect_right(self._starts, byte) - 1
        return index >= 0 and self._paragraphs[index][1] == byte + width

    def paragraph(self, position: int) -> Paragraph:
        """The properties of the paragraph that ends with this character."""
        byte = self._file.byte(position)
        index = bisect_right(self._starts, byte) - 1
        found = Paragraph()
        if index >= 0 and byte < self._paragraphs[index][1]:
            own = self._paragraphs[index][2]
            found.style = struct.unpack_from("<H", own)[0] if len(own) >= 2 else 0
            for changes in self._inherited(found.style):
                self._apply(found, changes)
            self._apply(found, own[2:])
        self._apply(found, _changes(self._file, self._file.piece(position)))
        if found.list_use > _NO_LIST:
            found.list_use = 0
        return found

    def runs(self) -> list[Run]:
        """Runs that do not print as they stand, by byte."""
        found = []
        for start, end, changes in _pages(self._file, CHARACTERS):
            run = _run(start, end, changes)
            if run is not None:
                found.append(run)
        return sorted(found, key=lambda run: run.start)

    def piece_run(self, piece: Piece) -> Run | None:
        """What a change to a whole piece says of its characters."""
        return _run(0, 0, _changes(self._file, piece))

    def _inherited(self, style: int) -> list[bytes]:
        chain: list[bytes] = []
        while style in self._styles and len(chain) < _MOST_STYLES:
            style, changes = self._styles[style]
            chain.insert(0, changes)
        return chain

    def _apply(self, paragraph: Paragraph, changes: bytes, depth: int = 0) -> None:
        for code, value in modifiers(changes):
            if code in _HUGE and depth == 0 and len(value) == 4:
                at = struct.unpack("<I", value)[0]
                size = int.from_bytes(self._file.data[at : at + 2], "little")
                self._apply(paragraph, self._file.data[at + 2 : at + 2 + size], 1)
            else:
                _set(paragraph, code, value)


def _set(paragraph: Paragraph, code: int, value: bytes) -> None:
    number = int.from_bytes(value[:4], "little")
    if code == _LEVEL:
        paragraph.level = min(number, 8)
    elif code == _LIST:
        paragraph.list_use = number
    elif code in {_IN_TABLE, _DEPTH}:
        paragraph.in_table = bool(number)
    elif code in {_ROW_END, _INNER_ROW_END}:
        paragraph.row_end = bool(number)
    elif code == _TABLE_ROW:
        paragraph.row = value
    elif code == _UPRIGHT and len(value) >= 2:
        paragraph.upright[value[0]] = value[1]


def _run(start: int, end: int, changes: bytes) -> Run | None:
    deleted = hidden = False
    symbol = ""
    for code, value in modifiers(changes):
        if code == _DELETED:
            deleted = value[:1] in {b"\x01", b"\x81"}
        elif code == _HIDDEN:
            hidden = value[:1] in {b"\x01", b"\x81"}
        elif code == _SYMBOL and len(value) == 4:
            code_point = struct.unpack("<H", value[2:])[0]
            symbol = chr(code_point) if 0x20 <= code_point < 0xD800 else _NOTHING
    return Run(start, end, deleted, hidden, symbol) if deleted or hidden or symbol else None


def modifiers(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers (Sprm) of a list of changes, each with its operand."""
    at = 0
    while at + 2 < len(changes):
        code = int.from_bytes(changes[at : at + 2], "little")
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE_ROW:
            size = int.from_bytes(changes[at : at + 2], "little") - 1
            at += 2
        elif size == 0:
            size = changes[at]
            at += 1
            if code == _TABS and size == 255:
                return
        if size < 0:
            return
        yield code, changes[at : at + size]
        at += size


def _changes(file: WordFile, piece: Piece) -> bytes:
    if not piece.changes:
        return b""
    if piece.changes & 1:
        index = piece.changes >> 1
        return file.changes[index] if index < len(file.changes) else b""
    code = _SHORT.get(piece.changes >> 1 & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, piece.changes >> 8)


def _pages(file: WordFile, ordinal: int) -> Iterator[tuple[int, int, bytes]]:
    """The formatted pages (FKP): runs of bytes with their raw properties."""
    plc = file.part(ordinal)
    count = (len(plc) - 4) // 8
    if count <= 0:
        return
    for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)):
        at = (number & 0x3FFFFF) * _PAGE
        page = file.main[at : at + _PAGE]
        if len(page) == _PAGE:
            yield from _page_runs(page, 13 if ordinal == PARAGRAPHS else 1)


def _page_runs(page: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    count = page[-1]
    if 4 * (count + 1) + size * count > _PAGE - 1:
        return
    places = struct.unpack_from(f"<{count + 1}I", page, 0)
    for index in range(count):
        at = 2 * page[4 * (count + 1) + size * index]
        yield places[index], places[index + 1], _properties(page, at, size) if at else b""


def _properties(page: bytes, at: int, size: int) -> bytes:
    length = page[at]
    if size == 1:
        return page[at + 1 : at + 1 + length]
    if length:
        return page[at + 1 : at + 2 * length]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b""


def _styles(sheet: bytes) -> dict[int, tuple[int, bytes]]:
    """Style -> the style it is based on, and its own paragraph properties."""
    if len(sheet) < 6:
        return {}
    size, count, fixed = struct.unpack_from("<HHH", sheet, 0)
    at, found = 2 + size, {}
    for number in range(min(count, 0xFFF)):
        if at + 2 > len(sheet):
            break
        length = int.from_bytes(sheet[at : at + 2], "little")
        style = sheet[at + 2 : at + 2 + length]
        at += 2 + length
        if length > fixed + 2 and int.from_bytes(style[2:4], "little") & 0xF == 1:
            base = int.from_bytes(style[2:4], "little") >> 4
            found[number] = (base, _style_changes(style, fixed))
    return found


def _style_changes(style: bytes, fixed: int) -> bytes:
    name = int.from_bytes(style[fixed : fixed + 2], "little")
    at = fixed + 2 + 2 * name + 2
    length = int.from_bytes(style[at : at + 2], "little")
    return style[at + 4 : at + 2 + length] if length > 2 else b""
