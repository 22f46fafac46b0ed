"""Readers for worker processes to import: they note each time they are asked, and may go down."""

import ctypes
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.model import Line, Source
from extractor.readers import READERS, Reader
from extractor.settings import Settings

WORDS = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。"


def counted(manner: str, log: Path) -> bytes:
    """A file that notes in `log` each time that it is read.

    `well` is read, `badly` is unreadable, `once` brings its process down the first time, `always`
    each time.
    """
    return f"COUNTED {manner} {log}".encode()


def times(log: Path) -> int:
    """How often a file was read."""
    return len(log.read_text("ascii")) if log.exists() else 0


def _read(data: bytes, name: str, settings: Settings) -> Source:
    _, manner, path = data.decode().split(" ", 2)
    log = Path(path)
    with log.open("a", encoding="ascii") as file:
        file.write("x")
    if manner == "badly":
        raise UnreadableFile(name, "no words in it")
    if manner == "always" or (manner == "once" and times(log) == 1):
        ctypes.string_at(0)
    return Source(name, "counted", "0", tuple(Line(line) for line in WORDS.split("\n")))


READERS.add(
    "counted",
    Reader((".counted",), lambda data: 1.0 if data.startswith(b"COUNTED ") else 0.0, _read),
)
