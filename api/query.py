"""What may stand in the query of an address, checked before anything is asked of the store."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from api.offsets import Offsets
from api.store.filters import NoticeFilter, ObligationFilter, ThresholdFilter
from extractor.model.vocabulary import (
    Comparator,
    Confidence,
    Measure,
    Modality,
    Role,
    System,
    Topic,
)

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso_date(given: Any) -> Any:
    """Numbers, which pydantic takes for seconds, are no dates."""
    if not isinstance(given, str):
        return given
    if not _ISO_DATE.fullmatch(given):
        raise ValueError("a date is written YYYY-MM-DD")
    return date.fromisoformat(given)


Day = Annotated[date, BeforeValidator(_iso_date)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Figure = Annotated[float, Field(allow_inf_nan=False)]
CursorWord = Annotated[
    str | None,
    Query(max_length=2_000, pattern=r"^[A-Za-z0-9_=-]+$", description="`next` of the page before"),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many items")]
Facet = Literal["region", "topic", "modality", "confidence", "measure", "system", "role", "unit"]
ObligationSort = Literal["notice", "due", "-due", "issue_date", "-issue_date"]
NoticeSort = Literal["created", "-created", "issue_date", "-issue_date"]
_MANY: Any = Field(default_factory=list, max_length=50)


class Wanted(BaseModel):
    """Which obligations: all that is given must hold; of several values of one field, one."""

    model_config = ConfigDict(extra="forbid")

    region: list[Word] = Field(
        default_factory=list,
        max_length=50,
        description="A code of GB/T 2260 (a province means all within), or a name",
        examples=[["370000"]],
    )
    topic: list[Topic] = _MANY
    measure: list[Measure] = _MANY
    system: list[System] = Field(default_factory=list, max_length=50, description="条线")
    unit: list[Word] = Field(
        default_factory=list, max_length=50, description="Part of the name of a responsible unit"
    )
    role: list[Role] = Field(
        default_factory=list, max_length=50, description="Of that unit or system"
    )
    modality: list[Modality] = _MANY
    confidence: list[Confidence] = _MANY
    notice: list[Word] = Field(default_factory=list, max_length=500, description="Ids of notices")
    citation: list[Word] = Field(
        default_factory=list, max_length=50, description="Part of a title or number cited in it"
    )
    industry: list[Word] = _MANY
    deadline_from: Day | None = Field(
        default=None, description="Deadlines that end on this day or later"
    )
    deadline_to: Day | None = Field(
        default=None, description="Deadlines that end on this day or before"
    )
    threshold: Word | None = Field(default=None, description="Part of its subject or attribute")
    threshold_comparator: Comparator | None = None
    threshold_value: Figure | None = None
    threshold_min: Figure | None = None
    threshold_max: Figure | None = None
    threshold_unit: Word | None = Field(default=None, examples=["t/a"])
    text: Word | None = Field(
        default=None,
        description="Words that all occur; two characters are enough",
        examples=["淘汰"],
    )
    rejected: bool = Field(default=False, description="Those that people rejected, and only those")

    def filter(self) -> ObligationFilter:
        """As the store takes it."""
        many = (
            *("region", "topic", "measure", "system", "unit", "role", "modality", "confidence"),
            *("notice", "citation", "industry"),
        )
        return ObligationFilter(
            **{name: tuple(getattr(self, name)) for name in many},
            deadline_from=self.deadline_from,
            deadline_to=self.deadline_to,
            threshold=self._threshold(),
            text=self.text,
            rejected=self.rejected,
        )

    def _threshold(self) -> ThresholdFilter | None:
        asked = ThresholdFilter(
            attribute=self.threshold,
            comparator=self.threshold_comparator,
            value=self.threshold_value,
            unit=self.threshold_unit,
            least=self.threshold_min,
            most=self.threshold_max,
        )
        return asked if asked != ThresholdFilter() else None


class WantedBody(Wanted):
    """The same as JSON, where a number is a number and no word."""

    model_config = ConfigDict(strict=True, title="Wanted")


class ObligationQuery(Wanted):
    """The query of `GET /v1/obligations`."""

    sort: ObligationSort = Field(
        default="notice", description="What has no date comes last, either way"
    )
    cursor: CursorWord = None
    limit: int = Field(default=50, ge=1, le=1000)
    facets: list[Facet] = Field(
        default_factory=list, max_length=20, description="What to count among all that fit"
    )
    format: Literal["json", "csv", "jsonl"] | None = Field(
        default=None, description="Wins over `Accept`; `csv` and `jsonl` stream all that fit"
    )
    offsets: Offsets = Field(default="code_point", description="What offsets in `obligation` count")


class NoticeQuery(BaseModel):
    """The query of `GET /v1/notices`."""

    model_config = ConfigDict(extra="forbid")

    region: list[Word] = Field(
        default_factory=list, max_length=50, description="A code of GB/T 2260, or a name"
    )
    issuer: list[Word] = Field(default_factory=list, max_length=50, description="Part of its name")
    document_number: list[Word] = Field(
        default_factory=list, max_length=50, description="Part of the 发文字号"
    )
    citation: list[Word] = Field(
        default_factory=list, max_length=50, description="Part of a title or number it cites"
    )
    issued_from: Day | None = None
    issued_to: Day | None = None
    text: Word | None = Field(default=None, description="Words that all occur in its text")
    sort: NoticeSort = "-created"
    cursor: CursorWord = None
    limit: int = Field(default=50, ge=1, le=1000)

    def filter(self) -> NoticeFilter:
        """As the store takes it."""
        return NoticeFilter(
            region=tuple(self.region),
            issuer=tuple(self.issuer),
            document_number=tuple(self.document_number),
            citation=tuple(self.citation),
            issued_from=self.issued_from,
            issued_to=self.issued_to,
            text=self.text,
        )
