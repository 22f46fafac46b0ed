"""Layer `citation` -> Citations: own titles left out, short names resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.assemble.reading import Reading
from extractor.assemble.words import written
from extractor.interpret.citations import Reference, is_vague, read_reference, short_names
from extractor.interpret.title import instrument_in
from extractor.lexicon.load import table
from extractor.model import Citation, Mark

_LONGEST_TITLE = 400
_TITLES = re.compile(r"《[^《》]*》[、和及]?")
_VAGUE, _NEAR = 3, 12
_HEAD_PARTS = ("document_number", "web", "title", "notice_title")
_UNREAD_NUMBER = re.compile(r"（[^（）]{0,24}〔[0-9]{4}〕[^（）]{0,8}号?）")
_STANDING_ALONE = re.compile(r"（?[^，。；：（）]{0,60}〔[0-9]{4}〕[^，。；：（）]{0,10}号）?")
_REPEALED = re.compile("[^，。；]{0,40}(?:废止|停止执行|不再执行|失效)")
_FORWARDED = re.compile("转发|批转")
_TITLE_LINE = re.compile(
    r"(?:通知|公告|通告|公示|决定|函|批复|意见|报告|办法|规定|细则|方案)(?:[（〔].*)?$"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A mark with what it says; `title` in the source's own characters."""

    mark: Mark
    reference: Reference
    title: str | None
    number: str | None


def read_citations(reading: Reading) -> tuple[Citation, ...]:
    """Every document that the notice refers to, in order.

    A short name stands for the document that it was given to: same title, same number. The
    notice's own title, its own number and short names nobody gave are no citations.
    """
    named = [_named(reading, mark) for mark in reading.layer("citation")]
    own = _own_titles(reading, named)
    numbers = _own_numbers(reading, named)
    given = _given_names(reading, named)
    numbered = {_key(one.title): one for one in reversed(named) if one.number}
    made = []
    for index, one in enumerate(named):
        near = named[max(0, index - _NEAR) : index]
        resolved = given.get(_key(one.title)) or _repeated(reading, one, near, numbered)
        if _cites(reading, one, resolved, own, numbers):
            made.append(
                Citation(
                    title=resolved.title,
                    number=resolved.number,
                    kind=resolved.reference.kind,
                    evidence=reading.evidence(one.mark.start, one.mark.end, one.mark.rule),
                )
            )
    return tuple(made)


def _cites(
    reading: Reading, one: _Named, resolved: _Named, own: frozenset[str], numbers: frozenset[str]
) -> bool:
    if one.mark.label in ("short", "other") or _in_title(reading, one.mark):
        return False
    title = _key(one.title)
    if title in own or _key(resolved.title) in own:
        # An earlier edition of the same name is another document: 2018年印发的《某预案》（某办〔2018〕60号）同时废止.
        return one.number is not None and one.number not in numbers and _repealed(reading, one)
    if one.title is None:
        return one.number not in numbers
    if one.number is not None or resolved is not one or title.endswith(("法", "法典")):
        return True
    return len(title) > _VAGUE and not is_vague(title)


def _repealed(reading: Reading, one: _Named) -> bool:
    return bool(_REPEALED.match(reading.string, one.mark.end))


def _named(reading: Reading, mark: Mark) -> _Named:
    reference = read_reference(reading.quote(mark))
    title = _source(reading, mark, reference.title_span)
    return _Named(mark, reference, title, reference.number)


def _source(reading: Reading, mark: Mark, span: tuple[int, int] | None) -> str | None:
    """The characters of the source behind a stretch of the mark, white space dropped."""
    if span is None:
        return None
    return written(reading, range(mark.start + span[0], mark.start + span[1]))


def _key(title: str | None) -> str:
    """A title as titles are compared: no marks, no brackets' widths, no white space."""
    return re.sub(r"[《》〈〉<>＜＞“”\"'（）()\s]", "", title or "")


@cache
def _own_pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("citation")["own"][name])


def _own_titles(reading: Reading, named: list[_Named]) -> frozenset[str]:
    """Titles that the notice itself carries into effect, and the short names it gives them."""
    string = reading.string
    found = {_key(title) for title in _own_instruments(reading)}
    for one in named:
        if one.title is None or not string.startswith("《", one.mark.start):
            continue
        if _carried(string, one.mark) or _issued(reading, one.mark):
            found.add(_key(one.title))
            found.update(_given_after(string, one.mark))
    return frozenset(found - {""})


def _own_instruments(reading: Reading) -> Iterator[str]:
    """The instrument by its own title, and as the covering notice's title names it."""
    for mark in reading.layer("part"):
        words = reading.string[mark.start : mark.end]
        if mark.label == "title":
            yield words
        elif mark.label == "notice_title" and not _FORWARDED.search(words):
            named = instrument_in(words.replace("\n", ""))
            yield words.replace("\n", "")[slice(*named)] if named else ""


