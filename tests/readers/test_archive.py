"""ZIP archives of notices: names, limits, bombs; nothing is ever written."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import FileError, LimitExceeded, UnreadableFile, UnsupportedFormat
from extractor.readers import read
from extractor.readers.archive import is_archive, open_archive
from extractor.readers.zip_directory import parts_listed
from extractor.settings import Settings

NOTICE = "关于做好排查工作的通知\n请各县区于6月底前报送总结。\n".encode()
DOCX = Path(__file__).parents[2] / "corpora/fuzhou-2021/notice.docx"
OFD = Path(__file__).parents[2] / "corpora/fuzhou-2021/notice.ofd"


def _zip(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def _names(data: bytes, settings: Settings | None = None) -> list[str]:
    return [name for name, _ in open_archive(data, "notices.zip", settings)]


def test_members_are_names_and_bytes() -> None:
    data = _zip(("通知.txt", NOTICE), ("附件/附件1.txt", NOTICE * 2))
    assert list(open_archive(data, "notices.zip")) == [
        ("通知.txt", NOTICE),
        ("附件/附件1.txt", NOTICE * 2),
    ]


def test_an_archive_on_disk_is_read_in_place(tmp_path: Path) -> None:
    path = tmp_path / "notices.zip"
    path.write_bytes(_zip(("通知.txt", NOTICE)))
    assert is_archive(path)
    assert list(open_archive(path, path.name)) == [("通知.txt", NOTICE)]
    assert [path.name for path in tmp_path.iterdir()] == ["notices.zip"]


def test_names_in_gbk_as_chinese_windows_packs_them() -> None:
    raw = _zip(("aaaa.txt", NOTICE))
    assert _names(raw.replace(b"aaaa", "通知".encode("gb18030"))) == ["通知.txt"]


def test_paths_cannot_lead_out_and_clutter_is_left_out() -> None:
    data = _zip(
        ("../../etc/one.txt", NOTICE),
        ("/two.txt", NOTICE),
        ("folder\\three.txt", NOTICE),
        ("__MACOSX/._one.txt", b"x"),
        (".DS_Store", b"x"),
        ("~$通知.docx", b"x"),
    )
    assert _names(data) == ["etc/one.txt", "two.txt", "folder/three.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_kept() -> None:
    data = _zip(("通知.txt", NOTICE), ("通知.txt", NOTICE * 2))
    assert [len(content) for _, content in open_archive(data, "z")] == [
        len(NOTICE),
        2 * len(NOTICE),
    ]


@pytest.mark.parametrize("path", [DOCX, OFD], ids=lambda path: path.suffix)
def test_a_packed_document_is_no_archive(path: Path) -> None:
    assert not is_archive(path.read_bytes())


def test_an_archive_of_one_notice_is_that_notice() -> None:
    source = read(_zip(("通知.txt", NOTICE)), "notices.zip")
    assert (source.format, source.name) == ("text", "notices.zip/通知.txt")


def _lying() -> bytes:
    """An archive whose directory says that its one member is small."""
    data = bytearray(_zip(("bomb.txt", bytes(40_000_000))))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(magic) + offset, 100)
    return bytes(data)


def _one_as_many(count: int) -> bytes:
    """An archive of one member, listed so many times; its end record says that there is one."""
    data = _zip(("a.txt", b"x"))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[start:end] * count
    size = struct.pack("<I", len(directory))
    return data[:start] + directory + data[end : end + 12] + size + data[end + 16 :]


def test_parts_are_counted_before_the_directory_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _one_as_many(200_000)
    monkeypatch.setattr("zipfile.ZipFile", None)
    assert is_archive(data)
    with pytest.raises(LimitExceeded, match="more than 5000 parts"):
        _names(data)


@pytest.mark.parametrize("count", [1, 3, 70_000])
def test_as_many_parts_are_counted_as_there_are(count: int) -> None:
    data = b"something before" + _zip(*((f"{index}.txt", b"") for index in range(count)))
    assert parts_listed(data, 100_000) == count == len(zipfile.ZipFile(io.BytesIO(data)).namelist())
    assert parts_listed(data, count - 1) == count


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "by ratio": (lambda: _zip(("bomb.txt", bytes(40_000_000))), "times its size"),
    "by count": (
        lambda: _zip(*((f"{index}.txt", b"x") for index in range(1_200))),
        "more than 1000 files",
    ),
    "by sum": (
        lambda: _zip(*((f"{index}.txt", bytes(7_900_000)) for index in range(26))),
        "unpacks to more than",
    ),
    "by a lie": (_lying, "damaged"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    made, cause = BOMBS[name]
    with pytest.raises(FileError, match=cause):
        _names(made())


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_by_the_reader_too(name: str) -> None:
    made, _ = BOMBS[name]
    with pytest.raises(FileError):
        read(made(), "bomb.zip")


def test_an_archive_inside_an_archive_is_not_opened() -> None:
    inner = _zip(("a.txt", NOTICE), ("b.txt", NOTICE))
    with pytest.raises(UnsupportedFormat, match="archive inside an archive"):
        read(_zip(("inner.zip", inner)), "outer.zip")
    assert _names(_zip(("inner.zip", inner), ("通知.txt", NOTICE))) == ["inner.zip", "通知.txt"]


def test_several_notices_are_not_taken_for_one() -> None:
    with pytest.raises(UnsupportedFormat, match="2 files"):
        read(_zip(("a.txt", NOTICE), ("b.txt", NOTICE)), "notices.zip")


def test_an_encrypted_member_says_so() -> None:
    data = bytearray(_zip(("通知.txt", NOTICE)))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    with pytest.raises(UnreadableFile, match="encrypted"):
        _names(bytes(data))


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_truncated_archive_is_one_clear_error(tenth: int) -> None:
    data = _zip(("通知.txt", NOTICE), ("附件.txt", NOTICE))
    with pytest.raises(UnreadableFile, match="truncated"):
        read(data[: len(data) * tenth // 10], "notices.zip")
