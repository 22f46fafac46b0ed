"""The words that a text is kept under, and the words that a query asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.store.errors import InvalidFilter
from api.store.words import Query, index_words, query_words


def finds(asked: str, text: str) -> bool:
    """What both databases do with these words."""
    kept = set(index_words(text).split())
    return all(any(kept.issuperset(words) for words in group) for group in query_words(asked))


FOUND = {
    "a word": ("能耗", "提高能耗限额标准"),
    "two characters in a longer word": ("环境", "市生态环境局"),
    "a longer word of words": ("生态环境", "市生态环境局牵头"),
    "a name that no dictionary has": ("工信局", "市工信局牵头淘汰落后产能"),
    "several words anywhere": ("产能 淘汰", "依法淘汰落后产能"),
    "a single character": ("水", "取水许可"),
    "full width": ("ＰＭ２．５", "降低PM2.5浓度"),
    "case": ("pm", "PM10"),
    "a figure": ("10", "10蒸吨/小时及以下"),
    "a year": ("2021", "2021年6月底前"),
}
NOT_FOUND = {
    "characters that only happen to meet": ("产业", "生产业务管理"),
    "one of two words is missing": ("能耗 水耗", "提高能耗限额"),
    "a figure within a figure": ("1", "10蒸吨"),
}


@pytest.mark.parametrize(("asked", "text"), FOUND.values(), ids=FOUND.keys())
def test_found(asked: str, text: str) -> None:
    assert finds(asked, text)


@pytest.mark.parametrize(("asked", "text"), NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_not_found(asked: str, text: str) -> None:
    assert not finds(asked, text)


CHARACTERS = st.text("市工信局淘汰落后产能生态环境水耗电价 ，。PM2.5１０", min_size=1, max_size=30)


@given(CHARACTERS)
def test_a_text_is_found_by_itself(text: str) -> None:
    try:
        query_words(text)
    except InvalidFilter:
        return
    assert finds(text, text)


@given(st.text(max_size=60))
def test_words_are_what_both_databases_take_for_one(text: str) -> None:
    for word in index_words(text).split(" "):
        assert word == "" or word.isalnum()


@pytest.mark.parametrize("asked", ["", "  ", "，。", "“”", "字" * 201, "\x00"])
def test_nothing_to_look_for(asked: str) -> None:
    with pytest.raises(InvalidFilter):
        query_words(asked)


def test_queries_are_plain_tuples() -> None:
    asked: Query = query_words("能耗")
    assert asked == ((("能耗",),),)
