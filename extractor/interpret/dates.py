"""Points and stretches of time as notices write them, read as inclusive dates."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractor.lexicon.load import compiled, expand

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "两": 2, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_RELATIVE = {"上": -1, "去": -1, "前": -2, "明": 1, "次": 1, "翌": 1, "来": 1, "后": 2}
_TENTHS = {"上旬": (1, 10), "初": (1, 10), "上中旬": (1, 20), "中旬": (11, 20), "中": (11, 20)}
_FIRST_PLAN = 2005
"""The last year of the 十五; that of the 十一五 is five years later."""

# One side of a stretch; {n} numbers the groups of the two sides.
_SIDE = (
    "(?:(?P<year{n}>{year4})年?(?:度(?=[内全底末]))?|(?P<relative{n}>[今明次翌来当本同后上去前])年(?:度(?=[内全底末]))?)?的?"
    '(?:[“"]?十(?P<plan{n}>[一二三四五六])五[”"]?(?:规划)?(?:期间|时期|期内)?(?P<plan_end{n}>期?[末底])?'
    "|年?(?P<edge{n}>[底末终初中])(?![旬])"
    "|(?P<half{n}>[上下])半年[末底]?"
    "|第?(?P<quarter{n}>[一二三四1-4])(?:个?季度?[末底初]?|(?=[、至到和—-][一二三四1-4]季))"
    "|(?:(?P<month{n}>{month})(?:月份?|(?=[-－—–―~～至到])))?(?:(?P<day{n}>{day})(?:[日号]|(?=[-－—–―~～至到])|$))?"
    "(?P<tenth{n}>{tenth}|中)?)"
)
_YEARS_SHORT = re.compile(r"((?:19|20)[0-9]{2})(?=[-－—–―~～至到]+(?:19|20)[0-9]{2}年)")
_NUMERIC = re.compile(r"((?:19|20)[0-9]{2})[./\-]([0-9]{1,2})(?:[./\-]([0-9]{1,2}))?(?![0-9])")
_WHOLE_YEAR = re.compile(r"全年|整年|年度?内")
_TWO_YEARS = re.compile(r"[今本]明两?年")


@dataclass(frozen=True, slots=True)
class Dates:
    """An inclusive stretch; a side that could not be read is None and `reason` says why."""

    start: date | None
    end: date | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    year: int | None = None
    relative: int | None = None
    plan: int | None = None
    plan_end: bool = False
    edge: str | None = None
    half: str | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    tenth: str | None = None

    @property
    def empty(self) -> bool:
        return self == _Side()


def read_integer(words: str) -> int | None:
    """A whole number below ten thousand, Arabic or Chinese; digits in a row are read one by one.

    >>> read_integer("三十"), read_integer("十二"), read_integer("两"), read_integer("二〇二一")
    (30, 12, 2, 2021)
    >>> read_integer("一百二十"), read_integer("15"), read_integer("若干") is None
    (120, 15, True)
    """
    if words.isascii() and words.isdigit():
        return int(words)
    if not words or any(letter not in _DIGITS and letter not in _UNITS for letter in words):
        return None
    if not any(letter in _UNITS for letter in words):
        return int("".join(str(_DIGITS[letter]) for letter in words))
    total, current = 0, 0
    for letter in words:
        if letter in _UNITS:
            total += (current or 1) * _UNITS[letter]
            current = 0
        else:
            current = _DIGITS[letter]
    return total + current


def named_year(words: str) -> int | None:
    """The first calendar year that the words name in full.

    >>> named_year("2021年6月底前"), named_year("二〇二二年一月"), named_year("次年1月")
    (2021, 2022, None)
    """
    match = _year_pattern().search(words)
    return read_integer(match[1]) if match else None


def has_month(words: str) -> bool:
    """Whether the words name a month.

    >>> has_month("2021年6月底前"), has_month("到2025年"), has_month("3个月内")
    (True, False, False)
    """
    return bool(_month_pattern().search(words))


def read_dates(words: str, year: int | None) -> Dates:
    """The stretch that the words cover; `year` is that of a month or day without one.

    A month alone is the whole month; 上旬, 中旬 and 下旬 end on the 10th, the 20th and the last
    day, 底 and 末 are the last day, 初 the first ten (common usage; GB/T 7408 has no such parts).
    The second side of a stretch takes what it lacks from the first; it lies in the next year when
    it would else lie before it.

    >>> read_dates("6月底前", 2021).end
    datetime.date(2021, 6, 30)
    >>> read_dates("2021年 12月到次年1月".replace(" ", ""), None)
    Dates(start=datetime.date(2021, 12, 1), end=datetime.date(2022, 1, 31), reason=None)
    >>> read_dates("二〇二一年五月中旬前", None).end
    datetime.date(2021, 5, 20)
    >>> read_dates("到“十四五”末", None).end
    datetime.date(2025, 12, 31)
    >>> read_dates("2月30日前", 2021).reason
    'no such date'
    >>> read_dates("6月底前", None).reason
    'no year'
    """
    numeric = _numeric(words)
    if numeric is not None:
        return numeric
    if _TWO_YEARS.search(words) and year is not None:
        return Dates(date(year, 1, 1), date(year + 1, 12, 31))
    first, second = _sides(words)
    if first.empty and _WHOLE_YEAR.search(words):
        first = _Side(relative=0)
    if first.empty:
        return Dates(None, None, "no date")
    try:
        return _stretch(first, second, year)
    except _NoYearError:
        return Dates(None, None, "no year")
    except ValueError:
        return Dates(None, None, "no such date")


class _NoYearError(ValueError):
    """A month or day whose year is not known."""


@cache
def _year_pattern() -> re.Pattern[str]:
    return compiled(r"((?<![0-9]){year4})(?=年|[-－—–―~～至到]+{year4}年|[./][0-9])", "atoms")


@cache
def _month_pattern() -> re.Pattern[str]:
    return compiled(r"(?<![0-9个]){month}月", "atoms")


@cache
def _side_pattern() -> re.Pattern[str]:
    first, second = _SIDE.replace("{n}", "1"), _SIDE.replace("{n}", "2")
    return re.compile(expand(f"{first}(?:{{to}}{second})?", "atoms"))


def _numeric(words: str) -> Dates | None:
    found = list(_NUMERIC.finditer(words))
    if not found:
        return None
    try:
        first = _calendar(*(int(group) if group else None for group in found[0].groups()))
        last = _calendar(*(int(group) if group else None for group in found[-1].groups()))
    except ValueError:
        return Dates(None, None, "no such date")
    return Dates(first[0], last[1])


def _calendar(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    if year is None or month is None:
        raise ValueError("a date has at least a year and a month")
    if day is not None:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _sides(words: str) -> tuple[_Side, _Side | None]:
    """The two sides of the first expression in the words that says anything."""
    words = _YEARS_SHORT.sub(r"\1年", words)
    for match in _side_pattern().finditer(words):
        if not match[0]:
            continue
        groups = match.groupdict()
        first, second = (_side(groups, n) for n in "12")
        if not first.empty:
            return first, None if second.empty else second
        if not second.empty:
            return second, None
    return _Side(), None


def _side(groups: dict[str, str | None], n: str) -> _Side:
    def number(name: str) -> int | None:
        words = groups[name + n]
        return read_integer(words) if words else None

    relative = groups["relative" + n]
    return _Side(
        year=number("year"),
        relative=None if relative is None else _RELATIVE.get(relative, 0),
        plan=number("plan"),
        plan_end=bool(groups["plan_end" + n]),
        edge=groups["edge" + n],
        half=groups["half" + n],
        quarter=number("quarter"),
        month=number("month"),
        day=number("day"),
        tenth=groups["tenth" + n],
    )


def _stretch(first: _Side, second: _Side | None, year: int | None) -> Dates:
    """Both sides as one stretch; raises ValueError when a side has no days."""
    if second is None:
        return Dates(*_interval(first, year))
    if first.year is None and first.relative is None and second.year is not None:
        first = replace(first, year=_year_before(first, second, year))
    start, of_first = _interval(first, year)
    if second.month is None and second.day is not None:
        second = replace(second, month=first.month)
    end = _interval(second, of_first.year)[1]
    if end < start and second.year is None:
        end = _interval(second, of_first.year + 1)[1]
    return Dates(start, end) if start <= end else Dates(None, None, "ends before it starts")


def _year_before(first: _Side, second: _Side, year: int | None) -> int:
    """The year of a first side without one: the context's where it fits, else the second's."""
    last = second.year or 0
    if year is not None and year < last:
        return year
    return last - 1 if (first.month or 1) > (second.month or 12) else last


def _interval(side: _Side, year: int | None) -> tuple[date, date]:
    """The days that one side covers; raises ValueError when there are none."""
    if side.plan is not None:
        last = date(_FIRST_PLAN + 5 * side.plan, 12, 31)
        return (last if side.plan_end else date(last.year - 4, 1, 1)), last
    base = side.year if side.year is not None else year
    if base is None:
        raise _NoYearError
    base += side.relative or 0
    if side.half:
        first = 1 if side.half == "上" else 7
        return date(base, first, 1), _calendar(base, first + 5, None)[1]
    if side.quarter is not None:
        return date(base, 3 * side.quarter - 2, 1), _calendar(base, 3 * side.quarter, None)[1]
    if side.edge is not None:
        return _edge(base, side.edge)
    if side.month is None and side.day is not None:
        raise ValueError("a day without a month")
    if side.month is None:
        return date(base, 1, 1), date(base, 12, 31)
    return _in_month(base, side.month, side.day, side.tenth)


def _edge(year: int, edge: str) -> tuple[date, date]:
    """年初 is January, 年中 the end of June; 年底, 年末 and 年终 are the last day."""
    if edge == "初":
        return date(year, 1, 1), date(year, 1, 31)
    if edge == "中":
        return date(year, 6, 30), date(year, 6, 30)
    return date(year, 12, 31), date(year, 12, 31)


def _in_month(year: int, month: int, day: int | None, tenth: str | None) -> tuple[date, date]:
    if day is not None:
        return date(year, month, day), date(year, month, day)
    last = monthrange(year, month)[1]
    if tenth in ("底", "末"):
        return date(year, month, last), date(year, month, last)
    if tenth == "中下旬":
        return date(year, month, 11), date(year, month, last)
    if tenth == "下旬":
        return date(year, month, 21), date(year, month, last)
    low, high = _TENTHS.get(tenth or "", (1, last))
    return date(year, month, low), date(year, month, high)
