"""The clean string that is searched, and the labelled stretches found on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellSpan:
    """The stretch of the clean string that one table cell fills."""

    start: int
    end: int
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Text:
    """The notice as one clean string, every character knowing where it came from.

    Paragraphs are separated by one line feed; white space inside a paragraph, page marks and
    running heads are gone; widths are folded one character to one. `offsets[i]` is the place of
    `string[i]` in `Source.text`.
    """

    string: str
    offsets: tuple[int, ...]
    cells: tuple[CellSpan, ...] = ()

    def __post_init__(self) -> None:
        if len(self.string) != len(self.offsets):
            raise ValueError("every character of a Text carries its offset")

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The half-open stretch of `Source.text` behind `string[start:end]`; empty stays empty."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else 0
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch `[start, end)` of the clean string and the rule that made it."""

    start: int
    end: int
    layer: str
    label: str
    rule: str
