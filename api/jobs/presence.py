"""Which process this is, and which of those that said they were there are gone.

A process that is taken for gone and is not does no harm: what it brings to an end is what another
has begun anew, and the store takes either once.
"""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from api.store import Connection
from api.store.workers import Present, present, say_present

LEASE = 15.0
"""Seconds of silence after which a process on another machine is taken for gone."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One process: its executor id, the machine or container it runs on, which one it is there."""

    executor: str
    place: str
    process: str

    @classmethod
    def here(cls, executor: str) -> "Presence":
        """This process."""
        return cls(executor, _place(), f"{os.getpid()} {_begun(os.getpid())}")

    def say(self, connection: Connection) -> None:
        """Say that this process is there."""
        say_present(connection, self.executor, self.place, self.process)

    def gone(self, connection: Connection, working: set[str]) -> list[str]:
        """Who is gone: silent for long, over on this machine, or `working` and never heard of."""
        heard = {one.executor: one for one in present(connection)}
        gone = [one.executor for one in heard.values() if self._is_gone(one)]
        return [*gone, *sorted(working - heard.keys() - {self.executor})]

    def _is_gone(self, other: Present) -> bool:
        if other.executor == self.executor:
            return False
        here = other.place == self.place and _is_over(other.process)
        return here or other.silent > LEASE


def _place() -> str:
    """This machine since it was started, and the room for process numbers in it."""
    words = [platform.node()]
    try:
        words.append(Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip())
        words.append(str(Path("/proc/self/ns/pid").readlink()))
    except OSError:
        pass
    return " ".join(words)


def _begun(pid: int) -> str:
    """When a process was started, in the words of the system; empty where nobody tells."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state == "Z" else fields[18]


def _is_over(process: str) -> bool:
    pid, _, begun = process.partition(" ")
    if begun:
        return _begun(int(pid)) != begun
    if os.name == "nt":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False
