"""Whoever asked is told, in signed words, until they answer; no machine of ours is asked."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from api.jobs import Jobs
from api.jobs.webhooks import DELIVERY, EVENT, SIGNATURE, deliver, signed, verified
from api.settings import ServiceSettings
from api.store import Store
from api.store.audit import Entry, entries

TEAM = "our team"
NOTICE = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。".encode()


class Receiver(BaseHTTPRequestHandler):
    """Answers with the next of `answers`, the last one for ever, and keeps what it was told."""

    answers: list[int]
    heard: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((dict(self.headers), body))
        self.send_response(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.heard, Receiver.answers = [], [200]
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/told"
        server.shutdown()


def audited(store: Store, seconds: float = 30.0) -> Entry:
    over = time.monotonic() + seconds
    while time.monotonic() < over:
        with store.read() as connection:
            found = [e for e in entries(connection, TEAM).items if e.action.startswith("webhook")]
        if found:
            return found[0]
        time.sleep(0.05)
    pytest.fail("nobody was told")


def test_a_job_that_has_ended_is_told_until_it_is_heard(
    start: Callable[..., Jobs], store: Store, settings: ServiceSettings, receiver: str
) -> None:
    jobs = start()
    Receiver.answers = [503, 200]
    job = jobs.submit(TEAM, [("a.txt", NOTICE), ("b.pdf", b"%PDF-1.7")], webhook=receiver)
    entry = audited(store)
    assert (entry.action, entry.subject) == ("webhook.delivered", job.id)
    assert entry.detail == {"words": "answered 200", "attempts": 2}
    assert len(Receiver.heard) == 2
    for headers, body in Receiver.heard:
        assert verified(settings.webhook_secret or "", headers[SIGNATURE], body)
        assert not verified("another secret", headers[SIGNATURE], body)
        assert (headers[EVENT], headers[DELIVERY]) == ("job.finished", job.id)
        told = json.loads(body)["job"]
        assert (told["id"], told["status"]) == (job.id, "partial")
        assert [file["code"] for file in told["files"]] == [None, "unreadable"]


def test_a_private_address_is_not_asked(
    start: Callable[..., Jobs], store: Store, settings: ServiceSettings, receiver: str
) -> None:
    start(working=False).close()
    jobs = Jobs.start(store, replace(settings, webhook_private=False))
    try:
        jobs.submit(TEAM, [("a.txt", NOTICE)], webhook=receiver)
        entry = audited(store)
    finally:
        jobs.close()
    assert (entry.action, Receiver.heard) == ("webhook.failed", [])
    assert "private network" in entry.detail["words"]


CAME = {
    200: (True, False),
    204: (True, False),
    301: (False, False),
    400: (False, False),
    404: (False, False),
    410: (False, False),
    429: (False, True),
    500: (False, True),
    503: (False, True),
}


@pytest.mark.parametrize("answer", CAME)
def test_which_answers_are_worth_another_attempt(answer: int, receiver: str) -> None:
    Receiver.answers = [answer]
    came = deliver(receiver, "e", "d", {}, "secret", private=True)
    assert (came.ok, came.again) == CAME[answer]


@pytest.mark.parametrize(
    ("url", "again"),
    [("http://127.0.0.1:1/", True), ("http://no.invalid/", True), ("ftp://example.com/", False)],
)
def test_a_machine_that_is_away_may_come_back(url: str, again: bool) -> None:
    came = deliver(url, "e", "d", {}, "secret", private=True)
    assert (came.ok, came.again) == (False, again)


@pytest.mark.parametrize("header", ["", "t=,v1=", "v1=00", "t=x,v1=00", "nonsense", "t=1700000000"])
def test_a_header_that_is_none_verifies_nothing(header: str) -> None:
    assert not verified("secret", header, b"{}", 1_700_000_000)


def test_a_signature_is_of_its_time_and_its_words() -> None:
    header = signed("secret", b"{}", 1_700_000_000)
    assert verified("secret", header, b"{}", 1_700_000_299)
    assert not verified("secret", header, b"{}", 1_700_000_301)
    assert not verified("secret", header.replace("t=17", "t=18"), b"{}", 1_800_000_000)
