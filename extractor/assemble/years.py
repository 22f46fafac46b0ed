"""The years of bare months and days: the sentence's, the stage's, else the plan's."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice, takewhile

from extractor.assemble.reading import Heading, Reading
from extractor.assemble.stages import Stage, stage_at
from extractor.interpret.dates import has_month, named_year, read_dates
from extractor.interpret.deadlines import Due, read_due
from extractor.model import Mark

DATED = ("by", "during")
_BREAK = re.compile(r"[。！？\n]")
_OF_THE_PLAN = re.compile(r"[今明本来]年")
_THIS_MONTH = re.compile("[本下]月")
_NEXT_YEAR = re.compile(r"(?:在|于|到)?[次翌]年")
_YEAR_BEFORE = re.compile(r"[^。；\n]{0,12}?上一?年度?")
_YEARS_PAST = 2
_ISSUED = re.compile(r"[^\n月]{5,8}月[^\n日]{1,3}日")
# No sentence of a notice names more times; a line of nothing else must not take the square of its length.
_NEAR = 60
_LONG_PAST = timedelta(days=150)
_LONGER_PAST = timedelta(days=210)
_BEFORE_NOTICE = timedelta(days=120)
# Rules that read a date without 前 or 到: with a year gone by it tells what was done.
_OF_POINTS = frozenset(
    f"deadline.{rule}" for rule in ("by_point_reached", "by_point_done", "by_years", "during_point")
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A deadline mark with its values; `year_mark` is where its year was read, if not in it."""

    mark: Mark
    due: Due
    year_mark: Mark | None = None


def resolve(reading: Reading, stages: list[Stage]) -> list[Resolved]:
    """All deadline marks in order with their values, without dates long before the plan.

    A month without a year takes the year named by the last date before it in its sentence; else
    that of the stage whose heading covers it; else that of an earlier month of its paragraph that
    names one and is not later in the year; else the plan's.
    """
    found: list[Resolved] = []
    for mark in reading.layer("deadline"):
        words = _named_month(reading, reading.quote(mark))
        if mark.label in DATED and _in_cycle(reading, mark, words, found):
            made = Resolved(replace(mark, label="recurring"), Due(recurrence="P1Y"))
        elif mark.label not in DATED or named_year(words) is not None:
            made = Resolved(mark, read_due(mark.label, words, reading.year))
        else:
            year, source = _context(reading, mark, words, found, stages)
            made = Resolved(mark, read_due(mark.label, words, year), source)
        if not _past(reading, made):
            found.append(made)
    return found


def sentence_start(string: str, position: int) -> int:
    """Where the sentence that a position lies in begins.

    >>> sentence_start("先报告。6月底前完成；再总结。", 12)
    4
    """
    return max(string.rfind(stop, 0, position) for stop in "。！？\n") + 1


def heading_end(reading: Reading, heading: Heading) -> int:
    """The end of a heading with the parenthesis that stands right behind it."""
    string, end = reading.string, heading.mark.end
    if not heading.words:
        return end
    opens = end + (string[end : end + 1] == "。")
    if string[opens : opens + 1] != "（":
        return end
    closed = string.find("）", opens)
    line = string.find("\n", end)
    return closed + 1 if closed >= 0 and (line < 0 or closed < line) else end


def _named_month(reading: Reading, words: str) -> str:
    """The words with 本月 and 下月 as the months they are in a notice of a known day."""
    at = _THIS_MONTH.search(words)
    if at is None or reading.issued is None:
        return words
    months = reading.issued.year * 12 + reading.issued.month - (at[0] == "本月")
    return words.replace(at[0], f"{months // 12}年{months % 12 + 1}月")


def _in_cycle(reading: Reading, mark: Mark, words: str, found: list[Resolved]) -> bool:
    """Whether a date without a year comes round every year.

    So it does behind 每年 in its sentence, and so does 次年2月底前 behind any 每年 or 每季度,
    or where it is for the report of 上年度.
    """
    if named_year(words) is not None or _OF_THE_PLAN.search(words):
        return False
    sentence = sentence_start(reading.string, mark.start)
    for earlier in islice(reversed(found), _NEAR):
        if earlier.mark.start < sentence or named_year(reading.quote(earlier.mark)) is not None:
            break
        if earlier.due.recurrence is None:
            continue
        if earlier.due.recurrence == "P1Y" and has_month(words):
            return True
        if _NEXT_YEAR.match(words):
            return True
    return bool(_NEXT_YEAR.match(words) and _YEAR_BEFORE.match(reading.string, mark.end))


