"""Predictions made from the gold by known damage, each a fixed function of an annotation."""

import copy
import random
from collections.abc import Callable
from typing import Any

Annotation = dict[str, Any]
Damage = Callable[[Annotation, random.Random], None]

VALUES = ("responsible", "deadlines", "thresholds", "targets")
LISTS = ("measures", "recipients", "industries")
# Each cyclic order of labels moves a label to the next one.
ROLES = ("lead", "support", "by_duty", "responsible")
MODALITIES = ("must", "must_not", "may", "encourage")


def _next(order: tuple[str, ...], label: str) -> str:
    return order[(order.index(label) + 1) % len(order)]


def _some(items: list[Any], chance: random.Random, share: float = 0.3) -> list[Any]:
    return [item for item in items if chance.random() < share]


def nothing(annotation: Annotation, chance: random.Random) -> None:
    """The gold itself."""


def all_gone(annotation: Annotation, chance: random.Random) -> None:
    """No prediction at all."""
    annotation.clear()


def obligations_dropped(annotation: Annotation, chance: random.Random) -> None:
    kept = [o for o in annotation["obligations"] if chance.random() < 0.7]
    annotation["obligations"] = kept


def obligations_doubled(annotation: Annotation, chance: random.Random) -> None:
    doubles = [copy.deepcopy(o) for o in _some(annotation["obligations"], chance)]
    annotation["obligations"] += doubles


def obligations_out_of_order(annotation: Annotation, chance: random.Random) -> None:
    chance.shuffle(annotation["obligations"])


def spans_shifted(annotation: Annotation, chance: random.Random) -> None:
    """Quotes lose words at the front or the end, some more than half of them."""
    for obligation in annotation["obligations"]:
        quote = obligation["quote"]
        cut = int(len(quote) * chance.choice((0, 0.02, 0.1, 0.4, 0.6)))
        obligation["quote"] = quote[cut:] if chance.random() < 0.5 else quote[: len(quote) - cut]


def pieces_joined(annotation: Annotation, chance: random.Random) -> None:
    """Two obligations become one with the values of both; its quote has lost what lay between."""
    joined: list[Annotation] = []
    for obligation in annotation["obligations"]:
        if joined and chance.random() < 0.2:
            joined[-1]["quote"] += obligation["quote"]
            for kind in VALUES:
                joined[-1][kind] = joined[-1].get(kind, []) + obligation.get(kind, [])
        else:
            joined.append(obligation)
    annotation["obligations"] = joined


def pages_in_quotes(annotation: Annotation, chance: random.Random) -> None:
    """A page mark and line breaks stand in the quotes, widths differ."""
    for obligation in annotation["obligations"]:
        middle = len(obligation["quote"]) // 2
        left, right = obligation["quote"][:middle], obligation["quote"][middle:]
        obligation["quote"] = f"{left}\n— 7 —\n {right}".replace("，", ",")


def words_in_quotes_lost(annotation: Annotation, chance: random.Random) -> None:
    """Words in the middle of long quotes are gone: only the ends still tell the place."""
    for obligation in annotation["obligations"]:
        quote = obligation["quote"]
        if len(quote) > 30:
            obligation["quote"] = quote[:14] + quote[18:]


def quotes_not_in_text(annotation: Annotation, chance: random.Random) -> None:
    for obligation in _some(annotation["obligations"], chance):
        obligation["quote"] = "此句不见于原文"
        for kind in VALUES:
            for value in _some(obligation.get(kind, []), chance, 0.5):
                value["quote"] = "不见于原文"


def values_dropped(annotation: Annotation, chance: random.Random) -> None:
    for obligation in annotation["obligations"]:
        for kind in VALUES:
            values = obligation.get(kind, [])
            obligation[kind] = [v for v in values if chance.random() < 0.7]
        for field in LISTS:
            obligation[field] = [v for v in obligation[field] if chance.random() < 0.7]


def values_at_the_wrong_obligation(annotation: Annotation, chance: random.Random) -> None:
    """Values slip to the obligation behind theirs."""
    for kind in (*VALUES, *LISTS):
        held = [o.get(kind, []) for o in annotation["obligations"]]
        for obligation, values in zip(annotation["obligations"], held[-1:] + held, strict=False):
            obligation[kind] = values


def wrong_roles(annotation: Annotation, chance: random.Random) -> None:
    for obligation in annotation["obligations"]:
        for unit in _some(obligation["responsible"], chance):
            unit["role"] = _next(ROLES, unit["role"])
        for unit in _some(obligation["responsible"], chance):
            unit["system"] = "other"


