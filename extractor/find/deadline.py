"""When duties are to be done: layer `deadline`, label the kind; layer `time` has look-alikes.

Rules of the dated kinds run in the sentences that hold their cue; the values of completion times
(6月底, 持续推进) are read only where a completion time stands. Overlaps are settled by length, and
words of time that are no deadline take part, so that they win where they explain more.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extractor.find.match import run_rules
from extractor.find.pipeline import Board, finder
from extractor.lexicon.load import Rule, rules, table
from extractor.model import Mark

_EVERYWHERE = ("deadline", "deadline_lengths", "deadline_words", "deadline_time")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_STATED = re.compile(
    r"(?:时限|时间|期限|日期|(?:时间|工作|完成|关键)节点|(?:时间|工作|推进|完成|实施)进度)"
    r"(?:要求|节点|安排)?："
    r"(?P<mark>[^。；：）\n]+)"
)
_NAMED = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|“[^“”\n]{1,16}”")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Searched:
    """A rule and the words without which a sentence is not searched for it."""

    rule: Rule
    cue: tuple[str, ...]


@finder("deadline", reads=("citation", "duty", "cell"), writes=("deadline", "time"))
def find_deadlines(board: Board) -> Iterator[Mark]:
    """Deadlines and look-alikes, none overlapping another of either layer."""
    found = [*_searched(board.string), *_completions(board)]
    closed = _merged(
        [(mark.start, mark.end) for mark in board.marks("citation")]
        + [match.span() for match in _NAMED.finditer(board.string)]
    )
    yield from settled(mark for mark in found if not _cut_by(closed, mark))


def settled(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that do not overlap: the longest first, of equals the look-alike, then the leftmost."""
    taken: list[Stretch] = []
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.layer == "deadline", m.start)):
        after = bisect_right(taken, (mark.start, mark.end))
        clear_before = after == 0 or taken[after - 1][1] <= mark.start
        if clear_before and (after == len(taken) or taken[after][0] >= mark.end):
            insort(taken, (mark.start, mark.end))
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


@cache
def _rules() -> tuple[_Searched, ...]:
    return tuple(
        _Searched(rule, tuple(entry.get("cue", ())))
        for name in _EVERYWHERE
        for rule, entry in zip(rules(name), table(name)["rule"], strict=True)
    )


def _searched(string: str) -> Iterator[Mark]:
    sentences = [match.span() for match in _SENTENCE.finditer(string)]
    places: dict[tuple[str, ...], list[Stretch]] = {(): [(0, len(string))]}
    for searched in _rules():
        if searched.cue not in places:
            places[searched.cue] = _with(searched.cue, string, sentences)
        for start, end in places[searched.cue]:
            yield from run_rules((searched.rule,), string, start, end)


def _with(words: tuple[str, ...], string: str, sentences: list[Stretch]) -> list[Stretch]:
    """The sentences that hold one of the words."""
    found: set[Stretch] = set()
    for word in words:
        at = string.find(word)
        while at >= 0:
            sentence = sentences[bisect_right(sentences, (at, len(string))) - 1]
            found.add(sentence)
            at = string.find(word, sentence[1])
    return sorted(found)


def _completions(board: Board) -> Iterator[Mark]:
    string = board.string
    zones = [(mark.start, mark.end) for mark in board.marks("duty")]
    zones += [(cell.start, cell.end) for cell in board.marks("cell") if cell.label == "deadline"]
    zones += [match.span("mark") for match in _STATED.finditer(string)]
    for start, end in zones:
        yield from run_rules(rules("deadline_value"), string, start, end)


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches with those that touch or overlap made one, in order."""
    made: list[Stretch] = []
    for start, end in sorted(stretches):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _cut_by(closed: list[Stretch], mark: Mark) -> bool:
    """Whether the mark lies inside one of the stretches or laps over its edge."""
    before = bisect_right(closed, (mark.start, mark.end)) - 1
    if before >= 0 and closed[before][0] < mark.start < closed[before][1]:
        return True
    last = bisect_right(closed, (mark.end - 1, mark.end)) - 1
    return last > before and closed[last][1] > mark.end
