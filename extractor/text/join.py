"""Which line goes on in the next: paragraphs out of lines broken by a page or a typewriter."""

import re
from collections import defaultdict
from collections.abc import Iterable

from extractor.interpret.units import ROLE_LABEL, TIME_LABEL
from extractor.model import Line
from extractor.text.page import full, indented, margins, nearly_full, sheet

# A line that opens a new paragraph whatever stands before it.
OPENING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|（[0-9]{1,2}）|[①-⑳]"
    r"|第[一二三四五六七八九十百]{1,4}[章节条][^款项]|附件[0-9一二三四五六七八九十]?[：:.]?|附表|抄送[：:]|联系人[：:]|责任(?:单位|部门)[：:]|牵头单位[：:]|——)"
)
# What a line under a task says of it: by whom, by when, how. Inside an open bracket it goes on.
_LABELLED = re.compile(
    rf"(?:{ROLE_LABEL}|{TIME_LABEL}|(?:具体|主要|重点|保障|工作|推进|实施|落实)(?:措施|任务|要求|举措|目标|内容)|配合|牵头|备注)："
)
_LONGEST_LABEL = 14
# 压实责任，强化落实: numbered words of two short halves and no figure are a heading.
_HALVES = re.compile(r"[^，。；：（）《》“”0-9]{2,12}，[^，。；：（）《》“”0-9的]{2,12}")
# The date of signature, or the line of the printer: a line of its own, whatever stands before it.
_DATED = re.compile(
    r"[^，。；：、（]{0,40}(?:[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日|[一二][零〇○ＯO一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?:印发|印)?"
)
# Whom to ask, down to the last digit of a telephone or the end of an address: a line of its own.
_CONTACT = re.compile(r"[（〔]?联\s?系\s?(?:人|电话|方式)[^：]{0,10}：.*[0-9A-Za-z]")
# 30万千瓦（含） and below: the words behind the bracket open no paragraph.
_COUNTED = re.compile(r"[0-9][^，。；：]{0,12}（不?含[^（）]{0,6}）$")
_BOUND = ("以上", "以下", "以内", "以外", "及以上", "及以下")
_FLOWING = re.compile(r"[，。；]")
_HANGING = "，、（〔《“"
_TERMINAL = "。；！？：”）〕》"
_CLOSED = "。；！？："
# No heading and no list of units is so long: without a mark at its end it is cut off.
_LONG = 60
_NARROW = 6
_LONGEST_TITLE = 80
_SHORT = 4
"""A line of hand-broken text this much under the width ends its paragraph."""
_EVEN = 3
"""A line of hand-broken text this much over the width is as long as any: `full_width` allows 4."""


def full_width(lengths: list[int]) -> int | None:
    """The width at which lines are broken by hand, or None when every line is a paragraph.

    Lines are broken by hand when most lines of some length end within three characters of the
    longest usual line.
    """
    long = sorted(length for length in lengths if length >= 12)
    if len(long) < 8:
        return None
    usual = long[int(len(long) * 0.8)]
    if usual > 60:
        return None
    near = sum(usual - 4 <= length <= usual + 4 for length in long)
    return usual - 4 if near >= 0.55 * len(long) else None


def goes_on(
    line: str,
    following: str,
    width: int | None,
    length: int | None = None,
    *,
    unindented: bool = False,
    turned: bool = False,
) -> bool:
    """Whether the paragraph of `line` runs on in `following` (both folded and not empty).

    `line` is the paragraph so far, `length` that of its last line where the two differ. In a text
    that is broken by hand and indents no paragraph (`unindented`) a full line that ends in 。 is
    three times as likely to stand inside a paragraph as at its end. Behind a page that is `turned`
    a short line may have been cut off.

    >>> goes_on("现将有关文件", "精神，明确工作职责。", None)
    False
    >>> goes_on("按照要求，根据有关文件", "精神，明确工作职责。", None)
    True
    >>> goes_on("一、总体要求", "以钢铁为重点。", None)
    False
    >>> goes_on("单机容量30万千瓦（含）", "以下机组应当关停。", None)
    True
    >>> goes_on("（一）压实责任，强化落实", "各县要建立台账。", None)
    False
    >>> goes_on("（牵头单位：市财政局；", "责任单位：市审计局）", None)
    True
    """
    if _labelled(following):
        return line[-1] in "，、；" and line.count("（") > line.count("）") and "）" in following
    if OPENING.match(following) or (_DATED.fullmatch(following) and line[-1] not in _HANGING):
        return False
    if _CONTACT.fullmatch(line):
        return following[0] in "、，；）-—"
    is_full = width is not None and (length or len(line)) >= width
    if is_full and line.count("（") > line.count("）"):
        return True
    if line[-1] in _CLOSED:
        return unindented and is_full and (length or len(line)) >= (width or 0) + _EVEN
    if is_full or (following.startswith(_BOUND) and _COUNTED.search(line)):
        return True
    if line[-1] not in _HANGING and _complete(line, length or len(line), None if turned else width):
        return line.count("（") > line.count("）") or _in_title(line)
    return _unfinished(line)


