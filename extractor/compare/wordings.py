"""Clauses of different notices that are written the same, or nearly, gathered into wordings.

Provisions are then made of wordings, which are few, not of clauses, which grow with every notice.
Candidates come from MinHash over pairs of characters, so no clause is compared with all others.
"""

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

from extractor.compare.clause import Clause, pairs_of
from extractor.compare.likeness import Likeness
from extractor.compare.minhash import Keys, band_keys
from extractor.lexicon.load import table

_COMPARED = 8
"""A clause is compared with the wordings that it meets most often, no more than these."""
_IN_A_BUCKET = 32
"""So many wordings are met in one bucket, the first that came; the cost of a clause stays bounded."""


@dataclass(slots=True)
class Wording:
    """Clauses by number, the first of them speaks for all; `notices` has a bit for each notice."""

    members: list[int]
    notices: int

    @property
    def first(self) -> int:
        """The clause that speaks for the wording."""
        return self.members[0]


def first_of(notices: int, most: int) -> list[int]:
    """The numbers of the notices of a mask, the lowest `most` of them.

    >>> first_of(0b101001, 2)
    [0, 3]
    """
    found: list[int] = []
    for at, byte in enumerate(notices.to_bytes(notices.bit_length() // 8 + 1, "little")):
        if byte:
            found += (at * 8 + bit for bit in range(8) if byte >> bit & 1)
            if len(found) >= most:
                break
    return found[:most]


def wordings_of(likeness: Likeness) -> list[Wording]:
    """Every clause in one wording, at most one of each notice; in the order of the clauses."""
    least: float = table("compare")["joining"]["wording"]
    clauses = likeness.clauses
    made: list[Wording] = []
    met: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for number, clause in enumerate(clauses):
        bit = 1 << clause.notice
        times: Counter[int] = Counter()
        keys = tuple(enumerate(_keys(clause)))
        for key in keys:
            times.update(met.get(key, ()))
        free = [(-count, index) for index, count in times.items() if not made[index].notices & bit]
        best = max(
            (
                (likeness.between(number, made[index].first), -index)
                for _, index in nsmallest(_COMPARED, free)
            ),
            default=(0.0, 0),
        )
        if best[0] >= least:
            wording = made[-best[1]]
            wording.members.append(number)
            wording.notices |= bit
            continue
        for key in keys:
            others = met.setdefault(key, [])
            if len(others) < _IN_A_BUCKET:
                others.append(len(made))
        made.append(Wording([number], bit))
    return made


def _keys(clause: Clause) -> Keys:
    pairs = dict.fromkeys(pairs_of(clause.plain))
    return band_keys(crc32(pair.encode()) >> 1 for pair in pairs)
