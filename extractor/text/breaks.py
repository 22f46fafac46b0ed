"""Paragraphs inside one line: numbering that stands in the middle of it, blanks of very long lines.

Some texts come with their line feeds lost: `…分工方案。一、实施好宏观政策（一）落实减税。1.及时…`.
A number opens a paragraph when it goes on counting where the last of its kind stopped (or starts
at one) and stands behind a closed sentence, a colon or a bracket; a number of a lower kind also right
behind the words of a heading. Where the parts round the body begin, their language says. In a line of a whole notice's length a blank between two
Chinese characters is all that is left of a paragraph.
"""

import re
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from extractor.interpret.run_on import LONG, Named, heading_end, part_breaks
from extractor.lexicon.load import alternation, table
from extractor.text.join import full_width, goes_on

_CANDIDATE = re.compile(
    r"(?P<first>[一二三四五六七八九十]{1,3})、|（(?P<second>[一二三四五六七八九十]{1,3})）|(?P<third>[0-9]{1,2})[.、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|（(?P<fourth>[0-9]{1,2})）(?![、，]|[至和项款条]|要求)"
)
_RANKS = ("first", "second", "third", "fourth")
_BEHIND = "。；！？）〕”：》"
_OPEN, _CLOSE = "（《“〔", "）》”〕"
_SENTENCE = re.compile("[。：；]")
# A line of responsible units has no mark at its end.
_UNITS = re.compile("(?:责任|牵头|配合|落实)(?:单位|部门)：[^。；：]{2,200}$")
_LONGEST_UNITS = 220
_NOTE = "附件："
_WHOLE_NOTICE = 600
_LONG = 300
_REMEMBERED = 300
_CLOSED = "。！？："
_LETTERS = 2
_LONGEST_HEADING = 45
_LONGEST_BRACKET = 800
_LONGEST_WORDS, _SHORTEST_ITEM = 24, 10
_PARTED = table("outline")["parted"]
_WORDS = re.compile(rf"(?!.{{0,20}}{alternation(_PARTED['clause'])})[\u4e00-\u9fff“”、]{{4,22}}")
_TOLD, _ORDERS = re.compile(_PARTED["told"]), re.compile(_PARTED["orders"])
_WAITING = tuple(_PARTED["open"])
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)}


@dataclass
class Counting:
    """The last number of each kind that opened a paragraph, and what the head has named."""

    last: dict[str, int] = field(default_factory=dict)
    named: Named = field(default_factory=Named)

    def follows(self, kind: str, value: int) -> bool:
        """Whether `value` goes on counting, or starts a deeper list."""
        if value == self.last.get(kind, 0) + 1:
            return True
        return value == 1 and kind != "first"

    def note(self, kind: str, value: int) -> None:
        """Count on; kinds further down start again or go on, as they will."""
        self.last[kind] = value


def inner_breaks(clean: str, columns: list[int], counting: Counting) -> list[int]:
    """Places inside a folded line at which a paragraph begins, in order; never 0.

    >>> inner_breaks("制定方案。一、目标。（一）能耗", list(range(17)), Counting())
    [5, 10]
    >>> inner_breaks("按照第一、第二类管理", list(range(10)), Counting())
    []
    """
    head = not counting.last
    parts = part_breaks(clean, columns, counting.named, head=head)
    headed = _headed(clean, columns)
    return sorted({*parts, *headed, *_numbered(clean, counting), *_blanks(clean, columns)} - {0})


def _headed(clean: str, columns: list[int]) -> list[int]:
    """Where the sentence begins behind the words of a heading and a blank: （一）落实责任 各县要…"""
    if columns[-1] - columns[0] == len(clean) - 1:
        return []
    number = _CANDIDATE.match(clean)
    if number is None:
        return []
    end = min(number.end() + _LONGEST_WORDS, len(clean) - 1)
    gap = next(
        (at for at in range(number.end() + 1, end) if columns[at] > columns[at - 1] + 1), None
    )
    if gap is None or not _WORDS.fullmatch(clean, number.end(), gap):
        return []
    orders = not clean.endswith(_WAITING, 0, gap) and _ORDERS.match(clean, gap)
    return [gap] if orders or _TOLD.match(clean, gap) else []


