"""Source -> Text, the map carried and never reconstructed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.model import CellSpan, Line, Source, Text
from extractor.text.breaks import Counting, inner_breaks
from extractor.text.characters import folded
from extractor.text.furniture import furniture, without_page_marks
from extractor.text.join import Joining
from extractor.text.page import levelled
from extractor.text.traditional import simplified

# How far back an open bracket is looked for.
_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Fragment:
    """A folded line of `length` characters, or a paragraph inside one (`inner`)."""

    line: int
    clean: str
    columns: list[int]
    inner: bool
    length: int


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
        line = source.lines[fragment.line]
        if characters and not join:
            characters.append("\n")
            offsets.append(
                starts[fragment.line] + fragment.columns[0]
                if fragment.inner
                else starts[fragment.line] - 1
            )
        begin = len(characters)
        characters.extend(fragment.clean)
        offsets.extend(starts[fragment.line] + column for column in fragment.columns)
        if line.cell is not None:
            cells.append(_span(begin, len(characters), line))
    return Text("".join(characters), tuple(offsets), tuple(_merged(cells)))


def _fragments(lines: tuple[Line, ...]) -> Iterator[Fragment]:
    dropped = furniture(lines)
    counting = Counting()
    for index, line in enumerate(lines):
        if index in dropped:
            continue
        clean, columns = without_page_marks(line.text, *folded(line.text))
        if not clean:
            continue
        cuts = [0, *(() if line.cell else inner_breaks(clean, columns, counting)), len(clean)]
        for low, high in pairwise(cuts):
            yield Fragment(index, clean[low:high], columns[low:high], low > 0, len(clean))


def _joins(lines: tuple[Line, ...], fragments: list[Fragment]) -> list[bool]:
    """For each fragment whether it goes on where the one before it stopped."""
    whole = [fragment for fragment in fragments if not fragment.inner]
    how = Joining(lines, [(lines[fragment.line], fragment.length) for fragment in whole])
    joins: list[bool] = [False] * min(len(fragments), 1)
    paragraph = fragments[0].clean if fragments else ""
    for before, fragment in pairwise(fragments):
        join = not fragment.inner and how.goes_on(
            lines[before.line], paragraph, lines[fragment.line], fragment.clean, before.length
        )
        joins.append(join)
        paragraph = (paragraph + fragment.clean)[-_REMEMBERED:] if join else fragment.clean
    return joins


def _starts(lines: tuple[Line, ...]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts


def _span(start: int, end: int, line: Line) -> CellSpan:
    cell = line.cell
    return (
        CellSpan(start, end, cell.table, cell.row, cell.column)
        if cell
        else CellSpan(start, end, 0, 0, 0)
    )


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
