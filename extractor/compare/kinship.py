"""How much text notices share, pair by pair: runs of six characters of their obligations.

Few notices are compared each with each; of many, each with those before it that it meets most often
in MinHash buckets, so that the cost grows with the number of notices.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING
from zlib import crc32

from extractor.compare.minhash import band_keys
from extractor.model import Notice
from extractor.model.comparison import Kinship

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHINGLE = 6
_EACH_WITH_EACH = 60
_IN_A_BUCKET = 24
"""So many that came before into the same bucket are met there."""
NEAREST = 20
"""Of many notices, so many are compared with each."""
_LEAST = 0.02


def kinships(notices: Sequence[Notice], dates: Sequence[date | None]) -> tuple[Kinship, ...]:
    """The pairs of notices that share text, in the order of the columns."""
    import numpy as np

    shingles = [_shingles(notice) for notice in notices]
    few = len(notices) <= _EACH_WITH_EACH
    pairs = list(combinations(range(len(notices)), 2)) if few else _meeting(shingles)
    shared = {}
    for one, other in pairs:
        common = int(np.intersect1d(shingles[one], shingles[other], assume_unique=True).size)
        if common >= _LEAST * max(1, min(len(shingles[one]), len(shingles[other]))):
            shared[one, other] = common
    return tuple(
        Kinship(
            left=notices[one].document,
            right=notices[other].document,
            left_share=round(shared[one, other] / len(shingles[one]), 4),
            right_share=round(shared[one, other] / len(shingles[other]), 4),
            first=_first(notices, dates, one, other),
        )
        for one, other in sorted(shared)
    )


def _shingles(notice: Notice) -> "NDArray[np.int32]":
    """The runs of six characters of a notice as sorted numbers, each once."""
    import numpy as np

    found: set[int] = set()
    for duty in notice.obligations:
        words = "".join(duty.quote.split())
        # Stays below 2**31 for MinHash, and is the same in every process.
        found.update(
            crc32(words[at : at + _SHINGLE].encode()) >> 1
            for at in range(max(0, len(words) - _SHINGLE + 1))
        )
    return np.array(sorted(found), dtype=np.int32)


def _meeting(shingles: "list[NDArray[np.int32]]") -> list[tuple[int, int]]:
    """The pairs that meet most often; how often two meet grows with what they share."""
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    pairs: list[tuple[int, int]] = []
    for number, held in enumerate(shingles):
        times: Counter[int] = Counter()
        for key in enumerate(band_keys(held.tolist(), rows=1)):
            others = buckets.setdefault(key, [])
            times.update(others[-_IN_A_BUCKET:])
            others.append(number)
        often = sorted(times, key=lambda other: (-times[other], other))
        pairs += [(other, number) for other in often[:NEAREST]]
    return sorted(pairs)


def _first(
    notices: Sequence[Notice], dates: Sequence[date | None], one: int, other: int
) -> str | None:
    a, b = dates[one], dates[other]
    if a is None or b is None or a == b:
        return None
    return notices[one if a < b else other].document
