"""What a person may write instead of what the machine said, as JSON."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema

from api.query import Day, Figure
from extractor.model.vocabulary import (
    Comparator,
    Confidence,
    DeadlineKind,
    Measure,
    Modality,
    Role,
    System,
    Topic,
)

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"^[^\x00]*$")]
_MOST = 200


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Span(_Written):
    """Where the words of a value stand, in code points of the text of the notice."""

    start: int = Field(ge=0, le=100_000_000)
    end: int = Field(ge=1, le=100_000_000)


class _Value(_Written):
    """`quote` are words of the obligation; `evidence` says where they stand, also outside it."""

    quote: Text | None = None
    evidence: Span | None = None


class Party(_Value):
    """A responsible unit; role and 条线 that are not said stay as they were."""

    unit: Text
    role: Role | None = None
    system: System | None = None


class DeadlineChange(_Value):
    """A deadline; dates are inclusive, durations ISO 8601."""

    kind: DeadlineKind
    start: Day | None = None
    end: Day | None = None
    duration: Text | None = None
    trigger: Text | None = None
    recurrence: Text | None = None
    working_days: bool = False


class ThresholdChange(_Value):
    """A number that decides whom a duty hits, multipliers applied."""

    subject: Text | None = None
    attribute: Text | None = None
    comparator: Comparator
    value: Figure
    unit: Text | None = None


class TargetChange(_Value):
    """A number that is to be reached."""

    subject: Text | None = None
    comparator: Comparator
    value: Figure
    unit: Text | None = None
    end: Day | None = None


class Changes(_Written):
    """The fields that are to change, each whole; what is left out stays."""

    modality: Modality | SkipJsonSchema[None] = None
    topic: Topic | SkipJsonSchema[None] = None
    measures: list[Measure] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    responsible: list[Party | Text] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    recipients: list[Text] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    deadlines: list[DeadlineChange] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    thresholds: list[ThresholdChange] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    targets: list[TargetChange] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    condition: Text | None = None
    industries: list[Text] | SkipJsonSchema[None] = Field(default=None, max_length=_MOST)
    confidence: Confidence | SkipJsonSchema[None] = None
    rejected: bool | SkipJsonSchema[None] = Field(default=None, description="This is no obligation")

    @model_validator(mode="before")
    @classmethod
    def _said(cls, given: Any) -> Any:
        """No field but `condition` can be nothing."""
        if isinstance(given, dict):
            for name, value in given.items():
                if value is None and name != "condition":
                    raise ValueError(f"{name} cannot be null")
        return given


class Correction(_Written):
    """Changes of one obligation, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "changes": {"topic": "safety", "responsible": ["市应急局"]},
                    "note": "见上级文件",
                }
            ]
        }
    )

    changes: Changes = Field(json_schema_extra={"minProperties": 1})
    note: Text | None = None

    def written(self) -> dict[str, Any]:
        """The changes as the store takes them: only what was said, without empty quotes."""
        said = self.changes.model_dump(mode="json", include=self.changes.model_fields_set)
        return {name: _without_none(value) for name, value in said.items()}


def _without_none(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    optional = ("quote", "evidence", "role", "system")
    return [
        {key: part for key, part in one.items() if part is not None or key not in optional}
        if isinstance(one, dict)
        else one
        for one in value
    ]
