"""Where the body is cut, and what is not part of a piece."""

import pytest

from tests.reading import marked

PIECES = {
    "cut at full stop and semicolon": "一、任务\n[各县要制定计划]。[市局要加强检查]；[逾期未整改的，依法关停]。",
    "a run-in heading is left out": "一、任务\n（一）能耗方面。[对超标企业，应在6个月内整改]。",
    "a closing bracket of units is left out": "一、任务\n（一）能耗方面。[加强监察]。（市工信局负责）",
    "nothing is cut inside brackets": "一、任务\n（一）范围。[淘汰落后设备（含锅炉；不含窑炉）并报告]。",
    "nor inside quotation marks": "一、任务\n（一）机制。[落实“谁主管；谁负责”的要求]。",
    "a label before the sentence is left out": "一、任务\n（一）服务。具体措施：[各区要开设窗口]。",
    "an announcement before it is left out": "一、任务\n现将要求通知如下：[各区要开设窗口]。",
    "alone a few words are a short duty": "一、任务\n[压实责任]。[各区要与各乡镇逐级签订责任书，明确具体责任人员]。",
    "a sentence broken by the page is one": "一、任务\n[各县要制定计划，明确]|[时限]。",
}


@pytest.mark.parametrize("sentence", PIECES.values(), ids=PIECES.keys())
def test_pieces(sentence: str) -> None:
    text, expected = marked(sentence.replace("]|[", ""))
    assert [text[mark.start : mark.end] for mark in text.marks("clause")] == expected


IN_A_ROW = """一、任务
压实责任。各区要与各乡镇逐级签订责任书，明确具体责任人员和联系方式。
强化督查。市局要每月通报各区工作进度，并将结果报送市政府办公室。
加强宣传。各区要通过广播电视和网络媒体，广泛宣传安全生产知识。"""
ANNEX = "一、任务\n（一）申报。各区要组织申报项目。\n附件1\n支持范围\n一、煤矿\n" + "".join(
    f"{n}.{word}矿山。实施{word}开采的煤矿项目。{word}采区治理项目（含井下）。优先支持{word}示范项目。\n"
    for n, word in enumerate(("智能", "绿色", "安全", "高效", "深部"), 1)
)


def labels(notice: str) -> list[str]:
    text, _ = marked(notice)
    return [mark.label for mark in text.marks("clause")]


def test_a_few_words_over_paragraphs_in_a_row_head_them() -> None:
    assert labels(IN_A_ROW) == ["heading", "body"] * 3


HABIT = """一、任务
推进医养结合服务。各乡镇要依托卫生院开办护理床位，方便老人就近就医。
（责任单位：县民政局）
完善居家适老化改造补贴。县民政局要逐户评估老人需求，按标准发放补贴。
二、保障
健全养老护理员培训体系。县人社局要每年组织两期培训，并颁发证书。"""
AFTER_THE_ANNOUNCEMENT = """各学校：
为保障师生安全，现将有关要求通知如下：
各学校要立即开展校舍安全检查。
（一）教学楼；
（二）宿舍楼。"""


def test_a_notice_whose_paragraphs_open_with_headings_has_them_everywhere() -> None:
    assert labels(HABIT) == ["heading", "body"] * 3


def test_what_stands_behind_the_announcement_binds_though_no_number_came_yet() -> None:
    assert labels(AFTER_THE_ANNOUNCEMENT)[:2] == ["preamble", "body"]


def test_without_numbers_the_announcement_still_ends_the_preamble() -> None:
    notice = "各学校：\n近日多地发生溺水事故。为加强防范，现通知如下。\n各学校要开展防溺水教育。"
    assert labels(notice)[-3:] == ["preamble", "preamble", "body"]


GOALS = {
    "a line with a number of decimals": (
        "1.2工作原则\n统一领导，分级负责。\n1.3适用范围",
        ["goal"],
    ),
    "when a response begins": (
        "一、响应\n启动条件：日降雨量达50毫米以上；水库出险。响应措施：各乡镇要转移群众。",
        ["criterion", "criterion", "body"],
    ),
    "run in, to the next label": (
        "一、行动\n主要目标：到2025年，建成驿站20个。主要措施：各区要开设驿站。",
        ["goal", "body"],
    ),
}


@pytest.mark.parametrize(("notice", "expected"), GOALS.values(), ids=GOALS.keys())
def test_goals_without_a_numbered_heading(notice: str, expected: list[str]) -> None:
    assert labels(notice)[: len(expected)] == expected


def test_cases_are_criteria_also_behind_what_follows_from_them() -> None:
    notice = "第一条有下列行为之一的，给予处分；构成犯罪的，追究责任：\n㈠弄虚作假的；\n㈡不履行职责的。\n第二条各县要加强检查。"
    assert labels(notice) == ["body", "body", "criterion", "criterion", "body"]


def test_kinds_that_may_be_applied_for_are_no_duties() -> None:
    assert labels(ANNEX)[1:] == ["criterion", "criterion", "body"] * 5


STANDING = {
    "a goal section": ("一、总体目标\n到2025年，全面完成淘汰任务。", "goal"),
    "principles are goals": ("一、指导思想和基本原则\n坚持统筹推进，落实责任。", "goal"),
    "a task of goals is none": ("一、落实年度目标任务\n各县要按期完成淘汰任务。", "body"),
    "before the first heading": ("为了加强管理，各单位要重视。\n一、任务", "preamble"),
    "a case that a colon leads in": (
        "第一条有下列情形之一的，应当停产：\n（一）未取得许可证的；",
        "body",
    ),
    "counted words that head their paragraph": (
        "一是压实责任。各区要落实责任制，加强值守。",
        "heading",
    ),
    "a counted duty": ("一是压实责任，各区要加强值守。", "body"),
    "who may apply": ("一、申报条件\n（一）具有独立法人资格；\n二、要求", "criterion"),
    "what an application must hold": (
        "一、申报条件\n（一）应当具有独立法人资格；\n二、要求",
        "body",
    ),
    "a task about conditions": ("一、放宽准入条件\n（一）取消注册资本限制；\n二、要求", "body"),
    "a note below a table": ("一、任务\n备注：以上数据由统计部门提供。", "fragment"),
    "a caption": ("一、任务\n重点企业名单", "fragment"),
}


@pytest.mark.parametrize(("sentence", "label"), STANDING.values(), ids=STANDING.keys())
def test_standing(sentence: str, label: str) -> None:
    text, _ = marked(sentence)
    assert text.marks("clause")[0].label == label


def test_cases_after_a_colon_are_criteria() -> None:
    text, _ = marked(
        "第一条有下列情形之一的，应当停产：\n（一）未取得许可证的；\n（二）超标排放的。\n第二条企业应当整改。"
    )
    assert [mark.label for mark in text.marks("clause")] == [
        "body",
        "criterion",
        "criterion",
        "body",
    ]
