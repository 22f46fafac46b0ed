"""Stories of a Word 97–2003 file as the `w:body` that a DOCX would hold, for the same walk."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.readers.doc_file import BOX_TEXT, SHAPES, Piece, WordFile, positions
from extractor.readers.doc_properties import Paragraph, Properties, Run

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL, _PARAGRAPH, _PAGE, _SHAPE, _SYMBOL = "\x07", "\r", "\x0c", "\x08", "("
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_PRINTED = {"\t": "tab", "\x0b": "br", "\x0e": "br", "\x1e": "noBreakHyphen"}
_BOX_SIZE, _SHAPE_SIZE = 22, 26
_SAME_EDGE = 15
_DELETED, _HIDDEN = 1, 2
# What XML has no place for, and the pictures of symbol fonts, which say nothing.
_UNPRINTED = dict.fromkeys((0xFFFE, 0xFFFF, 0xFFFD, *range(0xF000, 0xF100)))


@dataclass(slots=True)
class _Open:
    """The paragraph, cell, row and table that are being filled."""

    body: Any
    words: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    cell: list[Any] = field(default_factory=list)
    row: list[list[Any]] = field(default_factory=list)
    rows: list[tuple[list[list[Any]], Paragraph]] = field(default_factory=list)


class Stories:
    """Turns stretches of the text into elements; positions are those of the file.

    `numbered` says whether a paragraph so far has a number that Word counts itself.
    """

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._properties = Properties(file)
        self._flags = bytearray(len(file.text))
        self._symbols: dict[int, str] = {}
        self._mark(self._properties.runs())
        self._boxes = dict(_boxes(file))
        self.numbered = False

    def body(self, start: int, end: int, *, boxes: bool = True) -> Any:
        """The paragraphs and tables from `start` to `end`; text boxes stand at their anchors."""
        from lxml import etree

        filling = _Open(etree.Element(f"{_W}body"))
        fields: list[bool] = []
        for position in range(start, min(end, len(self._file.text))):
            character = self._file.text[position]
            if character == _FIELD:
                fields.append(True)
            elif character == _RESULT and fields:
                fields[-1] = False
            elif character == _FIELD_END and fields:
                fields.pop()
            elif any(fields) and character not in {_PARAGRAPH, _CELL}:
                continue
            elif character in {_PARAGRAPH, _CELL, _PAGE}:
                self._end(filling, position, character)
            elif not self._flags[position]:
                self._character(filling, position, character, boxes=boxes)
        if filling.words or filling.boxes:
            filling.cell.append(_paragraph(filling, Paragraph(), deleted=False))
        _close_row(filling, Paragraph())
        _close_table(filling)
        return filling.body

    def _character(self, filling: _Open, position: int, character: str, *, boxes: bool) -> None:
        if character == _SHAPE and boxes and position in self._boxes:
            start, end = self._boxes[position]
            filling.boxes.append(self.body(start, end, boxes=False))
        elif character == _SYMBOL and position in self._symbols:
            filling.words.append(self._symbols[position])
        else:
            filling.words.append(character)

    def _end(self, filling: _Open, position: int, character: str) -> None:
        """A mark that ends a paragraph; a page break ends one only where its properties end."""
        if character == _PAGE and not self._properties.ends_at(position):
            if "".join(filling.words).strip():
                filling.words.append("\x0b")
            return
        paragraph = self._properties.paragraph(position)
        deleted = self._flags[position] == _DELETED
        if paragraph.row_end:
            if character == _CELL:
                _close_row(filling, paragraph)
            filling.words.clear()
            return
        if not paragraph.in_table:
            _close_table(filling)
        filling.cell.append(_paragraph(filling, paragraph, deleted=deleted))
        self.numbered = self.numbered or bool(paragraph.list_use)
        if character == _CELL and paragraph.in_table:
            filling.row.append(filling.cell)
            filling.cell = []
        elif not paragraph.in_table:
            filling.body.extend(filling.cell)
            filling.cell = []

    def _mark(self, runs: list[Run]) -> None:
        starts = [run.start for run in runs]
        for piece in self._file.pieces:
            whole = self._properties.piece_run(piece)
            if whole is not None:
                self._flag(whole, piece.start, piece.end)
            last = piece.at + (piece.end - piece.start) * piece.width
            index = max(bisect_right(starts, piece.at) - 1, 0)
            while index < len(runs) and runs[index].start < last:
                run, index = runs[index], index + 1
                self._flag(run, *_inside(run, piece))

    def _flag(self, run: Run, start: int, end: int) -> None:
        if start >= end:
            return
        if run.deleted or run.hidden:
            flag = _DELETED if run.deleted else _HIDDEN
            self._flags[start:end] = bytes([flag]) * (end - start)
        elif run.symbol:
            self._symbols.update(dict.fromkeys(range(start, end), run.symbol))


def _inside(run: Run, piece: Piece) -> tuple[int, int]:
    """The positions of the piece that the run covers."""
    first = piece.start + max(run.start - piece.at, 0) // piece.width
    return first, min(piece.start + max(run.end - piece.at, 0) // piece.width, piece.end)


def _boxes(file: WordFile) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where the body anchors a text box -> the stretch of text that stands in it."""
    texts = file.part(BOX_TEXT)
    bounds = positions(texts, _BOX_SIZE)
    by_shape = {}
    for index in range(len(bounds) - 2):
        shape = struct.unpack_from("<I", texts, 4 * len(bounds) + index * _BOX_SIZE + 14)[0]
        first = file.stories.boxes
        by_shape[shape] = (first + bounds[index], first + bounds[index + 1])
    shapes = file.part(SHAPES)
    anchors = positions(shapes, _SHAPE_SIZE)
    for index, anchor in enumerate(anchors[:-1]):
        shape = struct.unpack_from("<I", shapes, 4 * len(anchors) + index * _SHAPE_SIZE)[0]
        if shape in by_shape:
            yield anchor, by_shape[shape]


