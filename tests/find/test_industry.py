"""Industries as written, and not where their names mean something else."""

import pytest

from tests.reading import marked

NAMED = {
    "a list": "对[钢铁]、[水泥]、[平板玻璃]等行业开展监察。",
    "a name that needs its head": "加强[餐饮]、[住宿]企业消防管理。",
    "the same name without it": "倡导文明餐饮。",
    "an official division": "聚焦[黑色金属冶炼和压延加工业]，实施节能改造。",
    "a name no list knows": "规范[剧本娱乐]行业健康发展。",
    "across two words": "强化工作措施，深化工程建设领域改革，转化工艺成果。",
    "in the name of a body": "由市煤炭局、化工协会负责。",
    "in a title": "执行《钢铁行业规范条件》。",
    "waste": "推进废钢铁综合利用。",
    "a counter is no part of a name": "组织36家[电力]企业开展培训。",
    "neighbours are one name": "推动[冶金建材]行业减碳。",
    "a field of public life": "围绕教育、体育等领域清理不合理条件，公布养老项目名单。",
    "the same field as an industry": "规范[养老]行业发展。",
    "a member of a list that no list of names knows": "推进[酒店]、[剧本娱乐]、[餐饮]等行业消防检查。",
    "the departments of industries": "教育、供水、燃气等行业主管部门负责公开。",
    "figures of an industry": "核对电力行业统计数据。",
    "a product used": "推进农药减量增效。",
    "before 业": "促进[会展]业绿色发展，聚焦就业、作业两项重点。",
    "a thing used on fields": "推进化肥农药减量增效。",
    "a thing in a list of places": "排查玻璃栈道等重点领域隐患。",
    "work made constant": "建立常态化工作机制。",
    "generic": "推动重点行业发展，加强传统行业管理。",
}


@pytest.mark.parametrize("sentence", NAMED.values(), ids=NAMED.keys())
def test_industries(sentence: str) -> None:
    text, expected = marked(sentence)
    assert [text[mark.start : mark.end] for mark in text.marks("industry")] == expected


def test_a_list_of_the_notice_as_a_whole_is_told_from_a_mere_mention() -> None:
    text, _ = marked(
        "一、目标\n以建材、化工等行业为重点，推进整治。\n二、任务\n淘汰造纸行业落后设备。"
    )
    assert [(text[mark.start : mark.end], mark.label) for mark in text.marks("industry")] == [
        ("建材", "key"),
        ("化工", "key"),
        ("造纸", "named"),
    ]
