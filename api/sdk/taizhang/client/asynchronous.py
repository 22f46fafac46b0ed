"""The client for programs that do other things while an answer is on its way."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx

from extractor import Comparison
from taizhang.client import answers, calls
from taizhang.client.calls import Call
from taizhang.client.errors import JobUnfinished, error_of
from taizhang.client.files import File
from taizhang.client.filters import NoticeQuery, ObligationFilter, ObligationQuery
from taizhang.client.patience import PAUSES, given, job_in, pause_after, unreachable

Answered = TypeVar("Answered")
Item = TypeVar("Item")


class AsyncClient:
    """One service, one workspace; for one event loop, and to be closed at the end (`async with`).

    Address and key are those given, else `TAIZHANG_URL` and `TAIZHANG_KEY`, else this machine
    without a key. What is temporary is tried again; what is not raises a ClientError. Sentences
    of the service come in `language`, `zh` or `en`.
    """

    def __init__(
        self,
        url: str | None = None,
        key: str | None = None,
        *,
        language: str = "en",
        patience: float = 30.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        base, headers = given(url, key)
        self._patience = patience
        self._http = httpx.AsyncClient(
            base_url=base,
            headers={"Accept-Language": language, **headers},
            timeout=patience,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    # Uploads and jobs

    async def upload(
        self,
        *files: File,
        wait: float = 0.0,
        progress: Callable[[answers.Job], None] | None = None,
        again: bool = False,
        idempotency_key: str | None = None,
        webhook: str | None = None,
    ) -> answers.Job:
        """Hand files in; with `wait` the job is followed to its end, else returned as taken.

        A file that is known is answered with the notice there is (`again` reads it anew). Files
        that failed are listed in the job. Raises JobUnfinished where `wait` seconds are not enough.
        """
        call = calls.upload(files, wait=0, again=again, key=idempotency_key, webhook=webhook)
        job = (await self._done(call)).job
        return await self.wait(job.id, wait, progress=progress) if wait and not job.ended else job

    async def wait(
        self,
        job: str,
        seconds: float = 600.0,
        *,
        progress: Callable[[answers.Job], None] | None = None,
    ) -> answers.Job:
        """The job when it has ended; `progress` is called whenever it has moved."""
        async for found in self.follow(job, seconds):
            if progress is not None:
                progress(found)
            if found.ended:
                return found
        raise JobUnfinished(job, seconds)

    async def follow(self, job: str, seconds: float = 600.0) -> AsyncIterator[answers.Job]:
        """The job as it stands now and whenever it moves, to its end or for so many seconds.

        A connection that breaks is taken up again.
        """
        until, told = time.monotonic() + seconds, -1
        while (left := until - time.monotonic()) > 0:
            async for found in self._events(job, left):
                if found.revision != told:
                    told = found.revision
                    yield found
                if found.ended:
                    return
                if time.monotonic() >= until:
                    return
            await asyncio.sleep(PAUSES[0])

    async def job(self, job: str) -> answers.Job:
        """How far it is, or what came of it."""
        return await self._done(calls.job(job))

    async def jobs(
        self,
        *,
        status: answers.JobStatus | Sequence[answers.JobStatus] = (),
        cursor: str | None = None,
        limit: int = 50,
    ) -> answers.Page[answers.Job]:
        """The newest first."""
        return await self._done(calls.jobs({"status": status, "cursor": cursor, "limit": limit}))

    async def cancel(self, job: str) -> answers.Job:
        """What is stored already stays."""
        return await self._done(calls.cancel(job))

    async def extract(self, *files: File, seconds: float = 300.0) -> tuple[answers.Extracted, ...]:
        """Read files and store nothing; a single file that cannot be used raises."""
        return await self._done(calls.extract(files, seconds))

    # Notices

    async def notices(self, **query: Unpack[NoticeQuery]) -> answers.Page[answers.NoticeSummary]:
        """A page of heads, by default the newest first."""
        return await self._done(calls.notices(query))

    async def notice(
        self, notice: str, *, version: int | None = None, corrected: bool = True
    ) -> answers.StoredNotice:
        """With all its evidence."""
        return await self._done(calls.notice(notice, version, corrected))

    async def notice_file(self, notice: str, format: str, *, personal: bool = False) -> bytes:
        """In a format of exports, or `annotation`, `html`, `csv`."""
        return await self._done(calls.notice_file(notice, format, personal))

    async def versions(self, notice: str) -> tuple[answers.NoticeVersion, ...]:
        """Its extractions, the first first."""
        return await self._done(calls.versions(notice))

    async def original(self, notice: str) -> bytes:
        """The file as it was uploaded."""
        return await self._done(calls.original(notice))

    async def page(
        self, notice: str, number: int, *, obligations: Sequence[str] = (), scale: float = 2.0
    ) -> bytes:
        """A page as PNG, its evidence marked."""
        return await self._done(calls.page(notice, number, obligations, scale))

    async def delete_notice(self, notice: str) -> None:
        """With all that belongs to it."""
        await self._done(calls.delete_notice(notice))

    # Obligations

    async def search(self, **query: Unpack[ObligationQuery]) -> answers.ObligationPage:
        """One page; `obligations` goes through all of them."""
        return await self._done(calls.search(query))

    async def obligations(
        self, *, sort: str = "notice", **query: Unpack[ObligationFilter]
    ) -> AsyncIterator[answers.StoredObligation]:
        """All that fit, fetched page by page."""
        asked: dict[str, Any] = {**query, "sort": sort, "limit": 500}
        while True:
            found = await self._done(calls.search(asked))
            for item in found.items:
                yield item
            if found.next is None:
                return
            asked["cursor"] = found.next

    async def obligation(self, obligation: str) -> answers.StoredObligation:
        """As corrected; its `revision` goes into `correct`."""
        return await self._done(calls.obligation(obligation))

    async def correct(
        self,
        obligation: str,
        changes: Mapping[str, Any],
        *,
        revision: int | None = None,
        note: str | None = None,
    ) -> answers.StoredObligation:
        """Lay a correction over it; raises Stale where it has another revision by now."""
        return await self._done(calls.correct(obligation, changes, revision=revision, note=note))

    async def history(self, obligation: str) -> tuple[answers.Correction, ...]:
        """What people said about it, the oldest first."""
        return await self._done(calls.history(obligation))

    # Comparisons, exports, words

    async def compare(
        self,
        notices: Sequence[str],
        *,
        reference: str | None = None,
        name: str = "",
        seconds: float = 120.0,
    ) -> answers.ComparisonSummary:
        """Lay notices side by side; the comparison is kept under its id."""
        return await self._done(
            calls.compare(notices, reference=reference, name=name, seconds=seconds)
        )

    async def comparisons(
        self, *, cursor: str | None = None, limit: int = 50
    ) -> answers.Page[answers.ComparisonSummary]:
        """Heads alone, the newest first."""
        return await self._done(calls.comparisons({"cursor": cursor, "limit": limit}))

    async def comparison(self, comparison: str) -> Comparison:
        """All of it, as the library has it."""
        return await self._done(calls.comparison(comparison))

    async def comparison_file(
        self, comparison: str, format: str, *, personal: bool = False
    ) -> bytes:
        """As a file: `xlsx`, `docx`, `csv`, `html`, …"""
        return await self._done(calls.comparison_file(comparison, format, personal))

    async def delete_comparison(self, comparison: str) -> None:
        """Its notices stay."""
        await self._done(calls.delete_comparison(comparison))

    async def export(
        self,
        format: str,
        *,
        notices: Sequence[str] | None = None,
        wanted: ObligationFilter | None = None,
        personal: bool = False,
        seconds: float = 120.0,
    ) -> bytes:
        """Notices by id, or the obligations that a filter lets through, as one file."""
        return await self._done(
            calls.export(format, notices=notices, wanted=wanted, personal=personal, seconds=seconds)
        )

    async def vocabulary(self) -> Mapping[str, tuple[answers.Term, ...]]:
        """What codes are called, by the name of their field."""
        return await self._done(calls.vocabulary())

    async def regions(self, within: str | None = None) -> tuple[answers.Term, ...]:
        """The places below a code of GB/T 2260; without one the provinces."""
        return await self._done(calls.regions(within))

    async def version(self) -> answers.Version:
        """Of the service."""
        return await self._done(calls.version())

    async def _done(self, call: Call[Answered]) -> Answered:
        for usual in (*PAUSES, None):
            request = call.request(self._http, self._patience)
            outcome: httpx.Response | httpx.TransportError
            try:
                outcome = await self._http.send(request)
            except httpx.TransportError as error:
                outcome = error
            pause = None if usual is None else pause_after(call, outcome, usual)
            if pause is None:
                break
            await asyncio.sleep(pause)
        if isinstance(outcome, httpx.TransportError):
            raise unreachable(request, outcome) from outcome
        if not outcome.is_success:
            raise error_of(outcome)
        return call.read(outcome.content)

    async def _events(self, job: str, seconds: float) -> AsyncIterator[answers.Job]:
        """What one connection tells, until it breaks; raises where the service says no."""
        patience = httpx.Timeout(self._patience, read=min(self._patience, seconds))
        try:
            async with self._http.stream("GET", calls.events(job), timeout=patience) as response:
                if not response.is_success:
                    await response.aread()
                    raise error_of(response)
                async for line in response.aiter_lines():
                    if data := job_in(line):
                        yield answers.Job.model_validate_json(data)
        except httpx.TransportError:
            # Asked outright: whether the service is away, or only the stream has broken.
            yield await self.job(job)
