"""Rules run over a string: what every finder does before it looks around."""

from collections.abc import Iterable, Iterator

from extractor.lexicon.load import Rule
from extractor.model import Mark


def run_rules(
    rules: Iterable[Rule], string: str, start: int = 0, end: int | None = None
) -> Iterator[Mark]:
    """Every match of every rule inside `string[start:end]`, overlaps and all."""
    stop = len(string) if end is None else end
    for rule in rules:
        group = "mark" if "mark" in rule.pattern.groupindex else 0
        for match in rule.pattern.finditer(string, start, stop):
            at, to = match.span(group)
            if at < to:
                yield Mark(at, to, rule.layer, rule.label, rule.id)


def longest(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that do not overlap: the leftmost first, of those the longest, then in given order."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
