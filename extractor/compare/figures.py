"""Thresholds and targets side by side, in one unit: which hits more, which asks for more."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.compare.standing import Standing, Value, difference, one_sided, side
from extractor.interpret.conversion import in_base_unit
from extractor.model import Difference, Target, Threshold
from extractor.model.comparison import Aspect, Direction
from extractor.model.records import quantity_words

_BELOW = ("lt", "le")
_ABOVE = ("ge", "gt")
_WITH = {"lt": 0.0, "le": 0.5, "gt": 0.0, "ge": 0.5}
"""Of two thresholds with one figure, the one that includes it hits more."""
_LENIENT = ("may", "encourage")


@dataclass(frozen=True, slots=True)
class _Figure:
    quantity: Threshold | Target
    number: float
    unit: str | None
    value: Value
    lenient: bool

    @property
    def sort(self) -> str:
        """Comparators that can be laid side by side: up to, from, ranks, bare figures."""
        comparator = self.quantity.comparator
        return "below" if comparator in _BELOW else "above" if comparator in _ABOVE else comparator


def thresholds(left: Standing, right: Standing) -> list[Difference]:
    """Numbers that decide whom the duty hits: the one that hits more is the stricter.

    In a permission or an encouragement, where to be hit is a benefit, it is the looser.
    """
    return _quantities("threshold", left, right)


def targets(left: Standing, right: Standing) -> list[Difference]:
    """Numbers to be reached: a higher floor and a lower ceiling are the stricter."""
    return _quantities("target", left, right)


def _quantities(aspect: Aspect, left: Standing, right: Standing) -> list[Difference]:
    ours, theirs = _figures(aspect, left), _figures(aspect, right)
    found: list[Difference] = []
    free = list(theirs)
    alone: list[Value] = []
    for mine in ours:
        yours = _counterpart(mine, free)
        if yours is None:
            alone.append(mine.value)
            continue
        free.remove(yours)
        if (mine.number, mine.quantity.comparator) == (yours.number, yours.quantity.comparator):
            continue
        amount = round(abs(yours.number - mine.number), 9) if mine.sort == yours.sort else None
        found.append(
            difference(
                aspect,
                _direction(aspect, mine, yours),
                side(left, mine.value),
                side(right, yours.value),
                amount,
                mine.unit,
            )
        )
    return found + one_sided(aspect, left, right, alone, [other.value for other in free])


def _figures(aspect: Aspect, standing: Standing) -> list[_Figure]:
    made = []
    for duty in standing.duties:
        quantities: Sequence[Threshold | Target] = (
            duty.thresholds if aspect == "threshold" else duty.targets
        )
        for quantity in quantities:
            number, unit = in_base_unit(quantity.value, quantity.unit)
            words = quantity_words(quantity)
            value = Value(f"{words}@{quantity.evidence.start}", words, duty.id, quantity.evidence)
            lenient = duty.modality.value in _LENIENT
            made.append(_Figure(quantity, number, unit, value, lenient))
    return made


def _counterpart(mine: _Figure, free: list[_Figure]) -> _Figure | None:
    """The likeliest figure in the same unit: about the same thing, then compared the same way."""
    alike = [
        (_same_thing(mine, other), mine.sort == other.sort, -abs(other.number - mine.number), other)
        for other in free
        if other.unit == mine.unit
    ]
    alike = [entry for entry in alike if entry[0] > 0]
    return max(alike, key=lambda entry: entry[:3])[3] if alike else None


def _same_thing(one: _Figure, other: _Figure) -> float:
    a, b = one.quantity.subject, other.quantity.subject
    if a is None or b is None:
        return 0.1
    shared = len(set(a) & set(b))
    return 2 * shared / (len(set(a)) + len(set(b)))


def _direction(aspect: Aspect, mine: _Figure, yours: _Figure) -> Direction:
    if mine.sort != yours.sort:
        return "changed"
    rising = yours.number > mine.number
    if mine.sort == "eq":
        return "higher" if rising else "lower"
    if yours.number == mine.number:
        more = _WITH[yours.quantity.comparator] > _WITH[mine.quantity.comparator]
    elif aspect == "threshold":
        more = rising if mine.sort != "above" else not rising
    else:
        more = rising if mine.sort == "above" else not rising
    if aspect == "threshold" and yours.lenient:
        more = not more
    return "stricter" if more else "looser"
