"""When a duty is to be done: the quoted words of a deadline read as the values of its kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractor.interpret.dates import read_dates, read_integer
from extractor.lexicon.load import compiled, table


@dataclass(frozen=True, slots=True)
class Due:
    """The values of a deadline; `reason` says why the value of its kind could not be read."""

    start: date | None = None
    end: date | None = None
    duration: str | None = None
    trigger: str | None = None
    recurrence: str | None = None
    working_days: bool = False
    reason: str | None = None


def read_due(kind: str, words: str, year: int | None) -> Due:
    """The values that the words of a deadline of this kind state; dates are inclusive.

    >>> read_due("by", "7月30日前", 2021).end
    datetime.date(2021, 7, 30)
    >>> due = read_due("within", "在收到通知后5个工作日内", None)
    >>> due.duration, due.trigger, due.working_days
    ('P5D', '收到通知', True)
    >>> read_due("recurring", "每季度", None).recurrence
    'P3M'
    >>> read_due("immediate", "立即", None) == Due()
    True
    """
    return _READERS[kind](words, year)


def read_duration(words: str) -> str | None:
    """The last length of time in the words as an ISO 8601 duration; working days keep their number.

    Of a span of lengths (3至5日) the longer one counts.

    >>> read_duration("在6个月内"), read_duration("半年内"), read_duration("24小时内")
    ('P6M', 'P6M', 'PT24H')
    >>> read_duration("三十个工作日内"), read_duration("两周内"), read_duration("一年半内")
    ('P30D', 'P2W', 'P18M')
    >>> read_duration("3至5日内"), read_duration("及时") is None
    ('P5D', True)
    """
    match = _length(words)
    if match is None:
        return None
    unit = _UNITS[match["unit"]]
    number = match["number"]
    if number == "半" or match["half"] or match["more"]:
        whole = 0 if number == "半" else read_integer(number)
        return None if whole is None else _with_half(whole, unit)
    value = read_integer(number)
    if value is None:
        return None
    return _iso(value * unit.count, unit.letter)


def read_recurrence(words: str) -> str | None:
    """How often something recurs as an ISO 8601 duration; None when the words do not say.

    >>> read_recurrence("每季度末月25日前"), read_recurrence("按月"), read_recurrence("每两年")
    ('P3M', 'P1M', 'P2Y')
    >>> read_recurrence("每半年"), read_recurrence("每周"), read_recurrence("定期") is None
    ('P6M', 'P1W', True)
    >>> read_recurrence("每隔3个月"), read_recurrence("半年一评估"), read_recurrence("每3—5年")
    ('P3M', 'P6M', 'P5Y')
    """
    match = _interval_pattern().search(words)
    if match is None:
        return None
    return read_duration((match["number"] or "一") + match["unit"])


def read_trigger(words: str) -> str | None:
    """What starts the clock of a length of time, as written; None when the words do not say.

    >>> read_trigger("在本意见印发之日起30日内"), read_trigger("收到申请后2小时内")
    ('本意见印发之日', '收到申请')
    >>> read_trigger("自受理之日起，在5日内"), read_trigger("在6个月内") is None
    ('受理之日', True)
    """
    match = _length(words)
    before = words[: match.start()] if match else words
    before = _BEFORE_LENGTH.sub("", before)
    before = _AFTER_TRIGGER.sub("", before)
    trigger = _BEFORE_TRIGGER.sub("", before)
    return None if trigger in _SPENT else trigger


def trigger_before(words: str) -> str | None:
    """What starts the clock of a length of time that follows these words after a comma.

    >>> trigger_before("主管部门收到申请后，应当在"), trigger_before("自受理之日起，")
    ('收到申请', '受理之日')
    >>> trigger_before("完成整改，并") is None
    True
    """
    match = _TRIGGER_BEFORE.search(words)
    if match is None:
        return None
    return match["received"] or match["event"]


@dataclass(frozen=True, slots=True)
class _Unit:
    letter: str
    count: int = 1
    half: tuple[int, str] | None = None


_MONTHS = _Unit("M", 1, (15, "D"))
_UNITS = {
    "年": _Unit("Y", 1, (6, "M")),
    "学年": _Unit("Y"),
    "学期": _Unit("M", 6),
    "季度": _Unit("M", 3),
    "季": _Unit("M", 3),
    "月": _MONTHS,
    "周": _Unit("W"),
    "星期": _Unit("W"),
    "旬": _Unit("D", 10),
    "天": _Unit("D", 1, (12, "H")),
    "日": _Unit("D", 1, (12, "H")),
    "工作日": _Unit("D", 1, (12, "H")),
    "工作天": _Unit("D"),
    "小时": _Unit("H", 1, (30, "MIN")),
    "分钟": _Unit("MIN"),
}
_BEFORE_LENGTH = re.compile(
    r"(?:，|的|在|于|应当?|须|要|可|将|最[长多迟晚]|原则上|一般|不得?超过|不多于|至迟|限|第?[0-9]+[至到-])*$"
)
_AFTER_TRIGGER = re.compile(r"(?:起|之?后|以后)*(?:计算)?$")
_TRIGGER_BEFORE = re.compile(
    r"(?:(?P<received>(?:收到|接到|接报|受理(?![部机单窗人]))[^，。；]{0,30}?)|(?:自|从)(?P<event>[^，。；自从]{2,30}?))"
    r"(?:(?<=之日)起|之?后|以后|起)，[^，。；]{0,12}$"
)
_SPENT = ("", "用", "利用", "经过", "通过")
_BEFORE_TRIGGER = re.compile(r"^(?:[在于自从由]|应当|应|须|要|可)*")


def _iso(value: int, letter: str) -> str:
    return f"PT{value}{letter[0]}" if letter in ("H", "MIN") else f"P{value}{letter}"


def _with_half(whole: int, unit: _Unit) -> str | None:
    """半年, 一年半: in the next smaller unit, as half a unit has no form of its own."""
    if unit.half is None:
        return None
    value, letter = unit.half
    return _iso(whole * value * 2 + value, letter)


def _length(words: str) -> re.Match[str] | None:
    return max(_length_pattern().finditer(words), key=lambda match: match.end(), default=None)


@cache
def _length_pattern() -> re.Pattern[str]:
    return compiled(table("deadline_lengths")["lengths"]["pattern"], "deadline_lengths")


@cache
def _interval_pattern() -> re.Pattern[str]:
    return compiled(table("deadline_lengths")["lengths"]["interval"], "deadline_lengths")


def _by(words: str, year: int | None) -> Due:
    dates = read_dates(words, year)
    return Due(end=dates.end, reason=dates.reason)


def _during(words: str, year: int | None) -> Due:
    dates = read_dates(words, year)
    return Due(start=dates.start, end=dates.end, reason=dates.reason)


def _within(words: str, _: int | None) -> Due:
    duration = read_duration(words)
    return Due(
        duration=duration,
        trigger=read_trigger(words),
        working_days="工作日" in words or "工作天" in words,
        reason=None if duration else "no length of time",
    )


def _recurring(words: str, _: int | None) -> Due:
    return Due(recurrence=read_recurrence(words))


def _bare(_: str, __: int | None) -> Due:
    return Due()


_READERS: dict[str, Callable[[str, int | None], Due]] = {
    "by": _by,
    "during": _during,
    "within": _within,
    "recurring": _recurring,
    "immediate": _bare,
    "unspecified": _bare,
}
