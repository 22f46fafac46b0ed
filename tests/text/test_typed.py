"""Tables typed in plain text, told by their head; everything else that has a tab in it stays."""

import pytest

from extractor.find import find
from extractor.model import Line, Source
from extractor.text import flatten
from extractor.text.typed import typed_tables


def _source(words: str) -> Source:
    return Source("notice", "text", "0" * 64, tuple(map(Line, words.split("\n"))))


def _cells(words: str) -> list[tuple[int, int, str]]:
    text = flatten(_source(words))
    return [(cell.row, cell.column, text.string[cell.start : cell.end]) for cell in text.cells]


TASKS = [(1, 0, "1"), (1, 1, "开展摸底排查。建立台账"), (1, 2, "市应急局"), (1, 3, "6月底前")]


@pytest.mark.parametrize(
    "words",
    [
        "序号\t工作任务\t责任单位\t完成时限\n1\t开展摸底排查。建立台账\t市应急局\t6月底前",
        "序号  工作任务  责任单位  完成时限\n1  开展摸底排查。建立台账  市应急局  6月底前",
        "序号　工作任务　责任单位　完成时限\n1　开展摸底排查。建立台账　市应急局　6月底前",
        "|序号|工作任务|责任单位|完成时限|\n|---|---|---|---|\n|1|开展摸底排查。建立台账|市应急局|6月底前|",
        "序号 │ 工作任务 │ 责任单位 │ 完成时限\n───┼───┼───┼───\n1 │ 开展摸底排查。建立台账 │ 市应急局 │ 6月底前",
        "序号\t工作任务\t责任单位\t完成时限\n\n1\t开展摸底排查。\n建立台账\t市应急局\t6月底前",
        "序号\t工作任务\t责任单位\t完成时限\n— 3 —\n1\t开展摸底排查。建立台账\t市应急局\t6月底前",
        "序号\t工作任务\t责任单位\t完成时限\n1\t\t开展摸底排查。建立台账\t市应急局\t6月底前",
    ],
    ids=["tabs", "blanks", "wide", "strokes", "drawn", "broken", "page", "tab too many"],
)
def test_a_row_of_a_task_table_is_a_row_however_it_is_typed(words: str) -> None:
    assert [
        (row, column, cell.replace("\n", "")) for row, column, cell in _cells(words) if row > 0
    ] == TASKS


HEAD = "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1\t排查隐患\t市应急局\t\t6月底前", [(1, 0, "1"), (1, 1, "排查隐患"), (1, 2, "市应急局"), (1, 4, "6月底前")]),
        ("1\t排查隐患\t市应急局\t6月底前", [(1, 0, "1"), (1, 1, "排查隐患"), (1, 2, "市应急局"), (1, 4, "6月底前")]),
        ("1\t排查隐患\t市应急局\n2\t整改", [(1, 0, "1"), (1, 1, "排查隐患"), (1, 2, "市应急局"), (2, 0, "2"), (2, 1, "整改")]),
        ("\t排查隐患\t\t市气象局\t", [(1, 1, "排查隐患"), (1, 3, "市气象局")]),
        ("1\t排查隐患\t市应急局、\n市气象局\t\t6月底前", [(1, 0, "1"), (1, 1, "排查隐患"), (1, 2, "市应急局、市气象局"), (1, 4, "6月底前")]),
        ("一、防汛\n1\t排查隐患\t市应急局\t\t全年", [(1, 5, "一、防汛"), (2, 0, "1"), (2, 1, "排查隐患"), (2, 2, "市应急局"), (2, 4, "全年")]),
    ],
    ids=["empty", "left out", "cut short", "merged", "broken list", "caption"],
)  # fmt: skip
def test_a_cell_stands_under_its_head(rows: str, expected: list[tuple[int, int, str]]) -> None:
    assert [cell for cell in _cells(HEAD + rows) if cell[0] > 0] == expected


@pytest.mark.parametrize(
    "behind",
    [
        "各县要高度重视，加强领导。",
        "\t各县要高度重视，加强领导。",
        "某市人民政府办公室    2022年3月16日印发",
        "\t某市人民政府办公室\n\t2022年3月16日",
        "备注：责任单位排名不分先后。",
    ],
)
def test_a_table_ends_at_the_first_line_that_is_no_row(behind: str) -> None:
    row = HEAD + "1\t排查隐患\t市应急局\t市气象局\t6月底前\n"
    assert _cells(row + behind) == _cells(row)


@pytest.mark.parametrize(
    "words",
    [
        "序号\t项目名称\t总投资（万元）\n1\t甲项目\t1200",
        "单位\t2020年\t2021年\n甲县\t12\t13",
        "市财政局\t市教育局\n2021年5月1日",
        "\t各县要高度重视，明确工作任务、责任单位。",
        "　　一、工作任务　　请各县抓好落实。",
        "一、工作任务  责任单位",
        "序号、工作任务、责任单位和完成时限\t以附件为准。",
    ],
)
def test_what_has_a_tab_and_no_head_of_tasks_is_no_table(words: str) -> None:
    assert not typed_tables(_source(words).lines, set())


def test_a_table_with_its_head_again_on_the_next_page_is_two() -> None:
    page = HEAD + "1\t排查隐患\t市应急局\t市气象局\t6月底前\n"
    cells = flatten(_source(page + page.replace("1\t", "2\t"))).cells
    assert len({cell.table for cell in cells}) == 2


def test_a_row_that_labels_its_cells_needs_no_head() -> None:
    text = flatten(_source("1\t排查隐患\t责任单位：市应急局\t完成时限：6月底前"))
    assert [mark.label for mark in find(text) if mark.layer == "cell"] == [
        "other", "task", "responsible", "deadline",
    ]  # fmt: skip


def test_units_behind_a_wide_blank_stand_on_a_line_of_their_own() -> None:
    words = "3.排查隐患，建立台账。    责任单位：市应急局    完成时限：6月底前"
    assert flatten(_source(words)).string.split("\n") == [
        "3.排查隐患，建立台账。", "责任单位：市应急局", "完成时限：6月底前",
    ]  # fmt: skip


def test_what_is_typed_keeps_its_place() -> None:
    source = _source(HEAD + "1\t排查隐患，\n建立台账\t市应急局\t\t6月底前")
    text = flatten(source)
    for index, character in enumerate(text.string):
        assert character == "\n" or source.text[text.offsets[index]] == character
