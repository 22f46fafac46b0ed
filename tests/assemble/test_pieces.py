"""Which pieces bind somebody, where they stand, and what is listed as skipped."""

import pytest

from extractor.assemble import assemble
from extractor.assemble.identity import obligation_id
from extractor.find import find
from extractor.model import Notice
from extractor.text import flatten
from tests.reading import source_of


def notice_of(words: str) -> Notice:
    source = source_of(words)
    text = flatten(source)
    return assemble(source, text, find(text))


BODY = "一、主要任务\n（一）能耗方面。{}\n二、保障措施\n（一）加强领导。各县要落实责任。"

NO_OBLIGATION = {
    "a definition": ("本方案所称重点企业，是指年综合能耗5000吨标准煤以上的企业。", "definition"),
    "a purpose": ("为加强管理，制定本方案。", "purpose"),
    "a significance": ("淘汰落后产能是转变发展方式的重要举措。", "background"),
    "a closing provision": ("本方案自2022年8月1日起施行。", "closing"),
    "what has been done": ("市教育局会同公安机关开展了三次联合检查。", "background"),
    "what was said": ("全市教育大会强调，要减轻学生负担。", "background"),
    "what went wrong": ("近期，某地连续发生3起火灾，造成2人死亡。", "background"),
    "a hope": ("通过三年努力，使农村面貌明显改善。", "goal"),
    "what a law says": ("《消防法》第十六条规定，单位应当履行消防职责。", "background"),
    "what is amiss": ("部分学校存在食品留样不规范等问题。", "background"),
    "a guiding thought": ("要以党的二十大精神为指引，贯彻新发展理念。", "principle"),
    "a principle": ("坚持生命至上，坚持预防为主。", "principle"),
    "what an inspector asks": ("是否建立值班制度。", "criterion"),
    "a list of bodies": ("各县（市）人民政府、高新区管委会。", "fragment"),
    "how points are given": ("设立专门机构得3分，未设立不得分。", "score"),
    "an appointment": ("办公室设在市工信局。", "appointment"),
    "when it runs": ("整治时间为2020年3月至8月。", "fragment"),
    "where to call": ("值班电话：0000-1234567。", "fragment"),
    "how figures are counted": ("责任单位排名不分先后。", "definition"),
    "a forecast": ("据气象部门预报，近日有暴雨。", "background"),
    "what is decided to be held": ("经研究，决定召开全县教育大会。", "purpose"),
}


@pytest.mark.parametrize(("sentence", "reason"), NO_OBLIGATION.values(), ids=NO_OBLIGATION.keys())
def test_sentences_that_bind_nobody_are_listed_with_the_reason(sentence: str, reason: str) -> None:
    notice = notice_of(BODY.format("各县要加强监察。" + sentence))
    assert [o.quote for o in notice.obligations] == ["各县要加强监察", "各县要落实责任"]
    assert all(skipped.evidence.quote in sentence for skipped in notice.skipped)
    assert all(skipped.evidence.rule == f"aside.{reason}" for skipped in notice.skipped)


def test_what_has_no_cue_is_not_listed() -> None:
    notice = notice_of("一、总体目标\n以人民为中心。\n二、任务\n各县要落实责任。")
    assert notice.skipped == ()


def test_the_section_is_the_numbers_from_the_top() -> None:
    notice = notice_of("一、任务\n（一）能耗方面\n1.加强监察。各县要检查，并按季度通报情况。")
    assert [o.section for o in notice.obligations] == ["一、/（一）/1."]


def test_the_number_is_kept_as_written() -> None:
    notice = notice_of("一、任务\n(一) 能耗方面。各县要检查。")
    assert [o.section for o in notice.obligations] == ["一、/(一)"]


def test_a_last_paragraph_about_the_instrument_belongs_to_no_item() -> None:
    notice = notice_of(
        "一、任务\n（一）能耗方面。各县要检查。\n（二）宣传。各县要宣传。\n市局应收集本意见实施中的问题。"
    )
    assert [o.section for o in notice.obligations] == ["一、/（一）", "一、/（二）", "一、"]


def test_an_order_in_a_covering_letter_counts() -> None:
    notice = notice_of(
        "各县人民政府：\n请各县于2021年6月底前将实施方案报送市工信局。\n一、任务\n各县要检查。"
    )
    assert notice.obligations[0].quote == "请各县于2021年6月底前将实施方案报送市工信局"


WHOLE_NOTICES = {
    "the title of the plan is not repeated": (
        (
            "某县水利局关于印发饮水安全方案的通知\n各乡镇：\n现将《饮水安全方案》印发给你们，请认真贯彻执行。\n"
            "各乡镇要排查老化管网。对水质不达标的工程，限期整改。\n某县水利局\n2020年3月1日"
        ),
        ["各乡镇要排查老化管网", "对水质不达标的工程，限期整改"],
    ),
    "the plan runs on behind the covering sentence": (
        (
            "关于印发《餐饮油烟整治方案》的通知\n各街道：\n现将《餐饮油烟整治方案》印发给你们，请认真贯彻执行。"
            "各街道要逐户摸底。对拒不整改的，依法处罚。\n2021年6月1日"
        ),
        ["各街道要逐户摸底", "对拒不整改的，依法处罚"],
    ),
    "no covering sentence at all": (
        "某市体育局关于印发《场馆开放办法》的通知\n各县体育局：\n场馆应当免费开放。\n2019年11月1日",
        ["场馆应当免费开放"],
    ),
    "the annex is a form": (
        (
            "关于印发免疫计划的通知\n各乡镇：\n现将免疫计划印发给你们，请抓好落实。\n各乡镇每月25日前上报进度。\n"
            "2021年3月1日\n附件\n免疫进度统计表"
        ),
        ["各乡镇每月25日前上报进度"],
    ),
    "nothing but a letter": (
        (
            "关于印发绩效办法的通知\n市直各部门：\n现将绩效办法印发给你们，请遵照执行。执行中如有问题，请及时反映。\n"
            "附件：绩效办法\n2021年3月1日"
        ),
        [],
    ),
    "a body that is set up": (
        "关于加强防汛工作的通知\n各村：\n成立防汛领导小组，由镇长任组长，办公室设在水利站。组长由镇长担任。",
        ["成立防汛领导小组，由镇长任组长，办公室设在水利站"],
    ),
    "dashes open no piece": (
        "关于院感防控的通知\n各医院：\n——严格预检分诊。\n——禁止探视。",
        ["严格预检分诊", "禁止探视"],
    ),
}


@pytest.mark.parametrize(("words", "pieces"), WHOLE_NOTICES.values(), ids=WHOLE_NOTICES.keys())
def test_whole_notices(words: str, pieces: list[str]) -> None:
    assert [obligation.quote for obligation in notice_of(words).obligations] == pieces


def test_an_act_of_legislation_yields_nothing_and_says_so() -> None:
    notice = notice_of(
        "某市节约能源条例\n2010年5月28日某市人民代表大会常务委员会第十八次会议通过\n"
        "第一条为了节约能源，制定本条例。\n第二条用能单位应当建立台账。"
    )
    assert notice.obligations == ()
    assert {skipped.evidence.rule for skipped in notice.skipped} == {"aside.legislation"}


def test_ids_are_told_apart_by_ordinal_and_not_by_white_space() -> None:
    assert obligation_id("f", "各县 要检查", 0) == obligation_id("f", "各县要检查", 0)
    assert obligation_id("f", "各县要检查", 0) != obligation_id("f", "各县要检查", 1)
    notice = notice_of("一、任务\n各县要检查。各县要检查。")
    assert len({o.id for o in notice.obligations}) == 2