def _paragraph(filling: _Open, paragraph: Paragraph, *, deleted: bool) -> Any:
    from lxml import etree

    element = etree.Element(f"{_W}p")
    properties = etree.SubElement(element, f"{_W}pPr")
    if paragraph.list_use:
        numbers = etree.SubElement(properties, f"{_W}numPr")
        etree.SubElement(numbers, f"{_W}ilvl", {f"{_W}val": str(paragraph.level)})
        etree.SubElement(numbers, f"{_W}numId", {f"{_W}val": str(paragraph.list_use)})
    if deleted:
        mark = etree.SubElement(properties, f"{_W}rPr")
        etree.SubElement(mark, f"{_W}del")
    run = etree.SubElement(element, f"{_W}r")
    _spell(run, filling.words)
    for box in filling.boxes:
        picture = etree.SubElement(run, f"{_W}pict")
        content = etree.SubElement(picture, f"{_W}txbxContent")
        content.extend(list(box))
    filling.words, filling.boxes = [], []
    return element


def _spell(run: Any, words: list[str]) -> None:
    """The characters of a paragraph: text, and what is printed for marks."""
    from lxml import etree

    text: list[str] = []
    for character in [*words, ""]:
        if character and character >= " ":
            text.append(character)
            continue
        if text:
            units = "".join(text).encode("utf-16-le", "surrogatepass")
            whole = units.decode("utf-16-le", "replace")
            element = etree.SubElement(run, f"{_W}t")
            element.text = whole.translate(_UNPRINTED)
            text = []
        if character in _PRINTED:
            etree.SubElement(run, _W + _PRINTED[character])


def _close_row(filling: _Open, end: Paragraph) -> None:
    if filling.cell:
        filling.row.append(filling.cell)
        filling.cell = []
    if filling.row:
        filling.rows.append((filling.row, end))
        filling.row = []


def _close_table(filling: _Open) -> None:
    from lxml import etree

    if filling.cell or filling.row:
        _close_row(filling, Paragraph())
    if not filling.rows:
        return
    grid = _grid([_edges(end) for _, end in filling.rows])
    table = etree.SubElement(filling.body, f"{_W}tbl")
    for cells, end in filling.rows:
        row = etree.SubElement(table, f"{_W}tr")
        _fill(row, cells, end, grid)
    filling.rows = []


def _fill(row: Any, cells: list[list[Any]], end: Paragraph, grid: list[int]) -> None:
    from lxml import etree

    edges = [_column(grid, edge) for edge in _edges(end)]
    if edges and edges[0]:
        properties = etree.SubElement(row, f"{_W}trPr")
        etree.SubElement(properties, f"{_W}gridBefore", {f"{_W}val": str(edges[0])})
    for index, paragraphs in enumerate(cells):
        cell = etree.SubElement(row, f"{_W}tc")
        properties = etree.SubElement(cell, f"{_W}tcPr")
        if index + 1 < len(edges):
            span = max(edges[index + 1] - edges[index], 1)
            etree.SubElement(properties, f"{_W}gridSpan", {f"{_W}val": str(span)})
        for tag in _merges(end, index):
            etree.SubElement(properties, f"{_W}{tag}", {f"{_W}val": "continue"})
        cell.extend(paragraphs)


def _edges(end: Paragraph) -> list[int]:
    """The x positions between the cells of a row, in twentieths of a point."""
    if not end.row:
        return []
    count = min(end.row[0], (len(end.row) - 3) // 2)
    return list(struct.unpack_from(f"<{count + 1}h", end.row, 1)) if count > 0 else []


def _grid(rows: list[list[int]]) -> list[int]:
    grid: list[int] = []
    for edge in sorted({edge for row in rows for edge in row}):
        if not grid or edge - grid[-1] > _SAME_EDGE:
            grid.append(edge)
    return grid


def _column(grid: list[int], edge: int) -> int:
    return max(bisect_right(grid, edge) - 1, 0)


def _merges(end: Paragraph, index: int) -> Iterator[str]:
    """How a cell goes on what stands beside or above it."""
    if not end.row:
        return
    at = 1 + 2 * (end.row[0] + 1) + 20 * index
    flags = int.from_bytes(end.row[at : at + 2], "little")
    if flags & 0x3 == 2:
        yield "hMerge"
    if end.upright.get(index, flags >> 5 & 0x3) == 1:
        yield "vMerge"
