"""Jobs outlive the processes that do them, and are taken up by the next."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from api.jobs import Jobs
from api.store import Store
from api.store.jobs import get_job
from api.store.notices import load_notice
from extractor import extract
from extractor.isolation.watch import descendants
from tests.api.jobs.steps import TEAM, begun, done, packed, until, words
from tests.hostile.readers import hostile


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


def test_a_database_that_goes_away_is_waited_for(start: Callable[..., Jobs], store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("a file does not hang up")
    jobs = start()
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
