"""Who is at work, and who is gone: by silence, or because the process is over."""

import os
import subprocess
import sys
from dataclasses import replace

from sqlalchemy import text

from api.jobs.presence import LEASE, Presence
from api.store import Store
from api.store.workers import present, strike_off


def test_the_silent_the_ended_and_the_unheard_of_are_gone(store: Store) -> None:
    me = Presence.here("me")
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        living = replace(me, executor="living", process=_process(child.pid))
        ended = replace(me, executor="ended", process=f"{child.pid} 1")
        silent = replace(me, executor="silent", place="another machine")
        elsewhere = replace(silent, executor="elsewhere", process=ended.process)
        with store.begin() as connection:
            for one in (me, living, ended, silent, elsewhere):
                one.say(connection)
            connection.execute(
                text("UPDATE workers SET seen = seen - :by WHERE executor = 'silent'"),
                {"by": LEASE + 1},
            )
            assert sorted(me.gone(connection, {"me", "unheard of"})) == [
                "ended",
                "silent",
                "unheard of",
            ]
            silent.say(connection)
            assert me.gone(connection, set()) == ["ended"]
        child.kill()
        child.wait()
        with store.begin() as connection:
            assert sorted(me.gone(connection, set())) == ["ended", "living"]
            strike_off(connection, ["ended", "living"])
            assert {one.executor for one in present(connection)} == {"me", "silent", "elsewhere"}
    finally:
        child.kill()
        child.wait()


def test_a_process_knows_itself() -> None:
    assert Presence.here("a") == replace(Presence.here("b"), executor="a")
    assert Presence.here("a").process.split()[0] == str(os.getpid())


def _process(pid: int) -> str:
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123
        return f"{pid} {stat.read().rpartition(')')[2].split()[19]}"
