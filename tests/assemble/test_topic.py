"""What a duty is about: its own words, the section it stands in, the piece before it."""

import pytest

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Notice
from extractor.text import flatten
from tests.reading import source_of


def notice_of(words: str) -> Notice:
    source = source_of(words)
    text = flatten(source)
    return assemble(source, text, find(text))


ABOUT = {
    "reporting": "各县要于年底前将工作总结报送市教育局。",
    "disclosure": "及时在门户网站公示结果。",
    "publicity": "加强政策宣传，营造良好氛围。",
    "organisation": "加强组织领导，压实主体责任。",
    "inspection": "将落实情况纳入年度考核。",
    "safety": "全面排查消防隐患。",
    "environment": "加强施工扬尘污染防治。",
    "employment": "做好离校未就业毕业生就业帮扶。",
    "water": "推进农业节水灌溉。",
    "complaints": "畅通举报热线。",
    "other": "各校要保证学生每天阳光体育活动一小时。",
}


@pytest.mark.parametrize(("topic", "sentence"), ABOUT.items(), ids=ABOUT.keys())
def test_the_words_of_a_duty_name_its_topic(topic: str, sentence: str) -> None:
    (obligation,) = notice_of(f"一、有关事项\n（一）任务。{sentence}\n二、附则").obligations
    assert obligation.topic.value == topic


def test_a_topical_section_wins_over_the_words_of_its_pieces() -> None:
    notice = notice_of(
        "一、主要任务\n（一）能耗方面。定期向社会公布企业名单。\n（二）环保方面。开展检查。"
    )
    assert [obligation.topic.value for obligation in notice.obligations] == [
        "energy",
        "environment",
    ]
    assert all(obligation.topic.evidence.inherited for obligation in notice.obligations)


def test_a_piece_without_a_topic_of_its_own_goes_with_the_one_before() -> None:
    notice = notice_of("一、任务\n（一）处理。受理群众投诉。各区应在七日内答复。")
    assert [obligation.topic.value for obligation in notice.obligations] == ["complaints"] * 2