def _carried(string: str, mark: Mark) -> bool:
    """现将《…》印发给你们, or 《…》已经…同意，现印发给你们."""
    reach = max(0, mark.start - _LONGEST_TITLE)
    opening = max(reach, *(string.rfind(stop, reach, mark.start) + 1 for stop in "\n。："))
    behind = string[mark.end : mark.end + 120]
    leading = _TITLES.sub("", string[opening : mark.start])
    if _own_pattern("before").search(leading):
        return bool(_own_pattern("after").search(behind))
    if _own_pattern("made").search(leading):
        return bool(_own_pattern("now").search(behind))
    return not leading and bool(_own_pattern("passed").search(behind))


def _issued(reading: Reading, mark: Mark) -> bool:
    """…关于印发《…》的通知 as a line of its own above the body."""
    low, high = _line(reading.string, mark)
    if not _is_title(reading, low, high):
        return False
    led = _own_pattern("title_line").search(reading.string, low, mark.start)
    return bool(led and led.end() > led.start()) or reading.string.endswith("关于", 0, mark.start)


def _in_title(reading: Reading, mark: Mark) -> bool:
    titles = (part for part in reading.layer("part") if part.label in ("title", "notice_title"))
    if any(title.start <= mark.start < title.end for title in titles):
        return True
    return _is_title(reading, *_line(reading.string, mark))


def _is_title(reading: Reading, low: int, high: int) -> bool:
    """A line without sentence marks above the first heading that ends as titles end."""
    first = reading.headings[0].start if reading.headings else len(reading.string)
    if high - low > _LONGEST_TITLE:
        return False
    line = reading.string[low:high]
    if low > first or re.search("[。；：]", line):
        return False
    return bool(_TITLE_LINE.search(line)) and not line.startswith("附")


def _line(string: str, mark: Mark) -> tuple[int, int]:
    """The line round a citation, or as much of it as shows that it is too long for a title."""
    before, behind = max(0, mark.start - _LONGEST_TITLE), mark.end + _LONGEST_TITLE + 1
    low = string.rfind("\n", before, mark.start)
    high = string.find("\n", mark.end, behind)
    return low + 1 if low >= 0 else before, high if high >= 0 else min(behind, len(string))


def _own_numbers(reading: Reading, named: list[_Named]) -> frozenset[str]:
    """Document numbers that stand in the head or on lines of their own: the notice's, not cited."""
    lines = (line for line in reading.string.split("\n") if "号" in line)
    found = {
        read_reference(line.strip("（）")).number
        for line in lines
        if _STANDING_ALONE.fullmatch(line)
    }
    parts = [mark for mark in reading.layer("part") if mark.label in _HEAD_PARTS][:_NEAR]
    found |= {
        one.number
        for one in named
        if one.title is None and any(part.start <= one.mark.start < part.end for part in parts)
    }
    return frozenset(number for number in found if number)


def _repeated(
    reading: Reading, one: _Named, near: list[_Named], numbered: dict[str, _Named]
) -> _Named:
    """The mention that this one repeats, else itself.

    A bare kind (《条例》) stands for the last document of that kind in its paragraph; a title whose
    own number cannot be read for the same title with its number.
    """
    title = _key(one.title)
    if one.title is None or one.number is not None:
        return one
    if is_vague(title) or title in _kinds_of_documents():
        floor = reading.string.rfind("\n", 0, one.mark.start)
        for other in reversed(near):
            longer = _key(other.title)
            if other.mark.start > floor and longer.endswith(title) and longer != title:
                return other if other.mark.label not in ("short", "other") else one
    if _UNREAD_NUMBER.match(reading.string, one.mark.end):
        return numbered.get(title, one)
    return one


@cache
def _kinds_of_documents() -> frozenset[str]:
    return frozenset(table("part")["atoms"]["kind"])


def _given_names(reading: Reading, named: list[_Named]) -> dict[str, _Named]:
    """Short names and the documents they stand for."""
    titled = [one for one in named if one.title and one.mark.label not in ("short", "other")]
    found: dict[str, _Named] = {}
    for index, one in enumerate(titled):
        names = _given_after(reading.string, one.mark)
        if len(names) == 1:
            found.setdefault(names[0], one)
        elif names:
            holders = titled[max(0, index + 1 - len(names)) : index + 1]
            for name, holder in zip(names, holders, strict=False):
                found.setdefault(name, holder)
    return found


def _given_after(string: str, mark: Mark) -> tuple[str, ...]:
    """Short names given inside the citation's own bracket or in the bracket behind it."""
    inside = short_names(string[mark.start : mark.end])
    if inside or not string.startswith("（", mark.end):
        return tuple(_key(name) for name in inside)
    closed = string.find("）", mark.end)
    words = string[mark.end : closed + 1] if 0 <= closed < mark.end + 90 else ""
    return tuple(_key(name) for name in short_names(words))
