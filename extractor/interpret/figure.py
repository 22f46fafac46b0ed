"""What a stretch of figures is read as: amounts, and the stretch that states them."""

from dataclasses import dataclass

from extractor.model.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Amount:
    """One number: `value` with multipliers applied, in `unit` (None for a bare number or ratio)."""

    comparator: Comparator
    value: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A stretch `[start, end)` that states one amount, a range of two, or a list of several.

    `kind` is the kind of unit (physical, class, count, share, money, age, score, bare, rank),
    `before` and `after` the comparing words, `at` where the first number stands.
    """

    start: int
    end: int
    at: int
    kind: str
    amounts: tuple[Amount, ...]
    before: str = ""
    after: str = ""
    scaled: bool = False
