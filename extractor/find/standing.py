"""The stretches of a notice that a paragraph may stand in: goals, kinds, forms, headed paragraphs.

All are found over the whole string before it is cut into pieces.
"""

import re
from collections.abc import Iterator

from extractor.find.outline import paragraphs
from extractor.interpret.outline import read_number
from extractor.lexicon.load import alternation, table
from extractor.model import Mark

Stretch = tuple[int, int]

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
# 压实责任。…: where paragraphs open with so few words, and bind nobody by name, these head them.
_HEADED = re.compile(
    r"(?![^。]*(?:要(?!求)|应当|应(?![用急])|须|请|由|各(?![类项])|不得))[^，。；：（）《》0-9]{4,22}。(?=[^\n]{20})"
)
_IN_A_ROW = 3
_HABIT = 0.5
# How many sentences that end in 项目 make a list of kinds; headings end in 。 as well.
_ENDS = re.compile("[。；]")
_KINDS = re.compile("(?:项目|项目（[^（）]{1,60}）)[。；]")
_FEW_KINDS = 8
_SHARE_OF_KINDS = 0.4
# 工作原则：…, or a line 1.4工作原则 over its paragraphs: goals without a number of the outline.
_DECIMAL = r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|[0-9]{1,2}\.?)?"
_GOAL_LINE = re.compile(rf"{_DECIMAL}(?:{_GOAL.pattern})[：。]?")
_NEXT_LINE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[^0-9].*|[^，。；：]{2,20}")
# Where the words before the body announce it: …，制定本方案。 …通知如下：
_ANNOUNCES = re.compile(table("aside")["announcing"]["pattern"])
_CONDITIONS = re.compile(table("aside")["conditions"]["heading"])
_FORM = re.compile(table("aside")["forms"]["title"])


def preamble_of(string: str, heads: dict[int, Mark]) -> Stretch:
    """Where the words end that announce what follows (…，制定本方案。 …通知如下：), and the first heading.

    They end behind the last such paragraph before the heading, or at the heading; without any
    heading behind the first such paragraph, which may be none.
    """
    first = min(heads, default=len(string))
    ends = [
        end for start, end in paragraphs(string[:first]) if _ANNOUNCES.search(string, start, end)
    ]
    if not heads:
        return (ends[0], first) if ends else (0, first)
    return (ends[-1], first) if ends else (first, first)


def numbered_goals(string: str, sections: list[Mark]) -> list[Stretch]:
    """What stands below a numbered heading that names goals or principles, its heading with it."""
    found = []
    for index, mark in enumerate(sections):
        read = read_number(string, mark.start, mark.end)
        if read is None or not _GOAL.fullmatch(string, read[1], mark.end):
            continue
        found.append((mark.start, _next(sections[index + 1 :], mark, len(string))))
    return found


def listed_conditions(string: str, sections: list[Mark]) -> list[Stretch]:
    """What stands below a heading like 申报条件, 申请材料."""
    found = []
    for index, mark in enumerate(sections):
        if _CONDITIONS.search(string[mark.start : mark.end]):
            found.append((mark.end, _next(sections[index + 1 :], mark, len(string))))
    return found


def _next(later: list[Mark], mark: Mark, end: int) -> int:
    """Where the next heading begins that stands no deeper than `mark`."""
    return next((other.start for other in later if int(other.label) <= int(mark.label)), end)


def lined_goals(string: str, heads: dict[int, Mark]) -> list[Stretch]:
    """The paragraphs below a line that names goals or principles and has no number of an outline."""
    found = []
    since: int | None = None
    for start, end in [*paragraphs(string), (len(string), len(string))]:
        line = start not in heads and _GOAL_LINE.fullmatch(string, start, end) is not None
        over = start in heads or line or _NEXT_LINE.fullmatch(string, start, end) is not None
        if since is not None and (over or start == len(string)):
            found.append((since, start))
            since = None
        if line:
            since = start
    return found


def headed_paragraphs(string: str, heads: dict[int, Mark]) -> set[int]:
    """Paragraphs without a number that open with a few words, as their neighbours do.

    `压实责任。各县要签订责任书，…` has a heading when at least three paragraphs in a row are built so,
    or half of all that hold several sentences; alone it is a short duty.
    """
    found: set[int] = set()
    built: list[int] = []
    row: list[int] = []
    several = 0
    for start, end in [*paragraphs(string), (len(string), len(string))]:
        free = start not in heads
        several += free and string.count("。", start, end) > 1
        if free and _HEADED.match(string, start):
            row.append(start)
            built.append(start)
            continue
        found.update(row if len(row) >= _IN_A_ROW else ())
        row = []
    habit = len(built) >= _IN_A_ROW and len(built) >= _HABIT * several
    return set(built) if habit else found


def listed_kinds(string: str, parts: list[Mark]) -> list[Stretch]:
    """The stretches of attachments that list what may be applied for: …示范项目。…改造项目。

    Many sentences of such a list end in 项目, and none tells anybody what to do.
    """
    found = []
    annex = False
    for title, low, high in _titled(string, parts):
        annex = annex or title.label == "attachment_title"
        sentences = len(_ENDS.findall(string, low, high))
        listed = len(_KINDS.findall(string, low, high))
        if annex and listed >= _FEW_KINDS and listed > _SHARE_OF_KINDS * sentences:
            found.append((low, high))
    return found


def forms(string: str, parts: list[Mark], duties: list[Mark]) -> list[Stretch]:
    """The stretches of attachments that are filled in or looked up and name nobody responsible."""
    found = []
    for title, low, high in _titled(string, parts):
        named = title.label == "attachment_title" and _FORM.fullmatch(
            string, title.start, title.end
        )
        if named and not any(low <= duty.start < high for duty in duties):
            found.append((low, high))
    return found


def _titled(string: str, parts: list[Mark]) -> Iterator[tuple[Mark, int, int]]:
    """Each title, of the notice and of what is attached, with the stretch up to the next."""
    titles = [part for part in parts if part.label in ("attachment_title", "title")]
    borders = [*(title.start for title in titles), len(string)]
    for title, end in zip(titles, borders[1:], strict=True):
        yield title, title.end, end
