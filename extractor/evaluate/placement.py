"""Where in the notice every obligation of an annotation, and every value in it, stands."""

from dataclasses import dataclass
from typing import Any

from extractor.evaluate.compact import Span, Words, compact, overlap
from extractor.evaluate.keys import VALUES, Entry, Key, entries

_NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value with the stretch of its quote; `(0, 0)` when the quote is not in the notice."""

    key: Key
    entry: Entry
    span: Span

    @property
    def inherited(self) -> bool:
        return bool(self.entry.get("inherited"))


@dataclass(frozen=True, slots=True)
class PlacedObligation:
    """An obligation with its stretch and its values by kind."""

    entry: Entry
    span: Span
    values: dict[str, tuple[PlacedValue, ...]]


def place(words: Words, annotation: Entry) -> tuple[tuple[PlacedObligation, ...], list[str]]:
    """Every obligation with its place, and a sentence for each quote that has none.

    Obligations come in the order of the notice: each is looked for behind the one before, then
    anywhere. A value is looked for in its obligation, an inherited one at the nearest place
    outside.
    """
    placed: list[PlacedObligation] = []
    problems: list[str] = []
    cursor = 0
    for entry in entries(annotation, "obligations"):
        quote = entry.get("quote")
        found = words.find(quote, cursor) or words.find(quote)
        if found:
            cursor = found[0] + 1
        else:
            problems.append(f"{entry.get('id')}: the quote is not in the text: {str(quote)[:40]}")
        span = found or _NOWHERE
        values = {kind: tuple(_values(words, entry, kind, span, problems)) for kind in VALUES}
        placed.append(PlacedObligation(entry, span, values))
    return tuple(placed), problems


def _values(
    words: Words, obligation: Entry, kind: str, span: Span, problems: list[str]
) -> list[PlacedValue]:
    made = []
    for entry in entries(obligation, kind):
        found = _value(words, entry, span)
        if found is None:
            problems.append(_problem(obligation, kind, entry, "is not in the text"))
        elif not entry.get("inherited") and not (span[0] <= found[0] and found[1] <= span[1]):
            problems.append(_problem(obligation, kind, entry, "is outside its obligation"))
        made.append(PlacedValue(VALUES[kind](entry), entry, found or _NOWHERE))
    return made


def _value(words: Words, entry: Entry, span: Span) -> Span | None:
    quote = compact(entry.get("quote"))
    if not quote:
        return None
    inside = None if entry.get("inherited") else words.find(quote, *span)
    return inside or words.nearest(quote, span)


def _problem(obligation: Entry, kind: str, entry: Entry, what: str) -> str:
    quote: Any = entry.get("quote")
    return f"{obligation.get('id')}: a quote of {kind} {what}: {quote}"


@dataclass(frozen=True, slots=True)
class Match:
    """The gold and the predicted obligation that are the same, by index, with their overlap."""

    gold: int
    predicted: int
    overlap: float


def match(
    gold: tuple[PlacedObligation, ...], predicted: tuple[PlacedObligation, ...]
) -> tuple[Match, ...]:
    """One to one, the best intersection over union first, none below a half."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            shared = overlap(one.span, other.span)
            if shared:
                both = max(one.span[1], other.span[1]) - min(one.span[0], other.span[0])
                candidates.append(Match(i, j, shared / both))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    made = []
    for pair in sorted(candidates, key=lambda pair: (-pair.overlap, pair.gold, pair.predicted)):
        if pair.overlap < 0.5:
            break
        if pair.gold not in taken_gold and pair.predicted not in taken_predicted:
            taken_gold.add(pair.gold)
            taken_predicted.add(pair.predicted)
            made.append(pair)
    return tuple(made)
