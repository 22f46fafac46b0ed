"""The life of a job: done, failed with a reason, cancelled, tried again."""

from pathlib import Path

from api.jobs import Jobs
from api.store import work
from api.store.notices import load_notice
from tests.api.jobs.conftest import Working
from tests.api.jobs.readers import counted, times
from tests.api.jobs.steps import TEAM, begun, done, packed, until, words
from tests.hostile.readers import hostile


def test_attachments_uploaded_with_their_notice_are_of_its_family(working: Working) -> None:
    jobs, store = working.jobs, working.store
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


def test_cancelling_ends_what_is_read_and_what_waits_and_keeps_what_is_stored(jobs: Jobs) -> None:
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


def test_a_wish_to_cancel_that_another_process_wrote_down_is_heard(working: Working) -> None:
    jobs, store = working.jobs, working.store
    job = jobs.submit(TEAM, [("spin.hostile", hostile("spin"))])
    until(lambda: begun(jobs, job))
    with store.begin() as connection:
        assert work.cancel_job(connection, TEAM, job.id) == []
    assert done(jobs, job, 10).status == "cancelled"
