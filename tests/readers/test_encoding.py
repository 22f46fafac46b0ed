"""Bytes in the encodings of Chinese offices: cut, damaged, without marks."""

import pytest

from extractor.readers.encoding import decode

TEXT = "关于做好2021年淘汰落后产能工作的通知\n各县区人民政府：\n请于6月底前报送工作总结。\n" * 5
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("cut", range(4))
def test_a_character_cut_at_the_end_is_left_out(encoding: str, cut: int) -> None:
    data = TEXT.encode(encoding)
    decoded = decode(data[: len(data) - cut])
    assert decoded is not None
    assert decoded[1:] == (encoding, 0)
    assert TEXT.startswith(decoded[0])
    assert len(decoded[0]) >= len(TEXT) - 4


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_that_begins_inside_a_character_is_no_gb18030(cut: int) -> None:
    decoded = decode(TEXT.encode()[cut:])
    assert decoded is not None
    text, encoding, damaged = decoded
    assert (encoding, text.lstrip("\ufffd")) == ("utf-8", TEXT[1:])
    assert damaged == text.count("\ufffd")


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    data = bytearray((TEXT * 3).encode())
    data[100] = 0xFF
    decoded = decode(bytes(data))
    assert decoded is not None
    assert decoded[1] == "utf-8"
    assert decoded[2] > 0


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Annual report of the office, in plain words.", "utf-8"),
        ("the quick brown fox jumps over the lazy dog " * 9 + "é", "utf-8"),
        ('<p class="text indent">各县区</p>' * 30, "gb18030"),
        ("各县", "gb18030"),
    ],
)
def test_latin_letters_in_pairs_are_no_utf16(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_latin_utf16_without_a_mark(encoding: str) -> None:
    assert decode("Annual report 2021".encode(encoding)) == ("Annual report 2021", encoding, 0)


def test_binary_data_is_no_text() -> None:
    assert decode(bytes(range(256)) * 20) is None
