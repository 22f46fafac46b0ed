"""Numbers of headings and items: which kind they are, and their value."""

import re
from dataclasses import dataclass

from extractor.lexicon.load import table

_CN = {digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)}
_ENCLOSED = {"①": "⑳", "⑴": "⒇", "㈠": "㈩"}


@dataclass(frozen=True, slots=True)
class Number:
    """A kind of number: `rank` orders kinds within each other, `level` is the codebook's or 0."""

    rank: int
    level: int
    pattern: re.Pattern[str]


def _numbers(kind: str) -> tuple[Number, ...]:
    return tuple(
        Number(entry["rank"], entry["level"], re.compile(entry["pattern"]))
        for entry in table("outline")[kind]
    )


NUMBERS = _numbers("numbering")
DECIMALS = _numbers("decimal")


def read_number(string: str, start: int, end: int) -> tuple[int, int] | None:
    """The rank of the number that opens `string[start:end]` and where it ends; None without one.

    A number with nothing behind it is none.

    >>> read_number("（一）能耗方面", 0, 7)
    (20, 3)
    >>> read_number("3.2米以下", 0, 6)
    """
    return _read(NUMBERS, string, start, end)


def read_decimal(string: str, start: int, end: int) -> tuple[int, int] | None:
    """The same for a number of a document that counts 1, 1.1, 1.1.1.

    >>> read_decimal("1.2编制依据", 0, 7), read_decimal("3组织体系", 0, 5)
    ((12, 3), (11, 1))
    """
    return _read(DECIMALS, string, start, end)


def _read(numbers: tuple[Number, ...], string: str, start: int, end: int) -> tuple[int, int] | None:
    for number in numbers:
        match = number.pattern.match(string, start, end)
        if match and match.end() < end:
            return number.rank, match.end()
    return None


def level_of(rank: int) -> int:
    """The codebook's level of a rank; 0 for articles, which are never headings."""
    return next(number.level for number in (*NUMBERS, *DECIMALS) if number.rank == rank)


def ordinal(number: str) -> int | None:
    """The value of a heading number, Chinese or Arabic.

    >>> ordinal("（十二）"), ordinal("3."), ordinal("二、"), ordinal("②"), ordinal("1.4"), ordinal("第二十一条")
    (12, 3, 2, 2, 4, 21)
    """
    digits = re.findall(r"[0-9]+", number)
    if digits:
        return int(digits[-1])
    for first, last in _ENCLOSED.items():
        if first <= number[0] <= last:
            return ord(number[0]) - ord(first) + 1
    chinese = re.search(r"[一二三四五六七八九十]+", number)
    if not chinese:
        return None
    tens, _, ones = chinese[0].rpartition("十")
    if "十" not in chinese[0]:
        return _CN.get(ones)
    return _CN.get(tens, 1) * 10 + _CN.get(ones, 0)
