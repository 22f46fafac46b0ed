"""Tables of tasks: what a column holds is known from its head."""

from extractor.find import find
from extractor.model import Cell, Line, Source
from extractor.text import flatten


def _labels(*rows: tuple[str, ...], tables: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    lines = tuple(
        Line(
            words,
            path=f"t/{row}/{column}",
            cell=Cell(tables[row] if tables else 0, row, column),
            paragraph=True,
        )
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    )
    text = flatten(Source("table", "text", "0", lines))
    return [
        (text.string[mark.start : mark.end], mark.label)
        for mark in find(text)
        if mark.layer == "cell" and mark.label != "head"
    ]


def test_a_table_of_tasks() -> None:
    assert _labels(
        ("序号", "工作任务", "牵头单位", "完成时限"),
        ("1", "开展摸底排查。", "市工信局", "6月底前"),
    ) == [
        ("1", "number"),
        ("开展摸底排查。", "task"),
        ("市工信局", "lead"),
        ("6月底前", "deadline"),
    ]


def test_a_table_of_indicators_holds_no_tasks() -> None:
    assert _labels(("指标", "单位"), ("能耗", "千克标准煤")) == [
        ("指标", "other"), ("单位", "other"), ("能耗", "other"), ("千克标准煤", "other"),
    ]  # fmt: skip


def test_a_table_goes_on_over_the_page_without_its_head() -> None:
    rows = (("任务", "责任单位"), ("排查。", "市工信局"), ("验收。", "市发改委"))
    assert _labels(*rows, tables=(0, 0, 1))[2:] == [("验收。", "task"), ("市发改委", "responsible")]


def test_a_word_beside_what_spells_it_out_is_no_task() -> None:
    rows = (("重点任务", "具体措施", "责任单位"), ("排查", "逐户登记造册", "市工信局"))
    assert _labels(*rows) == [
        ("排查", "other"),
        ("逐户登记造册", "task"),
        ("市工信局", "responsible"),
    ]


def test_cells_that_say_what_they_are_need_no_head() -> None:
    assert _labels(("1", "逐户登记造册", "牵头单位：市工信局", "完成时间：6月底")) == [
        ("1", "other"), ("逐户登记造册", "task"), ("牵头单位：市工信局", "lead"), ("完成时间：6月底", "deadline"),
    ]  # fmt: skip


def test_a_form_with_labels_holds_no_tasks() -> None:
    assert {label for _, label in _labels(("姓名：", "单位："), ("职务：", "电话："))} == {"other"}


def test_a_head_of_two_rows() -> None:
    rows = (
        ("工作任务", "责任分工", "", "时限"),
        ("", "牵头单位", "配合单位", ""),
        ("排查。", "市工信局", "市财政局", "6月"),
    )
    assert _labels(*rows) == [
        ("排查。", "task"), ("市工信局", "lead"), ("市财政局", "support"), ("6月", "deadline"),
    ]  # fmt: skip


def test_a_head_that_comes_again_is_a_head() -> None:
    rows = (
        ("任务", "责任单位"),
        ("排查。", "市工信局"),
        ("任务", "责任单位"),
        ("验收。", "市发改委"),
    )
    assert [label for _, label in _labels(*rows)] == ["task", "responsible"] * 2
