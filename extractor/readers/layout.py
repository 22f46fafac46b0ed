"""Pages of characters and rules -> lines: tables as cells, and what stands round them."""

from collections.abc import Iterator, Sequence

from extractor.model import Line
from extractor.readers.columns import in_columns
from extractor.readers.glyphs import Glyph
from extractor.readers.ruled import Grid, Rule, grids, placed

_SAME_EDGE = 4.0


class Layout:
    """Lays out page after page; a table that a page breaks goes on with its rows on the next."""

    def __init__(self) -> None:
        self._tables = 0
        self._open: Grid | None = None
        self._rows = 0

    def page(self, glyphs: Sequence[Glyph], rules: Sequence[Rule], number: int) -> Iterator[Line]:
        """The lines of one page in reading order."""
        rest = list(glyphs)
        blocks: list[tuple[float, list[Line]]] = []
        for grid in grids(rules):
            self._next_table(grid, goes_on=not blocks and number > 1)
            cells = placed(grid, rest, number, self._tables, self._rows)
            rest = cells.rest
            blocks.append((grid.box[1], cells.lines))
            self._rows += len(grid.tops)
        outside = in_columns(rest, number)
        yield from _merged(outside, blocks)
        self._close_table(outside)

    def _next_table(self, grid: Grid, *, goes_on: bool) -> None:
        before, self._open = self._open, grid
        if goes_on and before is not None and _same_columns(before, grid):
            return
        self._tables, self._rows = self._tables + 1, 0

    def _close_table(self, outside: list[Line]) -> None:
        """Only a table with nothing but a page mark below it goes on on the next page."""
        if self._open is None:
            return
        below = [
            line for line in outside if line.box is not None and line.box[1] > self._open.box[3]
        ]
        if len(below) > 1:
            self._open = None


def _same_columns(one: Grid, other: Grid) -> bool:
    return len(one.lefts) == len(other.lefts) and all(
        abs(left - right) <= _SAME_EDGE for left, right in zip(one.lefts, other.lefts, strict=True)
    )


def _merged(outside: list[Line], blocks: list[tuple[float, list[Line]]]) -> Iterator[Line]:
    """The lines outside tables, each table put in at its top edge."""
    waiting = sorted(blocks, key=lambda block: block[0])
    for line in outside:
        while waiting and line.box is not None and waiting[0][0] < line.box[1]:
            yield from waiting.pop(0)[1]
        yield line
    for _, table in waiting:
        yield from table
