"""Two wordings laid over each other, character by character, with the parts that have moved.

White space counts for nothing; offsets are those of the texts that the pieces stand in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from extractor.model import Evidence
from extractor.model.comparison import Edit, EditKind

Pair = tuple[int, int]

_LEAST_SAME = 2
"""Single characters that happen to be equal between two changes belong to the change."""
_LEAST_MOVED = 4
_LONGEST = 2000
"""Of longer pieces, which no sentence is, only the beginning is aligned."""


class Opcode(Protocol):
    """One step from left to right, as rapidfuzz gives it."""

    tag: str
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A piece without white space, and where in its text each character stands."""

    string: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Pair:
        """The stretch `[start, end)` of the string in the text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def written(evidence: Evidence, longest: int | None = _LONGEST) -> Written:
    """The words of an evidence, without white space."""
    quote = evidence.quote[:longest]
    if quote == "".join(quote.split()):
        return Written(quote, range(evidence.start, evidence.start + len(quote)))
    kept = [(at, c) for at, c in enumerate(quote) if not c.isspace()]
    return Written(
        "".join(character for _, character in kept),
        tuple(evidence.start + at for at, _ in kept),
    )


@dataclass(frozen=True, slots=True)
class Aligned:
    """The edits from left to right, and the share of characters that both sides have."""

    edits: tuple[Edit, ...]
    share: float


def align_words(left: Written, right: Written) -> Aligned:
    """Both pieces aligned: stretches that are the same, have moved, or stand on one side.

    Words of the right side alone come behind the common words that they follow.
    """
    same, only_left, only_right = _stretches(left.string, right.string)
    moved = _moved(left.string, right.string, only_left, only_right)
    kinds: tuple[tuple[EditKind, list[tuple[Pair, Pair]]], ...] = (
        ("same", same),
        ("moved", moved),
    )
    parts: list[tuple[tuple[int, int, int], Edit]] = [
        *(
            ((ours[0], 1, 0), Edit(kind=kind, left=left.span(*ours), right=right.span(*theirs)))
            for kind, pairs in kinds
            for ours, theirs in pairs
        ),
        *(((ours[0], 1, 0), Edit(kind="only_left", left=left.span(*ours))) for ours in only_left),
        *(
            ((_behind(theirs[0], same), 0, at), Edit(kind="only_right", right=right.span(*theirs)))
            for at, theirs in enumerate(only_right)
        ),
    ]
    edits = [edit for _, edit in sorted(parts, key=lambda part: part[0])]
    common = sum(end - start for (start, end), _ in (*same, *moved))
    total = len(left.string) + len(right.string)
    return Aligned(tuple(edits), round(2 * common / total, 4) if total else 1.0)


def _behind(at: int, same: list[tuple[Pair, Pair]]) -> int:
    """Where on the left the words stand that `at` on the right follows."""
    return max((ours[1] for ours, theirs in same if theirs[1] <= at), default=0)


def equal_runs(left: str, right: str) -> list[tuple[Pair, Pair]]:
    """Stretches of both strings that are the same, in order, of two characters or more."""
    return _stretches(left, right)[0]


def _stretches(left: str, right: str) -> tuple[list[tuple[Pair, Pair]], list[Pair], list[Pair]]:
    same = [
        ((op.src_start, op.src_end), (op.dest_start, op.dest_end))
        for op in _opcodes(left, right)
        if op.tag == "equal" and _counts(op, len(left), len(right))
    ]
    ours = list(_between([pair for pair, _ in same], len(left)))
    theirs = list(_between([pair for _, pair in same], len(right)))
    return same, ours, theirs


def _counts(op: Opcode, left: int, right: int) -> bool:
    long = op.src_end - op.src_start >= _LEAST_SAME
    return (
        long or (op.src_start == 0 == op.dest_start) or (op.src_end, op.dest_end) == (left, right)
    )


def _opcodes(left: str, right: str) -> Iterator[Opcode]:
    from rapidfuzz.distance import Indel

    yield from Indel.opcodes(left, right)


def _between(taken: list[Pair], length: int) -> Iterator[Pair]:
    at = 0
    for start, end in (*taken, (length, length)):
        if start > at:
            yield at, start
        at = end


def _moved(left: str, right: str, ours: list[Pair], theirs: list[Pair]) -> list[tuple[Pair, Pair]]:
    """Takes what stands elsewhere on the other side out of both lists, the longest part first."""
    found: list[tuple[Pair, Pair]] = []
    while blocks := list(_common(left, right, ours, theirs)):
        size, start, to = max(blocks, key=lambda block: (block[0], -block[1], -block[2]))
        mine, yours = (start, start + size), (to, to + size)
        found.append((mine, yours))
        _cut_out(ours, mine)
        _cut_out(theirs, yours)
    return sorted(found)


def _common(
    left: str, right: str, ours: list[Pair], theirs: list[Pair]
) -> Iterator[tuple[int, int, int]]:
    """Length and both starts of the longest words that a stretch of each side shares."""
    seen: dict[str, list[Pair]] = {}
    for pair in ours:
        for gram in _grams(left, pair):
            seen.setdefault(gram, []).append(pair)
    for b in theirs:
        met = dict.fromkeys(a for gram in _grams(right, b) for a in seen.get(gram, ()))
        for a in met:
            matcher = SequenceMatcher(None, left[slice(*a)], right[slice(*b)], autojunk=False)
            block = matcher.find_longest_match()
            yield block.size, a[0] + block.a, b[0] + block.b


def _grams(string: str, pair: Pair) -> Iterator[str]:
    start, end = pair
    return (string[at : at + _LEAST_MOVED] for at in range(start, end - _LEAST_MOVED + 1))


def _cut_out(stretches: list[Pair], part: Pair) -> None:
    at = next(n for n, (start, end) in enumerate(stretches) if start <= part[0] < end)
    whole = stretches[at]
    stretches[at : at + 1] = [
        (start, end) for start, end in ((whole[0], part[0]), (part[1], whole[1])) if end > start
    ]
