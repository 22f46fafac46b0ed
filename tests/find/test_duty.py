"""Lists of units that close an item: the words in square brackets are cut out of the pieces."""

import pytest

from tests.reading import marked

HEAD = "一、主要任务\n（一）加强管理。"

BRACKETS = [
    "建立台账。[（市教育局负责）]",
    "建立台账[（市教育局负责）]。",
    "建立台账；[（市教育局牵头，市财政局配合）]",
    "建立台账。[〔市教育局牵头，各县（市、区）政府按职责分工负责〕]",
    "建立台账。[（市教育局、市体育局，各区人民政府）]",
    "建立台账。[（市教育局、市体育局）]加强抽查。[（市审计局）]",
    "建立台账。[（责任单位：市教育局；完成时限：6月底）]",
    "建立台账。[（6月底完成，牵头单位：市教育局）]",
    "建立台账。[（教育部、财政部负责。列第一位者为牵头单位，下同）]",
    "建立台账。[（市教育局负责，各县〔市、区〕政府落实；以下均需各县〔市、区〕政府落实，不再列出）]",
    "建立台账。[（负责部门：教育部，适用范围：西部地区）]",
    "建立台账。[责任单位：市教育局、市体育局]",
    "建立台账。[牵头单位：市教育局；配合单位：市体育局]",
    "建立台账。\n[责任单位：市教育局]",
    "建立台账。\n[责任部门：各县（市）区教育、体育主管部门]\n（二）其他。做好宣传。",
    "建立台账。\n[牵头单位：市教育局]\n[责任单位：市体育局、各区政府]",
    "建立台账。\n[责任单位]\n[市教育局]\n[市体育局]\n（二）其他。做好宣传。",
    "建立台账。\n[责任单位：市教育局]\n[完成时限：2022年6月]",
    "建立台账。[（牵头单位：市教育局、市体育局]\n[责任单位：各县（市、区）政府）]",
]

NONE = [
    "报上级主管部门（市教育局）。",
    "建立台账（含电子台账）。",
    "印发通知（市教发〔2021〕12号）。",
    "督促重点单位（企业）落实。",
    "成立领导小组（以下简称领导小组）。",
    "由属地政府（管委会）负责。",
    "落实到县（市、区）。",
    "压实责任单位的主体责任。",
    "明确牵头单位：由各区自行确定后公布。",
    "建立台账（第一季度）。",
    "配备校医（每所学校1名）。",
]


@pytest.mark.parametrize("sentence", [*BRACKETS, *NONE])
def test_the_lists_of_a_paragraph(sentence: str) -> None:
    # The expectation is bracketed in square brackets; 〔 〕 of the text are other characters.
    text, wanted = marked(HEAD + sentence)
    assert [text[mark.start : mark.end] for mark in text.marks("duty")] == wanted


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("一、任务\n（一）能耗方面（市教育局负责）\n1.严格检查。加强抽查。", "heading"),
        ("一、任务\n（一）能耗方面。建立台账。（市教育局负责）", "bracket"),
        ("一、任务\n（一）能耗方面。建立台账。\n责任单位：市教育局", "line"),
        ("一、任务\n（一）能耗方面。建立台账。\n市教育局牵头，各县区政府负责落实", "line"),
    ],
)
def test_where_a_list_stands(words: str, label: str) -> None:
    text, _ = marked(words)
    assert [mark.label for mark in text.marks("duty")] == [label]
