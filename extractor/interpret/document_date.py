"""Dates of documents (成文日期、印发日期、施行日期): a whole date, in Arabic or Chinese numerals."""

import re
from datetime import date, timedelta

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | dict.fromkeys(
    "〇○ＯO0", 0
)
_CHINESE = "零〇○ＯO一二三四五六七八九"
DATE = (
    rf"(?:(?:19|20)[0-9]{{2}}|[一二][{_CHINESE}0-9]{{3}})(?:年|[-./])"
    r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])(?:月|[-./])"
    r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])(?:日|号)?"
)
_SPLIT = re.compile(r"[年月日号./-]")


def read_date(words: str) -> date | None:
    """The day that the words name, or None when there is no such day.

    >>> read_date("2021年5月20日"), read_date("二○一二年一月九日"), read_date("2022-02-28")
    (datetime.date(2021, 5, 20), datetime.date(2012, 1, 9), datetime.date(2022, 2, 28))
    >>> read_date("2021年2月30日")
    """
    parts = [part for part in _SPLIT.split(words) if part]
    if len(parts) < 3:
        return None
    try:
        return date(_year(parts[0]), read_small(parts[1]), read_small(parts[2]))
    except ValueError:
        return None


def _year(words: str) -> int:
    if words.isdigit() and words.isascii():
        return int(words)
    return int(
        "".join(
            str(_DIGITS[character]) if character in _DIGITS else character for character in words
        )
    )


def read_small(words: str) -> int:
    """A number up to 31; ValueError when it is none."""
    if words.isdigit() and words.isascii():
        return int(words)
    tens, ten, ones = words.replace("廿", "二十").rpartition("十")
    return 10 * (_DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def years_later(start: date, years: int) -> date:
    """The last day of a term of whole years that begins on `start`.

    >>> years_later(date(2022, 8, 1), 5)
    datetime.date(2027, 7, 31)
    """
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:
        return date(start.year + years, 2, 28)
