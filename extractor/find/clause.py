"""The body cut into pieces at 。 and ；: layer `clause`.

A run-in heading, a closing parenthesis of responsible units and the final mark are not part of a
piece; nothing is cut inside brackets, book-title marks or quotation marks. The label says where
the piece stands: `body`, `goal`, `preamble`, `criterion` (an item of a list that a piece ending in
a colon leads in), `fragment` (words that are no sentence), `cover` and `closing` (parts of the
notice round its body), `cell` (a table cell that holds no task), `heading`
(words that head their paragraph without a number of an outline), `form` (an attachment to fill in).
"""

import re
from collections.abc import Iterator

from extractor.find.outline import paragraphs
from extractor.find.pipeline import Board, finder
from extractor.interpret.outline import read_number
from extractor.lexicon.load import alternation, table
from extractor.model import Mark

_SHUT = {"（": "）", "〔": "〕"}
_OPEN, _CLOSE = "（《“〔〈", "）》”〕〉"
_GOALS = table("outline")["goals"]
_GOAL = re.compile(
    r"(?:[0-9]{4}年度?)?"
    + "(?:{of})*{heads}(?:{joint}(?:{of})*{heads})*".format(
        of=alternation(_GOALS["of"]),
        heads=alternation(_GOALS["heads"]),
        joint=alternation(_GOALS["joints"]),
    )
    + "|"
    + _GOALS["ending"]
)
# 一是压实责任。…: a few counted words that head their paragraph.
_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]，)[^，。；]{2,14}"
)
# 压实责任。…: paragraphs in a row that open with so few words are headed by them.
_HEADED = re.compile(r"[^，。；：、（）《》0-9]{4,8}。(?=[^\n]{20})")
_IN_A_ROW = 3
# How many sentences that end in 项目 make a list of kinds; headings end in 。 as well.
_ENDS = re.compile("[。；]")
_KINDS = re.compile("(?:项目|项目（[^（）]{1,60}）)[。；]")
_FEW_KINDS = 8
# What is said of the kinds all the same.
_SUPPORTS = re.compile("支持|鼓励|不予|不得|严禁|禁止|限制|应当|必须")
_SHARE_OF_KINDS = 0.4
# 具体措施：…: what is run in before the sentence is no part of it.
_RUN_IN = re.compile(r"(?:具体|主要|重点|保障)(?:措施|任务|要求|举措|内容|做法)：")
_FORM = re.compile(table("aside")["forms"]["title"])
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
    goals = _goal_stretches(string, sections)
    first = min(heads, default=0)
    cells = {mark.start: mark for mark in board.marks("cell")}
    cell: Mark | None = None
    criteria: int | None = None
    forms = _forms(string, parts, duties)
    headed = _headed(string, heads)
    kinds = _kinds(string, parts)
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
            string, start, end, first, head, goals, criteria
        )
        if any(low <= start < high for low, high in forms):
            label = "form"
        listing = any(low <= start < high for low, high in kinds)
        if cell:
            label = "body" if cell.label == "task" else "cell"
        begin = head.end if head else start
        inside = [(mark.start, mark.end) for mark in duties if begin <= mark.start < end]
        cut = list(pieces(string, begin, end, inside))
        last = cut[-1] if cut else None
        for index, (low, high) in enumerate(cut):
            run_in = _RUN_IN.match(string, low, high - 4)
            low = run_in.end() if run_in else low
            heading = (
                index == 0 and len(cut) > 1 and (start in headed or _counted(string, low, high))
            )
            own = "heading" if heading else "fragment" if _enclosed(string, low, high) else label
            if listing and not _SUPPORTS.search(string, low, high):
                own = "criterion"
            yield Mark(low, high, "clause", own, "clause.piece")
        if (
            last
            and string[end - 1] == "："
            and (_CRITERIA.search(string, last[0], last[1]) or _CASES.search(string, begin, end))
        ):
            criteria = _own_rank(head, criteria)


def _kinds(string: str, parts: list[Mark]) -> list[tuple[int, int]]:
    """The stretches of attachments that list what may be applied for: …示范项目。…改造项目。

    Many sentences of such a list end in 项目, and none tells anybody what to do.
    """
    titles = [part for part in parts if part.label in ("attachment_title", "title")]
    borders = [part.start for part in titles] + [len(string)]
    found = []
    for index, part in enumerate(titles):
        low, high = part.end, borders[index + 1]
        sentences = len(_ENDS.findall(string, low, high))
        listed = len(_KINDS.findall(string, low, high))
        annex = any(other.label == "attachment_title" for other in titles[: index + 1])
        if annex and listed >= _FEW_KINDS and listed > _SHARE_OF_KINDS * sentences:
            found.append((low, high))
    return found


def _headed(string: str, heads: dict[int, Mark]) -> set[int]:
    """Paragraphs without a number that open with a few words, as their neighbours do.

    `压实责任。各县要签订责任书，…` has a heading when at least three paragraphs in a row are built so;
    alone, or with more words, it is a short duty.
    """
    found: set[int] = set()
    row: list[int] = []
    for start, _ in [*paragraphs(string), (len(string), 0)]:
        if start not in heads and _HEADED.match(string, start):
            row.append(start)
            continue
        found.update(row if len(row) >= _IN_A_ROW else ())
        row = []
    return found


def _forms(string: str, parts: list[Mark], duties: list[Mark]) -> list[tuple[int, int]]:
    """The stretches of attachments that are filled in or looked up and name nobody responsible."""
    titles = [part for part in parts if part.label in ("attachment_title", "title")]
    borders = [part.start for part in titles] + [len(string)]
    found = []
    for index, part in enumerate(titles):
        low, high = part.end, borders[index + 1]
        named = part.label == "attachment_title" and _FORM.fullmatch(string, part.start, part.end)
        if named and not any(low <= duty.start < high for duty in duties):
            found.append((low, high))
    return found


def _counted(string: str, low: int, high: int) -> bool:
    return bool(_COUNTED.fullmatch(string, low, high))


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
    first: int,
    head: Mark | None,
    goals: list[tuple[int, int]],
    criteria: int | None,
) -> str:
    if start < first:
        return "preamble"
    if any(low <= start < high for low, high in goals):
        return "goal"
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


def _goal_stretches(string: str, sections: list[Mark]) -> list[tuple[int, int]]:
    found = []
    for index, mark in enumerate(sections):
        read = read_number(string, mark.start, mark.end)
        if read is None or not _GOAL.fullmatch(string, read[1], mark.end):
            continue
        after = [
            other.start for other in sections[index + 1 :] if int(other.label) <= int(mark.label)
        ]
        found.append((mark.start, after[0] if after else len(string)))
    return found


def pieces(
    string: str, start: int, end: int, duties: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
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
    while low < high and string[low] in "。；，、：）” \n":
        low += 1
    while high > low and string[high - 1] in "。；，、： \n":
        high -= 1
    if high - low >= 4:
        yield low, high
