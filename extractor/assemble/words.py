"""The words of a part without white space, every character knowing its place in the clean string."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractor.assemble.reading import Reading
from extractor.model import Evidence, Grounded, Mark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """A string and, for each of its characters, the clean offset it came from."""

    string: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The clean stretch behind `string[start:end]`."""
        return self.places[start], self.places[end - 1] + 1


def words_of(reading: Reading, marks: Sequence[Mark]) -> Words:
    """The marks' words, one behind the other, line feeds and blanks dropped."""
    places = tuple(
        at
        for mark in marks
        for at in range(mark.start, mark.end)
        if not reading.string[at].isspace()
    )
    return Words("".join(reading.string[at] for at in places), places)


def written(reading: Reading, places: Iterable[int]) -> str:
    """The source's own characters behind clean offsets, white space dropped: straight quotation
    marks and single-width brackets stay what they are."""
    source, offsets = reading.source.text, reading.text.offsets
    return "".join("".join(source[offsets[place]] for place in places).split())


def grounded(
    reading: Reading, words: Words, start: int, end: int, value: T, rule: str
) -> Grounded[T]:
    """A value read from `words.string[start:end]`."""
    return Grounded(value=value, evidence=evidence_of(reading, words, start, end, rule))


def evidence_of(reading: Reading, words: Words, start: int, end: int, rule: str) -> Evidence:
    """Evidence for `words.string[start:end]`."""
    return reading.evidence(*words.span(start, end), rule)


def clean_mark(reading: Reading, evidence: Evidence, label: str) -> Mark:
    """The stretch of the clean string that evidence quotes."""
    offsets = reading.text.offsets
    start = bisect_left(offsets, evidence.start)
    return Mark(
        start, max(start + 1, bisect_left(offsets, evidence.end)), "part", label, evidence.rule
    )
