"""A file that makes its parser spin, swell or crash is an error; the next file is read."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractor import (
    ExtractionFailed,
    Failure,
    LimitExceeded,
    MissingFile,
    Settings,
    Workers,
    extract,
    extract_isolated,
    extract_many,
)
from extractor.errors import ProcessDied
from extractor.isolation import wire
from extractor.isolation.watch import descendants, held
from extractor.isolation.work import notice
from extractor.isolation.worker import Worker
from tests.hostile.readers import NOTICE, hostile

ROOT = Path(__file__).parents[1]
MODULES = ("tests.hostile.readers",)
LIMITS = Settings(max_seconds=1.5, max_page_seconds=1.0, max_memory=700_000_000, modules=MODULES)
GOOD = NOTICE.encode()


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker leaves behind would be seen here."""
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(1, LIMITS) as made:
        yield made


BROUGHT_DOWN = {
    "spin": (LimitExceeded, "takes longer than 1.5 seconds"),
    "sleep_in_c": (LimitExceeded, "takes longer than 1.5 seconds"),
    "hog": (LimitExceeded, "memory"),
    "gulp": (LimitExceeded, "memory"),
    "crash": (ProcessDied, "its process died: SIGSEGV"),
    "fail": (ExtractionFailed, "internal error: KeyError: 'no such layer'"),
}


@pytest.mark.parametrize("manner", BROUGHT_DOWN)
def test_one_error_with_its_cause_and_the_next_file_is_read(manner: str, tmp_path: Path) -> None:
    kind, cause = BROUGHT_DOWN[manner]
    # A machine that is busy fills memory slowly.
    limits = replace(LIMITS, max_seconds=60.0) if cause == "memory" else LIMITS
    with Workers(1, limits) as workers:
        with pytest.raises(kind, match=cause) as told:
            workers.extract(hostile(manner), "bad.hostile")
        assert told.value.name == "bad.hostile"
        assert workers.extract(GOOD, "good.txt") == extract(GOOD, "good.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_given_up_soon_after_its_time_and_not_before(workers: Workers) -> None:
    workers.extract(GOOD, "warm.txt")
    begun = time.monotonic()
    with pytest.raises(LimitExceeded):
        workers.extract(hostile("spin"), "bad")
    assert LIMITS.max_seconds <= time.monotonic() - begun < 60


def test_processes_and_files_left_behind_are_gone(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    monkeypatch.setenv("LEFT", str(told))
    with pytest.raises(LimitExceeded, match="takes longer"):
        workers.extract(hostile("leave"), "bad")
    pid, made = told.read_text("utf-8").splitlines()
    assert not _runs(int(pid))
    assert not Path(made).exists()
    assert list(tmp_path.iterdir()) == [told]


OFFICE = """#!/bin/sh
sleep 600 &
echo $! > {told}
wait
"""


@pytest.mark.skipif(sys.platform != "linux", reason="stands in for LibreOffice by a shell script")
@pytest.mark.parametrize("killed", [False, True], ids=["given up", "killed"])
def test_libreoffice_ends_with_the_process_that_asked_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, killed: bool
) -> None:
    told, office = tmp_path / "told", tmp_path / "bin" / "soffice"
    office.parent.mkdir()
    office.write_text(OFFICE.format(told=told), "utf-8")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(office.parent), prepend=os.pathsep)
    table = (ROOT / "corpora/weihai-2021/notice.doc").read_bytes()
    with Workers(1, Settings(max_seconds=5.0, office_seconds=600.0)) as workers:
        if killed:
            threading.Thread(target=_kill_once_told, args=(told,), daemon=True).start()
        with pytest.raises((ExtractionFailed, LimitExceeded), match=r"SIGKILL|takes longer"):
            workers.extract(table, "table.doc")
        assert not _runs(int(told.read_text("utf-8")))


def _kill_once_told(told: Path) -> None:
    while not (told.exists() and told.read_text("utf-8").strip()):
        time.sleep(0.05)
    for pid in descendants(os.getpid()):
        if b"extractor.isolation" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)


