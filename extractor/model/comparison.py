"""Notices side by side: provisions, what differs in them, and whose words they are.

A notice is called by its `document`, which is different for each notice of a comparison; an
obligation by its `id` within that notice. All offsets count code points of the `text` of the
notice they stand in, half-open. What a comparison holds many of is a dataclass, for memory; in JSON it is
an object like all others.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from extractor.model.evidence import Evidence, Frozen
from extractor.model.notice import Notice, Obligation
from extractor.model.vocabulary import Topic

COMPARISON_VERSION: Final = "1.0"
"""Version of this shape: the first number rises when a field is renamed, dropped or means less."""

Verdict = Literal["same", "stricter", "looser", "other", "missing", "added"]
Aspect = Literal[
    "deadline", "duration", "threshold", "target", "system", "role", "level", "modality",
    "measures", "recipients", "condition", "exception", "wording",
]  # fmt: skip
Direction = Literal[
    "earlier", "later", "longer", "shorter", "stricter", "looser", "stronger", "weaker",
    "higher", "lower", "added", "missing", "changed",
]  # fmt: skip
EditKind = Literal["same", "moved", "only_left", "only_right"]


class Column(Frozen):
    """A notice of the comparison: `id` is its `document`, `name` what a head of a table says."""

    id: str
    name: str
    issue_date: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one notice says to a provision; no obligations is a gap.

    `verdict` compares it with the reference, None where there is none.
    """

    notice: str
    obligations: tuple[str, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: the value, and the words of the notice it stands in.

    A value is an ISO 8601 date or duration, a figure with sign and unit, a code of the vocabulary
    (`must`, `rectify`, `industry`, `industry lead`, `industry city`), or words. Where the side has no such value, `value` is None and the evidence is the whole obligation.
    """

    notice: str
    obligation: str
    value: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of an aligned wording: the same words, words that have moved, words of one side."""

    kind: EditKind
    left: tuple[int, int] | None = None
    right: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two notices differ within a provision, quoted on both sides.

    `direction` says what `right` is beside `left`: `later`, `stricter`, `added`, … `amount` is by
    how much, in `unit`: `days` for dates and durations, else the unit of the quantity. `edits`
    is filled for `wording` alone; there `amount` is the share of characters in common.
    """

    aspect: Aspect
    direction: Direction
    left: Side
    right: Side
    amount: float | None = None
    unit: str | None = None
    edits: tuple[Edit, ...] = ()


class Provision(Frozen):
    """A row: the same duty in several notices, or a duty that only one notice has.

    `score` (0 to 1) says how sure it is that the members belong together. `cells` are those of
    the notices that have the provision, in the order of the columns; with a reference also an
    empty one, verdict `missing`, for each notice that lacks what the reference has. `base` is
    the notice that `differences` start from (their left side): the reference where it has the
    provision, else the earliest; None in a row of one notice.
    """

    id: str
    label: str
    topic: Topic | None
    score: float
    cells: tuple[Cell, ...]
    base: str | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedSpan:
    """The same words in two texts; `exact` is False where they are nearly the same."""

    here: tuple[int, int]
    there: tuple[int, int]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the words of an obligation stand elsewhere.

    `source` is the earliest notice or upstream text that holds the most of them, `share` how much
    of the obligation stands there (0 to 1). `earlier` says that the source was issued before this
    notice, None where a date is missing or equal.
    """

    notice: str
    obligation: str
    source: str
    upstream: bool
    share: float
    earlier: bool | None
    spans: tuple[SharedSpan, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """How much of the obligations' text two notices share.

    `left_share` is the share of left that stands in right, `right_share` the share of right that
    stands in left. `first` is the one issued earlier, None where a date is missing or equal.
    """

    left: str
    right: str
    left_share: float
    right_share: float
    first: str | None = None


class Note(Frozen):
    """What a reader of the comparison should know: a notice given twice, one without duties."""

    code: Literal["given_twice", "no_obligations", "same_place_and_year", "same_text", "renamed"]
    message: str
    notices: tuple[str, ...] = ()


class Method(Frozen):
    """How the comparison was made, so that it can be made again."""

    extractor_version: str
    comparison_version: str = COMPARISON_VERSION
    lexicon: str
    seed: int


class Comparison(Frozen):
    """Notices side by side; `provisions` are the rows, `columns` and `notices` run in parallel."""

    method: Method
    columns: tuple[Column, ...]
    notices: tuple[Notice, ...]
    reference: str | None = None
    provisions: tuple[Provision, ...] = ()
    origins: tuple[Origin, ...] = ()
    kinships: tuple[Kinship, ...] = ()
    notes: tuple[Note, ...] = ()


def cell_of(provision: Provision, notice: str) -> Cell | None:
    """The cell of a notice in a row; None is a gap."""
    return next((cell for cell in provision.cells if cell.notice == notice), None)


def cells_of(provision: Provision) -> dict[str, Cell]:
    """The cells of a row by notice; a notice that is not there is a gap."""
    return {cell.notice: cell for cell in provision.cells}


def obligations_of(comparison: Comparison) -> dict[tuple[str, str], Obligation]:
    """Every obligation by (notice, id)."""
    return {
        (notice.document, duty.id): duty
        for notice in comparison.notices
        for duty in notice.obligations
    }
