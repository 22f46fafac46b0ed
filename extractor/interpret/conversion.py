"""Values of one kind in one unit, so that they compare."""

from functools import cache

from extractor.lexicon.load import table


def in_base_unit(value: float, unit: str | None) -> tuple[float, str | None]:
    """The value in the unit that all units of its kind are compared in; others stay as they are.

    What stands behind the slash is kept: 千克/年 becomes t/年, and never t/d.

    >>> in_base_unit(250, "兆瓦"), in_base_unit(30, "亩"), in_base_unit(12, "家")
    ((250000.0, 'kW'), (20000.0, 'm2'), (12, '家'))
    >>> in_base_unit(500, "千克/日")
    (0.5, 't/日')
    """
    if unit is None:
        return value, None
    name, slash, per = unit.partition("/")
    if name not in _factors():
        return value, unit
    base, factor = _factors()[name]
    return round(value * factor, 9), base + slash + per


def days_of(duration: str) -> float | None:
    """An ISO 8601 duration in days, months of 30.4375 and years of 365.25; None for no duration.

    >>> days_of("P15D"), days_of("P6M"), days_of("P2W"), days_of("PT48H"), days_of("soon")
    (15.0, 182.625, 14.0, 2.0, None)
    """
    if not duration.startswith("P"):
        return None
    whole, _, clock = duration[1:].partition("T")
    total = _summed(whole, _DAYS), _summed(clock, _HOURS)
    return None if None in total else round(sum(part or 0.0 for part in total), 6)


_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0}
_HOURS = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}


def _summed(parts: str, sizes: dict[str, float]) -> float | None:
    total, number = 0.0, ""
    for character in parts:
        if character in sizes and number:
            total, number = total + float(number) * sizes[character], ""
        elif character.isdigit() or character == ".":
            number += character
        else:
            return None
    return None if number else total


@cache
def _factors() -> dict[str, tuple[str, float]]:
    """Every unit that another of its kind is compared in, with what to multiply by."""
    return {
        unit: (kind["base"], float(factor))
        for kind in table("compare")["same_quantity"]
        for unit, factor in kind["units"].items()
    }
