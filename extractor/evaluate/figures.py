"""The figures of the codebook's last section, each a function of a pairing."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set

from extractor.evaluate.compact import compact, overlap
from extractor.evaluate.keys import (
    DATED,
    Entry,
    Key,
    citation_key,
    entries,
    metadata_keys,
    responsible_key,
    section_key,
)
from extractor.evaluate.pairing import (
    Pairing,
    join_mentions,
    mentions,
    name,
    value_item,
    written,
)
from extractor.evaluate.placement import PlacedObligation, PlacedValue
from extractor.evaluate.tally import Item, Tally

Figure = Callable[[Pairing], Tally]
Values = Callable[[PlacedObligation], Mapping[Hashable, Item]]
"""The distinct values of an obligation, each as it is listed."""

_EXACT = 0.95


def _spans(least: float) -> Figure:
    def figure(pairing: Pairing) -> Tally:
        kept = [pair for pair in pairing.matches if pair.overlap >= least]
        gold, predicted = {pair.gold for pair in kept}, {pair.predicted for pair in kept}
        return Tally(
            right=len(kept),
            missed=tuple(_whole(pairing.gold, gold)),
            invented=tuple(_whole(pairing.predicted, predicted)),
        )

    return figure


def _whole(obligations: tuple[PlacedObligation, ...], found: Set[int]) -> Iterator[Item]:
    for index, one in enumerate(obligations):
        if index not in found:
            yield Item(name(one), str(one.entry.get("modality")), compact(one.entry.get("quote")))


def _label(field: str, *, besides: str | None = None) -> Figure:
    """A label right in matched obligations; those labelled `besides` are not looked at."""

    def figure(pairing: Pairing) -> Tally:
        right, missed, invented = 0, [], []
        for gold, predicted in pairing.pairs():
            ours, theirs = gold.entry.get(field), predicted.entry.get(field)
            if ours == theirs:
                right += besides is None or ours != besides
                continue
            quote = compact(gold.entry.get("quote"))
            if besides is None or ours != besides:
                missed.append(Item(name(gold), f"{ours}", quote))
            if besides is None or theirs != besides:
                invented.append(Item(name(gold), f"{theirs}", quote))
        return Tally(right=right, missed=tuple(missed), invented=tuple(invented))

    return figure


def _sets(values: Values) -> Figure:
    """Sets of values within matched obligations."""

    def figure(pairing: Pairing) -> Tally:
        right, missed, invented = 0, [], []
        for gold, predicted in pairing.pairs():
            ours, theirs = values(gold), values(predicted)
            right += len(ours.keys() & theirs.keys())
            missed += [item for key, item in ours.items() if key not in theirs]
            invented += [
                item._replace(where=name(gold)) for key, item in theirs.items() if key not in ours
            ]
        return Tally(right=right, missed=tuple(missed), invented=tuple(invented))

    return figure


def _listed(field: str, key: Callable[[object], str] = compact) -> Values:
    def values(obligation: PlacedObligation) -> Mapping[Hashable, Item]:
        found = (key(value) for value in obligation.entry.get(field) or [])
        return {value: Item(name(obligation), value) for value in found}

    return values


def _units(keep: Callable[[PlacedValue], bool], key: Callable[[Entry], Hashable]) -> Values:
    def values(obligation: PlacedObligation) -> Mapping[Hashable, Item]:
        found: dict[Hashable, Item] = {}
        for value in obligation.values["responsible"]:
            if keep(value):
                found.setdefault(key(value.entry), value_item(obligation, value))
        return found

    return values


def _systems(obligation: PlacedObligation) -> Mapping[Hashable, Item]:
    found: dict[Hashable, Item] = {}
    for value in obligation.values["responsible"]:
        system, item = value.entry.get("system"), value_item(obligation, value)
        found.setdefault(system, item._replace(value=f"{system} ({item.value})"))
    return found


def _mentioned(kind: str, keep: Callable[[Entry], bool] = lambda entry: True) -> Figure:
    """Distinct mentions: value exact, words overlapping."""

    def figure(pairing: Pairing) -> Tally:
        gold = mentions(pairing.gold, kind, keep)
        predicted = mentions(pairing.predicted, kind, keep)
        matched = {(pair.gold, pair.predicted) for pair in pairing.matches}
        missed, invented = join_mentions(gold, predicted, matched)
        return Tally(
            right=len(gold) - len(missed),
            missed=tuple(mention.item for mention in missed),
            invented=tuple(mention.item for mention in invented),
        )

    return figure


def _found_in(
    gold: PlacedObligation,
    predicted: PlacedObligation,
    kind: str,
    best: Callable[[PlacedValue, list[PlacedValue]], PlacedValue],
) -> Iterator[tuple[PlacedValue, PlacedValue]]:
    """The values of a matched obligation that were found right, each with the prediction for it."""
    left = list(predicted.values[kind])
    for value in gold.values[kind]:
        same = [other for other in left if other.key == value.key]
        if same:
            chosen = best(value, same)
            left = [other for other in left if other is not chosen]
            yield value, chosen


def _same_thing(one: PlacedValue, other: PlacedValue) -> bool:
    ours, theirs = compact(one.entry.get("subject")), compact(other.entry.get("subject"))
    return bool(ours and theirs) and (ours in theirs or theirs in ours)


def _best_named(value: PlacedValue, same: list[PlacedValue]) -> PlacedValue:
    return next((other for other in same if _same_thing(value, other)), same[0])


def _best_placed(value: PlacedValue, same: list[PlacedValue]) -> PlacedValue:
    return max(same, key=lambda other: overlap(other.span, value.span))


def _subjects(pairing: Pairing) -> Tally:
    """The thing a threshold is about, where its number was found: one name contains the other."""
    right, missed, invented = 0, [], []
    for gold, predicted in pairing.pairs():
        for value, other in _found_in(gold, predicted, "thresholds", _best_named):
            if _same_thing(value, other):
                right += 1
                continue
            missed.append(Item(name(gold), compact(value.entry.get("subject")), written(value.key)))
            invented.append(
                Item(name(gold), compact(other.entry.get("subject")), written(other.key))
            )
    return Tally(right=right, missed=tuple(missed), invented=tuple(invented))


def _grounding(pairing: Pairing) -> Tally:
    """Of the values found right, how many quote words that the gold quotes."""
    right, missed, invented = 0, [], []
    for gold, predicted in pairing.pairs():
        for kind in gold.values:
            for value, other in _found_in(gold, predicted, kind, _best_placed):
                if overlap(value.span, other.span):
                    right += 1
                    continue
                missed.append(value_item(gold, value))
                invented.append(value_item(gold, other))
    return Tally(right=right, missed=tuple(missed), invented=tuple(invented))


_LINKS = ("responsible", "deadlines", "thresholds")


def _links(obligation: PlacedObligation) -> dict[Hashable, Item]:
    return {
        (kind, value.key): value_item(obligation, value)
        for kind in _LINKS
        for value in obligation.values[kind]
    }


def _linked(pairing: Pairing) -> Tally:
    """End to end: values of matched obligations are right, all others are missed or invented."""
    gold = [_links(obligation) for obligation in pairing.gold]
    predicted = [_links(obligation) for obligation in pairing.predicted]
    right = 0
    for pair in pairing.matches:
        ours, theirs = gold[pair.gold], predicted[pair.predicted]
        for key in ours.keys() & theirs.keys():
            del ours[key], theirs[key]
            right += 1
    return Tally(
        right=right,
        missed=tuple(item for links in gold for item in links.values()),
        invented=tuple(item for links in predicted for item in links.values()),
    )


def _bag(keys: Callable[[Entry], Iterable[Key]]) -> Figure:
    """Values of the whole notice, each as often as it occurs."""

    def figure(pairing: Pairing) -> Tally:
        gold = Counter(keys(pairing.gold_annotation))
        predicted = Counter(keys(pairing.predicted_annotation))
        return Tally(
            right=(gold & predicted).total(),
            missed=tuple(Item("", written(key)) for key in (gold - predicted).elements()),
            invented=tuple(Item("", written(key)) for key in (predicted - gold).elements()),
        )

    return figure


FIGURES: dict[str, Figure] = {
    "obligations": _spans(0.5),
    "exact": _spans(_EXACT),
    "modality": _label("modality"),
    "topic": _label("topic"),
    "not_must": _label("modality", besides="must"),
    "measures": _sets(_listed("measures", str)),
    "recipients": _sets(_listed("recipients")),
    "responsible": _sets(_units(lambda value: True, responsible_key)),
    "actors": _sets(_units(lambda value: not value.inherited, responsible_key)),
    "system": _sets(_systems),
    "industries": _sets(_listed("industries")),
    "deadlines": _mentioned("deadlines"),
    "dated": _mentioned("deadlines", lambda entry: entry.get("kind") in DATED),
    "thresholds": _mentioned("thresholds"),
    "targets": _mentioned("targets"),
    "subjects": _subjects,
    "grounding": _grounding,
    "linked": _linked,
    "citations": _bag(lambda a: (citation_key(c) for c in entries(a, "citations"))),
    "sections": _bag(lambda a: (section_key(s) for s in entries(a, "sections"))),
    "metadata": _bag(metadata_keys),
}
"""Every figure by its name, in the order in which they are reported."""

MEANS = ("responsible", "linked")
"""Figures also given as the mean of the notices, so that one long notice does not speak for all."""
