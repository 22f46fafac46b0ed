"""Pages set in two columns: where they are so, and their lines column by column.

Two columns of prose fill their width line after line and leave the same gap; signatures and lists
that stand side by side do not, and are read across.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.model import Line
from extractor.readers.glyphs import Glyph, Row, lines, rows

# The gap is told in sizes of type, the rest in shares.
_LEAST_GAP, _MOST_GAP = 1.2, 6.0
_LEAST_ROWS = 6
_LEAST_CHARACTERS = 8
_FILLED = 0.6
_NEAR = 1.6
_MIDDLE = (0.3, 0.7)
_PROSE = re.compile("[，。；：、]")
_LEAST_MARKS = 0.25
_TRIED = 3
_ALIGNED = 4
_SPACE = 2.6


class _Block(NamedTuple):
    """Rows `start` to `stop` of a page are two columns, divided at `x`."""

    start: int
    stop: int
    x: float


def in_columns(glyphs: Sequence[Glyph], number: int) -> list[Line]:
    """The lines of a page in reading order; those of a column say which."""
    page = rows(glyphs)
    block = _block(page) if len(page) >= _LEAST_ROWS else None
    if block is None:
        return lines(glyphs, number)
    above = [one for row in page[: block.start] for one in row.glyphs]
    within = [one for row in page[block.start : block.stop] for one in row.glyphs]
    below = [one for row in page[block.stop :] for one in row.glyphs]
    found = lines(above, number)
    for column, left in enumerate((True, False), start=1):
        side = [one for one in within if (one.x0 < block.x) is left]
        found.extend(replace(line, column=column) for line in lines(side, number))
    return [*found, *in_columns(below, number)]


def _block(page: list[Row]) -> _Block | None:
    """The longest stretch of two columns; a column on the right begins at one x, row after row."""
    size = median(one.size for row in page for one in row.glyphs)
    left = min(row.box[0] for row in page)
    right = max(row.box[2] for row in page)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    starts = Counter(
        round(start / size) for row in page for start in _starts(row, size) if low < start < high
    )
    blocks = [
        block
        for place, count in starts.most_common(_TRIED)
        if count >= _ALIGNED
        for block in [_longest(page, (place - 1) * size, size)]
        if block is not None
    ]
    return max(blocks, key=lambda block: block.stop - block.start, default=None)


def _starts(row: Row, size: float) -> Iterator[float]:
    """Where a row begins, and where it begins again behind a gap that may lie between columns."""
    yield row.glyphs[0].x0
    for one, other in pairwise(row.glyphs):
        if _LEAST_GAP * size <= other.x0 - one.x1 <= _MOST_GAP * size:
            yield other.x0


def _longest(page: list[Row], x: float, size: float) -> _Block | None:
    """The longest stretch of rows that nothing prints across `x`, if it is two columns."""
    best: _Block | None = None
    for start, stop in _stretches(page, x, size):
        block = _trimmed(page, start, stop, x, size)
        if block is None or not _are_columns(page[block.start : block.stop], x, size):
            continue
        if best is None or block.stop - block.start > best.stop - best.start:
            best = block
    return best


def _stretches(page: list[Row], x: float, size: float) -> Iterator[tuple[int, int]]:
    """Rows one below the other that leave `x` free; a wide space ends a stretch."""
    start = 0
    for index, row in enumerate(page):
        if index and row.box[1] - page[index - 1].box[1] > _SPACE * size:
            yield start, index
            start = index
        if _crosses(row, x, size):
            yield start, index
            start = index + 1
    yield start, len(page)


def _crosses(row: Row, x: float, size: float) -> bool:
    return any(one.x0 < x + size / 2 and one.x1 > x - size / 2 for one in row.glyphs)


def _trimmed(page: list[Row], start: int, stop: int, x: float, size: float) -> _Block | None:
    """From the first row with words on the right to the last, and to the end of the left column."""
    right = [index for index in range(start, stop) if page[index].glyphs[-1].x0 > x]
    if len(right) < _LEAST_ROWS - 1:
        return None
    last = right[-1] + 1
    while last < stop and page[last].glyphs[-1].x0 < x:
        last += 1
    first = right[0]
    # Where the lines of the columns are not level, the first on the left stands a little higher.
    if first > start and page[first].box[1] - page[first - 1].box[1] < size:
        first -= 1
    return _Block(first, last, x)


def _are_columns(block: list[Row], x: float, size: float) -> bool:
    sides = [
        [side for row in block if (side := [one for one in row.glyphs if (one.x0 < x) is left])]
        for left in (True, False)
    ]
    return all(len(side) >= _LEAST_ROWS - 1 and _is_prose(side, size) for side in sides)


def _is_prose(printed: list[list[Glyph]], size: float) -> bool:
    """Whether most lines of a column reach from edge to edge, with marks between the words."""
    right = max(row[-1].x1 for row in printed)
    left = min(row[0].x0 for row in printed)
    filled = sum(
        row[-1].x1 > right - _NEAR * size and len(row) >= _LEAST_CHARACTERS for row in printed
    )
    begun = sum(row[0].x0 < left + _NEAR * size for row in printed)
    marks = sum(bool(_PROSE.search("".join(one.character for one in row))) for row in printed)
    return (
        filled >= _FILLED * len(printed)
        and begun >= _FILLED * len(printed)
        and marks >= _LEAST_MARKS * len(printed)
    )
