"""The client against a real service: what it sends, what comes back typed, what it raises."""

import asyncio
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from api import shapes
from extractor import Comparison, Obligation, extract
from extractor.errors import MissingFile
from taizhang import client as package
from taizhang.client import (
    AsyncClient,
    Client,
    Denied,
    Job,
    JobUnfinished,
    NotFound,
    ServiceError,
    Stale,
    Unreachable,
    answers,
)
from tests.api.serving import CORPORA, Served

SHORT = "关于开展巡查的通知\n各县区人民政府：\n一、市应急局负责，于2021年6月底前完成检查。\n"


def test_an_upload_is_followed_to_its_end(client: Client) -> None:
    seen: list[Job] = []
    data = (CORPORA / "fuzhou-2021" / "notice.txt").read_bytes()
    job = client.upload(("福州.txt", data), wait=90, progress=seen.append)
    assert job.status == "succeeded"
    assert seen[-1] == job
    assert [one.revision for one in seen] == sorted({one.revision for one in seen})
    [notice] = job.notices
    stored = client.notice(notice)
    assert stored.name == "福州.txt"
    assert stored.notice.obligations == extract(data, "福州.txt").obligations
    assert client.original(notice) == data


def test_what_is_known_is_said_to_be_known(client: Client, weihai: str) -> None:
    job = client.upload(CORPORA / "weihai-2021" / "notice.txt")
    assert job.ended
    assert [(file.known, file.notices) for file in job.files] == [(True, (weihai,))]


def test_a_key_of_ones_own_takes_an_upload_once(client: Client) -> None:
    first, second = (
        client.upload(("一.txt", SHORT.encode()), idempotency_key="one morning") for _ in range(2)
    )
    assert first.id == second.id
    with pytest.raises(Stale) as raised:
        client.upload(("二.txt", b"something else"), idempotency_key="one morning")
    assert raised.value.code == "key_reused"


def test_a_file_that_failed_is_named_with_its_reason(client: Client) -> None:
    job = client.upload(("空.txt", b" "), ("好.txt", SHORT.encode()), wait=60)
    assert job.status == "partial"
    assert [(file.name, file.code) for file in job.failures] == [("空.txt", "empty")]
    assert len(job.notices) == 1


def test_waiting_ends_when_it_is_told_to_and_the_job_goes_on(running: Served) -> None:
    with Client(running.url) as client:
        words = SHORT.replace("巡查", "核查").encode()
        job = client.upload(*((f"{n}.txt", words + b"%d" % n) for n in range(20)))
        with pytest.raises(JobUnfinished):
            client.wait(job.id, 0.001)
        assert client.wait(job.id, 60).status == "succeeded"


def test_extraction_stores_nothing(client: Client) -> None:
    before = client.notices().total
    [one] = client.extract(("散.txt", SHORT.encode()))
    assert one.notice is not None
    assert one.notice.obligations[0].responsible[0].unit == "市应急局"
    assert client.notices().total == before


def test_obligations_are_searched_counted_and_gone_through(client: Client, weihai: str) -> None:
    page = client.search(notice=weihai, limit=3, facets=["topic", "modality"])
    assert len(page.items) == 3
    assert isinstance(page.items[0].obligation, Obligation)
    assert sum(value.count for value in page.facets["modality"]) == page.total
    everything = [one.id for one in client.obligations(notice=weihai)]
    assert len(everything) == len(set(everything)) == page.total
    due = list(client.obligations(notice=weihai, deadline_to=date(2021, 12, 31), sort="due"))
    assert 0 < len(due) < page.total
    assert client.obligation(everything[0]).id == everything[0]


def test_a_correction_needs_the_revision_that_was_read(client: Client, weihai: str) -> None:
    [read] = client.search(notice=weihai, limit=1).items
    changed = client.correct(
        read.id, {"responsible": ["市应急局"]}, revision=read.revision, note="见附件"
    )
    assert [party.unit for party in changed.obligation.responsible] == ["市应急局"]
    with pytest.raises(Stale):
        client.correct(read.id, {"rejected": True}, revision=read.revision)
    [said] = client.history(read.id)
    assert (said.field, said.note, said.who) == ("responsible", "见附件", "local")


