"""When each piece is to be done: its own words, and dates inherited from headings and brackets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extractor.assemble.governing import read_governing
from extractor.assemble.reading import Piece, Reading
from extractor.assemble.stages import read_stages, stage_at
from extractor.assemble.table import row_cells
from extractor.assemble.years import DATED, Resolved, heading_end, resolve, sentence_start
from extractor.interpret.deadlines import read_due, trigger_before
from extractor.model import Deadline, Mark

_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]是|其中|首先|同时|，|力争|争取|确保|计划|预计|原则上|要|请|务必|在|到|于|自|从){0,4}"
)
_EVERY = re.compile(
    "[在于]?(?P<every>每(?:半年|季度?|年度?|月|周|学期|学年|日|天))(?![^，。；]{0,2}每)"
)
_COMPLETION = "completion."
_OPEN_START = "deadline.open_start"
_NEXT = 3
"""How far apart lists may stand that belong together: a full stop, a line feed."""
# What starts the clock stands no further in front of a length of time.
_TRIGGER_REACH = 80


def read_deadlines(reading: Reading) -> list[tuple[Deadline, ...]]:
    """Parallel to `reading.pieces`."""
    stages = read_stages(reading)
    resolved = list(_recurring_too(reading, resolve(reading, stages)))
    starts = [item.mark.start for item in resolved]
    made = []
    governed = _governed(reading, resolved)
    for piece in reading.pieces:
        own = _between(resolved, starts, piece.start, piece.end)
        inherited = [*governed.get(piece.index, []), *_of_row(reading, piece, resolved, starts)]
        if not _has_date([*own, *inherited]):
            inherited += _of_sentence(reading, piece, resolved, starts)
        stage = stage_at(stages, piece.start)
        if stage and not _has_date([*own, *inherited]):
            named = _between(resolved, starts, stage.start, stage.opens)
            inherited += [item for item in named if item.mark.label in DATED]
        if not _has_date([*own, *inherited]):
            inherited += _of_heading(reading, piece, resolved, starts)
        made.append(tuple(_deadlines(reading, piece, own, inherited)))
    return made


def _recurring_too(reading: Reading, resolved: list[Resolved]) -> Iterator[Resolved]:
    """每季度结束后15日内 says how soon and, by the words it begins with, how often."""
    for item in resolved:
        yield item
        if item.mark.label != "within":
            continue
        often = _EVERY.match(reading.string, item.mark.start, item.mark.end)
        if often is not None:
            start, end = often.span("every")
            mark = Mark(start, end, "deadline", "recurring", "deadline.within_every")
            yield Resolved(mark, read_due("recurring", often["every"], reading.year))


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
        begin = max(sentence_start(reading.string, mark.start), mark.start - _TRIGGER_REACH)
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
    """Whether one of them says when, be it only since when (2023年起)."""
    return any(item.mark.label in DATED or item.mark.rule == _OPEN_START for item in found)


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
        opens = item.mark.label in DATED or item.mark.rule == _OPEN_START
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
    """By piece, what lists of units and stated completion times around it say.

    A time in a list of units holds for the pieces that the list governs; a completion time that
    stands alone for those of its item that stand before it.
    """
    duties = reading.layer("duty")
    duty_starts = [duty.start for duty in duties]
    cells = [(cell.start, cell.end) for cell in reading.layer("cell")]
    listed = _listed(reading)
    governed: dict[int, list[Resolved]] = {}
    for item in resolved:
        at = item.mark.start
        index = bisect_right(duty_starts, at) - 1
        inside = index >= 0 and at < duties[index].end
        if not inside and not item.mark.rule.startswith(_COMPLETION):
            continue
        if _holds(cells, at) or (inside and duties[index].label == "heading"):
            continue
        under = _under_list(duties, index, listed) if inside else []
        for piece in under or _closed(reading, duties[index].start if inside else at):
            if not piece.start <= at < piece.end:
                governed.setdefault(piece.index, []).append(item)
    return governed


def _listed(reading: Reading) -> dict[int, list[Piece]]:
    """The pieces that each list of units governs, by where the list begins."""
    found: dict[int, list[Piece]] = {}
    for piece, lists in zip(reading.pieces, read_governing(reading).lists, strict=True):
        for start, _, _ in lists:
            found.setdefault(start, []).append(piece)
    return found


def _under_list(duties: list[Mark], index: int, listed: dict[int, list[Piece]]) -> list[Piece]:
    """The pieces of a list, or of the one that stands right before or behind it."""
    for other in (index, index - 1, index + 1):
        if not 0 <= other < len(duties) or duties[other].start not in listed:
            continue
        first, last = sorted((duties[index], duties[other]), key=lambda duty: duty.start)
        if other == index or last.start - first.end <= _NEXT:
            return listed[duties[other].start]
    return []


def _start_of(stretch: tuple[int, int]) -> int:
    return stretch[0]


def _holds(stretches: list[tuple[int, int]], position: int) -> bool:
    index = bisect_right(stretches, position, key=_start_of) - 1
    return index >= 0 and stretches[index][0] <= position < stretches[index][1]


def _closed(reading: Reading, position: int) -> list[Piece]:
    """The pieces before a position in its item, back to the completion time before it.

    Where none stands before it, the completion time opens the item (整改时限：12月底).
    """
    above = [head.start for head in reading.headings if head.start <= position < head.end]
    floor = above[-1] if above else reading.string.rfind("\n", 0, position) + 1
    before = [
        mark.end
        for layer in ("duty", "deadline")
        for mark in reading.within(layer, floor, position)
        if layer == "duty" or mark.rule.startswith(_COMPLETION)
    ]
    starts = [piece.start for piece in reading.pieces]
    high = bisect_left(starts, position)
    for low in (max(before, default=floor), floor):
        under = reading.pieces[bisect_left(starts, low) : high]
        if under:
            return list(under)
    ends = [head.end for head in reading.headings if head.start <= position < head.end]
    return list(reading.pieces[high : bisect_left(starts, ends[-1])]) if ends else []
