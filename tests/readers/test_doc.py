"""DOC without LibreOffice: lists, tables, revisions, fields, boxes; damage of every kind.

The files in `data` were saved by LibreOffice 7.4 in the format of Word 97.
"""

import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import FileError, UnreadableFile, UnsupportedFormat
from extractor.model import Cell, Source
from extractor.readers import read
from extractor.readers.doc_file import MAGIC
from extractor.settings import Settings

DATA = Path(__file__).parent / "data"
NOTICE = Path(__file__).parents[2] / "corpora/fuzhou-2021/notice.doc"
ALONE = Settings(office=False)


def _read(data: bytes, name: str = "notice.doc") -> Source:
    return read(data, name, ALONE)


def _lines(name: str) -> list[str]:
    return [line.text for line in _read((DATA / name).read_bytes()).lines if line.text]


def test_word_counts_the_lists_and_so_do_we() -> None:
    assert _lines("lists.doc")[:11] == [
        "一、一般要求",
        "（一）全面排查",
        "（二）各县上报",
        "1.数据",
        "2.二级",
        "二、加强监管",
        "（一）再排查",
        "①甲",
        "②乙",
        "三、样式标题",
        "五、从五开始",
    ]


def test_deleted_and_hidden_text_fields_and_symbols() -> None:
    assert _lines("marks.doc") == [
        "请于6月底前报送。",
        "下段标记删除并入上段。",
        "网址后文\t",
        "换行😀字-尾",
        "新页",
        "选项①",
    ]


def test_text_boxes_stand_at_their_anchor() -> None:
    lines = _lines("boxes.doc")
    assert lines == ["框前", "锚段", "框中一", "框中二", "框后"]


def test_tables_have_cells_and_merged_cells_come_once() -> None:
    lines = _read((DATA / "tables.doc").read_bytes()).lines
    cells = {line.text: line.cell for line in lines if line.text}
    assert cells["表前"] is None
    assert cells["任务"] == cells["两行"] == Cell(1, 0, 1)
    assert cells["责任单位"] == Cell(1, 0, 2)
    assert cells["1"] == Cell(1, 1, 0)
    assert cells["整改"] == Cell(1, 2, 1)
    assert cells["应急"] == Cell(1, 2, 3)
    assert cells["表后"] is None
    assert cells["丁"] == Cell(2, 1, 1)


def test_a_wps_file_that_is_a_word_document_is_one() -> None:
    data = NOTICE.read_bytes()
    assert _read(data, "notice.wps").text == _read(data).text
    assert _read(data, "notice.bin").format == "doc"


def _flagged(position: int, value: int) -> bytes:
    """The notice with a field of its FIB changed."""
    data = bytearray(NOTICE.read_bytes())
    at = data.index(struct.pack("<H", 0xA5EC), 512)
    struct.pack_into("<H", data, at + position, value)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (lambda: _flagged(10, 0x0100), UnreadableFile, "encrypted"),
        (lambda: _flagged(0, 0xA5DC), UnsupportedFormat, "Word 95"),
        (lambda: _flagged(0, 0x1234), UnreadableFile, "damaged"),
        (lambda: MAGIC + bytes(600), UnreadableFile, "damaged or truncated"),
        (lambda: b"{\\rtf1\\ansi \\u36890?}", UnsupportedFormat, "RTF"),
    ],
    ids=["encrypted", "Word 95", "no FIB", "nothing", "RTF"],
)
def test_what_is_no_readable_document_says_why(
    data: Callable[[], bytes], error: type[FileError], cause: str
) -> None:
    with pytest.raises(error, match=cause):
        _read(data())


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_truncated_document_is_one_clear_error(tenth: int) -> None:
    data = NOTICE.read_bytes()
    with pytest.raises(UnreadableFile, match="damaged or truncated"):
        _read(data[: len(data) * tenth // 10])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20_479), st.integers(0, 255)), min_size=1, max_size=12),
    st.sampled_from(["tables.doc", "marks.doc", "lists.doc"]),
)
def test_damaged_bytes_give_a_source_or_a_clear_error(
    changes: list[tuple[int, int]], name: str
) -> None:
    data = bytearray((DATA / name).read_bytes())
    for position, value in changes:
        data[position % len(data)] = value
    with suppress(FileError):
        assert _read(bytes(data)).text.strip()
