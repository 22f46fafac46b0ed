"""MinHash and its bands: sets that share much meet in a bucket, without comparing all pairs.

A set is reduced to the least value of each of 64 hash functions; two sets agree in one function
with the probability of their Jaccard similarity (Broder 1997). Bands of 4 functions, as for
clauses, meet with a probability of one half at a similarity of 0.45 and of 0.99 at 0.7; bands of
one function, as for whole notices, of one half at 0.01 and of 0.99 at 0.07.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 20210520
"""Seed of the hash functions, stored with every comparison."""
FUNCTIONS = 64
ROWS = 4
"""Functions in a band of clauses."""
_PRIME = (1 << 31) - 1

Keys = tuple[tuple[int, ...], ...]


def band_keys(features: Iterable[int], rows: int = ROWS) -> Keys:
    """One key per band for a set of numbers below 2**31; an empty set has none."""
    import numpy as np

    values = np.fromiter(features, dtype=np.uint64)
    if not values.size:
        return ()
    multipliers, shifts = _functions()
    # Products stay below 2**62, so nothing wraps around.
    least = ((multipliers[:, None] * values[None, :] + shifts[:, None]) % _PRIME).min(axis=1)
    return tuple(tuple(band) for band in least.reshape(-1, rows).tolist())


@cache
def _functions() -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    import numpy as np

    generator = np.random.default_rng(SEED)
    multipliers = generator.integers(1, _PRIME, size=FUNCTIONS, dtype=np.uint64)
    return multipliers, generator.integers(0, _PRIME, size=FUNCTIONS, dtype=np.uint64)
