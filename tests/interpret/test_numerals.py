"""Numbers as offices write them, and laws that hold for all of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.numerals import number

NUMBERS = {
    "120万": 1200000, "1.2亿": 120000000, "1,000": 1000, "12,345.6": "12345.6", "1万5千": 15000,
    "3千万": 30000000, "2万亿": 2 * 10**12, "十二点五万": 125000, "两千五百": 2500, "二〇二五": 2025,
    "一百零五": 105, "十": 10, "二十": 20, "三百六": 360, "一千零一": 1001, "三亿五千万": 350000000,
    "两万五": 25000, "百万": 1000000, "零点五": "0.5", "百分之三十": "0.3", "万分之五": "0.0005",
    "千分之二点五": "0.0025", "一半": "0.5", "2 000": 2000,
}  # fmt: skip


@pytest.mark.parametrize(("words", "value"), NUMBERS.items(), ids=NUMBERS.keys())
def test_numbers(words: str, value: float | str) -> None:
    assert number(words) == Decimal(str(value))


@pytest.mark.parametrize("words", ["", "若干", "数百", "几十", "点五", "1.2.3", "万分之"])
def test_what_is_no_number(words: str) -> None:
    assert number(words) is None


DIGITS = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """A whole number below a hundred million as it is spoken."""
    if value >= 10000:
        rest = value % 10000
        zero = "零" if 0 < rest < 1000 else ""
        return chinese(value // 10000) + "万" + (zero + chinese(rest) if rest else "")
    for step, word in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= step:
            rest = value % step
            zero = "零" if 0 < rest < step // 10 else ""
            return DIGITS[value // step] + word + (zero + chinese(rest) if rest else "")
    return DIGITS[value]


@given(st.integers(min_value=0, max_value=99_999_999))
def test_spoken_numbers_are_read_back(value: int) -> None:
    assert number(chinese(value)) == value


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from(["", "万", "亿"]))
def test_a_multiplier_multiplies(value: Decimal, multiplier: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[multiplier]
    assert number(f"{value}{multiplier}") == value * factor


@given(st.text(max_size=12))
def test_no_words_make_an_exception(words: str) -> None:
    assert number(words) is None or isinstance(number(words), Decimal)
