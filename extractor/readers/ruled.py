"""Ruled lines and characters -> tables: which cell a character stands in."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractor.model import Cell, Line
from extractor.readers.glyphs import Glyph, lines

# A drawing or a map has more; tables of notices have a few hundred.
_MOST_RULES = 600
_MOST_CROSSINGS = 1_500
_MOST_DRAWN = 5_000
_SNAP = 3.0


class Rule(NamedTuple):
    """A line drawn level (`h`) or upright (`v`), in points from the top left of the page."""

    orientation: str
    x0: float
    y0: float
    x1: float
    y1: float


class Grid(NamedTuple):
    """A ruled table: the boxes of its cells, and where its rows and columns begin."""

    boxes: tuple[tuple[float, float, float, float], ...]
    tops: tuple[float, ...]
    lefts: tuple[float, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = zip(*self.boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the rules of a page enclose, of two columns and two rows or more."""
    if len(rules) > _MOST_DRAWN or sum(rule.orientation == "h" for rule in rules) < 2:
        return []
    if sum(rule.orientation == "v" for rule in rules) < 2:
        return []
    from pdfplumber import table

    edges = table.merge_edges(
        [
            {
                "orientation": rule.orientation,
                "x0": rule.x0,
                "x1": rule.x1,
                "top": rule.y0,
                "bottom": rule.y1,
                "width": rule.x1 - rule.x0,
                "height": rule.y1 - rule.y0,
            }
            for rule in rules
        ],
        _SNAP,
        _SNAP,
        _SNAP,
        _SNAP,
    )
    if len(edges) > _MOST_RULES:
        return []
    crossings = table.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    cells = table.intersections_to_cells(crossings)
    found = [_grid(boxes) for boxes in table.cells_to_tables(cells)]
    return [grid for grid in found if len(grid.tops) >= 2 and len(grid.lefts) >= 2]


def _grid(boxes: Sequence[tuple[float, float, float, float]]) -> Grid:
    return Grid(
        tuple(sorted(boxes, key=lambda box: (box[1], box[0]))),
        tuple(sorted({box[1] for box in boxes})),
        tuple(sorted({box[0] for box in boxes})),
    )


class Placed(NamedTuple):
    """The lines of one table, by row and column, and what of the page is outside it."""

    lines: list[Line]
    rest: list[Glyph]


def placed(grid: Grid, glyphs: Sequence[Glyph], page: int, table: int, first_row: int) -> Placed:
    """The characters inside the grid as lines of cells; rows count on from `first_row`."""
    inside: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    for one in glyphs:
        index = _cell_of(grid, (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2)
        if index is None:
            rest.append(one)
        else:
            inside.setdefault(index, []).append(one)
    made: list[Line] = []
    for index in sorted(inside):
        left, top = grid.boxes[index][:2]
        row = first_row + bisect_left(grid.tops, top)
        cell = Cell(table, row, bisect_left(grid.lefts, left))
        made.extend(lines(inside[index], page, cell))
    return Placed(made, rest)


def _cell_of(grid: Grid, x: float, y: float) -> int | None:
    for index, (x0, y0, x1, y1) in enumerate(grid.boxes):
        if x0 <= x <= x1 and y0 <= y <= y1:
            return index
    return None
