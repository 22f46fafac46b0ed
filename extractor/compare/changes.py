"""What moved between two extractions of the same notices.

Obligations are paired by id, then by the likeness of their quotes; values within a pair by what
they say. Ids and offsets that follow from another reading of the file are no change of their own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.model import Notice, Obligation
from extractor.model.records import deadline_words, quantity_words

Kind = Literal["added", "removed", "changed"]

_SIGNS: dict[Kind, str] = {"added": "+", "removed": "−", "changed": "≠"}
_ALIKE = 60.0
"""Quotes as alike as this (of 100) are one obligation cut otherwise."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved: `what` is `notice`, `obligation`, or the name of a field."""

    kind: Kind
    notice: str
    obligation: str | None
    what: str
    before: str | None = None
    after: str | None = None

    def lines(self) -> Iterator[str]:
        """The change in one line, with the notice and the beginning of the obligation."""
        place = self.notice if self.obligation is None else f"{self.notice} 「{self.obligation}」"
        values = " → ".join(value for value in (self.before, self.after) if value is not None)
        yield f"{_SIGNS[self.kind]} {place} {self.what}: {values}"


def changes(before: Iterable[Notice], after: Iterable[Notice]) -> tuple[Change, ...]:
    """All changes, notice by notice; notices are paired by bytes, then by name, then by title."""
    earlier, later = list(before), list(after)
    pairs, gone, new = _paired(earlier, later)
    found = [
        *(Change("removed", n.document, None, "notice", before=n.source.name) for n in gone),
        *(Change("added", n.document, None, "notice", after=n.source.name) for n in new),
    ]
    for one, other in pairs:
        found += _of_notice(one, other)
    return tuple(found)


def summary(found: tuple[Change, ...]) -> str:
    """How many obligations and values were added, removed and changed, in one line."""
    if not found:
        return "Nothing moved."
    counts: dict[tuple[str, Kind], int] = {}
    for change in found:
        noun = change.what if change.what in ("notice", "obligation") else "value"
        counts[noun, change.kind] = counts.get((noun, change.kind), 0) + 1
    return "; ".join(f"{noun}s {kind}: {count}" for (noun, kind), count in sorted(counts.items()))


def _paired(
    earlier: list[Notice], later: list[Notice]
) -> tuple[list[tuple[Notice, Notice]], list[Notice], list[Notice]]:
    pairs = []
    for key in (_bytes, _name, _title):
        known = {key(notice): notice for notice in reversed(later)}
        for notice in tuple(earlier):
            other = known.pop(key(notice), None)
            if other is not None:
                pairs.append((notice, other))
                earlier.remove(notice)
                later.remove(other)
    return pairs, earlier, later


def _bytes(notice: Notice) -> str:
    return notice.source.sha256


def _name(notice: Notice) -> str:
    return notice.document


def _title(notice: Notice) -> str:
    """Title and number: one notice as two files (its text, its PDF) is one notice."""
    title, number = notice.metadata.title, notice.metadata.document_number
    if title is None or not title.value:
        return _bytes(notice)
    return f"{title.value} {number.value if number else None}"


def _of_notice(one: Notice, other: Notice) -> Iterator[Change]:
    name = other.document
    ours, theirs = _metadata(one), _metadata(other)
    for field in sorted(ours.keys() | theirs.keys()):
        yield from _sets(name, None, field, ours.get(field, []), theirs.get(field, []))
    pairs, gone, new = _matched(list(one.obligations), list(other.obligations))
    for duty in gone:
        yield Change("removed", name, _shown(duty), "obligation", before=duty.evidence.words)
    for duty in new:
        yield Change("added", name, _shown(duty), "obligation", after=duty.evidence.words)
    for mine, yours in pairs:
        if mine.evidence.words != yours.evidence.words:
            quotes = mine.evidence.words, yours.evidence.words
            yield Change("changed", name, _shown(yours), "obligation", *quotes)
        before, after = _values(mine), _values(yours)
        for field in before:
            yield from _sets(name, _shown(yours), field, before[field], after[field])


def _matched(
    ours: list[Obligation], theirs: list[Obligation]
) -> tuple[list[tuple[Obligation, Obligation]], list[Obligation], list[Obligation]]:
    """Pairs by id, then by the likeness of quotes, the likest first."""
    from rapidfuzz import fuzz, process

    known = {duty.id: duty for duty in theirs}
    pairs = [(duty, known[duty.id]) for duty in ours if duty.id in known]
    paired = {duty.id for duty, _ in pairs}
    left = [duty for duty in ours if duty.id not in paired]
    right = [duty for duty in theirs if duty.id not in paired]
    if left and right:
        quotes = [duty.evidence.words for duty in right]
        scores = sorted(
            (-score, at, to)
            for at, duty in enumerate(left)
            for _, score, to in process.extract(
                duty.evidence.words, quotes, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3
            )
        )
        used: tuple[set[int], set[int]] = (set(), set())
        for _, at, to in scores:
            if at not in used[0] and to not in used[1]:
                pairs.append((left[at], right[to]))
                used[0].add(at)
                used[1].add(to)
        left = [duty for at, duty in enumerate(left) if at not in used[0]]
        right = [duty for to, duty in enumerate(right) if to not in used[1]]
    return sorted(pairs, key=lambda pair: pair[1].evidence.start), left, right


def _sets(
    notice: str, duty: str | None, field: str, before: list[str], after: list[str]
) -> Iterator[Change]:
    """Values of one field that went and came; one of each is one value that changed."""
    gone = [value for value in dict.fromkeys(before) if value not in after]
    new = [value for value in dict.fromkeys(after) if value not in before]
    if len(gone) == len(new) == 1:
        yield Change("changed", notice, duty, field, gone[0], new[0])
        return
    yield from (Change("removed", notice, duty, field, before=value) for value in gone)
    yield from (Change("added", notice, duty, field, after=value) for value in new)


def _metadata(notice: Notice) -> dict[str, list[str]]:
    """Every field of the head, and the counted parts, as words."""
    fields = notice.metadata.model_dump(mode="json")
    found = {f"metadata.{name}": list(_said(value)) for name, value in fields.items()}
    found["sections"] = [f"{s.level} {s.number}{s.heading}" for s in notice.sections]
    found["citations"] = [f"{c.kind} {c.title or ''} {c.number or ''}" for c in notice.citations]
    found["key_industries"] = [str(named.value) for named in notice.key_industries]
    return found


def _said(value: Any) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _said(entry)
        return
    said = value.get("value", value.get("title"))
    yield json.dumps(said, ensure_ascii=False) if isinstance(said, dict) else str(said)


def _values(duty: Obligation) -> dict[str, list[str]]:
    return {
        "section": [duty.section],
        "modality": [str(duty.modality.value)],
        "topic": [str(duty.topic.value)],
        "measures": [str(measure.value) for measure in duty.measures],
        "responsible": [f"{p.role} {p.unit} [{p.system}]" for p in duty.responsible],
        "recipients": [str(body.value) for body in duty.recipients],
        "deadlines": [f"{d.kind} {deadline_words(d)}" for d in duty.deadlines],
        "thresholds": [quantity_words(threshold) for threshold in duty.thresholds],
        "targets": [quantity_words(target) for target in duty.targets],
        "condition": [str(duty.condition.value)] if duty.condition else [],
        "industries": [str(named.value) for named in duty.industries],
    }


def _shown(duty: Obligation) -> str:
    words = duty.evidence.words
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
