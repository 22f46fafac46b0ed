"""A service as people start it: `taizhang serve` in a process of its own, on a free port."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
_ADDRESS = re.compile(r"http://\S+:\d+")


@dataclass(frozen=True)
class Served:
    """The address of a running service, and its process."""

    url: str
    process: "subprocess.Popen[str]"

    def interrupted(self, seconds: float = 30.0) -> int:
        """The exit code after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(seconds)


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Ours without any setting of Taizhang but these."""
    rest = {name: words for name, words in os.environ.items() if not name.startswith("TAIZHANG_")}
    given = {f"TAIZHANG_{name.upper()}": words for name, words in settings.items()}
    return {**rest, "TAIZHANG_DATA_DIR": str(data), **given}


@contextmanager
def served(data: Path, *words: str, **settings: str) -> Iterator[Served]:
    """`taizhang serve` with these words, until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--port", "0", *words],
        cwd=ROOT,
        env=environment(data, **settings),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    try:
        told = []
        for line in process.stderr:
            told.append(line)
            if found := _ADDRESS.search(line):
                # A pipe that nobody reads is full after some three hundred requests, and the service waits.
                threading.Thread(target=process.stderr.read, daemon=True).start()
                yield Served(found[0], process)
                break
        else:
            raise AssertionError("".join(told))
    finally:
        process.kill()
        process.wait()
