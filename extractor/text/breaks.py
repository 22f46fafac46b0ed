"""Paragraphs inside one line: numbering that stands in the middle of it, blanks of very long lines.

Some texts come with their line feeds lost: `…分工方案。一、实施好宏观政策（一）落实减税。1.及时…`.
A number opens a paragraph when it goes on counting where the last of its kind stopped (or starts
at one) and stands behind a closed sentence, a colon or a bracket; a number of a lower kind also right
behind the words of a heading. Where the parts round the body begin, their language says. In a line of a whole notice's length a blank between two
Chinese characters is all that is left of a paragraph.
"""

import re
from dataclasses import dataclass, field

from extractor.interpret.run_on import Named, part_breaks

_CANDIDATE = re.compile(
    r"(?P<first>[一二三四五六七八九十]{1,3})、|（(?P<second>[一二三四五六七八九十]{1,3})）|(?P<third>[0-9]{1,2})[.、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))"
)
_RANKS = ("first", "second", "third")
_BEHIND = "。；！？）〕”：》"
_OPEN, _CLOSE = "（《“〔", "）》”〕"
_SENTENCE = re.compile("[。：；]")
_WHOLE_NOTICE = 600
_LONG = 300
_LONGEST_HEADING = 45
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
        if kind in ("first", "second"):
            self.last.pop("third", None)


def inner_breaks(clean: str, columns: list[int], counting: Counting) -> list[int]:
    """Places inside a folded line at which a paragraph begins, in order; never 0.

    >>> inner_breaks("制定方案。一、目标。（一）能耗", list(range(17)), Counting())
    [5, 10]
    >>> inner_breaks("按照第一、第二类管理", list(range(10)), Counting())
    []
    """
    head = not counting.last
    parts = part_breaks(clean, columns, counting.named, head=head)
    return sorted({*parts, *_numbered(clean, counting), *_blanks(clean, columns)} - {0})


def _numbered(clean: str, counting: Counting) -> list[int]:
    found: list[int] = []
    opened: tuple[str, int] | None = None
    depth = _depths(clean)
    for match in _CANDIDATE.finditer(clean):
        kind = str(match.lastgroup)
        value, at = _value(match[kind]), match.start()
        if depth[at]:
            continue
        if at == 0:
            counting.note(kind, value)
            opened = kind, at
        elif counting.follows(kind, value) and _stands_free(clean, at, kind, opened):
            counting.note(kind, value)
            opened = kind, at
            found.append(at)
    return found


def _stands_free(clean: str, at: int, kind: str, opened: tuple[str, int] | None) -> bool:
    if clean[at - 1] in _BEHIND:
        return True
    if opened is None or _RANKS.index(kind) <= _RANKS.index(opened[0]):
        return False
    between = clean[opened[1] : at]
    return len(between) <= _LONGEST_HEADING and not _SENTENCE.search(between)


def _depths(clean: str) -> list[int]:
    """How deep in brackets and quotation marks each character stands; an opening mark outside."""
    depths, depth = [], 0
    for character in clean:
        if character in _CLOSE:
            depth = max(0, depth - 1)
        depths.append(depth)
        if character in _OPEN:
            depth += 1
    return depths


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _blanks(clean: str, columns: list[int]) -> list[int]:
    if len(clean) < _LONG:
        return []
    whole = len(clean) >= _WHOLE_NOTICE
    return [
        index
        for index in range(1, len(clean))
        if columns[index] > columns[index - 1] + 1
        and (clean[index - 1] in "。！？：" or (whole and _chinese(clean[index - 1], clean[index])))
    ]


def _chinese(before: str, behind: str) -> bool:
    return not before.isascii() and not behind.isascii()
