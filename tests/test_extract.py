"""The main verb: what it takes, what it gives, what it refuses."""

import io
from pathlib import Path

import pytest

from extractor import EmptyNotice, MissingFile, UnreadableFile, extract
from extractor.model import Notice
from extractor.model.records import COLUMNS

NOTICE = """关于做好排查整治工作的通知
各县区人民政府：
一、全面排查
各县区工业和信息化主管部门要对辖区内企业全面排查，6月底前将排查结果报送市工业和信息化局。
二、加强监管
对逾期未整改的企业，依法责令停产整治；不得新增落后产能。
""".encode()
NO_NOTICES = {
    "empty": "",
    "white space": " \n\u3000\n\t",
    "English prose": "The quick brown fox jumps over the lazy dog.",
    "a poem": "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    "a story": "今天天气很好。我们一起去公园散步，看见了很多花。",
    "a programme": "def main():\n    print('hello')\n",
    "a list": "苹果3斤，牛奶2盒，面包1个。",
}


def test_path_bytes_and_file_give_the_same_notice(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE)
    with path.open("rb") as file:
        notices = [
            extract(path),
            extract(str(path)),
            extract(NOTICE, "notice.txt"),
            extract(io.BytesIO(NOTICE), "notice.txt"),
            extract(file),
        ]
    assert {notice.model_dump_json() for notice in notices} == {notices[0].model_dump_json()}


def test_every_duty_is_quoted_from_the_text() -> None:
    notice = extract(NOTICE, "notice.txt")
    assert "对逾期未整改的企业，依法责令停产整治" in [duty.quote for duty in notice.obligations]
    for duty in notice.obligations:
        assert notice.text[duty.evidence.start : duty.evidence.end] == duty.quote


def test_a_notice_survives_being_written_down() -> None:
    notice = extract(NOTICE, "notice.txt")
    assert Notice.model_validate_json(notice.model_dump_json()) == notice


def test_records_are_flat_rows_one_per_duty() -> None:
    notice = extract(NOTICE, "notice.txt")
    rows = notice.to_records()
    assert [row["id"] for row in rows] == [duty.id for duty in notice.obligations]
    for row in rows:
        assert tuple(row) == COLUMNS
        assert all(isinstance(cell, str | int | None) for cell in row.values())


@pytest.mark.parametrize("words", NO_NOTICES.values(), ids=NO_NOTICES.keys())
def test_text_without_a_notice_is_refused(words: str) -> None:
    with pytest.raises(EmptyNotice) as refused:
        extract(words.encode(), "words.txt")
    assert refused.value.name == "words.txt"


def test_a_lone_duty_is_notice_enough() -> None:
    notice = extract("请各县区人民政府于6月底前报送工作总结。".encode(), "fragment.txt")
    assert [duty.quote for duty in notice.obligations] == ["请各县区人民政府于6月底前报送工作总结"]


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"nowhere\.txt: no such file"):
        extract(tmp_path / "nowhere.txt")
    with pytest.raises(UnreadableFile, match="is a directory"):
        extract(tmp_path)


def test_a_file_in_text_mode_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="binary mode"):
        extract(io.StringIO("通知"))  # type: ignore[arg-type]
