"""Files made to bring a reader down: each ends within its limit with one clear error."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import (
    EmptyNotice,
    FileError,
    LimitExceeded,
    Settings,
    UnreadableFile,
    UnsupportedFormat,
    Workers,
    extract,
    extract_many,
)
from extractor.readers import READERS
from tests.hostile import files
from tests.hostile.readers import NOTICE

GOOD = NOTICE.encode()
LIMITS = Settings(max_seconds=10.0, max_page_seconds=1.0, max_memory=1_500_000_000)

# What each file of `files` is refused for.
REFUSED: dict[str, tuple[type[FileError], str]] = {
    "ratio.docx": (LimitExceeded, "a part unpacks to more than 200 times its size"),
    "lying.docx": (UnreadableFile, "damaged"),
    "count.docx": (LimitExceeded, "more than 5000 parts"),
    "ratio.ofd": (LimitExceeded, "a part unpacks to more than 200 times its size"),
    "count.ofd": (LimitExceeded, "more than 5000 parts"),
    "ratio.zip": (LimitExceeded, "unpacks to more than 200 times its size"),
    "count.zip": (LimitExceeded, "more than 5000"),
    "nested.zip": (UnsupportedFormat, "ZIP archive"),
    "entities.docx": (UnreadableFile, "damaged"),
    "entities.ofd": (UnreadableFile, "without a readable page"),
    "pages.pdf": (LimitExceeded, "more than 2000 pages"),
    "claims.pdf": (LimitExceeded, "more than 2000 pages"),
    "loop.pdf": (UnreadableFile, "PDF without"),
    "doubling.pdf": (LimitExceeded, "memory|longer"),
    "itself.pdf": (LimitExceeded, "memory|longer"),
    "font.pdf": (LimitExceeded, "memory|longer"),
    "nested.pdf": (UnreadableFile, "PDF without"),
    "inflated.pdf": (UnreadableFile, "PDF without"),
    "vast.pdf": (UnreadableFile, "no text was found in its pictures|without a text layer"),
    "vast.png": (LimitExceeded, "more than 80000000 pixels"),
    "deep.html": (EmptyNotice, "holds no text"),
    "deep.docx": (UnreadableFile, "damaged"),
    "tables.docx": (EmptyNotice, "holds no text"),
    "deep.ofd": (UnreadableFile, "without a readable page"),
}


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """A worker whose temporary files are seen, and of which none is left in the end."""
    folder, before = tmp_path_factory.mktemp("hostile"), tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        with Workers(1, LIMITS) as made:
            yield made
    finally:
        tempfile.tempdir = before
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", files.MAKERS)
def test_a_hostile_file_is_refused_and_the_next_is_read(name: str, workers: Workers) -> None:
    kind, cause = REFUSED[name]
    with pytest.raises(kind, match=cause) as told:
        workers.extract(files.MAKERS[name](), name)
    assert told.value.name == name
    assert "\n" not in told.value.cause
    assert workers.extract(GOOD, "good.txt").document == "good"


def test_a_batch_of_them_gives_one_failure_each_and_every_good_file() -> None:
    quick = ["count.docx", "entities.docx", "claims.pdf", "vast.png", "deep.html"]
    documents = [
        one for name in quick for one in ((name, files.MAKERS[name]()), (f"{name}.txt", GOOD))
    ]
    outcomes = list(extract_many(documents, workers=1, settings=LIMITS))
    assert [getattr(one, "name", None) for one in outcomes[::2]] == quick
    assert [one.document for one in outcomes[1::2]] == quick


SECRET = "关于秘密事项的通知"


@pytest.fixture
def reference(tmp_path: Path) -> str:
    """An entity that stands for a file of this machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    return f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'


def _told(data: bytes, name: str) -> str:
    try:
        return extract(data, name).text
    except FileError as error:
        return str(error)


LEAKS = {
    "docx": lambda entity: files.word(
        files.word_document(files.paragraph("关于开展检查的通知&leak;"), entity)
    ),
    "ofd": lambda entity: files.ofd("关于开展检查的通知&leak;", entity),
    "html": lambda entity: (
        f"{entity}<html><body><p>关于开展检查的通知&leak;</p></body></html>".encode()
    ),
}


@pytest.mark.parametrize("format_", LEAKS)
def test_no_file_of_this_machine_gets_into_a_notice(format_: str, reference: str) -> None:
    assert SECRET not in _told(LEAKS[format_](reference), f"notice.{format_}")


def test_entities_of_a_web_page_are_not_unfolded() -> None:
    page = f"{files.BOMB}<html><body><p>关于开展检查的通知</p><p>&a11;</p><p>请各县区于6月底前报送总结。</p></body></html>"
    assert len(extract(page.encode(), "notice.html").text) < 2 * len(page)


SUFFIXES = sorted({suffix for _, reader in READERS.items() for suffix in reader.suffixes})
HEADS = {
    "nothing": b"",
    "pdf": b"%PDF-1.7\n",
    "zip": b"PK\x03\x04",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff",
    "tiff": b"II*\x00",
    "html": b"<html>",
}


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".zip", ""])
@pytest.mark.parametrize("head", HEADS)
def test_random_bytes_under_every_suffix(suffix: str, head: str) -> None:
    import random

    noise = random.Random(f"{suffix}{head}").randbytes(20_000)  # noqa: S311
    with pytest.raises(FileError) as told:
        extract(HEADS[head] + noise, f"notice{suffix}")
    assert told.value.code in {"unreadable", "unsupported", "empty"}