def _labelled(line: str) -> bool:
    return "：" in line[:_LONGEST_LABEL] and _LABELLED.match(line) is not None


def _complete(line: str, length: int, width: int | None) -> bool:
    """Whether nothing but an open bracket can say that a line goes on: it stops short of the
    width, or is a list of units or the words of a heading."""
    if width is not None and length < width - _SHORT:
        return True
    if length >= _LONG:
        return False
    opening = OPENING.match(line)
    return _labelled(line) or (
        opening is not None and _HALVES.fullmatch(line, opening.end()) is not None
    )


def _unfinished(line: str) -> bool:
    """A line that holds sentence punctuation, or ends in a comma, and does not end a sentence."""
    if line[-1] in _HANGING:
        return True
    if len(line) >= _LONG and line[-1] not in _TERMINAL and not OPENING.match(line):
        return True
    if line.count("（") > line.count("）") or _in_title(line):
        return True
    return line[-1] not in _TERMINAL and bool(re.search(r"[，。；]", line))


def _in_title(line: str) -> bool:
    return line.count("《") > line.count("》")


class Joining:
    """How the paragraphs of one file were broken into lines, learned from all of its lines."""

    def __init__(self, lines: Iterable[Line], lengths: Iterable[tuple[Line, int]]) -> None:
        lines = tuple(lines)
        self._margins = margins(lines)
        plain: list[int] = []
        paragraphs: list[int] = []
        self._columns: defaultdict[tuple[int, int], int] = defaultdict(int)
        for line, length in lengths:
            if line.cell is None:
                (paragraphs if line.paragraph else plain).append(length)
            else:
                column = line.cell.table, line.cell.column
                self._columns[column] = max(self._columns[column], length)
        self._width = full_width(plain)
        self._unindented = not any(
            line.text[:1].isspace() for line in lines if line.cell is None and line.box is None
        )
        self._paragraph_width = full_width(paragraphs)

    def goes_on(
        self, before: Line, clean: str, line: Line, following: str, length: int, *, turned: bool
    ) -> bool:
        """Whether the sentence `clean` of `before` runs on in `following` of `line`.

        `turned` says that something that belongs to the page stands between the two.
        """
        if before.cell != line.cell:
            return False
        if line.cell is not None:
            return self._in_cell(before, clean, line, following)
        if line.path is not None and before.path == line.path:
            return not line.text[:2].isspace() and goes_on(clean, following, None, length)
        if before.paragraph and line.paragraph:
            return self._paragraphs(clean, following, length)
        known = sheet(before) in self._margins and sheet(line) in self._margins
        if known and line.box and before.box:
            return self._on_page(before, clean, line, following)
        return goes_on(
            clean, following, self._width, length, unindented=self._unindented, turned=turned
        )

    def _in_cell(self, before: Line, clean: str, line: Line, following: str) -> bool:
        if OPENING.match(following) or clean[-1] in _CLOSED:
            return False
        if clean[-1] in _HANGING or before.path is not None or line.cell is None:
            return clean[-1] in _HANGING
        width = self._columns[line.cell.table, line.cell.column]
        return width >= _NARROW and len(clean) >= width - 1

    def _paragraphs(self, clean: str, following: str, length: int) -> bool:
        """The format's own paragraphs: cut off only at a comma, or when all are of one width."""
        if self._paragraph_width is not None:
            return goes_on(clean, following, self._paragraph_width, length)
        cut_off = clean[-1] in _HANGING or (_in_title(clean) and "》" in following)
        return cut_off and not OPENING.match(following)

    def _on_page(self, before: Line, clean: str, line: Line, following: str) -> bool:
        above, here = self._margins[sheet(before)], self._margins[sheet(line)]
        if _in_title(clean) and len(clean) <= _LONGEST_TITLE and not OPENING.match(following):
            return True
        if indented(line, here):
            return False
        if not full(before, above):
            return clean[-1] in _HANGING or (
                above.indented
                and clean[-1] not in _TERMINAL
                and bool(_FLOWING.search(clean))
                and nearly_full(before, above)
            )
        return above.indented or goes_on(clean, following, 1)
