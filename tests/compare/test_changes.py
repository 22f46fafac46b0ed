"""`taizhang diff`: two extractions of the same notices, and what moved between them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractor import Notice, extract
from extractor.command import app
from extractor.compare.changes import changes, summary
from extractor.export.json import to_json

TEXT = (
    "关于开展检查的通知\n一、工作任务\n各县区要于6月底前完成检查。\n各县区要于{}前报送总结。\n{}"
    "市教育局\n2021年4月1日\n"
)


def read(date: str = "12月20日", more: str = "") -> Notice:
    return extract(TEXT.format(date, more).encode(), "notice.txt")


def diff(tmp_path: Path, one: str, other: str, *arguments: str) -> Result:
    for name, text in (("a.json", one), ("b.json", other)):
        (tmp_path / name).write_text(text, "utf-8")
    return CliRunner().invoke(
        app, ["diff", str(tmp_path / "a.json"), str(tmp_path / "b.json"), *arguments]
    )


def test_nothing_moved(tmp_path: Path) -> None:
    result = diff(tmp_path, to_json(read()), to_json(read()))
    assert (result.exit_code, result.stdout) == (0, "Nothing moved.\n")


def test_a_value_that_changed_is_told_with_its_obligation(tmp_path: Path) -> None:
    result = diff(tmp_path, to_json(read()), to_json(read("12月25日")))
    assert result.exit_code == 1
    assert "deadlines: by ≤2021-12-20 → by ≤2021-12-25" in result.stdout
    assert "各县区要于12月25日前报送总结" in result.stdout


def test_another_reading_of_the_same_file_is_paired_by_id() -> None:
    before = read()
    duty = before.obligations[1].model_copy(update={"deadlines": (), "measures": ()})
    after = before.model_copy(update={"obligations": (before.obligations[0], duty)})
    found = changes([before], [after])
    assert {(change.kind, change.what) for change in found} == {
        ("removed", "deadlines"),
        ("removed", "measures"),
    }


def test_two_files_of_one_notice_are_paired_by_title() -> None:
    again = extract(TEXT.format("12月20日", "\n").encode(), "saved.txt")
    assert changes([read()], [again]) == ()


def test_a_page_mark_within_an_obligation_is_no_change() -> None:
    folder = Path(__file__).parents[2] / "corpora/weihai-2021"
    assert changes([extract(folder / "notice.txt")], [extract(folder / "notice.pdf")]) == ()


def test_obligations_that_came_and_went() -> None:
    longer = read(more="鼓励各县区建立检查台账。\n")
    [came] = changes([read()], [longer])
    [went] = changes([longer], [read()])
    assert (came.kind, came.after) == ("added", "鼓励各县区建立检查台账")
    assert (went.kind, went.before) == ("removed", "鼓励各县区建立检查台账")
    assert summary((came,)) == "obligations added: 1"


def test_notices_that_came_and_went() -> None:
    other = extract("关于防汛的通知\n一、各县要巡查水库。".encode(), "flood.txt")
    found = changes([read()], [read(), other])
    assert [(change.kind, change.notice, change.what) for change in found] == [
        ("added", "flood", "notice")
    ]


@pytest.mark.parametrize("held", ["", "{", "[1]", '{"document": "x"}'])
def test_a_file_that_holds_no_notices(tmp_path: Path, held: str) -> None:
    result = diff(tmp_path, held, to_json(read()))
    assert result.exit_code == 2
    assert "a.json" in result.stderr
    assert len(result.stderr.splitlines()) == 1
