"""How much memory a process and what it started hold, and how to end all of them."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def held(pid: int) -> int:
    """The resident bytes of a process and its descendants; 0 where the system does not say."""
    if not _PROC.is_dir():
        return _asked(pid)
    return sum(_resident(one) for one in (pid, *descendants(pid)))


def descendants(pid: int) -> Iterator[int]:
    """The processes started by a process, by those, and so on."""
    for child in _children(pid):
        yield child
        yield from descendants(child)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all it started, whatever they are doing, and wait until it is gone.

    Whole process groups are ended, so that nothing slips away that is started meanwhile.
    """
    if process.poll() is None and sys.platform != "win32":
        started = [process.pid, *descendants(process.pid)]
        for group in set(_groups(started)) - {os.getpgrp()}:
            with contextlib.suppress(OSError):
                os.killpg(group, signal.SIGKILL)
        for pid in started[1:]:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _groups(pids: list[int]) -> Iterator[int]:
    for pid in pids:
        with contextlib.suppress(OSError):
            yield os.getpgid(pid)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError, ValueError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found.extend(map(int, (thread / "children").read_text("ascii").split()))
    return found


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _asked(pid: int) -> int:
    """Where there is no /proc, `ps` knows (kilobytes)."""
    if sys.platform == "win32":
        return 0
    try:
        told = subprocess.run(  # noqa: S603 - our own arguments, no shell
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, timeout=5, check=False
        )
        return int(told.stdout or b"0") * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
