"""Moments and days as the store keeps and sorts them."""

from datetime import UTC, date, datetime

NEVER = 4_000_000
"""Beyond all days: where there is none, whichever way one sorts."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def rising(day: date | None) -> int:
    """The earliest first, none last."""
    return day.toordinal() if day else NEVER


def falling(day: date | None) -> int:
    """The latest first, none last."""
    return -day.toordinal() if day else NEVER


def day_of(key: int) -> date | None:
    """The day behind a key of either direction.

    >>> day_of(falling(date(2021, 6, 30)))
    datetime.date(2021, 6, 30)
    """
    return None if key == NEVER else date.fromordinal(abs(key))
