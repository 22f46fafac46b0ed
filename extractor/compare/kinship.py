"""How much text notices share, pair by pair: runs of six characters of their obligations.

Few notices are compared each with each. Of many, only those that meet in a MinHash bucket, and for
each notice the nearest are kept, so that the cost grows with the number of notices.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from zlib import crc32

from extractor.compare.minhash import band_keys
from extractor.model import Notice
from extractor.model.comparison import Kinship

_SHINGLE = 6
_EACH_WITH_EACH = 60
_IN_A_BUCKET = 12
"""A notice is compared with so many that came before it into the same bucket."""
NEAREST = 20
"""Of many notices, so many pairs are kept for each."""
_LEAST = 0.02


def kinships(notices: Sequence[Notice], dates: Sequence[date | None]) -> tuple[Kinship, ...]:
    """The pairs of notices that share text, in the order of the columns."""
    shingles = [_shingles(notice) for notice in notices]
    many = len(notices) > _EACH_WITH_EACH
    pairs = _meeting(shingles) if many else combinations(range(len(notices)), 2)
    shared = {}
    for one, other in pairs:
        common = len(shingles[one] & shingles[other])
        if common >= _LEAST * max(1, min(len(shingles[one]), len(shingles[other]))):
            shared[one, other] = common
    kept = _nearest(shared, shingles) if many else sorted(shared)
    return tuple(
        Kinship(
            left=notices[one].document,
            right=notices[other].document,
            left_share=round(shared[one, other] / len(shingles[one]), 4),
            right_share=round(shared[one, other] / len(shingles[other]), 4),
            first=_first(notices, dates, one, other),
        )
        for one, other in kept
    )


def _shingles(notice: Notice) -> frozenset[int]:
    found: set[int] = set()
    for duty in notice.obligations:
        words = "".join(duty.quote.split())
        # Stays below 2**31 for MinHash, and is the same in every process.
        found.update(
            crc32(words[at : at + _SHINGLE].encode()) >> 1
            for at in range(max(0, len(words) - _SHINGLE + 1))
        )
    return frozenset(found)


def _meeting(shingles: list[frozenset[int]]) -> Iterator[tuple[int, int]]:
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    met: set[tuple[int, int]] = set()
    for number, keys in enumerate(band_keys(shingles, rows=1)):
        for key in enumerate(keys):
            others = buckets.setdefault(key, [])
            met.update((other, number) for other in others[-_IN_A_BUCKET:])
            others.append(number)
    yield from sorted(met)


def _nearest(
    shared: dict[tuple[int, int], int], shingles: list[frozenset[int]]
) -> list[tuple[int, int]]:
    near: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, common in shared.items():
        for number in pair:
            near.setdefault(number, []).append((-common / len(shingles[number]), pair))
    return sorted({pair for own in near.values() for _, pair in sorted(own)[:NEAREST]})


def _first(
    notices: Sequence[Notice], dates: Sequence[date | None], one: int, other: int
) -> str | None:
    a, b = dates[one], dates[other]
    if a is None or b is None or a == b:
        return None
    return notices[one if a < b else other].document
