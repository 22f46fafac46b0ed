"""A short Chinese name for a row, made of words that its members share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.compare.clause import Clause, pairs_of
from extractor.interpret.tokenizer import tokenizer
from extractor.lexicon.load import table

LONGEST = 20
"""Characters of a label."""
_COMPARED = 12
"""So many members say what all share."""
_OBJECT, _ACT = 12, 7
"""Characters for whom or what a duty hits, and for what is done, where the piece says both."""
_USUAL = 0.45
"""Words that fewer members share make a label worse."""
_ORDERED = 0.6
"""What is ordered is worth more than what is merely shared."""
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_SEGMENT = re.compile(r"[^，。；：,;:〓\s]+")

_Pairs = dict[str, float]


def label(members: Sequence[Clause]) -> str:
    """At most twenty characters of the most typical member: the stretch that most members share.

    Where a clause says whom it hits, a stretch of that is joined with one of what is done.
    """
    chosen = members[:_COMPARED]
    counts = Counter(pair for clause in chosen for pair in _held(clause))
    shares = {pair: count / len(chosen) for pair, count in counts.items()}
    typical = max(chosen, key=lambda clause: (_typical(clause, shares), -clause.notice))
    for pair in _ordered(typical):
        shares[pair] = shares.get(pair, 0.0) + _ORDERED
    stretches = [
        words for words in map(_words, _SEGMENT.findall(_ASIDE.sub("", typical.core))) if words
    ]
    if not stretches:
        return typical.plain[:LONGEST]
    if typical.duty.condition and len(stretches) > 1:
        aim = _best(stretches[:1], shares, _OBJECT)
        act = _best(stretches[1:], shares, _ACT)
        if aim and act:
            return f"{aim}，{act}"
    return _best(stretches, shares, LONGEST) or typical.plain[:LONGEST]


def _ordered(clause: Clause) -> set[str]:
    """The pairs of characters of what the clause orders."""
    quotes = ("".join(measure.evidence.quote.split()) for measure in clause.duty.measures)
    return {q[at : at + 2] for q in quotes if len(q) < LONGEST for at in range(len(q) - 1)}


def _typical(clause: Clause, shares: _Pairs) -> float:
    held = _held(clause)
    return sum(shares[pair] - _USUAL for pair in held) / (len(held) or 1)


def _held(clause: Clause) -> dict[str, None]:
    runs = _SEGMENT.findall(clause.core)
    return dict.fromkeys(pair for run in runs for pair in pairs_of(run))


def _words(segment: str) -> list[str]:
    return list(tokenizer().cut(segment, HMM=False))


def _best(stretches: list[list[str]], shares: _Pairs, longest: int) -> str:
    """The run of words that members share most; of equals the first."""
    windows = (window for words in stretches for window in _windows(words, longest))
    return max(windows, key=lambda window: _worth(window, shares), default="")


def _windows(words: list[str], longest: int) -> Iterator[str]:
    begins, ends = _borders()
    for start, first in enumerate(words):
        if first in begins or (start and _figure(words[start - 1])):
            continue
        window = ""
        for word, following in zip(words[start:], [*words[start + 1 :], ""], strict=True):
            window += word
            if len(window) > longest:
                break
            if len(window) > 1 and word not in ends and not (following and _figure(word)):
                yield window


def _figure(word: str) -> bool:
    """Figures are not parted from what they count."""
    return word[-1:].isdigit()


def _worth(window: str, shares: _Pairs) -> float:
    pairs = (window[at : at + 2] for at in range(len(window) - 1))
    return round(sum(shares.get(pair, 0.0) - _USUAL for pair in pairs), 6)


@cache
def _borders() -> tuple[frozenset[str], frozenset[str]]:
    data = table("compare")["label"]
    return frozenset(data["never_first"]), frozenset(data["never_last"])
