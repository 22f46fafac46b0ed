"""Which numbered paragraphs are headings, and how far the heading words reach."""

import pytest

from tests.reading import marked

HEADINGS = {
    "a heading that stands alone": "[一、主要任务]\n（一）[x]",
    "a run-in heading ends at its full stop": "[（一）能耗方面]。严格执行节能标准，按期整改。",
    "a period in a heading belongs to it": "[（一）工作部署（2022年上半年）]。各县要制定计划，明确任务。",
    "a bracket of units does not": "[（二）环保方面]（市生态环境局负责）",
    "an Arabic number with a run-in heading": "[1.加大监察力度]。制定年度计划，下达任务。",
    "a numbered whole sentence is no heading": "1.对不符合条件的企业，责令停产整改，逾期依法关闭。",
    "a sentence that closes with its units is none": "1.推动终端向园区延伸。（市数据局负责）",
    "a measure of 3.2 metres opens nothing": "3.2米以下的磨机退出。",
    "decimal numbers where the document counts so": "[1总则]\n[1.1编制目的]\n为做好应急工作，制定本预案。\n[1.2编制依据]\n[2组织体系]\n[2.1市级机构]\n市政府设立指挥部。",
    "decimal figures where it does not": "一、任务\n1.1米以下的退出。\n1.2米以上的保留。\n1.5倍以上的公布。".replace(
        "一、任务", "[一、任务]"
    ),
    "a sentence above its units is a task": "1.加强应急值守，及时启动响应。\n责任单位：市应急局\n2.推行林长制。\n（市林业局牵头）",
    "a line above its units too": "1.改造公路80公里\n责任单位：市交通局\n2.新建学校，年内开工\n完成时限：12月底",
    "a heading above its units and its text is none": "[（一）加强值守]\n责任单位：市应急局\n工作措施：修订预案。",
    "nor one whose text comes first": "[1.加强值守]。\n及时启动响应。\n责任单位：市应急局\n[2.修订预案]。\n组织演练。",
    "nor one whose list comes below": "[（一）加强值守]\n责任单位：市应急局\n1.修订预案，组织演练；\n2.充实队伍，储备物资。",
    "who and what he is told is a task": "（1）市住建局负责供气\n（2）市城管局负责清运生活垃圾",
    "a sentence that says how much": "1.淘汰老旧货车，全年淘汰1200辆以上。对企业安装门禁。",
    "a sentence about the instrument": "[一、范围]\n全市企业。\n二、本公告自发布之日起施行。特此公告。",
}


@pytest.mark.parametrize("sentence", HEADINGS.values(), ids=HEADINGS.keys())
def test_headings(sentence: str) -> None:
    text, expected = marked(sentence.replace("（一）[x]", "（一）其他"))
    found = [text[mark.start : mark.end] for mark in text.marks("section")]
    assert [words for words in expected if words != "x"] == [w for w in found if w != "（一）其他"]


def test_the_last_of_a_list_of_sentences_heads_nothing() -> None:
    text, _ = marked(
        "一、职责\n（一）统筹推进全县供水工作。\n（二）研究解决重大问题。\n领导小组办公室设在县水利局，承担日常工作。"
    )
    assert [text[mark.start : mark.end] for mark in text.marks("section")] == ["一、职责"]


def test_a_circled_number_opens_an_item_below_the_others() -> None:
    text, _ = marked(
        "一、任务\n（1）做好登记。各县要建立台账。\n①登记企业，核对数据。\n②登记个人。"
    )
    assert [text[mark.start : mark.end] for mark in text.marks("item")] == ["①", "②"]


def test_siblings_agree() -> None:
    """Where the siblings are whole sentences, a short first sentence is no heading either."""
    text, _ = marked(
        "一、任务\n"
        "1.持续完善信息公开机制，拓宽公开渠道，做好政策解读工作。\n"
        "2.围绕重点领域做好公开，及时发布进展情况和统计数据。\n"
        "3.做好政策集成。推进证照分离改革，公开事项清单。"
    )
    assert [text[mark.start : mark.end] for mark in text.marks("section")] == ["一、任务"]


def test_a_misnumbered_heading_takes_the_level_of_its_place() -> None:
    text, _ = marked(
        "一、任务\n（一）能耗方面。要整改。\n（2）环保方面。要检查。\n（三）其他方面。要落实。"
    )
    assert [mark.label for mark in text.marks("section")] == ["10", "20", "20", "20"]
