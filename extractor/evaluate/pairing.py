"""Two annotations of one notice side by side: what every figure is computed from."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from extractor.evaluate.compact import Span, Words, compact, overlap
from extractor.evaluate.keys import Entry, Key
from extractor.evaluate.placement import Match, PlacedObligation, PlacedValue, match, place
from extractor.evaluate.tally import Item

_SHOWN = 28


@dataclass(frozen=True, slots=True)
class Pairing:
    """Gold and prediction placed in the same text, their obligations matched."""

    gold_annotation: Entry
    predicted_annotation: Entry
    gold: tuple[PlacedObligation, ...]
    predicted: tuple[PlacedObligation, ...]
    matches: tuple[Match, ...]

    def pairs(self) -> Iterator[tuple[PlacedObligation, PlacedObligation]]:
        """The matched obligations, gold first."""
        for pair in self.matches:
            yield self.gold[pair.gold], self.predicted[pair.predicted]


def pair(text: str, gold: Entry, predicted: Entry) -> Pairing:
    """Both annotations on the text they were made from."""
    words = Words(text)
    ours, _ = place(words, gold)
    theirs, _ = place(words, predicted)
    return Pairing(gold, predicted, ours, theirs, match(ours, theirs))


def name(obligation: PlacedObligation) -> str:
    """How an obligation is named in lists: its section and its first words."""
    quote = compact(obligation.entry.get("quote"))
    shown = quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"
    return f"{compact(obligation.entry.get('section'))} {shown}".strip()


def written(key: Key) -> str:
    """A key for people: its parts that are filled.

    >>> written(("by", None, "2021-06-30", None, None))
    'by · 2021-06-30'
    """
    return " · ".join(
        f"{part:g}" if isinstance(part, float) else str(part)
        for part in key
        if part is not None and part != ""
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A distinct value at a distinct place, with the obligations that carry it, by index."""

    key: Key
    span: Span
    carriers: frozenset[int]
    inherited: bool
    item: Item


def mentions(
    obligations: tuple[PlacedObligation, ...],
    kind: str,
    keep: Callable[[Entry], bool] = lambda entry: True,
) -> tuple[Mention, ...]:
    """The mentions of one kind in the order in which they first come up."""
    found: dict[tuple[Key, Span], list[tuple[int, PlacedValue]]] = {}
    for index, obligation in enumerate(obligations):
        for value in obligation.values[kind]:
            if keep(value.entry):
                found.setdefault((value.key, value.span), []).append((index, value))
    return tuple(
        Mention(
            key=key,
            span=span,
            carriers=frozenset(index for index, _ in carried),
            inherited=any(value.inherited for _, value in carried),
            item=value_item(obligations[carried[0][0]], carried[0][1]),
        )
        for (key, span), carried in found.items()
    )


def value_item(obligation: PlacedObligation, value: PlacedValue) -> Item:
    """A value as it is listed."""
    return Item(name(obligation), written(value.key), compact(value.entry.get("quote")))


def join_mentions(
    gold: tuple[Mention, ...],
    predicted: tuple[Mention, ...],
    matches: Collection[tuple[int, int]],
) -> tuple[list[Mention], list[Mention]]:
    """The mentions that found no partner, of gold and of the prediction.

    Partners have the same value and share words; for a value that the gold inherits it is enough
    that both stand in one pair of matched obligations.
    """
    left = list(gold)
    invented = []
    for mention in sorted(predicted, key=lambda mention: mention.span):
        same = [other for other in left if _partners(other, mention, matches)]
        if same:
            left.remove(min(same, key=lambda other: abs(other.span[0] - mention.span[0])))
        else:
            invented.append(mention)
    return left, invented


def _partners(gold: Mention, predicted: Mention, matches: Collection[tuple[int, int]]) -> bool:
    if gold.key != predicted.key:
        return False
    if overlap(gold.span, predicted.span):
        return True
    return gold.inherited and any(
        (i, j) in matches for i in gold.carriers for j in predicted.carriers
    )
