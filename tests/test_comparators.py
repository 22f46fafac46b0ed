"""A comparator says what its word says, whatever stands between its characters.

`不超过` turned upside down is the worst thing that can happen to a threshold, so words are tried
whole, spaced out, broken over lines and in other widths.
"""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract
from extractor.model import Obligation

BEFORE = {
    "不超过": "le", "不高于": "le", "不大于": "le", "≤": "le",
    "低于": "lt", "不足": "lt", "小于": "lt",
    "不低于": "ge", "不少于": "ge", "不小于": "ge", "≥": "ge",
    "超过": "gt", "高于": "gt", "大于": "gt",
}  # fmt: skip
BEHIND = {
    "以上": "ge", "及以上": "ge", "（含）以上": "ge",
    "以下": "lt", "及以下": "le", "（含）以下": "le",
}  # fmt: skip
# What is measured, and a figure of it.
FIGURES = {
    "年产能": "10万吨",
    "日产能": "2500吨",
    "年综合能耗": "5000吨标准煤",
    "装机容量": "1000千瓦",
    "直径": "3.2米",
}

CASES = [
    *((f"依法关停{{measure}}{word}{{figure}}的企业", sign) for word, sign in BEFORE.items()),
    *((f"依法关停{{measure}}{{figure}}{word}的企业", sign) for word, sign in BEHIND.items()),
]
each_case = pytest.mark.parametrize(("sentence", "sign"), CASES, ids=lambda value: value)

some = settings(max_examples=40, deadline=None, derandomize=True, database=None)


def obligation(sentence: str) -> Obligation:
    """The only obligation of a notice that says nothing else."""
    notice = extract(f"一、主要任务\n{sentence}。\n二、其他事项".encode(), "notice.txt")
    (only,) = notice.obligations
    return only


def signs(sentence: str) -> list[str]:
    """The comparators of a sentence."""
    found = obligation(sentence)
    return [number.comparator for number in (*found.thresholds, *found.targets)]


@each_case
def test_a_comparator_says_what_its_word_says(sentence: str, sign: str) -> None:
    found = {
        figure: signs(sentence.format(measure=measure, figure=figure))
        for measure, figure in FIGURES.items()
    }
    assert found == {figure: [sign] for figure in FIGURES.values()}


def _widened(sentence: str) -> str:
    return sentence.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))


def _spaced(sentence: str, blank: str) -> str:
    """Blanks between all characters, but not inside a run of digits."""
    return re.sub(r"(?<=.)(?<!\d(?=\d))(?=.)", blank, sentence)


CHANGES: dict[str, Callable[[str], str]] = {
    "blanks": lambda sentence: _spaced(sentence, " "),
    "full-width blanks": lambda sentence: _spaced(sentence, "\u3000"),
    "full-width digits": _widened,
    "half-width brackets": lambda sentence: sentence.replace("（", "(").replace("）", ")"),
}


@each_case
@pytest.mark.parametrize("change", CHANGES)
def test_typography_turns_no_comparator(sentence: str, sign: str, change: str) -> None:
    assert signs(CHANGES[change](sentence.format(measure="年产能", figure="10万吨"))) == [sign]


@some
@given(st.sampled_from(CASES), st.sampled_from(sorted(FIGURES)), st.data())
def test_white_space_anywhere_turns_no_comparator(
    case: tuple[str, str], measure: str, data: st.DataObject
) -> None:
    sentence, sign = case[0].format(measure=measure, figure=FIGURES[measure]), case[1]
    blanks = data.draw(
        st.lists(st.sampled_from(("", "", " ", "  ", "\u3000")), min_size=len(sentence))
    )
    spaced = "".join(
        character + ("" if re.match(r"\d\d", sentence[index:]) else blanks[index])
        for index, character in enumerate(sentence)
    )
    assert signs(spaced) == [sign]


@each_case
def test_a_broken_line_turns_no_comparator(sentence: str, sign: str) -> None:
    """The sentence goes on in the next line, wherever the line is broken inside the comparison."""
    duty = sentence.format(measure="年产能", figure="10万吨")
    whole = f"各县（市、区）要按照要求，{duty}，确保完成任务"
    start = whole.index("年产能") + 3
    end = whole.index("的企业")
    # A line that ends in a bracket may well end a paragraph.
    for place in (place for place in range(start, end + 1) if whole[place - 1] != "）"):
        assert signs(f"{whole[:place]}\n{whole[place:]}") == [sign], whole[place - 3 : place]