def _runs(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        if _is_dead(pid):
            return False
        time.sleep(0.1)
    return True


def _is_dead(pid: int) -> bool:
    """Ended, and waiting for somebody to ask how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return not Path("/proc").is_dir()


def test_slow_pages_have_their_own_time(workers: Workers) -> None:
    assert workers.extract(hostile("take_time"), "slow").document == "slow"


def test_what_a_parser_prints_or_asks_disturbs_nobody(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    assert workers.extract(hostile("chatter"), "loud").document == "loud"
    assert workers.extract(GOOD, "good.txt").document == "good"
    assert capfd.readouterr() == ("", "")


def test_a_batch_goes_on_round_every_kind_of_bad_file(tmp_path: Path) -> None:
    documents = [
        ("1.txt", GOOD),
        *[(manner, hostile(manner)) for manner in BROUGHT_DOWN],
        ("2.txt", GOOD),
        tmp_path / "missing.txt",
        ("3.txt", GOOD),
    ]
    outcomes = list(extract_many(documents, workers=2, settings=LIMITS))
    codes = [one.code if isinstance(one, Failure) else one.document for one in outcomes]
    bad = [kind.code for kind, _ in BROUGHT_DOWN.values()]
    assert codes == ["1", *bad, "2", "missing", "3"]
    assert list(tmp_path.iterdir()) == []


def test_processes_are_replaced_after_so_many_documents() -> None:
    settings = Settings(documents_per_worker=2)
    others = set(descendants(os.getpid()))
    with Workers(1, settings) as workers:
        seen = set()
        for _ in range(4):
            before = set(descendants(os.getpid()))
            workers.extract(GOOD, "notice.txt")
            seen |= set(descendants(os.getpid())) | before
        assert len(seen - others) == 2


def test_one_file_from_a_stranger() -> None:
    path = ROOT / "corpora" / "weihai-2021" / "notice.docx"
    assert extract_isolated(path) == extract(path)
    with path.open("rb") as file:
        assert extract_isolated(file, "renamed.docx").document == "renamed"
    with pytest.raises(MissingFile, match="no such file"):
        extract_isolated(path.with_name("nothing.docx"))


def test_an_abandoned_batch_leaves_nothing(tmp_path: Path) -> None:
    # Python keeps a tracker of its own for the rest of the run once a page has been drawn apart.
    others = set(descendants(os.getpid()))
    outcomes = extract_many([("1.txt", GOOD), ("2", hostile("spin"))], settings=LIMITS)
    assert next(outcomes).document == "1"
    outcomes.close()
    assert list(tmp_path.iterdir()) == []
    assert not set(descendants(os.getpid())) - others


def test_a_worker_whose_parent_was_killed_ends_itself(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from extractor import Settings, Workers
from extractor.isolation.watch import descendants
from tests.hostile.readers import hostile
import os, threading
workers = Workers(1, Settings(max_seconds=2.0, modules={MODULES!r}))
workers.start()
print(*descendants(os.getpid()), flush=True)
workers.extract({GOOD!r}, "warm.txt")
threading.Timer(0.3, os._exit, (0,)).start()
workers.extract(hostile("spin"), "bad")
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    pid = int(run.stdout.split()[0])
    deadline = time.monotonic() + 60
    while not _gone(pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _gone(pid)


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return _is_dead(pid)


def test_memory_is_that_of_a_process_and_all_it_started() -> None:
    own = held(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        assert child.pid in set(descendants(os.getpid()))
        assert held(os.getpid()) > held(child.pid) >= 0
    finally:
        child.kill()
        child.wait()
    assert own > 10_000_000


@pytest.mark.parametrize(
    "frame",
    [(wire.RESULT, b"{"), (wire.RESULT, b'{"text": 1}'), (wire.FAILURE, b"7"), (b"?", b"[]")],
)
def test_an_answer_that_makes_no_sense_is_an_error(frame: wire.Frame) -> None:
    with pytest.raises(ExtractionFailed, match="makes no sense"):
        notice(wire.answer(frame, "bad.pdf"), "bad.pdf")


def test_only_the_parent_says_that_a_process_died() -> None:
    with pytest.raises(ExtractionFailed) as told:
        wire.answer((wire.FAILURE, wire.failure_frame(ProcessDied("bad.pdf", "gone"))), "bad.pdf")
    assert type(told.value) is ExtractionFailed


def test_a_worker_closed_while_it_reads_is_gone_at_once_and_can_be_used_again() -> None:
    worker = Worker(replace(LIMITS, max_seconds=60.0))
    try:
        worker.extract(GOOD, "warm.txt")
        threading.Timer(0.3, worker.close).start()
        with pytest.raises(ProcessDied):
            worker.extract(hostile("spin"), "bad.hostile")
        assert worker.extract(GOOD, "good.txt") == extract(GOOD, "good.txt")
    finally:
        worker.close()
