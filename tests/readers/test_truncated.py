"""Files that break off: an error, or a text that is whole as far as it goes and says where it ends."""

from pathlib import Path

import pytest

from extractor.errors import FileError, UnreadableFile, UnsupportedFormat
from extractor.readers import read

NOTICES = sorted((Path(__file__).parents[2] / "corpora" / "weihai-2021").glob("notice*.*"))
TENTHS = range(1, 10)
# What a file of these formats has lost nobody can see.
FLOWING = {".txt"}
PAGES = {".htm", ".html"}
CAUSES = "damaged|truncated|breaks off|not a|without|no text|image"


def _cuts() -> list[tuple[Path, int]]:
    return [(path, tenth) for path in NOTICES for tenth in TENTHS]


@pytest.mark.parametrize(
    ("path", "tenth"), _cuts(), ids=[f"{path.name}-{tenth}" for path, tenth in _cuts()]
)
def test_cut_at_every_tenth(path: Path, tenth: int) -> None:
    data = path.read_bytes()
    cut = data[: len(data) * tenth // 10]
    if path.suffix not in FLOWING | PAGES:
        with pytest.raises((UnreadableFile, UnsupportedFormat), match=CAUSES):
            read(cut, path.name)
        return
    try:
        source = read(cut, path.name)
    except FileError:
        assert path.suffix in PAGES
        return
    if path.suffix in FLOWING:
        whole = data.decode("utf-8").replace("\r\n", "\n")
        assert whole.startswith(source.text)
    else:
        assert "truncated" in dict(source.problems)


def test_a_text_cut_in_the_middle_of_a_character_says_so() -> None:
    words = "关于开展检查的通知\n请于6月底前报送。"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        source = read(words.encode(encoding)[:-1], "notice.txt")
        assert source.text == words[:-1]
        assert "truncated" in dict(source.problems), encoding
        assert "truncated" not in dict(read(words.encode(encoding), "notice.txt").problems)


def test_a_whole_page_is_not_called_truncated() -> None:
    page = "<html><body><p>关于开展检查的通知</p></body></html>\n<!-- made by -->"
    assert "truncated" not in dict(read(page.encode(), "notice.html").problems)
    assert "truncated" not in dict(read("<p>关于开展检查的通知</p>".encode(), "a.html").problems)
