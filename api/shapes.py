"""What answers look like: the nouns of the service as JSON."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api import problems
from api.offsets import Offsets
from api.problems import Language
from api.store.audit import Entry
from api.store.comparisons import ComparisonHead
from api.store.jobs import Job, JobFile
from api.store.listing import NoticeHead
from api.store.notices import StoredNotice, Version, utf16
from api.store.obligations import StoredObligation
from api.store.overlay import Correction
from extractor import Notice, Obligation, Region

JobStatus = Literal["queued", "running", "succeeded", "partial", "failed", "cancelled"]


class Shape(BaseModel):
    """An answer has the fields that it declares, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoticeSummary(Shape):
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

    @classmethod
    def of(cls, head: NoticeHead) -> "NoticeSummary":
        """From what the store lists."""
        return cls(
            **{name: getattr(head, name) for name in _SUMMARY},
            region=region_of(head.province, head.city, head.county, head.adcode),
        )


_SUMMARY = tuple(name for name in NoticeSummary.model_fields if name != "region")


class NoticePage(Shape):
    """Some of `total` notices; `next` is the cursor of the page after."""

    items: tuple[NoticeSummary, ...]
    next: str | None
    total: int


class NoticeAnswer(Shape):
    """A notice as kept: extracted by the machine, corrected by people (see `corrected`)."""

    id: str
    name: str
    revision: int = Field(description="Rises with every change")
    version: int = Field(description="Which of its extractions this is")
    corrections: int
    corrected: bool = Field(description="Whether corrections are laid over it here")
    sha256: str
    created: datetime
    updated: datetime
    offsets: Offsets
    notice: Notice

    @classmethod
    def of(cls, stored: StoredNotice, *, corrected: bool, offsets: Offsets) -> "NoticeAnswer":
        """From what the store keeps."""
        kept = ("id", "name", "revision", "version", "corrections", "sha256", "created", "updated")
        return cls(
            **{name: getattr(stored, name) for name in kept},
            corrected=corrected,
            offsets=offsets,
            notice=stored.notice,
        )


class NoticeVersion(Shape):
    """One extraction of a notice: what it was made with."""

    number: int
    extractor: str
    lexicon: str
    schema_version: str
    created: datetime
    obligations: int
    current: bool

    @classmethod
    def of(cls, version: Version) -> "NoticeVersion":
        """From what the store keeps."""
        kept = ("number", "extractor", "lexicon", "created", "obligations", "current")
        return cls(**{name: getattr(version, name) for name in kept}, schema_version=version.schema)


class NoticeVersions(Shape):
    """All extractions of a notice, the first first."""

    items: tuple[NoticeVersion, ...]
    next: None = None
    total: int


class JobFileAnswer(Shape):
    """One file of a job; `known` says that its notice was there already."""

    name: str
    sha256: str
    status: JobStatus
    stage: str
    pages_done: int
    pages_total: int | None
    notices: tuple[str, ...]
    known: bool
    code: str | None = Field(description="The code of the problem where there is one")
    message: str | None = Field(description="Why it failed, in the language of the request")

    @classmethod
    def of(cls, file: JobFile, language: Language) -> "JobFileAnswer":
        """From what the store keeps."""
        kept = ("name", "sha256", "status", "stage", "pages_done", "pages_total", "known")
        problem = _problem(file)
        return cls(
            **{name: getattr(file, name) for name in kept},
            notices=file.notice_ids,
            code=problem.kind.code if problem else None,
            message=problems.in_language(file.message or "", language) if problem else None,
        )


class JobAnswer(Shape):
    """What became of an upload; pages are those of all files together."""

    id: str
    status: JobStatus
    stage: str
    pages_done: int
    pages_total: int | None
    cancel_requested: bool
    revision: int
    files: tuple[JobFileAnswer, ...]
    created: datetime
    updated: datetime

    @classmethod
    def of(cls, job: Job, language: Language) -> "JobAnswer":
        """From what the store keeps."""
        kept = tuple(name for name in cls.model_fields if name != "files")
        return cls(
            **{name: getattr(job, name) for name in kept},
            files=tuple(JobFileAnswer.of(file, language) for file in job.files),
        )


