"""Word borders, where a look-around cannot know them."""

import logging
from tempfile import gettempdir

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.find.words import Words, tokenizer

BORDERS = {
    "强化|工作": "化",
    "项目|可行性": "行",
    "许可证": "可",
    "相应|措施": "应",
    "各地|应|加强": "应",
    "主要|任务": "要",
}


@pytest.mark.parametrize(("cut", "character"), BORDERS.items(), ids=BORDERS.keys())
def test_a_word_begins_only_at_its_border(cut: str, character: str) -> None:
    string = cut.replace("|", "")
    borders = {len(cut[:index].replace("|", "")) for index in range(len(cut)) if cut[index] == "|"}
    at = string.index(character)
    assert Words(string).begins(at) == (at in borders)


@given(st.text(alphabet="各地应可加强化工作，。（）《》1a \n", max_size=60))
def test_every_character_is_in_one_word_and_borders_do_not_depend_on_who_asks_first(
    string: str,
) -> None:
    forwards, backwards = Words(string), Words(string)
    there = [forwards.begins(index) for index in range(len(string))]
    back = [backwards.begins(index) for index in reversed(range(len(string)))]
    assert there == back[::-1]
    assert all(forwards.end(index) > index for index in range(len(string)))


def test_jieba_is_silent_and_keeps_its_cache_out_of_the_shared_folder() -> None:
    assert logging.getLogger("jieba").level == logging.CRITICAL
    assert tokenizer().tmp_dir not in (None, gettempdir())