def _context(
    reading: Reading, mark: Mark, words: str, found: list[Resolved], stages: list[Stage]
) -> tuple[int | None, Mark | None]:
    if not _OF_THE_PLAN.search(words):
        near = (
            _named_near(reading, mark, words, found)
            or _of_stage_named(words, found, stage_at(stages, mark.start))
            or _of_stage(reading, mark, words, found)
        )
        if near:
            return near
    return _of_plan(reading, words), reading.year_mark


def _of_plan(reading: Reading, words: str) -> int | None:
    """The plan's year, or the next where the month was long past when the notice was signed.

    A notice of December that asks for something by January means the January to come; a plan whose
    title names the year (2021年度考核) may come late in it, and is given more time.
    """
    year, mark = reading.year, reading.year_mark
    if year is None or mark is None:
        return year
    issued = _ISSUED.match(reading.string, mark.start)
    written = read_dates(issued[0], None).end if issued else reading.issued
    alone = read_due("by", words, year).end
    if written and alone and written - alone > (_LONG_PAST if issued else _LONGER_PAST):
        return year + 1
    return year


def _named_near(
    reading: Reading, mark: Mark, words: str, found: list[Resolved]
) -> tuple[int, Mark] | None:
    string = reading.string
    sentence = sentence_start(string, mark.start)
    paragraph = string.rfind("\n", 0, mark.start) + 1
    for earlier in islice(reversed(found), _NEAR):
        if earlier.mark.start < paragraph:
            return None
        if earlier.mark.label not in DATED or earlier.due.end is None:
            continue
        if named_year(reading.quote(earlier.mark)) is None:
            continue
        if earlier.mark.start >= sentence:
            return earlier.due.end.year, earlier.mark
        if not has_month(reading.quote(earlier.mark)):
            continue
        alone = read_due("by", words, earlier.due.end.year).end
        if alone and alone >= earlier.due.end:
            return earlier.due.end.year, earlier.mark
        return None
    return None


def _of_stage_named(
    words: str, found: list[Resolved], stage: Stage | None
) -> tuple[int, Mark] | None:
    """The year in which the date falls into the period of a stage without a number."""
    if stage is None:
        return None
    for period in _between(found, stage.start, stage.opens):
        year = _fitting(words, period.due)
        if year is not None:
            return year, period.year_mark or period.mark
    return None


def _of_stage(
    reading: Reading, mark: Mark, words: str, found: list[Resolved]
) -> tuple[int, Mark] | None:
    """The year in which the date falls into the period of a heading above it, or that it names."""
    for heading in reversed(reading.headings):
        if not heading.mark.end <= mark.start < heading.end:
            continue
        end = heading_end(reading, heading)
        stages = list(_between(found, heading.start, end))
        for stage in stages:
            year = _fitting(words, stage.due)
            if year is not None:
                return year, stage.year_mark or stage.mark
        named = None if stages else named_year(reading.quote(heading.mark))
        if named is not None:
            return named, heading.mark
    return None


def _between(found: list[Resolved], start: int, end: int) -> Iterator[Resolved]:
    """Those that begin between two places."""
    first = bisect_left(found, start, key=lambda each: each.mark.start)
    following = (found[at] for at in range(first, len(found)))
    return takewhile(lambda each: each.mark.start < end, following)


def _fitting(words: str, stage: Due) -> int | None:
    """The year that puts the date into the stage."""
    start, end = stage.start or stage.end, stage.end
    if start is None or end is None:
        return None
    for year in range(start.year, end.year + 1):
        date = read_due("by", words, year).end
        if date and start <= date <= end:
            return year
    return None


def _past(reading: Reading, made: Resolved) -> bool:
    """A date that lay behind when the plan was made tells history (2000年以前的…).

    A notice may come somewhat late, behind the first of the dates that it sets.
    """
    named = named_year(reading.quote(made.mark)) is not None
    if made.mark.label == "by" and made.due.end and reading.issued and named:
        return made.due.end < reading.issued - _BEFORE_NOTICE
    end, year, mark = made.due.end, reading.year, reading.year_mark
    if end is None or year is None or made.mark.label not in DATED:
        return False
    if mark is not None and reading.string[mark.end : mark.end + 2].lstrip("年").startswith("前"):
        return False
    return end.year <= year - (1 if made.mark.rule in _OF_POINTS else _YEARS_PAST)
