"""The cells that stand in one row with a piece: its units and its date in a table of tasks."""

from bisect import bisect_right

from extractor.assemble.reading import Piece, Reading
from extractor.model import CellSpan, Mark


def row_cells(reading: Reading, piece: Piece) -> dict[str, list[Mark]]:
    """The cells of the piece's row by role; a cell merged over rows counts for each of them.

    Empty for a piece outside any table.
    """
    own = cell_at(reading, piece.start)
    if own is None:
        return {}
    marks = {mark.start: mark for mark in reading.layer("cell")}
    found: dict[int, CellSpan] = {}
    for cell in reading.text.cells:
        if cell.table == own.table and cell.row <= own.row:
            found[cell.column] = cell
    roles: dict[str, list[Mark]] = {}
    for cell in found.values():
        mark = marks.get(cell.start)
        if mark is not None and mark.label not in ("head", "other", "task", "number"):
            roles.setdefault(mark.label, []).append(mark)
    return roles


def cell_at(reading: Reading, position: int) -> CellSpan | None:
    """The table cell that a position of the clean string lies in."""
    cells = reading.text.cells
    index = bisect_right([cell.start for cell in cells], position) - 1
    return cells[index] if index >= 0 and position < cells[index].end else None
