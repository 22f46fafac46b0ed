"""A notice and what it obliges whom to do. Field names are the codebook's."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from extractor.model.evidence import Evidence, Frozen, Grounded
from extractor.model.vocabulary import (
    CitationKind,
    Comparator,
    Confidence,
    DeadlineKind,
    Disclosure,
    Measure,
    Modality,
    Role,
    System,
    Topic,
)

SCHEMA_VERSION: Final = "1.0"
"""Version of this shape: the first number rises when a field is renamed, dropped or means less."""


class SourceInfo(Frozen):
    """The file a notice was read from.

    `pages` is None for formats without pages; `page_starts` are the offsets in `Notice.text` at
    which pages 1, 2, … begin.
    """

    name: str
    format: str
    sha256: str
    pages: int | None = None
    page_starts: tuple[int, ...] = ()


class Region(Frozen):
    """The issuing authority's place at its lowest level; `adcode` is GB/T 2260."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    adcode: str | None = None

    @property
    def place(self) -> str | None:
        """The narrowest part that is known: what a reader calls the notice by."""
        return self.county or self.city or self.province


class Contact(Frozen):
    """联系人: whom to ask about the notice."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


# Pydantic gives a parametrised class a name that pickle can find only where it is first written
# at the level of a module; notices cross processes.
_GROUNDED: Final = (
    Grounded[str],
    Grounded[date],
    Grounded[Region],
    Grounded[Contact],
    Grounded[Disclosure],
    Grounded[Modality],
    Grounded[Topic],
    Grounded[Measure],
)


class Attachment(Frozen):
    """An attachment that the notice names (附件说明)."""

    title: str
    evidence: Evidence


class Metadata(Frozen):
    """The parts of a 公文 as GB/T 9704 names them; None where the notice does not say.

    `issue_date` is 成文日期, `print_date` 印发日期, `period` an ISO 8601 interval.
    """

    title: Grounded[str] | None = None
    notice_title: Grounded[str] | None = None
    document_number: Grounded[str] | None = None
    issuers: tuple[Grounded[str], ...] = ()
    region: Grounded[Region] | None = None
    issue_date: Grounded[date] | None = None
    print_date: Grounded[date] | None = None
    effective_date: Grounded[date] | None = None
    expiry_date: Grounded[date] | None = None
    addressees: tuple[Grounded[str], ...] = ()
    cc: tuple[Grounded[str], ...] = ()
    disclosure: Grounded[Disclosure] | None = None
    period: Grounded[str] | None = None
    contact: Grounded[Contact] | None = None
    attachments: tuple[Attachment, ...] = ()


class Section(Frozen):
    """A numbered heading: level 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）."""

    level: int
    number: str
    heading: str
    evidence: Evidence


class Citation(Frozen):
    """A document that the notice refers to; a short form has a number and no title."""

    title: str | None
    number: str | None
    kind: CitationKind
    evidence: Evidence


class Responsible(Frozen):
    """A party bound by a duty, its name written out with shared prefixes and endings."""

    unit: str
    role: Role
    system: System
    evidence: Evidence


class Deadline(Frozen):
    """When a duty is to be done.

    Dates are inclusive. `duration` and `recurrence` are ISO 8601; `year_from` is where the year
    of a bare month was taken from. A kind whose value could not be read keeps `reason`.
    """

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    duration: str | None = None
    trigger: str | None = None
    recurrence: str | None = None
    working_days: bool = False
    evidence: Evidence
    year_from: Evidence | None = None
    reason: str | None = None


class Threshold(Frozen):
    """A number that decides whom a duty hits; `value` is in `unit` with multipliers applied."""

    subject: str | None
    attribute: str | None
    comparator: Comparator
    value: float
    unit: str | None
    exclusions: tuple[Grounded[str], ...] = ()
    evidence: Evidence


class Target(Frozen):
    """A number that is to be reached, by `end` where the notice says so."""

    subject: str | None
    comparator: Comparator
    value: float
    unit: str | None
    end: date | None = None
    evidence: Evidence


class Obligation(Frozen):
    """One independently checkable duty, prohibition, permission or encouragement.

    `id` is a hash of the notice, the piece as quoted and its ordinal; `section` the numbers of
    its headings from the top joined by `/`.
    """

    id: str
    quote: str
    evidence: Evidence
    section: str
    modality: Grounded[Modality]
    topic: Grounded[Topic]
    measures: tuple[Grounded[Measure], ...] = ()
    responsible: tuple[Responsible, ...] = ()
    recipients: tuple[Grounded[str], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    targets: tuple[Target, ...] = ()
    condition: Grounded[str] | None = None
    industries: tuple[Grounded[str], ...] = ()
    confidence: Confidence = "stated"


class Issue(Frozen):
    """Something the reader of the notice should know: what is missing, misnumbered, unreadable."""

    code: str
    message: str
    evidence: Evidence | None = None


class Skipped(Frozen):
    """A sentence with a cue that became no obligation, and why."""

    evidence: Evidence
    cues: tuple[str, ...]
    reason: str


class Notice(Frozen):
    """A notice as read: every value in it is tied to words of `text`.

    `family` is the `document` of the covering notice that this file is an attachment of.
    """

    schema_version: str
    document: str
    source: SourceInfo
    text: str
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    key_industries: tuple[Grounded[str], ...] = ()
    issues: tuple[Issue, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    family: str | None = None

    def to_records(self) -> list[dict[str, str | int | None]]:
        """One flat row per obligation, in order; see `extractor.model.records` for the columns."""
        from extractor.model.records import records

        return records(self)


def named_apart(notices: Iterable[Notice]) -> list[Notice]:
    """The notices in their order, each under a `document` that no other has: later ones are numbered."""
    taken: set[str] = set()
    made = []
    for notice in notices:
        name, number = notice.document, 2
        while name in taken:
            name, number = f"{notice.document}-{number}", number + 1
        taken.add(name)
        named = name == notice.document
        made.append(notice if named else notice.model_copy(update={"document": name}))
    return made
