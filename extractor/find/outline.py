"""Numbered headings and numbered paragraphs: the outline everything else hangs on.

Layer `section` has the headings (number and heading words, label = level). Layer `item` has the
bare numbers of numbered paragraphs that are whole sentences and so no headings.
"""

import re
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.lexicon.load import table
from extractor.model import Mark

_LEVELS = tuple((int(level), re.compile(pattern)) for level, pattern in table("outline")["numbering"].items())
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 42
_CN = {digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)}


def paragraphs(string: str) -> Iterator[tuple[int, int]]:
    """The half-open stretches between line feeds, empty ones left out."""
    start = 0
    for part in string.split("\n"):
        if part:
            yield start, start + len(part)
        start += len(part) + 1


def ordinal(number: str) -> int | None:
    """The value of a heading number, Chinese or Arabic.

    >>> ordinal("（十二）"), ordinal("3."), ordinal("二、"), ordinal("②")
    (12, 3, 2, 2)
    """
    digits = re.search(r"[0-9]+", number)
    if digits:
        return int(digits[0])
    if "①" <= number[0] <= "⑳":
        return ord(number[0]) - ord("①") + 1
    chinese = re.search(r"[一二三四五六七八九十]+", number)
    if not chinese:
        return None
    tens, _, ones = chinese[0].rpartition("十")
    if "十" not in chinese[0]:
        return _CN.get(ones)
    return _CN.get(tens, 1) * 10 + _CN.get(ones, 0)


@finder("outline", writes=("section", "item"))
def find_outline(board: Board) -> Iterator[Mark]:
    """Headings and item numbers, paragraph by paragraph."""
    string = board.string
    spans = list(paragraphs(string))
    last_second: int | None = None
    for index, (start, end) in enumerate(spans):
        numbered = _number(string, start, end)
        if numbered is None:
            continue
        level, after = numbered
        number = string[start:after]
        value = ordinal(number)
        if level == 4 and value is not None and last_second is not None and value == last_second + 1 and "①" > number[0]:
            level = 2
        if level == 1:
            last_second = None
        if level == 2:
            last_second = value
        following = string[slice(*spans[index + 1])] if index + 1 < len(spans) else ""
        to = heading_end(string[after:end], following)
        if to:
            yield Mark(start, after + to, "section", str(level), "outline.heading")
        else:
            yield Mark(start, after, "item", str(level), "outline.item")


def _number(string: str, start: int, end: int) -> tuple[int, int] | None:
    for level, pattern in _LEVELS:
        match = pattern.match(string, start, end)
        if match and match.end() < end:
            return level, match.end()
    return None


def heading_end(paragraph: str, following: str) -> int:
    """How many characters of a numbered paragraph are heading words; 0 when it is a sentence.

    A heading stands alone without a full stop, or runs in: it ends at the first full stop and the
    paragraph goes on. A parenthesis of units behind the heading is not part of it.

    >>> heading_end("能耗方面。严格执行法律。", "")
    4
    >>> heading_end("工作部署（2022年上半年）。各县要制定计划。", "")
    13
    >>> heading_end("环保方面（市生态环境局负责）", "1.严格审查。")
    4
    >>> heading_end("对不合格的企业，责令停产；", "")
    0
    """
    stop = _first_stop(paragraph)
    if stop is None:
        if len(paragraph) > _LONGEST_HEADING or paragraph[-1] in "；，：":
            return 0
        return _without_units(paragraph)
    rest = paragraph[stop + 1 :]
    words = paragraph[:stop]
    if paragraph[stop] == "：":
        return stop if len(words) <= 20 and "，" not in words and rest else 0
    if paragraph[stop] != "。" or len(words) > _LONGEST_RUN_IN or words.count("，") > 1:
        return 0
    if not rest and not _heads(words, following):
        return 0
    return _without_units(words)


def _first_stop(paragraph: str) -> int | None:
    depth = 0
    for index, character in enumerate(paragraph):
        if character in "（《“〔":
            depth += 1
        elif character in "）》”〕":
            depth = max(0, depth - 1)
        elif character in "。；：！？" and depth == 0:
            return index
    return None


def _heads(words: str, following: str) -> bool:
    """A short numbered line with a full stop heads what follows unless that is its sibling."""
    return len(words) <= 25 and "，" not in words and bool(following) and _number(following, 0, len(following)) is None


_UNIT_BRACKET = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*(?:负责|牵头|落实|配合|单位|部门|[局厅委部办院]|政府)[^（）]*）$")


def _without_units(words: str) -> int:
    match = _UNIT_BRACKET.search(words)
    return match.start() if match and match.start() else len(words)
