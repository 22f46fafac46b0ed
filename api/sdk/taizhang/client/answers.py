"""What the service answers: the library's models, and round them what the store knows of them.

Fields that a newer service adds are left out; those that it has are all here.
"""

from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from extractor import Notice, Obligation, Region
from taizhang.client.errors import FileProblem

Item = TypeVar("Item")
JobStatus = Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]
_ENDED = frozenset({"succeeded", "partial", "failed", "cancelled"})


class Answer(BaseModel):
    """Read-only, as it was answered."""

    model_config = ConfigDict(frozen=True)


class Page(Answer, Generic[Item]):
    """Some of `total` items; `next` is what to give as `cursor` for the page after, or None."""

    items: tuple[Item, ...]
    next: str | None
    total: int


class NoticeSummary(Answer):
    """What a list says of a notice; `obligations` counts those that nobody rejected."""

    id: str
    name: str
    document: str
    title: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    region: Region | None
    issue_date: date | None
    pages: int | None
    characters: int
    obligations: int
    corrections: int
    revision: int
    version: int
    sha256: str
    created: datetime
    updated: datetime


class StoredNotice(Answer):
    """A notice as kept; `notice` has everything that was read, corrections laid over it."""

    id: str
    name: str
    revision: int
    version: int
    corrections: int
    corrected: bool
    sha256: str
    created: datetime
    updated: datetime
    offsets: Literal["code_point", "utf16"]
    notice: Notice


class NoticeVersion(Answer):
    """One extraction of a notice: what it was made with."""

    number: int
    extractor: str
    lexicon: str
    schema_version: str
    created: datetime
    obligations: int
    current: bool


class JobFile(Answer):
    """One file of a job: its notices, or `code` and `message` that say why there are none."""

    name: str
    sha256: str
    status: JobStatus
    stage: str
    pages_done: int
    pages_total: int | None
    notices: tuple[str, ...]
    known: bool
    code: str | None
    message: str | None


class Job(Answer):
    """What became of an upload so far; pages are those of all files together."""

    id: str
    status: JobStatus
    stage: str
    pages_done: int
    pages_total: int | None
    cancel_requested: bool
    revision: int
    files: tuple[JobFile, ...]
    created: datetime
    updated: datetime

    @property
    def ended(self) -> bool:
        """Whether nothing more will change."""
        return self.status in _ENDED

    @property
    def notices(self) -> tuple[str, ...]:
        """The ids of its notices, each once, in the order of the files."""
        return tuple(dict.fromkeys(notice for file in self.files for notice in file.notices))

    @property
    def failures(self) -> tuple[JobFile, ...]:
        """The files that gave no notice."""
        return tuple(file for file in self.files if file.status == "failed")


class Uploaded(Answer):
    """A job, and the notices that it has given so far."""

    job: Job
    notices: tuple[NoticeSummary, ...]


class Extracted(Answer):
    """What became of one file that was not stored: its notice, or why there is none."""

    name: str
    notice: Notice | None
    problem: FileProblem | None


class StoredObligation(Answer):
    """An obligation as corrected, with what one must know of its notice."""

    id: str
    notice: str
    position: int
    revision: int
    corrections: int
    rejected: bool
    name: str
    document: str
    title: str | None
    document_number: str | None
    region: Region | None
    issue_date: date | None
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    obligation: Obligation


class FacetValue(Answer):
    """A value, how often it occurs among all that fit, and what it is called."""

    value: str
    count: int
    zh: str
    en: str | None


class ObligationPage(Page[StoredObligation]):
    """Some of `total` obligations, and the facets that were asked for."""

    facets: dict[str, tuple[FacetValue, ...]] = {}


class Correction(Answer):
    """One field before and after, by whom and when."""

    id: str
    field: str
    before: Any
    after: Any
    who: str
    note: str | None
    created: datetime


class ComparisonSummary(Answer):
    """A comparison that was made; `comparison(id)` has its content."""

    id: str
    name: str
    notices: tuple[str, ...]
    reference: str | None
    created: datetime


class Term(Answer):
    """A code of the codebook and what it is called; English is None where there is no usual name."""

    code: str
    zh: str
    en: str | None


class Vocabulary(Answer):
    """The codes that a field takes."""

    name: str
    terms: tuple[Term, ...]


class Version(Answer):
    """What the service is made of."""

    version: str
    lexicon: str
    schema_version: str
    comparison_version: str
