"""The body cut into pieces at 。 and ；: layer `clause`, label `duty` or the reason it is none.

A run-in heading, a closing parenthesis of responsible units and the final mark are not part of a
piece; nothing is cut inside brackets, book-title marks or quotation marks.
"""

import re
from collections.abc import Iterator

from extractor.find.outline import paragraphs
from extractor.find.pipeline import Board, finder
from extractor.lexicon.load import table
from extractor.model import Mark

_OPEN, _CLOSE = "（《“〔〈", "）》”〕〉"
_GOAL = re.compile("|".join(re.escape(heading) for heading in table("outline")["goals"]["headings"]))


@finder("clause", reads=("section", "item", "part", "duty"), writes=("clause",))
def find_clauses(board: Board) -> Iterator[Mark]:
    """Every piece of every body paragraph, in order."""
    string = board.string
    sections = board.marks("section")
    heads = {mark.start: mark for mark in [*sections, *board.marks("item")]}
    parts = board.marks("part")
    duties = board.marks("duty")
    goals = _goal_stretches(string, sections)
    first = sections[0].start if sections else 0
    for start, end in paragraphs(string):
        if any(part.start <= start and end <= part.end for part in parts) or start < first:
            continue
        head = heads.get(start)
        begin = head.end if head else start
        aside = "goal" if any(low <= start < high for low, high in goals) else "duty"
        inside = [mark for mark in duties if begin <= mark.start < end]
        for low, high in pieces(string, begin, end, [(mark.start, mark.end) for mark in inside]):
            yield Mark(low, high, "clause", aside, "clause.piece")


def _goal_stretches(string: str, sections: list[Mark]) -> list[tuple[int, int]]:
    found = []
    for index, mark in enumerate(sections):
        if not _GOAL.search(string, mark.start, mark.end):
            continue
        after = [other.start for other in sections[index + 1 :] if int(other.label) <= int(mark.label)]
        found.append((mark.start, after[0] if after else len(string)))
    return found


def pieces(string: str, start: int, end: int, duties: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between 。 and ；, without the duty lists that open or close them."""
    low, depth, index = start, 0, start
    closing = dict(duties)
    while index < end:
        if index in closing and depth == 0:
            yield from _piece(string, low, index)
            low = index = max(closing[index], index + 1)
            continue
        character = string[index]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in "。；！？" and depth == 0:
            yield from _piece(string, low, index)
            low = index + 1
        index += 1
    yield from _piece(string, low, end)


def _piece(string: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while low < high and string[low] in "。；，、：） \n":
        low += 1
    while high > low and string[high - 1] in "。；，、： \n":
        high -= 1
    if high - low >= 4:
        yield low, high
