"""Laws of dates and lengths of time: what holds for every date, and for any words at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.dates import read_dates, read_integer
from extractor.interpret.deadlines import (
    read_due,
    read_duration,
    read_recurrence,
    read_trigger,
    trigger_before,
)

DAYS = st.dates(date(2000, 1, 1), date(2039, 12, 31))
WORDS = st.text(
    alphabet="0123456789年月日号底末初上中下旬半季度一二三十〇次明今当前后至到—-起止内每按“”五两个周小时工作",
    max_size=24,
)
KINDS = ("by", "during", "within", "immediate", "recurring", "unspecified")
CHINESE = "〇一二三四五六七八九"


def _chinese(number: int) -> str:
    """A number below a hundred as it is spoken."""
    tens, ones = divmod(number, 10)
    words = CHINESE[ones] if ones else ""
    if tens:
        return ("" if tens == 1 else CHINESE[tens]) + "十" + words
    return words


@given(DAYS)
def test_a_day_is_read_as_itself_in_either_kind_of_numerals(day: date) -> None:
    year = "".join(CHINESE[int(digit)] for digit in str(day.year))
    chinese = f"{year}年{_chinese(day.month)}月{_chinese(day.day)}日前"
    assert read_dates(f"{day.year}年{day.month}月{day.day}日前", None).end == day
    assert read_dates(chinese, None).end == day
    assert read_dates(f"{day:%Y-%m-%d}", None).end == day


@given(DAYS)
def test_the_end_of_a_month_is_its_last_day(day: date) -> None:
    end = read_dates(f"{day.month}月底前", day.year).end
    assert end is not None
    assert (end.month, (end + timedelta(days=1)).day) == (day.month, 1)
    assert end == read_dates(f"{day.month}月前", day.year).end


@given(DAYS, DAYS)
def test_a_stretch_keeps_its_sides(first: date, last: date) -> None:
    start, end = sorted((first, last))
    words = f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"
    dates = read_dates(words, None)
    assert (dates.start, dates.end) == (start, end)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2001, 2038))
def test_a_stretch_of_months_never_ends_before_it_starts(first: int, last: int, year: int) -> None:
    dates = read_dates(f"{first}月至{last}月", year)
    assert dates.start is not None
    assert dates.end is not None
    assert dates.start <= dates.end
    assert dates.end.year == year + (last < first)


@given(st.integers(1, 99))
def test_numbers_are_the_same_in_chinese(number: int) -> None:
    assert read_integer(_chinese(number)) == read_integer(str(number)) == number


@given(WORDS, st.none() | st.integers(1990, 2050), st.sampled_from(KINDS))
def test_any_words_are_read_or_have_a_reason(words: str, year: int | None, kind: str) -> None:
    due = read_due(kind, words, year)
    if kind == "by":
        assert due.end or due.reason
    if kind == "during":
        assert (due.start and due.end and due.start <= due.end) or due.reason


@given(WORDS)
def test_any_words_can_be_asked_for_lengths_and_triggers(words: str) -> None:
    duration = read_duration(words)
    assert duration is None or duration.startswith("P")
    recurrence = read_recurrence(words)
    assert recurrence is None or recurrence.startswith("P")
    for trigger in (read_trigger(words), trigger_before(words)):
        assert trigger is None or (trigger and trigger in words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [("2月30日前", "no such date"), ("6月31日前", "no such date"), ("尽快", "no date")],
)
def test_what_cannot_be_read_has_a_reason(words: str, reason: str) -> None:
    assert read_dates(words, 2021).reason == reason


def test_the_twenty_ninth_of_february_exists_in_leap_years_alone() -> None:
    assert read_dates("2月29日前", 2024).end == date(2024, 2, 29)
    assert read_dates("2月29日前", 2023).end is None
    assert read_dates("2月底前", 2024).end == date(2024, 2, 29)
