"""Damaged at random: whatever is done to a file, no exception but ours comes out of a reader.

What is drawn is a seed, and the damage follows from it: flips, cuts, doublings and splices, in the
file or inside one of the parts of its package. Pages that are pictures are opened and not recognised.
"""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import FileError, Settings, Workers
from extractor.readers import READERS, scan
from extractor.readers.archive import is_archive, open_archive

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
NOTICES = sorted((CORPORA / "fuzhou-2021").glob("notice*.*"), key=lambda path: path.name)
KNOWN = {suffix for _, reader in READERS.items() for suffix in reader.suffixes}
LIMITS = Settings(
    max_seconds=20.0, office=False, modules=("tests.hostile.without_ocr",), max_memory=1_500_000_000
)
EXAMPLES = 60
ENDS = {"notice", "unreadable", "unsupported", "empty", "limit"}
SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    import sys

    sys.path.insert(0, str(ROOT))
    try:
        with Workers(1, LIMITS) as made:
            yield made
    finally:
        sys.path.remove(str(ROOT))


def _flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _cut(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    del data[start : start + dice.randint(1, 200)]


def _double(data: bytearray, dice: random.Random) -> None:
    start, to = dice.randrange(len(data)), dice.randrange(len(data))
    data[to:to] = data[start : start + dice.randint(1, 400)]


def _number(data: bytearray, dice: random.Random) -> None:
    """A digit made another, as lengths, counts and offsets are written in many formats."""
    for _ in range(200):
        index = dice.randrange(len(data))
        if 0x30 <= data[index] <= 0x39:
            data[index] = dice.choice(b"0123456789-.")
            return


def _extreme(data: bytearray, dice: random.Random) -> None:
    """Four bytes all set or all clear: the largest length, the deepest offset."""
    start = dice.randrange(max(len(data) - 4, 1))
    data[start : start + 4] = dice.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"])


def _end(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _double,
    _number,
    _extreme,
    _end,
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one to three damages."""
    made = bytearray(data)
    for _ in range(dice.randint(1, 3)):
        if made:
            dice.choice(DAMAGES)(made, dice)
    return bytes(made)


def damaged_inside(data: bytes, dice: random.Random) -> bytes:
    """A package that is whole, with a damaged part; another file is damaged as it is."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return damaged(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        names = given.namelist()
        chosen = dice.choice(names)
        for name in names:
            content = given.read(name)
            made.writestr(name, damaged(content, dice) if name == chosen else content)
    return out.getvalue()


def told(workers: Workers, data: bytes, name: str) -> str:
    """How reading ends: `notice`, or the code of our error."""
    try:
        workers.extract(data, name)
    except FileError as error:
        return f"{error.code}: {error}" if error.code == "internal" else error.code
    return "notice"


def test_no_format_of_the_corpora_is_left_out() -> None:
    assert {path.suffix for path in NOTICES} >= {".txt", ".docx", ".pdf", ".html"}
    assert {path.suffix for path in NOTICES} <= KNOWN


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.name)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
@given(seed=SEEDS)
def test_damaged_files(workers: Workers, path: Path, seed: int) -> None:
    data = damaged(path.read_bytes(), random.Random(seed))  # noqa: S311
    assert told(workers, data, path.name) in {
        "notice",
        "unreadable",
        "unsupported",
        "empty",
        "limit",
    }


PACKED = [path for path in NOTICES if zipfile.is_zipfile(path)]


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.name)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
@given(seed=SEEDS)
def test_damaged_parts_of_packages(workers: Workers, path: Path, seed: int) -> None:
    data = damaged_inside(path.read_bytes(), random.Random(seed))  # noqa: S311
    assert told(workers, data, path.name) in {
        "notice",
        "unreadable",
        "unsupported",
        "empty",
        "limit",
    }


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path in NOTICES[:3]:
            made.writestr(path.name, path.read_bytes())
    return out.getvalue()


ARCHIVE = _archive()


@settings(max_examples=4 * EXAMPLES, deadline=None, derandomize=True, database=None)
@given(seed=SEEDS)
def test_damaged_archives(seed: int) -> None:
    data = damaged(ARCHIVE, random.Random(seed))  # noqa: S311
    assert is_archive(data) in {True, False}
    with contextlib.suppress(FileError):
        for name, member in open_archive(data, "notices.zip"):
            assert name
            assert isinstance(member, bytes)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
@given(seed=SEEDS)
def test_two_files_spliced(workers: Workers, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    one, other = (dice.choice(NOTICES) for _ in range(2))
    head, tail = one.read_bytes(), other.read_bytes()
    data = head[: dice.randrange(len(head))] + tail[dice.randrange(len(tail)) :]
    assert told(workers, data, one.name) in {
        "notice",
        "unreadable",
        "unsupported",
        "empty",
        "limit",
    }


def _pictures() -> dict[str, bytes]:
    from PIL import Image

    picture = Image.new("RGB", (120, 90), "white")
    made = {}
    for kind in ("PNG", "JPEG", "TIFF"):
        file = io.BytesIO()
        more = {"save_all": True, "append_images": [picture]} if kind == "TIFF" else {}
        picture.save(file, kind, **more)
        made[kind] = file.getvalue()
    return made


PICTURES = _pictures()


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("kind", PICTURES)
@settings(max_examples=4 * EXAMPLES, deadline=None, derandomize=True, database=None)
@given(seed=SEEDS)
def test_damaged_pictures(kind: str, seed: int) -> None:
    data = damaged(PICTURES[kind], random.Random(seed))  # noqa: S311
    try:
        sizes = [(width, height) for _, width, height in scan.pictures(data, "a", Settings())]
    except FileError:
        return
    assert all(width > 0 and height > 0 for width, height in sizes)
