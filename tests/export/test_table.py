"""The table: city, task, units with roles, deadline and threshold, within the terminal's width."""

import pytest
from rich.cells import cell_len

from extractor import extract
from extractor.export.table import to_table
from tests.export.notices import duty, full_duty, notice_of


def words(table: str) -> str:
    """A table without its layout, so that wrapped words are whole again."""
    return "".join(table.split())


def test_everything_a_reader_looks_for_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    table = to_table(notice_of(full_duty(), city="威海市"))
    for word in ("威海市", "6月底前拆除直径3米以下水泥磨机", "牵头：市工业和信息化局"):
        assert word in table
    for word in ("配合：市财政局", "≤2021-06-30", "水泥磨机直径<3m"):
        assert word in words(table)


@pytest.mark.parametrize("columns", ["20", "80", "120", "160", "400"])
def test_lines_fit(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    width = min(max(int(columns), 80), 160)
    long = duty("各县区人民政府要切实履行属地监管责任，" * 20)
    lines = to_table(notice_of(full_duty(), long)).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_a_central_body_is_of_the_whole_country() -> None:
    text = "国务院办公厅关于开展检查的通知\n一、任务\n各省要于6月底前报送总结。\n国务院办公厅\n2021年4月1日"
    assert "全国" in words(to_table(extract(text.encode(), "n.txt")))


def test_a_notice_without_obligations_says_so() -> None:
    assert "没有任务 No obligations" in to_table(notice_of())


def test_brackets_in_a_notice_are_no_markup() -> None:
    assert "[red]" in words(to_table(notice_of(duty("按[red]要求[/red]落实"))))


def test_many_units_are_counted() -> None:
    unit = full_duty().responsible[0]
    many = tuple(unit.model_copy(update={"unit": f"第{number}局"}) for number in range(9))
    assert "…等9个" in words(to_table(notice_of(duty("落实责任", responsible=many))))


def test_a_recurrence_that_is_not_stated_is_told_in_its_own_words() -> None:
    text = "某市应急局关于开展巡查的通知\n一、任务\n各区要定期公布结果。各镇要每季度报送总结。"
    table = words(to_table(extract(text.encode(), "n.txt")))
    assert "定期R" not in table
    assert "每季度R/P3M" in table
