"""Tables of tasks: layer `cell`, each cell below the head labelled with what its column holds.

A table counts when its head names a column of tasks; the cells of other tables are labelled
`other`. Of two columns of tasks (重点任务, 具体措施) the first may name what the second spells out.
A table without a head of its own right behind one of as many columns is its continuation on the
next page.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from extractor.find.pipeline import Board, finder
from extractor.interpret.table import column_role
from extractor.model import CellSpan, Mark

Columns = dict[int, str]
_LABEL = re.compile("(?P<head>[^，。；：]{2,8})：")
_ROLES = ("lead", "support", "responsible", "deadline")
_SENTENCE = re.compile("[，。；]")


@finder("table", writes=("cell",))
def find_cells(board: Board) -> Iterator[Mark]:
    """Every cell of every table, in order."""
    columns: Columns = {}
    width = 0
    for _, group in groupby(board.text.cells, key=lambda cell: cell.table):
        cells = list(group)
        own_width = 1 + max(cell.column for cell in cells)
        head, found = _head(board.string, cells)
        found = found or _labelled(board.string, cells)
        if found:
            columns, width = found, own_width
        elif own_width != width:
            columns, width = {}, own_width
        for cell in cells:
            role = "head" if cell.row <= head else columns.get(cell.column, "other")
            if role == "task" and _names_tasks(board.string, cell, columns):
                role = "other"
            elif cell.row > head and role == _role(board.string, cell):
                role = "head"
            yield Mark(cell.start, cell.end, "cell", role, "table.column")


def _head(string: str, cells: list[CellSpan]) -> tuple[int, Columns]:
    """The last row of the head (-1 without one) and its columns; a task column must be there.

    A second row of heads (牵头单位, 配合单位 below 责任分工) says more of the columns it stands in.
    """
    found: Columns = {}
    last = -1
    for row, group in groupby(cells, key=lambda cell: cell.row):
        roles = {cell.column: _role(string, cell) for cell in group}
        known = {column: role for column, role in roles.items() if role}
        if found:
            second = len(known) == len(roles) > 1
            return (row, {**found, **known}) if second else (last, found)
        if "task" in known.values() and len(known) >= 2:
            found, last = known, row
        elif row > 3:
            break
    return last, found


def _role(string: str, cell: CellSpan) -> str | None:
    return column_role(string[cell.start : cell.end].replace("\n", ""))


def _labelled(string: str, cells: list[CellSpan]) -> Columns:
    """The columns of a table without a head whose cells say what they hold (责任单位：市应急局)."""
    roles: Columns = {}
    for cell in cells:
        label = _LABEL.match(string, cell.start, cell.end)
        role = column_role(label["head"]) if label else None
        if role in _ROLES and roles.setdefault(cell.column, role) != role:
            return {}
    tasks = {cell.column for cell in cells if cell.column < min(roles, default=0)}
    return {**roles, max(tasks): "task"} if tasks else {}


def _names_tasks(string: str, cell: CellSpan, columns: Columns) -> bool:
    """Whether a cell says in a word what the next column of tasks spells out."""
    if not any(role == "task" for column, role in columns.items() if column > cell.column):
        return False
    return _SENTENCE.search(string, cell.start, cell.end) is None