def _numbered(clean: str, counting: Counting) -> list[int]:
    found: list[int] = []
    opened: tuple[str, int] | None = None
    depth: list[int] = []
    for match in _CANDIDATE.finditer(clean):
        kind = str(match.lastgroup)
        value, at = _value(match[kind]), match.start()
        if at and not depth:
            depth = _depths(clean)
        if at and depth[at]:
            continue
        if at == 0:
            counting.note(kind, value)
            opened = kind, at
        elif counting.follows(kind, value) and _stands_free(clean, at, kind, opened):
            counting.note(kind, value)
            opened = kind, at
            found.append(at)
        else:
            continue
        end = heading_end(clean, match.end()) if len(clean) > LONG else 0
        found += [end] if end else []
    return found


def _stands_free(clean: str, at: int, kind: str, opened: tuple[str, int] | None) -> bool:
    if kind == "fourth" and not _counted_on(clean, at, opened):
        return False
    if clean.startswith(_NOTE, max(0, at - len(_NOTE))):
        return False
    if clean[at - 1] in _BEHIND or _UNITS.search(clean, max(0, at - _LONGEST_UNITS), at):
        return True
    if kind == "fourth" and opened is not None:
        return at - opened[1] >= _SHORTEST_ITEM
    if opened is None or _RANKS.index(kind) <= _RANKS.index(opened[0]):
        return False
    between = clean[opened[1] : at]
    return len(between) <= _LONGEST_HEADING and not _SENTENCE.search(between)


def _counted_on(clean: str, at: int, opened: tuple[str, int] | None) -> bool:
    """A （1） begins a list of paragraphs behind a sentence; what a colon leads in is one sentence."""
    if opened is not None and opened[0] == "fourth":
        return True
    return clean.startswith("（1）", at) and clean[at - 1] in "。！"


def _depths(clean: str) -> list[int]:
    """How deep in brackets and quotation marks each character stands; the marks outside.

    A mark that is not closed soon encloses nothing.
    """
    changes = [0] * (len(clean) + 1)
    opened: dict[str, list[int]] = {closing: [] for closing in _CLOSE}
    for at, character in enumerate(clean):
        if character in _OPEN:
            opened[_CLOSE[_OPEN.index(character)]].append(at)
        elif character in _CLOSE and opened[character]:
            begin = opened[character].pop()
            if at - begin <= _LONGEST_BRACKET:
                changes[begin + 1] += 1
                changes[at] -= 1
    return list(accumulate(changes[:-1]))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _blanks(clean: str, columns: list[int]) -> list[int]:
    """Blanks at which a paragraph begins.

    In a line of a whole notice every blank between Chinese characters may be a lost line feed: its
    stretches are read as lines that may have been broken by hand. Names printed letter by letter
    are not cut.
    """
    if len(clean) < _LONG or columns[-1] - columns[0] < len(clean):
        return []
    whole = len(clean) >= _WHOLE_NOTICE
    gaps = [
        index
        for index in range(1, len(clean))
        if columns[index] > columns[index - 1] + 1
        and (clean[index - 1] in _CLOSED or (whole and _chinese(clean[index - 1], clean[index])))
    ]
    if not whole:
        return gaps
    ends = [*gaps, len(clean)]
    cuts = [
        low
        for before, low, high in zip([0, *gaps], gaps, ends[1:], strict=False)
        if low - before > _LETTERS and high - low > _LETTERS
    ]
    return _paragraphs(clean, cuts)


def _paragraphs(clean: str, cuts: list[int]) -> list[int]:
    lengths = [high - low for low, high in pairwise([0, *cuts, len(clean)])]
    width = full_width(lengths)
    found: list[int] = []
    begin = 0
    for cut, length, high in zip(cuts, lengths, [*cuts[1:], len(clean)], strict=False):
        line = clean[max(begin, cut - _REMEMBERED) : cut]
        if not goes_on(line, clean[cut : min(high, cut + _REMEMBERED)], width, length):
            found.append(cut)
            begin = cut
    return found


def _chinese(before: str, behind: str) -> bool:
    return not before.isascii() and not behind.isascii()
