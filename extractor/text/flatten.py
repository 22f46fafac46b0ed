"""Source -> Text, the map carried and never reconstructed."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.model import Cell, CellSpan, Line, Source, Text
from extractor.text.breaks import Counting, inner_breaks
from extractor.text.characters import folded
from extractor.text.furniture import furniture, without_page_marks
from extractor.text.join import Joining
from extractor.text.page import levelled
from extractor.text.traditional import simplified
from extractor.text.typed import Slot, labelled_cells, typed_tables

# How far back an open bracket is looked for.
_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Fragment:
    """A folded line of `length` characters, or a paragraph or cell inside one (`inner`)."""

    line: int
    clean: str
    columns: list[int]
    inner: bool
    length: int
    cell: Cell | None = None


def flatten(source: Source) -> Text:
    """The clean string of a source: one line feed between paragraphs, none inside them.

    Where a paragraph begins inside a line, its line feed has the offset of the character behind it.
    """
    lines = simplified(source.lines)
    if lines is not source.lines:
        source = replace(source, lines=lines)
    starts = _starts(source.lines)
    fragments = list(_fragments(source.lines))
    joined = _joins(levelled(source), fragments)
    characters: list[str] = []
    offsets: list[int] = []
    cells: list[CellSpan] = []
    for fragment, join in zip(fragments, joined, strict=True):
        if characters and not join:
            characters.append("\n")
            offsets.append(
                starts[fragment.line] + fragment.columns[0]
                if fragment.inner
                else starts[fragment.line] - 1
            )
        begin = len(characters)
        characters.extend(fragment.clean)
        start = starts[fragment.line]
        offsets += [start + column for column in fragment.columns]
        if fragment.cell is not None:
            cells.append(_span(begin, len(characters), fragment.cell))
    return Text("".join(characters), tuple(offsets), tuple(_merged(cells)))


def _fragments(lines: tuple[Line, ...]) -> Iterator[Fragment]:
    dropped = furniture(lines)
    typed = typed_tables(lines, dropped)
    counting = Counting()
    for index, line in enumerate(lines):
        if index in typed:
            yield from _typed(index, line, typed[index])
            continue
        if index in dropped:
            continue
        clean, columns = without_page_marks(line.text, *folded(line.text))
        if not clean:
            continue
        cuts = [0, *(() if line.cell else _cuts(line.text, clean, columns, counting)), len(clean)]
        for low, high in pairwise(cuts):
            inner = low > 0
            yield Fragment(index, clean[low:high], columns[low:high], inner, len(clean), line.cell)


def _cuts(text: str, clean: str, columns: list[int], counting: Counting) -> list[int]:
    """Where paragraphs, or the cells of a row that labels them, begin inside a line."""
    cuts = inner_breaks(clean, columns, counting)
    labelled = labelled_cells(text)
    if not labelled:
        return cuts
    return sorted({*cuts, *(bisect_left(columns, column) for column in labelled)} - {0})


def _typed(index: int, line: Line, slots: list[Slot]) -> Iterator[Fragment]:
    """The cells of a row that is typed in one line."""
    for count, slot in enumerate(slots):
        clean, columns = folded(line.text[slot.low : slot.high])
        columns = [slot.low + column for column in columns]
        if clean:
            yield Fragment(index, clean, columns, count > 0, len(clean), slot.cell)


def _joins(lines: tuple[Line, ...], fragments: list[Fragment]) -> list[bool]:
    """For each fragment whether it goes on where the one before it stopped."""
    placed = [_placed(lines[fragment.line], fragment.cell) for fragment in fragments]
    whole = [
        (line, fragment.length)
        for line, fragment in zip(placed, fragments, strict=True)
        if not fragment.inner or line.cell
    ]
    how = Joining(lines, whole)
    joins: list[bool] = [False] * min(len(fragments), 1)
    paragraph = fragments[0].clean if fragments else ""
    for (before, above), (fragment, line) in pairwise(zip(fragments, placed, strict=True)):
        between = lines[before.line + 1 : fragment.line]
        turned = any(not other.text.isspace() for other in between if other.text)
        join = not fragment.inner and how.goes_on(
            above, paragraph, line, fragment.clean, before.length, turned=turned
        )
        joins.append(join)
        paragraph = (paragraph + fragment.clean)[-_REMEMBERED:] if join else fragment.clean
    return joins


def _placed(line: Line, cell: Cell | None) -> Line:
    return line if line.cell is cell else replace(line, cell=cell)


def _starts(lines: tuple[Line, ...]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts


def _span(start: int, end: int, cell: Cell) -> CellSpan:
    return CellSpan(start, end, cell.table, cell.row, cell.column)


def _merged(cells: list[CellSpan]) -> Iterator[CellSpan]:
    """One span per cell, however many lines fill it."""
    last: CellSpan | None = None
    for cell in cells:
        if last and (cell.table, cell.row, cell.column) == (last.table, last.row, last.column):
            last = CellSpan(last.start, cell.end, cell.table, cell.row, cell.column)
            continue
        if last:
            yield last
        last = cell
    if last:
        yield last
