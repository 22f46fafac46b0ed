"""Where a value was read: no quote, no value."""

import re
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
_PAGE_MARK = re.compile(r"[\s—–\-－·第]*\d{1,4}[\s—–\-－·页]*")


def is_page_mark(line: str) -> bool:
    """Whether a line of a paged source is nothing but the number of its page.

    >>> is_page_mark("— 3 —"), is_page_mark("3月底前")
    (True, False)
    """
    return _PAGE_MARK.fullmatch(line) is not None


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

    @property
    def words(self) -> str:
        """The quote as one reads it: without white space, and without page marks between lines."""
        lines = self.quote.split("\n")
        if len(lines) > 2 and self.places and self.places[0].page is not None:
            inner = (line for line in lines[1:-1] if not is_page_mark(line))
            lines = [lines[0], *inner, lines[-1]]
        return "".join("".join(lines).split())


class Grounded(Frozen, Generic[T]):
    """A value with its evidence; a value of None has the reason why it could not be read."""

    value: T | None
    evidence: Evidence
    reason: str | None = None
