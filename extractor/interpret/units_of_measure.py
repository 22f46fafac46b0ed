"""Units of measure as notices write them -> units as values carry them."""

import re
from functools import cache

from extractor.lexicon.load import alternation, table


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit with what it is divided by; group `base` is the unit alone."""
    data = table("units_of_measure")
    parts = []
    words = sorted(
        {w for kind in data["kinds"].values() for w in kind["words"]}, key=len, reverse=True
    )
    for word in words:
        stops = data["not_before"].get(word, "")
        parts.append(re.escape(word) + (f"(?!{stops})" if stops else ""))
    per = alternation(data["per"]["words"])
    return re.compile(
        f"(?P<base>{'|'.join(parts)})(?:(?:/|每)(?:{per}|[百千万亿]{per}))?(?!级(?!(?:及|（含）)?以[上下]))"
    )


@cache
def unit_kinds() -> dict[str, str]:
    """Every unit and its kind: physical, class, count, times, share, money, age or score."""
    kinds = table("units_of_measure")["kinds"]
    return {word: name for name, kind in kinds.items() for word in kind["words"]}


def unit_code(word: str) -> str | None:
    """The unit as it is written in values: t/d for 吨/日, else the Chinese word; None for none.

    >>> unit_code("吨/日"), unit_code("吨标准煤/年"), unit_code("平方米"), unit_code("毫克/立方米")
    ('t/d', 'tce/a', 'm2', '毫克/立方米')
    >>> unit_code("千克标准煤/吨"), unit_code("个百分点"), unit_code("mg/m³"), unit_code("蒸吨/时")
    ('千克标准煤/吨', 'pp', '毫克/立方米', '蒸吨/小时')
    """
    if not word or word == "比":
        return None
    data = table("units_of_measure")
    base, slash, per = word.replace("每", "/").partition("/")
    code = data["codes"].get(base, base)
    if not slash:
        return str(code)
    if code in ("t", "tce") and per in data["per_codes"]:
        return f"{code}/{data['per_codes'][per]}"
    return f"{data['codes'].get(base, base) if base.isascii() else base}/{data['per_words'].get(per, per)}"


def unit_scale(base: str) -> int:
    """What a number in this unit is multiplied by to stand in the unit of its code.

    >>> unit_scale("GW"), unit_scale("千瓦")
    (1000000, 1)
    """
    return int(table("units_of_measure")["scales"].get(base, 1))


def per_time(unit: str | None, time: str) -> str | None:
    """A unit made yearly, daily or hourly by the attribute in front of it (年产能120万条).

    >>> per_time("条", "年"), per_time("t", "日"), per_time("tce", "年"), per_time("蒸吨", "小时")
    ('条/年', 't/d', 'tce/a', '蒸吨/小时')
    """
    if unit is None or "/" in unit or unit in ("%", "pp", "‰", "倍"):
        return unit
    codes = table("units_of_measure")["per_codes"]
    return f"{unit}/{codes[time]}" if unit in ("t", "tce") and time in codes else f"{unit}/{time}"
