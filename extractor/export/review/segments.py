"""The text of a notice cut wherever some evidence begins or ends, so that every quote is whole pieces."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from pydantic import BaseModel

from extractor.model import Evidence, Notice, Obligation


class Segments:
    """The cuts of a text; segment `i` is `text[cuts[i] : cuts[i + 1]]` and never crosses a line.

    The page speaks of segments alone, never of offsets: characters that JavaScript counts twice
    (those beyond U+FFFF) cannot shift a mark.
    """

    def __init__(self, notice: Notice) -> None:
        self.text = notice.text
        cuts = {0, len(self.text), *notice.source.page_starts}
        for index, character in enumerate(self.text):
            if character == "\n":
                cuts.update((index, index + 1))
        for evidence in evidences(notice):
            cuts.update((evidence.start, evidence.end))
        self.cuts = sorted(cuts)

    def span(self, evidence: Evidence) -> tuple[int, int]:
        """The first and the last segment of a quote; last < first where it is empty."""
        first = bisect_left(self.cuts, evidence.start)
        return first, bisect_left(self.cuts, evidence.end) - 1

    def within(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Number and words of the segments of `text[start:end]`."""
        low, high = bisect_left(self.cuts, start), bisect_right(self.cuts, end)
        for index, (left, right) in enumerate(pairwise(self.cuts[low:high]), start=low):
            yield index, self.text[left:right]


def evidences(thing: object) -> Iterator[Evidence]:
    """Every evidence in a model, however deep."""
    if isinstance(thing, Evidence):
        yield thing
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from evidences(getattr(thing, name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from evidences(item)


def facts(duty: Obligation) -> Iterator[tuple[str, Evidence]]:
    """The values of an obligation that have a colour of their own, by kind."""
    named = (
        ("unit", duty.responsible),
        ("deadline", duty.deadlines),
        ("threshold", duty.thresholds),
        ("target", duty.targets),
        ("recipient", duty.recipients),
    )
    for kind, values in named:
        for value in values:
            yield kind, value.evidence
    if duty.condition:
        yield "condition", duty.condition.evidence


def painted(notice: Notice, segments: Segments) -> dict[int, str]:
    """The kind of the shortest fact that covers a segment."""
    found: dict[int, tuple[int, str]] = {}
    for duty in notice.obligations:
        for kind, evidence in facts(duty):
            length = evidence.end - evidence.start
            first, last = segments.span(evidence)
            for index in range(first, last + 1):
                if index not in found or length < found[index][0]:
                    found[index] = length, kind
    return {index: kind for index, (_, kind) in found.items()}
