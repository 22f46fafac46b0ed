"""Which wordings are worth comparing: those that share rare words, pairs of characters or acts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.compare.likeness import Likeness
from extractor.compare.wordings import Wording
from extractor.lexicon.load import table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KINDS = ("pairs", "words", "concepts")


def candidate_pairs(likeness: Likeness, wordings: list[Wording]) -> list[tuple[int, int]]:
    """Pairs of wordings by number, the smaller first, in order; a fixed number for each at most."""
    import numpy as np

    joining = table("compare")["joining"]
    wanted, common = int(joining["candidates"]), int(joining["common"])
    features = [
        np.array(sorted(_features(likeness, wording)), dtype=np.int64) for wording in wordings
    ]
    postings = _postings(features, wordings, common)
    rarity = np.array(likeness.rarity, dtype=np.int64)
    found: set[tuple[int, int]] = set()
    for number, own in enumerate(features):
        known = own.tolist()
        if not known:
            continue
        lists = [postings[feature] for feature in known]
        others = np.concatenate(lists)
        weights = np.repeat(rarity[known], [len(entry) for entry in lists])
        names, places = np.unique(others, return_inverse=True)
        sums = np.bincount(places, weights=weights).astype(np.float64)
        found.update(_best(number, names, sums, wanted))
    return sorted(found)


def _features(likeness: Likeness, wording: Wording) -> Iterator[int]:
    features = likeness.features[wording.first]
    for kind in _KINDS:
        yield from features[kind]


def _postings(
    features: "list[NDArray[np.int64]]", wordings: list[Wording], common: int
) -> "dict[int, NDArray[np.int64]]":
    """The wordings that have each feature; of a common one those with the most clauses."""
    import numpy as np

    lists: dict[int, list[int]] = {}
    for number in sorted(range(len(wordings)), key=lambda n: (-len(wordings[n].members), n)):
        for feature in features[number].tolist():
            entry = lists.setdefault(feature, [])
            if len(entry) < common:
                entry.append(number)
    return {feature: np.array(entry, dtype=np.int64) for feature, entry in lists.items()}


def _best(
    number: int, names: "NDArray[np.int64]", sums: "NDArray[np.float64]", wanted: int
) -> Iterator[tuple[int, int]]:
    import numpy as np

    order = np.lexsort((names, -sums))[: wanted + 1]
    for other in names[order].tolist():
        if other != number:
            yield (number, other) if number < other else (other, number)
