"""The body cut into pieces at 。 and ；: layer `clause`.

A run-in heading, a closing parenthesis of responsible units and the final mark are not part of a
piece; nothing is cut inside brackets, book-title marks or quotation marks. The label says where
the piece stands: `body`, `goal`, `preamble`, `criterion` (an item of a list that a piece ending in
a colon leads in), `fragment` (words that are no sentence), `cover` and `closing` (parts of the
notice round its body), `cell` (a table cell that holds no task), `heading`
(words that head their paragraph without a number of an outline), `form` (an attachment to fill in).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from extractor.find.outline import paragraphs
from extractor.find.pipeline import Board, finder
from extractor.find.standing import (
    forms,
    headed_paragraphs,
    lined_goals,
    listed_conditions,
    listed_kinds,
    numbered_goals,
    preamble_of,
)
from extractor.lexicon.load import table
from extractor.model import Mark

_SHUT = {"（": "）", "〔": "〕"}
_EVENT = re.compile("(?P<open>[（《“〔〈])|(?P<close>[）》”〕〉])|[。；！？]")
# 一是压实责任。…: a few counted words that head their paragraph.
_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]，)[^，。；]{2,14}"
)
# What is said of the kinds or conditions all the same.
_SUPPORTS = re.compile(
    "支持|鼓励|不予|不得|严禁|禁止|限制|应当?(?![用急])|必须|(?<![重主需必首])要(?!求|素)"
)
# 具体措施：…, 现通知如下：…: what is run in before the sentence is no part of it.
_RUN_IN = re.compile(
    table("aside")["label"]["pattern"]
    + r"|(?:为|现|经|根据|按照)[^。；：]{4,160}(?:如下|以下)[^，。；：]{0,6}："
)
_GOAL_RUN_IN = re.compile(table("aside")["goals"]["run_in"])
_CONDITION_RUN_IN = re.compile(table("aside")["goals"]["conditions"])
_LABEL = re.compile("[^，。；：]{2,10}：")
_NOTE = re.compile(table("aside")["notes"]["opening"])
_SHORT_LEAD = 8
_CRITERIA = re.compile(table("aside")["criteria"]["pattern"])
_CASES = re.compile(table("aside")["criteria"]["cases"])


# Parts round the body that hold sentences; they bind nobody, and what is skipped is listed.
_SPEAKING = {"cover", "closing"}


@finder("clause", reads=("section", "item", "part", "duty", "cell"), writes=("clause",))
def find_clauses(board: Board) -> Iterator[Mark]:
    """Every piece of every body paragraph, in order."""
    string = board.string
    sections = board.marks("section")
    heads = {mark.start: mark for mark in [*sections, *board.marks("item")]}
    parts, duties = board.marks("part"), board.marks("duty")
    opening = [mark.start for mark in duties]
    goals = [*numbered_goals(string, sections), *lined_goals(string, heads)]
    preamble = preamble_of(string, heads)
    filled = forms(string, parts, duties)
    headed = headed_paragraphs(string, heads)
    kinds = [*listed_kinds(string, parts), *listed_conditions(string, sections)]
    cells = {mark.start: mark for mark in board.marks("cell")}
    cell: Mark | None = None
    criteria: int | None = None
    for start, end in paragraphs(string):
        covering = {part.label for part in parts if part.start <= start and end <= part.end}
        if covering - _SPEAKING:
            continue
        head = heads.get(start)
        rank = int(head.label) if head else 99
        if criteria is not None and rank <= criteria:
            criteria = None
        cell = cells.get(start) or (cell if cell and start < cell.end else None)
        label = min(covering, default="") or _standing(
            string, start, end, preamble, head, goals, criteria
        )
        if _within(start, filled):
            label = "form"
        if cell:
            label = "body" if cell.label == "task" else "cell"
        begin = head.end if head else start
        here = duties[bisect_left(opening, begin) : bisect_left(opening, end)]
        inside = [(mark.start, mark.end) for mark in here]
        cut = list(pieces(string, begin, end, inside))
        for mark in _labelled(string, cut, label, start in headed):
            listed = _within(start, kinds) and not _SUPPORTS.search(string, mark.start, mark.end)
            yield replace(mark, label="criterion") if listed else mark
        if cut and string[end - 1] == "：" and _leads_cases(string, begin, end, cut[-1]):
            criteria = _own_rank(head, criteria)


def _labelled(string: str, cut: list[tuple[int, int]], label: str, headed: bool) -> Iterator[Mark]:
    """The pieces of one paragraph; a heading, a goal or a remark in it has a label of its own."""
    aimed: str | None = None
    for index, (low, high) in enumerate(cut):
        run_in = _RUN_IN.match(string, low, high - 4)
        low = run_in.end() if run_in else low
        aimed = None if run_in else _aimed(string, low, high, index, aimed)
        own = aimed if aimed and label == "body" else label
        if index == 0 and len(cut) > 1 and (headed or _COUNTED.fullmatch(string, low, high)):
            own = "heading"
        elif _enclosed(string, low, high):
            own = "fragment"
        yield Mark(low, high, "clause", own, "clause.piece")


def _within(start: int, stretches: list[tuple[int, int]]) -> bool:
    return any(low <= start < high for low, high in stretches)


def _leads_cases(string: str, begin: int, end: int, last: tuple[int, int]) -> bool:
    """Whether a paragraph that ends in a colon leads in what a case or a paper is."""
    return bool(_CRITERIA.search(string, *last) or _CASES.search(string, begin, end))


def _leads_in(string: str, start: int, end: int, first: int) -> bool:
    """Whether a paragraph is what the first numbers of the notice list the cases of."""
    return (
        end + 1 == first
        and string[end - 1] == "："
        and _CASES.search(string, start, end) is not None
    )


def _aimed(string: str, low: int, high: int, index: int, before: str | None) -> str | None:
    """`goal` or `criterion` where a piece belongs to what its paragraph opens with, else None."""
    if index == 0:
        end = min(high + 1, len(string))
        kinds = (("goal", _GOAL_RUN_IN), ("criterion", _CONDITION_RUN_IN))
        return next((label for label, opens in kinds if opens.match(string, low, end)), None)
    return None if _LABEL.match(string, low, high) else before


def _enclosed(string: str, low: int, high: int) -> bool:
    """Whether a piece is nothing but a remark in brackets: `（0.5分）`."""
    return string[low] in "（〔" and string.find(_SHUT[string[low]], low, high) == high - 1


def _own_rank(head: Mark | None, criteria: int | None) -> int:
    if head is not None:
        return int(head.label)
    return criteria if criteria is not None else 15


def _standing(
    string: str,
    start: int,
    end: int,
    preamble: tuple[int, int],
    head: Mark | None,
    goals: list[tuple[int, int]],
    criteria: int | None,
) -> str:
    behind, first = preamble
    if start < first and not (behind <= start or _leads_in(string, start, end, first)):
        return "preamble"
    if _within(start, goals):
        return "goal"
    if _NOTE.match(string, start, end):
        return "fragment"
    if criteria is not None:
        return "criterion"
    if string[end - 1] == "：" and end - start <= _SHORT_LEAD:
        return "fragment"
    if (
        head is None
        and string[end - 1] not in "。；：！？）〕"
        and not _SENTENCE.search(string, start, end)
    ):
        return "fragment"
    return "body"


_SENTENCE = re.compile(r"[，。；]|要|应|须|不得|负责|由|于|前")


def pieces(
    string: str, start: int, end: int, duties: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The stretches between 。 and ；, without the duty lists that open or close them."""
    low, depth, index = start, 0, start
    closing = dict(duties)
    begins = sorted(closing)
    while index < end:
        event = _EVENT.search(string, index, end)
        at = event.start() if event else end
        listed = bisect_left(begins, index)
        if depth == 0 and listed < len(begins) and begins[listed] <= at:
            begin = begins[listed]
            yield from _piece(string, low, begin)
            low = index = max(closing[begin], begin + 1)
            continue
        if event is None:
            break
        if event["open"]:
            depth += 1
        elif event["close"]:
            depth = max(0, depth - 1)
        elif depth == 0:
            yield from _piece(string, low, at)
            low = at + 1
        index = at + 1
    yield from _piece(string, low, end)


def _piece(string: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while low < high and string[low] in "。；，、：）”—•·●■◆▲★ \n":
        low += 1
    while high > low and string[high - 1] in "。；，、： \n":
        high -= 1
    if high - low >= 4:
        yield low, high
