"""Readers that misbehave, for worker processes to import: a file says how it wants to be read."""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from extractor.allowance import allow
from extractor.model import Line, Source
from extractor.readers import READERS, Reader
from extractor.settings import Settings

NOTICE = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。"


def spin() -> None:
    """A loop that Python could interrupt."""
    while True:
        pass


def sleep_in_c() -> None:
    """A call that returns to nobody's signal handler."""
    ctypes.PyDLL(None).sleep(600)


def hog() -> None:
    """Memory that is really used, piece by piece."""
    pieces = []
    while True:
        pieces.append(b"x" * 10_000_000)


def gulp() -> None:
    """More memory at once than there may be."""
    bytearray(2_000_000_000)


def crash() -> None:
    """A fault of the kind that C libraries have."""
    ctypes.string_at(0)


def leave() -> None:
    """A process and files left behind, told in the file that the environment names."""
    made = Path(tempfile.mkdtemp(), "left.txt")
    made.write_text("left", "utf-8")
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(os.environ["LEFT"]).write_text(f"{child.pid}\n{made}", "utf-8")
    time.sleep(600)


def chatter() -> None:
    """Words on the pipe that answers go through."""
    os.write(1, b"R" * 100)
    sys.stdout.write("N\n")
    sys.stdin.read()


def take_time() -> None:
    """Slow pages, each announced."""
    for _ in range(3):
        allow(1.0)
        time.sleep(0.5)


def fail() -> None:
    """A defect."""
    raise KeyError("no such layer")


MANNERS: dict[str, Callable[[], None]] = {
    one.__name__: one
    for one in (spin, sleep_in_c, hog, gulp, crash, leave, chatter, take_time, fail)
}


def hostile(manner: str) -> bytes:
    """A file that is read in this manner."""
    return b"HOSTILE " + manner.encode()


def _read(data: bytes, name: str, settings: Settings) -> Source:
    MANNERS[data.split()[1].decode()]()
    return Source(name, "hostile", "0", tuple(Line(line) for line in NOTICE.split("\n")))


READERS.add(
    "hostile", Reader((".hostile",), lambda data: float(data.startswith(b"HOSTILE")), _read)
)
