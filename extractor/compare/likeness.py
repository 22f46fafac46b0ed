"""How alike two clauses are, from 0 to 1: words, acts, trigger and place, weighed by the lexicon.

Rare features count more than those that every notice has. Weights are whole numbers, so that a
sum is the same whatever the order in which a set gives its members.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.compare.clause import Clause, Numbering
from extractor.lexicon.load import table

_FINE = 1024
"""One nat of rarity, as a whole number."""

_KEPT = 1 << 12
"""So many clauses are kept ready for comparing."""

Bag = tuple[frozenset[int], int]
"""Features by number, and their rarity summed."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of a clause, with the rarity of each kind summed."""

    pairs: Bag
    words: Bag
    concepts: Bag
    heading: Bag
    condition: Bag


class Likeness:
    """Compares the clauses it was made for; rarity is counted over all of them.

    A feature is rare when few clauses have it; one that comes back in every notice, but once in
    each, tells the duties of a notice apart nearly as well, so notices count less than clauses.
    """

    def __init__(self, clauses: Sequence[Clause], numbering: Numbering) -> None:
        self.clauses = clauses
        self.features = numbering.features
        self._weights: dict[str, float] = table("compare")["weights"]
        joining = table("compare")["joining"]
        self._around: float = joining["around"]
        self._antecedent: float = joining["antecedent"]
        self.rarity = _rarity(clauses, numbering)
        self.profile = lru_cache(maxsize=_KEPT)(self._profile)
        self._at = {(clause.notice, clause.place): at for at, clause in enumerate(clauses)}

    def _profile(self, number: int) -> Profile:
        return Profile(**{k: self._bag(numbers) for k, numbers in self.features[number].items()})

    def _bag(self, numbers: Iterable[int]) -> Bag:
        held = frozenset(numbers)
        return held, sum([self.rarity[number] for number in held])

    def own(self, one: int, other: int) -> float:
        """How alike two clauses are by themselves."""
        return self._measure(*((one, other) if one < other else (other, one)))

    def between(self, one: int, other: int) -> float:
        """How alike two clauses are where they stand."""
        own = self.own(one, other)
        a, b = self.clauses[one], self.clauses[other]
        if a.continues and b.continues:
            before = self.own(self._before(a), self._before(b))
            return own * (1 - self._antecedent) + self._antecedent * min(own, before)
        ahead = self._neighbours(a, b, -1)
        behind = self._neighbours(a, b, 1)
        return own + self._around * max(ahead, behind) * min(1.0, 2 * own)

    def _before(self, clause: Clause) -> int:
        """The clause that the sentence continues: the nearest before it that continues none."""
        place = clause.place
        while place and self.clauses[self._at[clause.notice, place]].continues:
            place -= 1
        return self._at[clause.notice, place]

    def _neighbours(self, a: Clause, b: Clause, step: int) -> float:
        one = self._at.get((a.notice, a.place + step))
        other = self._at.get((b.notice, b.place + step))
        return 0.0 if one is None or other is None else self.own(one, other)

    def _measure(self, one: int, other: int) -> float:
        from rapidfuzz.distance import Indel

        a, b = self.clauses[one], self.clauses[other]
        p, q = self.profile(one), self.profile(other)
        w = self._weights
        shared = self._shared(p.pairs, q.pairs)
        smaller = min(p.pairs[1], q.pairs[1])
        score = (
            w["characters"] * _dice(shared, p.pairs, q.pairs)
            + w["contained"] * (shared / smaller if smaller else 0.0)
            + w["words"] * _dice(self._shared(p.words, q.words), p.words, q.words)
            + w["concepts"] * _dice(self._shared(p.concepts, q.concepts), p.concepts, q.concepts)
            + w["verbatim"] * Indel.normalized_similarity(a.plain, b.plain)
            + w["heading"] * _dice(self._shared(p.heading, q.heading), p.heading, q.heading)
            + w["condition"]
            * _dice(self._shared(p.condition, q.condition), p.condition, q.condition)
            + w["measures"] * _overlap(a.measures, b.measures)
            + w["topic"] * (a.duty.topic.value == b.duty.topic.value)
        )
        return max(0.0, score - self._conflicts(a, b))

    def _conflicts(self, a: Clause, b: Clause) -> float:
        w = self._weights
        found = 0.0
        if a.receivers and b.receivers and not a.receivers & b.receivers:
            found += w["conflict_recipient"]
        if a.industries and b.industries and not a.industries & b.industries:
            found += w["conflict_industry"]
        if bool(a.duty.thresholds) != bool(b.duty.thresholds):
            found += w["conflict_threshold"]
        if a.duty.modality.value != b.duty.modality.value:
            found += w["conflict_modality"]
        return found

    def _shared(self, a: Bag, b: Bag) -> int:
        rarity = self.rarity
        return sum([rarity[feature] for feature in a[0] & b[0]])


def _rarity(clauses: Sequence[Clause], numbering: Numbering) -> list[int]:
    recurrence: float = table("compare")["joining"]["recurrence"]
    columns = len({clause.notice for clause in clauses}) or 1
    total = len(clauses) / columns**recurrence
    return [
        round(_FINE * math.log(1 + total * notices**recurrence / count))
        for count, notices in zip(numbering.clauses, numbering.notices, strict=True)
    ]


def _dice(shared: int, a: Bag, b: Bag) -> float:
    return 2 * shared / (a[1] + b[1]) if shared else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