class JobPage(Shape):
    """Jobs, the newest first."""

    items: tuple[JobAnswer, ...]
    next: str | None
    total: int


class Uploaded(Shape):
    """The job of an upload, and the notices that it has given so far."""

    job: JobAnswer
    notices: tuple[NoticeSummary, ...]


class ObligationAnswer(Shape):
    """An obligation as corrected, with what one must know of its notice."""

    id: str
    notice: str
    position: int = Field(description="From 0, in the order of the text")
    revision: int
    corrections: int
    rejected: bool = Field(description="Whether a person said that it is no obligation")
    name: str
    document: str
    title: str | None
    document_number: str | None
    region: Region | None
    issue_date: date | None
    start: int = Field(description="In code points of the text of the notice")
    end: int
    start_utf16: int = Field(description="The same as JavaScript counts")
    end_utf16: int
    obligation: Obligation

    @classmethod
    def of(cls, stored: StoredObligation) -> "ObligationAnswer":
        """From what the store keeps."""
        evidence = stored.obligation.evidence
        return cls(
            **{name: getattr(stored, name) for name in _OBLIGATION},
            region=region_of(stored.province, stored.city, stored.county, stored.adcode),
            start=evidence.start,
            end=evidence.end,
            start_utf16=utf16(evidence.start, stored.astral),
            end_utf16=utf16(evidence.end, stored.astral),
        )


_OBLIGATION = tuple(
    name
    for name in ObligationAnswer.model_fields
    if name not in ("region", "start", "end", "start_utf16", "end_utf16")
)


class FacetValue(Shape):
    """A value, how often it occurs, and what it is called."""

    value: str
    count: int
    zh: str
    en: str | None


class ObligationPage(Shape):
    """Some of `total` obligations, and the facets that were asked for."""

    items: tuple[ObligationAnswer, ...]
    next: str | None
    total: int
    facets: dict[str, tuple[FacetValue, ...]] = Field(default_factory=dict)


class CorrectionAnswer(Shape):
    """One field before and after, by whom and when."""

    id: str
    field: str
    before: Any
    after: Any
    who: str
    note: str | None
    created: datetime

    @classmethod
    def of(cls, correction: Correction) -> "CorrectionAnswer":
        """From what the store keeps."""
        return cls(**{name: getattr(correction, name) for name in cls.model_fields})


class History(Shape):
    """All corrections of an obligation, the oldest first."""

    items: tuple[CorrectionAnswer, ...]
    next: None = None
    total: int


class ComparisonSummary(Shape):
    """A comparison that was made; its content at `/v1/comparisons/{id}`."""

    id: str
    name: str
    notices: tuple[str, ...]
    reference: str | None
    created: datetime

    @classmethod
    def of(cls, head: ComparisonHead) -> "ComparisonSummary":
        """From what the store keeps."""
        return cls(
            id=head.id,
            name=head.name,
            notices=head.notices,
            reference=head.options.get("reference"),
            created=head.created,
        )


class ComparisonPage(Shape):
    """Comparisons, the newest first."""

    items: tuple[ComparisonSummary, ...]
    next: str | None
    total: int


class AuditEntry(Shape):
    """Who did what to what, and when."""

    who: str
    action: str
    subject: str | None
    detail: dict[str, Any]
    created: datetime

    @classmethod
    def of(cls, entry: Entry) -> "AuditEntry":
        """From what the store keeps."""
        return cls(
            who=entry.who,
            action=entry.action,
            subject=entry.subject,
            detail=dict(entry.detail),
            created=entry.created,
        )


class AuditPage(Shape):
    """What was done, the latest first."""

    items: tuple[AuditEntry, ...]
    next: str | None
    total: int


def region_of(
    province: str | None, city: str | None, county: str | None, adcode: str | None
) -> Region | None:
    """The place of a notice, None where it is not known."""
    if not (province or city or county or adcode):
        return None
    return Region(province=province, city=city, county=county, adcode=adcode)


def _problem(file: JobFile) -> problems.Problem | None:
    if file.code is None:
        return None
    return problems.of_file(file.name, file.code, file.message or "")
