"""What a notice makes of a provision of the reference: the same, stricter, looser, other."""

from collections.abc import Iterable
from datetime import date

from extractor.lexicon.load import table
from extractor.model import Difference
from extractor.model.comparison import Verdict

_DATED = ("earlier", "later")
_DIRECTIONS: dict[str, int] = {
    "earlier": 1,
    "later": -1,
    "shorter": 1,
    "longer": -1,
    "stricter": 1,
    "looser": -1,
}
_PULLS: dict[tuple[str, str], int] = {
    ("deadline", "added"): 1,
    ("deadline", "missing"): -1,
    ("modality", "stronger"): 1,
    ("modality", "weaker"): -1,
    ("exception", "added"): -1,
    ("exception", "missing"): 1,
    ("target", "added"): 1,
    ("target", "missing"): -1,
}
_SILENT = frozenset({"wording", "recipients"})
"""Aspects in which notices of two places always differ, and which change no duty."""


def verdict(differences: Iterable[Difference], years: int = 0) -> Verdict:
    """The verdict on the right side; `years` is how many years its plan is behind the left's.

    A date is compared within the year of its plan: a year's end is no later for being next year's.
    """
    pulls: set[int] = set()
    others = False
    shared: float | None = None
    for found in differences:
        if found.aspect == "wording":
            shared = max(shared or 0.0, found.amount or 0.0)
            continue
        pull = _pull(found, years)
        if pull is None:
            continue
        if pull:
            pulls.add(pull)
        else:
            others = others or found.aspect not in _SILENT
    if pulls == {1}:
        return "stricter"
    if pulls == {-1}:
        return "looser"
    least: float = table("compare")["verdict"]["wording"]
    return "other" if pulls or others or (shared is not None and shared < least) else "same"


def _pull(found: Difference, years: int) -> int | None:
    """1 for stricter, -1 for looser, 0 for another value, None for none in its own year."""
    if found.aspect == "deadline" and found.direction in _DATED and years:
        return _within_year(found, years)
    if found.aspect == "measures":
        return _of_measure(found)
    return _PULLS.get((found.aspect, found.direction), _DIRECTIONS.get(found.direction, 0))


def _within_year(found: Difference, years: int) -> int | None:
    left, right = found.left.value, found.right.value
    if left is None or right is None:
        return 0
    mine, yours = date.fromisoformat(left), date.fromisoformat(right)
    shifted = (yours.year - years, yours.month, yours.day)
    own = (mine.year, mine.month, mine.day)
    return None if shifted == own else 1 if shifted < own else -1


def _of_measure(found: Difference) -> int:
    kinds = table("compare")["verdict"]
    added = found.direction == "added"
    code = (found.right if added else found.left).value
    weight = (code in kinds["stricter"]) - (code in kinds["looser"])
    return weight if added else -weight