def test_notices_are_compared_and_taken_away(
    client: Client, weihai: str, liaocheng: str, tmp_path: Path
) -> None:
    made = client.compare([weihai, liaocheng], reference=weihai, name="两市")
    assert (made.notices, made.reference) == ((weihai, liaocheng), weihai)
    comparison = client.comparison(made.id)
    assert isinstance(comparison, Comparison)
    assert client.comparison_file(made.id, "xlsx").startswith(b"PK")
    assert client.export("csv", notices=[weihai]).startswith(b"PK")
    assert "威海".encode() in client.export("jsonl", wanted={"notice": weihai, "modality": "must"})
    client.delete_comparison(made.id)
    with pytest.raises(NotFound):
        client.comparison(made.id)


def test_a_notice_that_is_deleted_is_gone(client: Client) -> None:
    [notice] = client.upload(("去.txt", SHORT.replace("巡查", "清查").encode()), wait=60).notices
    assert [version.current for version in client.versions(notice)] == [True]
    client.delete_notice(notice)
    with pytest.raises(NotFound):
        client.notice(notice)


def test_words_are_told_by_field(client: Client) -> None:
    topics = {term.code: term.zh for term in client.vocabulary()["topic"]}
    assert topics["safety"]
    assert "威海市" in [term.zh for term in client.regions("37")]
    assert client.version().schema_version


@pytest.mark.parametrize(("language", "words"), [("zh", "没有"), ("en", "There is no job")])
def test_an_error_carries_the_sentence_of_the_service(
    running: Served, language: str, words: str
) -> None:
    with Client(running.url, language=language) as client, pytest.raises(NotFound) as raised:
        client.job("j" + "0" * 32)
    assert raised.value.problem.code == "not_found"
    assert raised.value.problem.request_id
    assert words in str(raised.value)


def test_an_unknown_key_opens_nothing(running: Served) -> None:
    with Client(running.url, key="tz_unknown") as client, pytest.raises(Denied):
        client.notices()


def test_wrong_values_are_named(client: Client) -> None:
    with pytest.raises(ServiceError) as raised:
        client.search(topic="no topic")
    assert raised.value.status == 422
    assert [wrong.place for wrong in raised.value.problem.errors or ()] == ["query.topic.0"]


def test_a_path_that_leads_nowhere_is_told_before_anything_is_sent(client: Client) -> None:
    with pytest.raises(MissingFile):
        client.upload("no such file.pdf")


def test_nobody_there_is_told_in_one_error() -> None:
    with Client("http://127.0.0.1:1") as client, pytest.raises(Unreachable):
        client.version()


@pytest.fixture
def troubled() -> str:
    """A service that is away twice, then answers; counts what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        asked = 0

        def do_GET(self) -> None:
            type(self).asked += 1
            status = 503 if self.asked < 3 else 200
            body = b'{"version":"1","lexicon":"2","schema_version":"3","comparison_version":"4"}'
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_is_temporary_is_tried_again(troubled: str) -> None:
    with Client(troubled) as client:
        assert client.version().version == "1"


def test_the_same_from_asyncio(running: Served, weihai: str) -> None:
    async def work() -> tuple[Job, int, int]:
        async with AsyncClient(running.url) as client:
            words = SHORT.replace("巡查", "排查").encode()
            job = await client.upload(("异.txt", words), wait=60)
            found = [one async for one in client.obligations(notice=weihai)]
            total = (await client.search(notice=weihai, limit=1)).total
            with pytest.raises(NotFound):
                await client.notice("n" + "0" * 32)
            return job, len(found), total

    job, found, total = asyncio.run(work())
    assert job.status == "succeeded"
    assert found == total


def _calls(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")} - {"close"}


def test_both_clients_have_the_same_calls() -> None:
    assert _calls(Client) == _calls(AsyncClient)


SAME = {
    "NoticeSummary": shapes.NoticeSummary,
    "StoredNotice": shapes.NoticeAnswer,
    "NoticeVersion": shapes.NoticeVersion,
    "JobFile": shapes.JobFileAnswer,
    "Job": shapes.JobAnswer,
    "Uploaded": shapes.Uploaded,
    "StoredObligation": shapes.ObligationAnswer,
    "FacetValue": shapes.FacetValue,
    "ObligationPage": shapes.ObligationPage,
    "Correction": shapes.CorrectionAnswer,
    "ComparisonSummary": shapes.ComparisonSummary,
}


@pytest.mark.parametrize("name", SAME)
def test_what_the_service_answers_is_what_the_client_reads(name: str) -> None:
    ours, theirs = getattr(answers, name).model_fields, SAME[name].model_fields
    assert list(ours) == list(theirs)


def test_what_is_promised_is_there() -> None:
    assert all(hasattr(package, name) for name in package.__all__)
