"""Tables typed in plain text: one row a line, cells parted by tabs, wide blanks or strokes.

A table begins at a line whose cells are heads of columns as tables of tasks have them
(序号, 工作任务, 牵头单位, 完成时限) and ends at the first line that is no row of it. Nothing else
that has a tab in it is a table here: figures, two signatures side by side, an indented paragraph.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

from extractor.interpret.table import column_role
from extractor.model import Cell, Line
from extractor.text.characters import folded

Span = tuple[int, int]


class Slot(NamedTuple):
    """The columns `[low, high)` of a line that belong to one cell."""

    low: int
    high: int
    cell: Cell


# What parts the cells of a row, and how few cells a head parted so has.
_STROKE, _TAB, _WIDE = re.compile(r"[|│┃｜]"), re.compile(r"\t"), re.compile(r"\s{2,}|\t|\u3000")
_PARTINGS = ((_STROKE, 2), (_TAB, 2), (_WIDE, 3))
_MARKS = ("\t", "|", "│", "┃", "｜", "  ", "\u3000")
# A line that rules off rows: |---|---|, ├──┼──┤.
_RULED = re.compile(r"(?=.*[-─━=])[-─━=:+|│┃├┤┼┌┐└┘┬┴\s]{3,}")
_LONGEST_HEAD, _LONGEST_CAPTION, _LONGEST_LINE = 16, 40, 240
_NUMBER = re.compile(
    r"[（(]?(?:[0-9０-９]{1,3}(?:[.-][0-9]{1,3}){0,2}|[一二三四五六七八九十]{1,3})[)）.、]?|[①-⑳]"
)
_CAPTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_FLOWING = re.compile("[，。；：]")
_TIME = re.compile(
    r"[^，。；]{0,16}(?:[0-9]{1,2}月|[0-9]{4}年|年[底内]|季度|全年|[长常]年|长期|持续|常态化|每[年月季周日]|[立即随适]时|立即|时限)[^，。；]{0,14}"
)
_HANGING = "，、（"
# 1⇥修订预案⇥责任单位：市应急局⇥完成时限：6月底: a row whose cells say what they are needs no head.
_WHO = "(?:责任|牵头|主责|主办|承办|负责|落实|实施)(?:单位|部门)[：:]"
_WHEN = "(?:完成|办理|整改|时间|进度)(?:时限|时间|期限|要求)[：:]"
_LABELLED = re.compile(rf"(?:(?<=[\t\u3000])|(?<=\s\s))(?:(?P<who>(?={_WHO}))|(?={_WHEN}))")
_UNITS = ("lead", "support", "responsible")
_LABEL = re.compile(r"\s*[^，。；：:]{2,8}[：:]")


@dataclass(slots=True)
class _Table:
    """A table being read: what parts its cells, what its columns hold, where it is."""

    number: int
    parting: re.Pattern[str]
    roles: tuple[str | None, ...]
    row: int = -1
    column: int = 0
    """The last one of the row so far."""
    hanging: bool = False
    """Whether the last cell breaks off at a comma."""
    slots: dict[int, list[Slot]] = field(default_factory=dict)

    def place(self, index: int, text: str, cells: Iterable[tuple[int, Span]]) -> None:
        """Takes in the cells of a line, each with its column."""
        slots = [
            Slot(low, high, Cell(self.number, self.row, column))
            for column, (low, high) in cells
            if low < high
        ]
        self.slots[index] = slots
        if slots:
            self.column = slots[-1].cell.column
            self.hanging = text[slots[-1].high - 1] in _HANGING


def typed_tables(lines: tuple[Line, ...], dropped: set[int]) -> dict[int, list[Slot]]:
    """The lines that are rows of a table of tasks, by index, with their cells; a rule has none.

    `dropped` are the lines that belong to the page; a table goes on behind them.
    """
    found: dict[int, list[Slot]] = {}
    after = 0
    for index, line in enumerate(lines):
        if index < after or index in dropped or not _may_part(line):
            continue
        table = _opened(line.text, index)
        if table is not None:
            after = _read(table, lines, index, dropped)
            found.update(table.slots)
            continue
        row = _labelled_row(line.text) if "单位" in line.text or "部门" in line.text else []
        if row:
            found[index] = _slots(row, index, 0)
    return found


def _slots(spans: Iterable[Span], table: int, row: int) -> list[Slot]:
    return [
        Slot(low, high, Cell(table, row, column))
        for column, (low, high) in enumerate(spans)
        if low < high
    ]


def labelled_cells(text: str) -> list[int]:
    """The columns at which units and time begin in a line that labels them behind wide blanks.

    >>> labelled_cells("1.修订应急预案  责任单位：市应急局  完成时限：6月底前")
    [10, 21]
    >>> labelled_cells("牵头单位：市生态环境局  责任单位：市气象局")
    []
    """
    if "单位" not in text and "部门" not in text:
        return []
    whom = _LABEL.match(text) is not None
    found = []
    for match in _LABELLED.finditer(text):
        if match["who"] is None or not whom:
            found.append(match.end())
        whom = whom or match["who"] is not None
    return found if whom else []


def _labelled_row(text: str) -> list[Span]:
    """The cells of a row that counts its tasks and labels who and when; none of any other line."""
    if _LABELLED.search(text) is None:
        return []
    parting = _TAB if "\t" in text else _WIDE
    spans = _spans(parting, text)
    return spans if len(spans) > 2 and _NUMBER.fullmatch(text, *spans[0]) else []


def _may_part(line: Line) -> bool:
    text = line.text
    if line.cell is not None or line.box is not None or line.paragraph:
        return False
    return any(mark in text for mark in _MARKS)


def _opened(text: str, number: int) -> _Table | None:
    """The table that a line is the head of."""
    if len(text) > _LONGEST_LINE or _FLOWING.search(text):
        return None
    for parting, fewest in _PARTINGS:
        heads = [folded(text[low:high])[0] for low, high in _spans(parting, text)]
        if len(heads) < fewest or max(map(len, heads)) > _LONGEST_HEAD:
            continue
        roles = tuple(column_role(head) for head in heads)
        if "task" in roles and sum(role is not None for role in roles) >= 2:
            return _Table(number, parting, roles)
    return None


def _read(table: _Table, lines: tuple[Line, ...], head: int, dropped: set[int]) -> int:
    """Takes in the rows from the head on; the index of the first line behind the table."""
    filled = (
        index
        for index in range(head, len(lines))
        if index not in dropped and lines[index].text.strip()
    )
    for index, following in pairwise(chain(filled, [-1])):
        text = lines[index].text
        if _RULED.fullmatch(text):
            table.slots[index] = []
            continue
        ended = lines[index].cell is not None or (index > head and _may_open(table, text))
        cells = (
            None if ended else _cells(table, text, lines[following].text if following > 0 else "")
        )
        if cells is None:
            return index
        table.place(index, text, cells)
    return len(lines)


def _may_open(table: _Table, text: str) -> bool:
    opened = _opened(text, table.number)
    return opened is not None and opened.roles == table.roles


def _cells(table: _Table, text: str, following: str) -> list[tuple[int, Span]] | None:
    """The cells of a line with their columns, the row counted on; None for no row of the table."""
    spans = _spans(table.parting, text)
    width = len(table.roles)
    filled = [span for span in spans if span[0] < span[1]]
    if len(filled) == 1 and len(spans) < width:
        return _alone(table, text, filled[0], following)
    if _opens_row(table, text, spans):
        table.row += 1
        return _columns(table, text, spans)
    if table.column + len(spans) <= width and table.row > 0:
        return list(enumerate(spans, start=table.column))
    return None


def _alone(table: _Table, text: str, span: Span, following: str) -> list[tuple[int, Span]] | None:
    """A line of one cell goes on where the last one stopped, or heads the rows below it."""
    words = text[slice(*span)]
    short = len(words) <= _LONGEST_CAPTION
    numbered = short and _CAPTION.match(words) is not None
    unfinished = table.column <= table.roles.index("task")
    if table.hanging or (unfinished and not numbered and table.row > 0):
        return [(table.column, span)]
    heads = short and not _FLOWING.search(words)
    if numbered or (heads and _opens_row(table, following, _spans(table.parting, following))):
        table.row += 1
        return [(len(table.roles), span)]
    return None


def _opens_row(table: _Table, text: str, spans: list[Span]) -> bool:
    """Whether the cells of a line are a row of their own and not the rest of the one before."""
    width = len(table.roles)
    if table.row < 0 or len(spans) == width:
        return True
    if sum(low < high for low, high in spans) < 2:
        return False
    if table.roles[0] == "number":
        first = text[slice(*spans[0])]
        return not first or _NUMBER.fullmatch(first) is not None
    breaks_off = table.column <= table.roles.index("task")
    ends = text.rstrip()[-1:] in "。！；"
    return not breaks_off and not ends and 1 < len(spans) >= width - 1


def _columns(table: _Table, text: str, spans: list[Span]) -> list[tuple[int, Span]]:
    """The columns of the cells of a row; where some are left out a time stands under its head."""
    width = len(table.roles)
    spans = _no_more(table, spans)
    if len(spans) == width:
        return list(enumerate(spans))
    placed: list[tuple[int, Span]] = []
    column = 0
    for span in spans:
        timed = table.roles[column] in _UNITS and "deadline" in table.roles[column:]
        if timed and _TIME.fullmatch(text, *span):
            column = table.roles.index("deadline", column)
        placed.append((column, span))
        column = min(column + 1, width - 1)
    return placed


def _no_more(table: _Table, spans: list[Span]) -> list[Span]:
    """No more cells than columns: empty ones left out, then the task made one again."""
    width = len(table.roles)
    if len(spans) > width:
        spans = [span for span in spans if span[0] < span[1]]
    more, task = len(spans) - width, table.roles.index("task")
    if more <= 0:
        return spans
    return [*spans[:task], (spans[task][0], spans[task + more][1]), *spans[task + more + 1 :]]


def _spans(parting: re.Pattern[str], text: str) -> list[Span]:
    """The cells of a line, the blanks round their words left out; an empty cell is empty."""
    low, high = 0, len(text.rstrip(" \r"))
    if parting is not _TAB:
        low, high = len(text) - len(text.lstrip()), len(text.rstrip())
    if parting is _STROKE:
        low += low < high and _STROKE.match(text, low) is not None
        high -= low < high and _STROKE.match(text, high - 1) is not None
    cuts = [match.span() for match in parting.finditer(text, low, high)]
    edges = [low, *(edge for cut in cuts for edge in cut), high]
    return [_stripped(text, *span) for span in zip(edges[::2], edges[1::2], strict=True)]


def _stripped(text: str, low: int, high: int) -> Span:
    words = text[low:high]
    low += len(words) - len(words.lstrip())
    return low, low + len(words.strip())
