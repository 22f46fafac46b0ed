"""What each piece orders, permits or threatens: layer `measure`, labelled with the kind.

A word of a measure that stands in a condition, in a frame (按照…要求) or in words that merely
describe a thing (已关闭的企业名单) orders nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from extractor.find.match import run_rules
from extractor.find.pipeline import Board, finder
from extractor.find.words import words
from extractor.interpret.modality import frame
from extractor.interpret.segment import segments, veiled
from extractor.lexicon.load import rules, table
from extractor.lexicon.opening import guarded
from extractor.model import Mark

_DESCRIBING = table("measure")["describing"]
_AFTER = re.compile("|".join(_DESCRIBING["after"]))
_STRETCHES = tuple(map(re.compile, (*_DESCRIBING["stretches"], _DESCRIBING["respects"])))
_MOMENTS = re.compile(_DESCRIBING["moments"])
_DENIED = re.compile(guarded(_DESCRIBING["denied"]))
_TITLED = [rule for rule in rules("measure") if rule.id == "measure.plan_titled"]
_VEILED = [rule for rule in rules("measure") if rule.id != "measure.plan_titled"]
_COMPOUND = table("measure")["compound"]
_HEADS = re.compile(_COMPOUND["heads"])
_VERBAL = re.compile(_COMPOUND["verbal"])
# 须报 and 应报 stand in the dictionary as words.
_MODAL = "须应需要可"
_FRAMES = frozenset(_DESCRIBING["frames"])


@finder("measure", reads=("clause", "condition"), writes=("measure",))
def find_measures(board: Board) -> Iterator[Mark]:
    """The words of every measure, inside pieces only."""
    string = veiled(board.string)
    clauses = board.marks("clause")
    starts = [clause.start for clause in clauses]
    aside = _asides(board, string)
    seen: set[tuple[int, str]] = set()
    denied = [match.span() for match in _DENIED.finditer(string)]
    known = words(string)
    for mark in chain(run_rules(_VEILED, string), run_rules(_TITLED, board.string)):
        index = bisect_right(starts, mark.start) - 1
        if index < 0 or mark.end > clauses[index].end or (mark.start, mark.label) in seen:
            continue
        if _inside(aside, mark.start):
            continue
        if _AFTER.match(string, mark.end) and not _stated(string, clauses[index].start, mark):
            continue
        if mark.label in _DESCRIBING["deniable"] and _inside(denied, mark.start):
            continue
        if mark.label in _COMPOUND["labels"] and _modifies(string, clauses[index].start, mark):
            continue
        if mark.rule == "measure.report_to" and not (
            known.begins(mark.start) or string[mark.start - 1] in _MODAL
        ):
            continue
        seen.add((mark.start, mark.label))
        yield mark


def _stated(string: str, start: int, mark: Mark) -> bool:
    """Whether what follows is the object: 报送情况, and 公示结果 where an act may stand."""
    return mark.label in _DESCRIBING["stated"] or (
        mark.label in _DESCRIBING["made_known"] and _acts(string, start, mark)
    )


def _acts(string: str, start: int, mark: Mark) -> bool:
    return _VERBAL.search(string[max(start, mark.start - 4) : mark.start]) is not None


def _modifies(string: str, start: int, mark: Mark) -> bool:
    """Whether the word is no head of its compound but the first part of one (监管|作业场所)."""
    if not _HEADS.match(string, mark.end):
        return False
    return not _acts(string, start, mark)


def _asides(board: Board, string: str) -> list[tuple[int, int]]:
    """Stretches whose measures are not ordered, in order of their start."""
    found = [(mark.start, mark.end) for mark in board.marks("condition")]
    for stretch in _STRETCHES:
        group = "mark" if "mark" in stretch.groupindex else 0
        found += [match.span(group) for match in stretch.finditer(string)]
    for clause in board.marks("clause"):
        stretches = segments(string, clause.start, clause.end)
        found += [span for span in stretches[:-1] if _leads(string[slice(*span)])]
    return sorted(found)


def _leads(words: str) -> bool:
    return _MOMENTS.search(words) is not None or frame(words) in _FRAMES


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    index = bisect_right(spans, (position, len(spans) and 1 << 40))
    return any(low <= position < high for low, high in spans[max(0, index - 8) : index])
