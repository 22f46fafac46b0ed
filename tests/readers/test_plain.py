"""Plain text in the encodings of Chinese offices, whole, cut and damaged."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import EmptyNotice, FileError, UnreadableFile, UnsupportedFormat
from extractor.model import Source
from extractor.readers import read

NOTICE = "威海市工业和信息化局\n威工信字〔2021〕63号\n各区市要于7月30日前报市工信局。\n" * 3


def test_a_text_is_given_back_as_it_stands() -> None:
    source = read(NOTICE.encode(), "notice.txt")
    assert source.text == NOTICE
    assert (source.format, source.pages, source.problems) == ("text", (), ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (b"", "gbk"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_encodings(mark: bytes, encoding: str) -> None:
    assert read(mark + NOTICE.encode(encoding), "notice.txt").text == NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_inside_its_last_character_keeps_the_others(encoding: str) -> None:
    assert read((NOTICE + "市").encode(encoding)[:-1], "notice.txt").text == NOTICE


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_are_line_feeds(end: str) -> None:
    assert read(f"第一行{end}第二行".encode(), "notice.txt").text == "第一行\n第二行"


def test_a_form_feed_begins_a_page() -> None:
    source = read("第一页\n— 1 —\n\f第二页\n".encode(), "notice.txt")
    assert [line.page for line in source.lines] == [1, 1, 2, 2]


def test_a_few_damaged_bytes_are_reported_and_survived() -> None:
    data = bytearray((NOTICE * 3).encode())
    data[400:401] = b"\xff"
    source = read(bytes(data), "notice.txt")
    assert [code for code, _ in source.problems] == ["encoding"]
    assert "各区市要于7月30日前报市工信局。" in source.text


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (b"", EmptyNotice, "empty"),
        (b" \r\n\x00", EmptyNotice, "empty"),
        (bytes(range(256)) * 20, UnsupportedFormat, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), FileError, "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), UnreadableFile, "Office"),
    ],
)
def test_what_is_no_text_is_refused_by_name_and_cause(
    data: bytes, error: type[FileError], cause: str
) -> None:
    with pytest.raises(error, match=f"^notice: .*{cause}"):
        read(data, "notice")


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html", "a"]))
def test_any_bytes_end_in_a_source_or_in_one_of_our_errors(data: bytes, name: str) -> None:
    try:
        source = read(data, name)
    except (UnreadableFile, UnsupportedFormat, EmptyNotice):
        return
    assert isinstance(source, Source)
    assert source.text.strip()
