"""Deadlines of whole notices: own ones, inherited ones, and the years of bare months."""

import pytest

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Cell, Line, Notice, Obligation, Source
from extractor.text import flatten

TITLE = "某市2021年专项整治工作方案\n"


def _notice(body: str) -> Notice:
    lines = tuple(Line(line, paragraph=True) for line in (TITLE + body).strip().split("\n"))
    source = Source("notice.txt", "text", "0" * 64, lines)
    text = flatten(source)
    return assemble(source, text, find(text))


def _stated(obligation: Obligation) -> list[str]:
    """Each deadline as kind, value and, where it is inherited, the sign ↑."""
    told = []
    for deadline in obligation.deadlines:
        value = deadline.duration or deadline.recurrence or ""
        if deadline.end:
            value = str(deadline.end)
        if deadline.start:
            value = f"{deadline.start}/{deadline.end}"
        sign = "↑" if deadline.evidence.inherited else ""
        told.append(f"{deadline.kind} {value}".strip() + sign)
    return told


CASES = {
    "the label of a completion time, whatever it is called": (
        "一、任务\n（一）规划。制定细则。（责任处室：法规处，完成期限：6月底）\n（二）检查。开展检查。（责任单位：市教育局，时限：9月底）",
        {
            "制定细则": ["by 2021-06-30↑"],
            "开展检查": ["by 2021-09-30↑"],
        },
    ),
    "own words": (
        "一、任务\n（一）整改。各县要在6月底前完成整改，定期通报进展。",
        {"各县要在6月底前": ["by 2021-06-30", "recurring"]},
    ),
    "how soon after each period": (
        "一、任务\n（一）填报。企业应于每季度结束后15日内填报数据。",
        {"企业应于每季度": ["within P15D", "recurring P3M"]},
    ),
    "an hour of each day": (
        "一、任务\n（一）报送。各县每日16：00前报送情况，5月15日18∶00前报送总结。",
        {"各县每日": ["recurring P1D", "by 2021-05-15"]},
    ),
    "a period in a heading": (
        "一、步骤\n（一）部署阶段（4月）\n各县制定细则；明确分工和责任。",
        {
            "各县制定细则": ["during 2021-04-01/2021-04-30↑"],
            "明确分工": ["during 2021-04-01/2021-04-30↑"],
        },
    ),
    "a date of its own shuts out the period of the heading": (
        "一、步骤\n（一）部署阶段（4月）\n4月15日前，各县制定细则。市局加强指导服务。",
        {
            "4月15日前": ["by 2021-04-15"],
            "市局加强指导": ["during 2021-04-01/2021-04-30↑"],
        },
    ),
    "a stage without a number hands its period to what follows on its line": (
        "一、步骤\n第一阶段：动员部署（4月）。各县制定细则。明确分工和责任。\n第二阶段：集中整治（2021年10月至2022年3月）。各县逐户排查。2月底前完成整改。",
        {
            "各县制定细则": ["during 2021-04-01/2021-04-30↑"],
            "明确分工": ["during 2021-04-01/2021-04-30↑"],
            "各县逐户排查": ["during 2021-10-01/2022-03-31↑"],
            "2月底前": ["by 2022-02-28"],
        },
    ),
    "what begins later does not inherit the months before it": (
        "一、任务\n（一）试点。2021年7—9月，各县开展试点；2021年10月起，全面推广试点经验。",
        {
            "2021年7—9月": ["during 2021-07-01/2021-09-30"],
            "2021年10月起": ["unspecified"],
        },
    ),
    "a completion time that opens its item": (
        "一、关于扬尘问题\n整改时限：2021年11月底\n（一）开展检查，逐一登记。\n（二）落实喷淋措施，严查违规。",
        {
            "开展检查": ["by 2021-11-30↑"],
            "落实喷淋": ["by 2021-11-30↑"],
        },
    ),
    "a date behind 每年9月底前 comes round too": (
        "一、任务\n（一）申报。各县每年9月底前申报计划，市局于10月底前审核。市局按季度通报，次年2月底前公布结果。",
        {
            "各县每年9月底前": ["recurring P1Y", "recurring P1Y"],
            "市局按季度通报": ["recurring P3M", "recurring P1Y"],
        },
    ),
    "a word in a heading is not handed down": (
        "一、步骤\n（一）及时报送信息\n各县要报送整改情况。",
        {"各县要报送": []},
    ),
    "two periods in a heading": (
        "一、步骤\n（一）督查阶段（2021年7月、12月）\n市局组织力量开展督查。",
        {"市局组织力量": ["during 2021-07-01/2021-07-31↑", "during 2021-12-01/2021-12-31↑"]},
    ),
    "a date that opens the sentence": (
        "一、任务\n（一）整改。到2024年，建成园区二十个；每县培育三家企业。加强宣传引导工作。",
        {
            "到2024年": ["by 2024-12-31"],
            "每县培育": ["by 2024-12-31↑"],
            "加强宣传": [],
        },
    ),
    "an open start holds for the sentence": (
        "一、任务\n（一）补贴。从2021年3月1日起，提高补贴标准；扩大补贴范围至乡镇。",
        {"从2021年": ["unspecified"], "扩大补贴": ["unspecified↑"]},
    ),
    "a completion time in the bracket of units": (
        "一、任务\n1.各县要建立企业清单，落实专人；对企业逐一评估。（市财政局负责，6月底完成）\n2.做好培训工作。（市教育局负责）",
        {
            "各县要建立企业清单": ["by 2021-06-30↑"],
            "对企业逐一": ["by 2021-06-30↑"],
            "做好培训": [],
        },
    ),
    "each bracket speaks for what stands before it": (
        "一、任务\n（一）服务。建立企业清单。（市财政局负责，5月底前完成）做好培训工作。（市教育局负责，完成时限：9月）",
        {"建立企业清单": ["by 2021-05-31↑"], "做好培训": ["by 2021-09-30↑"]},
    ),
    "a line of units and date": (
        "一、任务\n（一）服务\n建立企业清单。做好培训工作。\n责任单位：市财政局；完成时限：2021年10月\n（二）宣传\n开展宣传活动。",
        {
            "建立企业清单": ["by 2021-10-31↑"],
            "做好培训": ["by 2021-10-31↑"],
            "开展宣传": [],
        },
    ),
    "going on as the value of a completion time": (
        "一、任务\n1.推进系统整合对接。（市财政局负责，持续推进）",
        {"推进系统": ["unspecified↑"]},
    ),
    "the year that the sentence names": (
        "一、任务\n（一）验收。2022年3月底前完成初验，6月底前完成终验。",
        {"2022年3月底前": ["by 2022-03-31", "by 2022-06-30"]},
    ),
    "the year that the paragraph names, for a later month": (
        "一、任务\n（一）验收。2022年3月底前完成初验。6月底前完成终验。",
        {"2022年3月底前": ["by 2022-03-31"], "6月底前": ["by 2022-06-30"]},
    ),
    "next year counts from the year in its sentence": (
        "一、任务\n（一）验收。2022年11月底前完成初验，次年1月底前完成终验。",
        {"2022年11月底前": ["by 2022-11-30", "by 2023-01-31"]},
    ),
    "this year and next year count from the plan": (
        "一、任务\n（一）验收。今年年底前完成初验，明年3月底前完成终验。",
        {"今年年底前": ["by 2021-12-31", "by 2022-03-31"]},
    ),
    "the year of the stage": (
        "一、步骤\n（一）攻坚阶段（2021年10月至2022年6月）\n3月底前，各县完成整改任务。12月底前，各县完成摸底排查。",
        {"3月底前": ["by 2022-03-31"], "12月底前": ["by 2021-12-31"]},
    ),
    "the year that a heading names": (
        "一、2022年工作安排\n（一）验收。6月底前，各县完成初验工作。",
        {"6月底前": ["by 2022-06-30"]},
    ),
    "a year gone by tells what was done": (
        "一、任务\n（一）巩固。2020年，全市建成站点二十个，各县要巩固提升。",
        {"2020年": []},
    ),
    "what lies behind is history": (
        "一、任务\n（一）改造。各县要加快改造2000年以前的老旧小区。",
        {"各县要加快": []},
    ),
    "an impossible date keeps its words": (
        "一、任务\n（一）报送。各县于2月30日前报送总结。",
        {"各县于2月30日前": ["by"]},
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_pieces_have_these_deadlines(body: str, expected: dict[str, list[str]]) -> None:
    notice = _notice(body)
    found = {
        opening: _stated(obligation)
        for opening in expected
        for obligation in notice.obligations
        if obligation.quote.startswith(opening)
    }
    assert found == expected


def test_a_notice_of_december_means_the_january_to_come() -> None:
    lines = [
        "关于报送总结的通知",
        "各县（市、区）人民政府：",
        "一、任务",
        "（一）总结。各县要在1月底前报送总结，12月底前完成自查。",
        "某市人民政府办公室",
        "2021年12月6日",
    ]
    source = Source("n.txt", "text", "0" * 64, tuple(Line(x, paragraph=True) for x in lines))
    text = flatten(source)
    found = [_stated(item) for item in assemble(source, text, find(text)).obligations]
    assert ["by 2022-01-31", "by 2021-12-31"] in found


def test_a_bare_month_says_where_its_year_was_read() -> None:
    notice = _notice("一、任务\n（一）整改。各县要在6月底前完成整改。")
    deadline = notice.obligations[0].deadlines[0]
    assert deadline.evidence.quote == "在6月底前"
    assert deadline.year_from is not None
    assert "2021" in deadline.year_from.quote


def test_an_impossible_date_says_why_it_has_no_value() -> None:
    notice = _notice("一、任务\n（一）报送。各县于2月30日前报送总结。")
    assert notice.obligations[0].deadlines[0].reason == "no such date"


def test_a_length_of_time_finds_its_trigger_across_the_comma() -> None:
    notice = _notice("一、任务\n（一）审批。受理部门收到申请后，应当在5个工作日内作出决定。")
    deadline = notice.obligations[0].deadlines[0]
    assert (deadline.duration, deadline.working_days) == ("P5D", True)
    assert deadline.trigger == "收到申请"


def test_a_row_of_a_table_of_tasks_has_its_completion_time() -> None:
    rows = [
        ("序号", "工作任务", "牵头单位", "完成时限"),
        ("1", "各县要建立企业清单", "市财政局", "2021年6月"),
        ("2", "各县要开展全员培训", "市教育局", "长期坚持"),
    ]
    lines = [Line(TITLE.strip(), paragraph=True), Line("一、任务分解", paragraph=True)]
    lines += [
        Line(words, paragraph=True, cell=Cell(0, row, column))
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    ]
    source = Source("table.docx", "docx", "0" * 64, tuple(lines))
    text = flatten(source)
    notice = assemble(source, text, find(text))
    found = [_stated(obligation) for obligation in notice.obligations]
    assert found == [["by 2021-06-30↑"], ["unspecified↑"]]


LETTER = "某市教育局关于加强管理的通知\n各县教育局：\n现通知如下：\n一、任务\n{}\n某市教育局\n2021年3月15日\n"


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("各县本月底前上报自查情况，下月10日前完成整改。", ["by 2021-03-31", "by 2021-04-10"]),
        ("各县清理2020年8月底以前拖欠的经费，6月底前拨付到位。", ["by 2021-06-30"]),
        ("各县于2021年2月底前完成排查。", ["by 2021-02-28"]),
    ],
    ids=["this month and the next", "long before the notice", "a little before the notice"],
)
def test_the_day_of_the_notice_tells_what_a_date_means(sentence: str, stated: list[str]) -> None:
    lines = tuple(
        Line(line, paragraph=True) for line in LETTER.format(sentence).strip().split("\n")
    )
    text = flatten(Source("letter.txt", "text", "0" * 64, lines))
    notice = assemble(Source("letter.txt", "text", "0" * 64, lines), text, find(text))
    assert [told for obligation in notice.obligations for told in _stated(obligation)] == stated