def wrong_labels(annotation: Annotation, chance: random.Random) -> None:
    for obligation in annotation["obligations"]:
        if chance.random() < 0.3:
            obligation["modality"] = _next(MODALITIES, obligation["modality"])
        if chance.random() < 0.3:
            obligation["topic"] = "other"


def inheritance_denied(annotation: Annotation, chance: random.Random) -> None:
    """Inherited values claim to stand in their obligation, and the other way round."""
    for obligation in annotation["obligations"]:
        for kind in VALUES:
            for value in _some(obligation.get(kind, []), chance, 0.5):
                value["inherited"] = not value.get("inherited")


def inherited_from_elsewhere(annotation: Annotation, chance: random.Random) -> None:
    """Right values quote words that stand all over the notice."""
    for obligation in annotation["obligations"]:
        for kind in VALUES:
            for value in _some(obligation.get(kind, []), chance, 0.5):
                value["quote"] = chance.choice(("的", "产能", "、", "。"))
                value["inherited"] = chance.random() < 0.5


def wrong_numbers(annotation: Annotation, chance: random.Random) -> None:
    """Comparators turned round, values as strings, units in other spellings."""
    for obligation in annotation["obligations"]:
        for kind in ("thresholds", "targets"):
            for number in obligation.get(kind) or []:
                if chance.random() < 0.3:
                    number["comparator"] = "lt"
                if chance.random() < 0.5:
                    number["value"] = str(number["value"])
                if chance.random() < 0.5 and number["unit"] == "t/d":
                    number["unit"] = "吨/日"
                if chance.random() < 0.4 and number.get("subject"):
                    number["subject"] = chance.choice(("产能", number["subject"][:2], None))


def wrong_dates(annotation: Annotation, chance: random.Random) -> None:
    """Other kinds, other years; fields that the kind does not have are filled."""
    for obligation in annotation["obligations"]:
        for deadline in _some(obligation["deadlines"], chance, 0.5):
            change = chance.choice(("kind", "year", "noise"))
            if change == "kind":
                deadline["kind"] = "by" if deadline["kind"] != "by" else "during"
            elif change == "year" and deadline.get("end"):
                deadline["end"] = "1999" + deadline["end"][4:]
            else:
                deadline.update(trigger="自通知之日起", recurrence=deadline.get("recurrence"))


def header_damaged(annotation: Annotation, chance: random.Random) -> None:
    """Metadata, sections and citations with gaps, doubles and other widths."""
    metadata = annotation["metadata"]
    for field in _some(sorted(metadata), chance):
        metadata[field] = None
    metadata["title"] = f" {metadata.get('title')} ".replace("（", "(")
    for kind in ("sections", "citations"):
        kept = [entry for entry in annotation[kind] if chance.random() < 0.8]
        annotation[kind] = kept + [dict(entry) for entry in _some(kept, chance, 0.1)]


def malformed(annotation: Annotation, chance: random.Random) -> None:
    """Lists that are none, entries that are no objects, fields that are not there."""
    for obligation in annotation["obligations"]:
        if chance.random() < 0.2:
            obligation["deadlines"] = None
        if chance.random() < 0.2:
            obligation["responsible"] = [*obligation["responsible"], "市政府"]
        if chance.random() < 0.2:
            obligation.pop("thresholds")
        for deadline in _some(obligation["deadlines"] or [], chance):
            deadline.pop("end", None)
    annotation.pop("citations")


DAMAGES: tuple[Damage, ...] = (
    nothing,
    all_gone,
    obligations_dropped,
    obligations_doubled,
    obligations_out_of_order,
    spans_shifted,
    pieces_joined,
    pages_in_quotes,
    words_in_quotes_lost,
    quotes_not_in_text,
    values_dropped,
    values_at_the_wrong_obligation,
    wrong_roles,
    wrong_labels,
    inheritance_denied,
    inherited_from_elsewhere,
    wrong_numbers,
    wrong_dates,
    header_damaged,
    malformed,
)


def everything(annotation: Annotation, chance: random.Random) -> None:
    """All damages that leave something to score, one after the other."""
    for damage in DAMAGES:
        if damage not in (all_gone, pieces_joined, quotes_not_in_text):
            damage(annotation, chance)


def damaged(annotation: Annotation, damage: Damage, seed: str) -> Annotation:
    """A damaged copy; the same seed makes the same damage on every machine."""
    made = copy.deepcopy(annotation)
    damage(made, random.Random(f"{damage.__name__} {seed}"))  # noqa: S311
    return made
