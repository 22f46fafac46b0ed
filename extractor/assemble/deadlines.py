"""When each piece is to be done: its own words, and dates inherited from headings and brackets."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractor.assemble.reading import Piece, Reading
from extractor.assemble.table import row_cells
from extractor.assemble.years import DATED, Resolved, heading_end, resolve, sentence_start
from extractor.interpret.deadlines import trigger_before
from extractor.model import Deadline, Mark

_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]是|其中|首先|同时|，|力争|争取|确保|计划|预计|原则上|要|请|务必|在|到|于|自|从){0,4}"
)
_COMPLETION = "completion."


def read_deadlines(reading: Reading) -> list[tuple[Deadline, ...]]:
    """Parallel to `reading.pieces`."""
    resolved = resolve(reading)
    starts = [item.mark.start for item in resolved]
    made = []
    governed = _governed(reading, resolved)
    for piece in reading.pieces:
        own = _between(resolved, starts, piece.start, piece.end)
        inherited = [*governed.get(piece.index, []), *_of_row(reading, piece, resolved, starts)]
        if not _has_date([*own, *inherited]):
            inherited += _of_sentence(reading, piece, resolved, starts)
        if not _has_date([*own, *inherited]):
            inherited += _of_heading(reading, piece, resolved, starts)
        made.append(tuple(_deadlines(reading, piece, own, inherited)))
    return made


def _deadlines(
    reading: Reading, piece: Piece, own: list[Resolved], inherited: list[Resolved]
) -> Iterator[Deadline]:
    told = []
    for item in own:
        deadline = _deadline(reading, item, piece, inherited=False)
        if item.mark.label in DATED or _value(deadline) not in told:
            yield deadline
        told.append(_value(deadline))
    for item in inherited:
        deadline = _deadline(reading, item, piece, inherited=True)
        if _value(deadline) not in told:
            told.append(_value(deadline))
            yield deadline


def _deadline(reading: Reading, item: Resolved, piece: Piece, *, inherited: bool) -> Deadline:
    mark, due, year_mark = item.mark, item.due, item.year_mark
    trigger = due.trigger
    if mark.label == "within" and trigger is None:
        begin = sentence_start(reading.string, mark.start)
        trigger = trigger_before(reading.string[begin : mark.start])
    outside = year_mark is not None and not piece.start <= year_mark.start < piece.end
    return Deadline(
        kind=mark.label,
        start=due.start,
        end=due.end,
        duration=due.duration,
        trigger=trigger,
        recurrence=due.recurrence,
        working_days=due.working_days,
        evidence=reading.evidence(mark.start, mark.end, mark.rule, inherited=inherited),
        year_from=reading.evidence(
            year_mark.start, year_mark.end, year_mark.rule, inherited=outside
        )
        if year_mark
        else None,
        reason=due.reason,
    )


def _value(deadline: Deadline) -> tuple[object, ...]:
    """What makes a deadline the same as another: its dates or length, else its words."""
    dates = (deadline.start, deadline.end, deadline.duration)
    words = None if any(dates) else deadline.evidence.quote
    return (deadline.kind, *dates, deadline.recurrence, words)


def _has_date(found: list[Resolved]) -> bool:
    return any(item.mark.label in DATED for item in found)


def _between(resolved: list[Resolved], starts: list[int], low: int, high: int) -> list[Resolved]:
    return [
        item
        for item in resolved[bisect_left(starts, low) : bisect_left(starts, high)]
        if item.mark.end <= high
    ]


def _of_row(
    reading: Reading, piece: Piece, resolved: list[Resolved], starts: list[int]
) -> list[Resolved]:
    """The completion time in the piece's row of a table of tasks."""
    if not reading.text.cells:
        return []
    cells = row_cells(reading, piece).get("deadline", [])
    return [item for cell in cells for item in _between(resolved, starts, cell.start, cell.end)]


def _of_sentence(
    reading: Reading, piece: Piece, resolved: list[Resolved], starts: list[int]
) -> list[Resolved]:
    """The last date before the piece that opens its sentence or one of its ；-clauses."""
    string = reading.string
    begin = sentence_start(string, piece.start)
    for heading in (reading.headings[index] for index in piece.path):
        if begin <= heading.mark.end <= piece.start:
            begin = heading.mark.end
    for item in reversed(_between(resolved, starts, begin, piece.start)):
        opens = item.mark.label in DATED or item.mark.rule == "deadline.open_start"
        low = max(begin, string.rfind("；", 0, item.mark.start) + 1)
        if opens and _OPENING.fullmatch(string, low, item.mark.start):
            return [item]
    return []


def _of_heading(
    reading: Reading, piece: Piece, resolved: list[Resolved], starts: list[int]
) -> list[Resolved]:
    """The period that the nearest heading above the piece states."""
    for index in reversed(piece.path):
        heading = reading.headings[index]
        if not heading.words:
            continue
        stated = _between(resolved, starts, heading.start, heading_end(reading, heading))
        dated = [item for item in stated if item.mark.label in DATED]
        if dated:
            return dated
    return []


def _governed(reading: Reading, resolved: list[Resolved]) -> dict[int, list[Resolved]]:
    """By piece, what brackets and lines of units and stated completion times say about it."""
    duties = reading.layer("duty")
    pieces = reading.pieces
    governed: dict[int, list[Resolved]] = {}
    for item in resolved:
        at = item.mark.start
        duty = next((duty for duty in duties if duty.start <= at < duty.end), None)
        if duty is None and not item.mark.rule.startswith(_COMPLETION):
            continue
        if duty is None and any(cell.start <= at < cell.end for cell in reading.layer("cell")):
            continue
        for piece in _pieces_under(reading, duty or item.mark, pieces):
            if not piece.start <= at < piece.end:
                governed.setdefault(piece.index, []).append(item)
    return governed


def _pieces_under(reading: Reading, duty: Mark, pieces: tuple[Piece, ...]) -> list[Piece]:
    """The pieces that a bracket or line closes: those of its item behind the one before it."""
    above = [head for head in reading.headings if head.start <= duty.start < head.end]
    if duty.label == "heading" and above:
        return [piece for piece in pieces if duty.end <= piece.start < above[-1].end]
    floor = above[-1].start if above else reading.string.rfind("\n", 0, duty.start) + 1
    closers = sorted(
        {
            other.end
            for other in reading.layer("duty")
            if other.label != "heading" and floor <= other.start and other.end <= duty.start
        },
        reverse=True,
    )
    for low in (*closers, floor):
        under = [piece for piece in pieces if low <= piece.start < duty.start]
        if under:
            return under
    return []
