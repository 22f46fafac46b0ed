"""The life of a job: done, failed with a reason, cancelled, tried again, taken up after a stop."""

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from api.jobs import Jobs
from api.store import Store, work
from api.store.jobs import Job, get_job
from api.store.notices import load_notice
from extractor import extract
from extractor.isolation.watch import descendants
from tests.api.jobs.readers import counted, times
from tests.hostile.readers import hostile

TEAM = "our team"


def words(number: int) -> bytes:
    return f"关于开展第{number}次检查的通知\n一、请各县区人民政府于6月底前报送工作总结。".encode()


def packed(**files: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return whole.getvalue()


def done(jobs: Jobs, job: Job, seconds: float = 60.0) -> Job:
    ended = jobs.wait(TEAM, job.id, seconds)
    assert ended is not None
    assert ended.finished, ended
    return ended


def until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it never came to this"
        time.sleep(0.02)


def begun(jobs: Jobs, job: Job) -> bool:
    found = jobs.wait(TEAM, job.id, 0)
    return found is not None and any(file.status == "running" for file in found.files)


def test_files_become_notices_or_reasons_and_results_are_there_again_after_a_restart(
    start: Callable[..., Jobs], store: Store
) -> None:
    jobs = start()
    archive = packed(a__txt=words(1), b__xyz=b"?", c__txt=b"", d__txt=words(2))
    files = [("one.txt", words(1)), ("bad.pdf", b"%PDF-1.7 cut"), ("all.zip", archive)]
    job = done(jobs, jobs.submit(TEAM, files))
    assert [(file.name, file.status, file.code) for file in job.files] == [
        ("one.txt", "succeeded", None),
        ("bad.pdf", "failed", "unreadable"),
        ("all.zip/a.txt", "succeeded", None),
        ("all.zip/b.xyz", "failed", "unsupported"),
        ("all.zip/c.txt", "failed", "empty"),
        ("all.zip/d.txt", "succeeded", None),
    ]
    assert (job.status, job.stage, job.pages_done, job.pages_total) == ("partial", "finished", 0, 0)
    assert "damaged" in (job.files[1].message or "")
    # The same file twice, alone and in the archive, is one notice.
    assert len(set(job.notice_ids)) == 2
    start()
    with store.read() as connection:
        assert get_job(connection, TEAM, job.id) == job
        stored = load_notice(connection, TEAM, job.files[0].notice_ids[0])
    assert stored is not None
    assert stored.notice == extract(words(1), stored.name)


def test_attachments_uploaded_with_their_notice_are_of_its_family(jobs: Jobs, store: Store) -> None:
    cover = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。\n附件：检查任务分工表"
    attachment = "检查任务分工表\n一、市教育局负责检查学校。"
    archive = packed(notice__txt=cover.encode(), 附件1检查任务分工表__txt=attachment.encode())
    job = done(jobs, jobs.submit(TEAM, [("all.zip", archive)]))
    with store.read() as connection:
        found = [load_notice(connection, TEAM, one) for one in job.notice_ids]
    assert [one.notice.family for one in found if one] == [None, "notice"]
    assert (job.status, job.stage) == ("succeeded", "finished")


def test_what_is_known_is_answered_at_once_and_read_again_only_when_asked(
    jobs: Jobs, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    files = [("a.counted", counted("well", log))]
    first = done(jobs, jobs.submit(TEAM, files))
    again = jobs.submit(TEAM, files)
    assert (again.status, again.files[0].known, again.notice_ids) == (
        "succeeded",
        True,
        first.notice_ids,
    )
    assert times(log) == 1
    forced = done(jobs, jobs.submit(TEAM, files, options={"again": True}))
    assert (forced.notice_ids, forced.files[0].known, times(log)) == (first.notice_ids, False, 2)
    elsewhere = jobs.submit("another team", files)
    assert not elsewhere.files[0].known


def test_a_request_sent_twice_is_one_job(jobs: Jobs) -> None:
    once = jobs.submit(TEAM, [("a.txt", words(3))], idempotency_key="k")
    twice = jobs.submit(TEAM, [("a.txt", words(3))], idempotency_key="k")
    assert (twice.id, twice.repeated) == (once.id, True)
    assert done(jobs, once).status == "succeeded"


def test_the_same_file_many_times_at_once_is_one_notice(jobs: Jobs) -> None:
    files = [(f"{number}.txt", words(30)) for number in range(4)]
    made = [jobs.submit(TEAM, files) for _ in range(3)]
    ended = [done(jobs, job) for job in made]
    assert {job.status for job in ended} == {"succeeded"}
    assert len({notice for job in ended for notice in job.notice_ids}) == 1
    assert [len(job.notice_ids) for job in ended] == [4, 4, 4]


TRIED = {
    "well": (1, "succeeded", None),
    "badly": (1, "failed", "no words in it"),
    "once": (2, "succeeded", None),
    "always": (3, "failed", "its process died: SIGSEGV (tried 3 times)"),
}


def test_what_may_pass_is_tried_again_and_a_bad_file_is_not(jobs: Jobs, tmp_path: Path) -> None:
    files = [(f"{manner}.counted", counted(manner, tmp_path / manner)) for manner in TRIED]
    job = done(jobs, jobs.submit(TEAM, files))
    came = {
        file.name.partition(".")[0]: (
            times(tmp_path / file.name.partition(".")[0]),
            file.status,
            file.message,
        )
        for file in job.files
    }
    assert came == TRIED


def test_cancelling_ends_what_is_read_and_what_waits_and_keeps_what_is_stored(
    jobs: Jobs, store: Store
) -> None:
    files = [("a.txt", words(4)), ("spin.hostile", hostile("spin"))]
    files += [(f"{number}.hostile", hostile("spin") + b" %d" % number) for number in range(6)]
    # Known already, the first is stored whatever the others do to the processes.
    assert done(jobs, jobs.submit(TEAM, files[:1])).status == "succeeded"
    job = jobs.submit(TEAM, files)
    until(lambda: begun(jobs, job))
    asked = jobs.cancel(TEAM, job.id)
    assert asked is not None
    assert asked.cancel_requested
    ended = done(jobs, job, 10)
    assert ended.status == "cancelled"
    assert [file.status for file in ended.files] == ["succeeded"] + ["cancelled"] * 7
    assert jobs.cancel(TEAM, job.id) == ended
    assert jobs.cancel("another team", job.id) is None
    # The processes are there for others.
    assert done(jobs, jobs.submit(TEAM, [("b.txt", words(5))])).status == "succeeded"


def test_a_wish_to_cancel_that_another_process_wrote_down_is_heard(
    jobs: Jobs, store: Store
) -> None:
    job = jobs.submit(TEAM, [("spin.hostile", hostile("spin"))])
    until(lambda: begun(jobs, job))
    with store.begin() as connection:
        assert work.cancel_job(connection, TEAM, job.id) == []
    assert done(jobs, job, 10).status == "cancelled"


def test_work_is_taken_up_after_a_stop_in_the_middle(
    start: Callable[..., Jobs], tmp_path: Path
) -> None:
    jobs = start()
    spinning = jobs.submit(TEAM, [("spin.hostile", hostile("take_time"))])
    waiting = [jobs.submit(TEAM, [(f"{n}.txt", words(n))]) for n in range(10, 16)]
    until(lambda: begun(jobs, spinning))
    jobs = start()
    assert {done(jobs, job).status for job in (spinning, *waiting)} == {"succeeded"}


def test_uploads_wait_for_a_worker(start: Callable[..., Jobs]) -> None:
    jobs = start(working=False)
    job = jobs.submit(TEAM, [("a.txt", words(20))])
    waiting = jobs.wait(TEAM, job.id, 0.5)
    assert waiting is not None
    assert waiting.status == "queued"
    assert done(start(), job).status == "succeeded"


def test_a_job_that_no_queue_knows_is_found(start: Callable[..., Jobs], store: Store) -> None:
    jobs = start(working=False)
    job = jobs.submit(TEAM, [("a.txt", words(21)), ("b.txt", words(22))])
    table = "workflow_status" if store.engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with store.begin() as connection:
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a restored backup
    assert done(start(), job).status == "succeeded"


def test_a_file_that_took_the_service_down_each_time_is_let_lie(
    start: Callable[..., Jobs], store: Store
) -> None:
    jobs = start(working=False)
    job = jobs.submit(TEAM, [("a.txt", words(23))])
    table = "workflow_status" if store.engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with store.begin() as connection:
        connection.execute(
            text(f"UPDATE {table} SET status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'")  # noqa: S608
        )
    ended = done(start(), job)
    assert (ended.status, ended.files[0].code) == ("failed", "internal")
    assert "went down each time" in (ended.files[0].message or "")


def test_a_database_that_goes_away_is_waited_for(jobs: Jobs, store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("a file does not hang up")
    job = jobs.submit(TEAM, [("slow.hostile", hostile("take_time")), ("a.txt", words(24))])
    until(lambda: begun(jobs, job))
    url = make_url(str(store.engine.url))
    with store.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = :name AND pid <> pg_backend_pid()"
            ),
            {"name": url.database},
        )
    assert done(jobs, job).status == "succeeded"


def test_nothing_is_left_running(start: Callable[..., Jobs]) -> None:
    before = set(descendants(os.getpid()))
    jobs = start()
    job = jobs.submit(TEAM, [("spin.hostile", hostile("spin"))])
    until(lambda: begun(jobs, job))
    assert set(descendants(os.getpid())) > before
    jobs.close()
    until(lambda: not set(descendants(os.getpid())) - before, 5)
