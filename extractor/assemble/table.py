"""The cells that stand in one row with a piece: its units and its date in a table of tasks."""

from bisect import bisect_right
from itertools import groupby

from extractor.assemble.reading import Piece, Reading
from extractor.model import CellSpan, Mark

_SILENT = ("head", "other", "task", "number")
_HELPERS = ("support", "responsible")


def row_cells(reading: Reading, piece: Piece) -> dict[str, list[Mark]]:
    """The cells of the piece's row by role; a cell merged over rows counts for each of them.

    A column that is empty in this row takes the cell above it, down from the last line that heads
    rows (一、隐患排查); helpers stand with their own leader alone. Empty for a piece outside any
    table.
    """
    cells = reading.text.cells
    index = _index(cells, piece.start)
    if index is None:
        return {}
    own = cells[index]
    last = index
    while last + 1 < len(cells) and _place(cells[last + 1]) == _place(own):
        last += 1
    found: dict[int, tuple[CellSpan, Mark]] = {}
    for _, row in groupby(reversed(cells[: last + 1]), key=_place):
        members = [(cell, _mark(reading, cell)) for cell in row]
        if members[0][0].table != own.table or (found and _heads_rows(members)):
            break
        for cell, mark in members:
            if mark is not None:
                found.setdefault(cell.column, (cell, mark))
    return _by_role(found, own.row)


def _by_role(found: dict[int, tuple[CellSpan, Mark]], row: int) -> dict[str, list[Mark]]:
    led = any(mark.label == "lead" and cell.row == row for cell, mark in found.values())
    roles: dict[str, list[Mark]] = {}
    for column in sorted(found):
        cell, mark = found[column]
        left_over = led and mark.label in _HELPERS and cell.row < row
        if mark.label not in _SILENT and not left_over:
            roles.setdefault(mark.label, []).append(mark)
    return roles


def _heads_rows(members: list[tuple[CellSpan, Mark | None]]) -> bool:
    """Whether a row is one cell that holds neither a task nor who or when."""
    mark = members[0][1]
    return len(members) == 1 and mark is not None and mark.label in ("number", "other")


def _place(cell: CellSpan) -> tuple[int, int]:
    return cell.table, cell.row


def _mark(reading: Reading, cell: CellSpan) -> Mark | None:
    return next(
        (mark for mark in reading.within("cell", cell.start, cell.end) if mark.start == cell.start),
        None,
    )


def _index(cells: tuple[CellSpan, ...], position: int) -> int | None:
    index = bisect_right(cells, position, key=lambda cell: cell.start) - 1
    return index if index >= 0 and position < cells[index].end else None
