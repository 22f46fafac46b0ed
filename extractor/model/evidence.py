"""Where a value was read: no quote, no value."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Frozen(BaseModel):
    """A value that never changes once made; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Frozen):
    """A spot in the file: page and box for paged formats, path for the others."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = Field(
        default=None, description="x0, y0, x1, y1 in points, origin at the top left"
    )
    path: str | None = None


class Evidence(Frozen):
    """The words a value was read from.

    `quote` is `Notice.text[start:end]`, white space and all; offsets are code points, half-open.
    `places` has one entry per line of the file that the quote touches. `rule` is the lexicon
    entry or the finder that read it. `inherited` says that the words stand outside the
    obligation that carries the value.
    """

    quote: str
    start: int
    end: int
    places: tuple[Place, ...] = ()
    rule: str
    inherited: bool = False


class Grounded(Frozen, Generic[T]):
    """A value with its evidence; a value of None has the reason why it could not be read."""

    value: T | None
    evidence: Evidence
    reason: str | None = None
