"""Every rule of the lexicon does what its examples say.

For each sentence in a rule's `hits` it is proved that

1. the rule's own pattern finds something at every stretch the sentence brackets under the name of
   the rule's layer or label (at least one stretch bears such a name); the pattern is tried on the
   sentence and, as some rules describe whole lines or pieces, on each line and on each stretch
   between full stops, semicolons and colons without its final mark; and
2. after all finders have run, and overlaps are settled, a mark of the named layer, or of the rule's
   layer with the named label, covers exactly the bracketed words. Bracketed lines that follow each
   other may be covered by one mark together. A layer that no finder writes is used by interpreters
   directly: there the pattern itself must match exactly those words.

For each sentence in a rule's `misses` it is proved that no mark made by the rule is left after all
finders have run, or, for a layer that no finder writes, that the pattern finds nothing.

Finders look inside different parts of a notice. So a sentence is tried as a whole text, then as a
paragraph under headings, before the first of them, then behind a number or a run-in heading in the
same paragraph: a hit must hold in one of these settings, a miss in all of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from extractor.find import find
from extractor.find.pipeline import FINDERS, pipeline
from extractor.lexicon.load import Rule, names, rules
from extractor.lexicon.proof import Stretch, example
from extractor.model import Mark, Text
from extractor.text.characters import folded

Wanted = tuple[Stretch, tuple[int, int]]

SETTINGS = (
    ("alone", "", ""),
    ("under a heading", "一、主要任务\n（一）工作安排\n", "\n二、其他事项\n请遵照执行。"),
    ("before the first heading", "", "\n一、主要任务\n请遵照执行。"),
    ("behind a number", "一、主要任务\n1.", "\n二、其他事项\n请遵照执行。"),
    ("behind a run-in heading", "一、主要任务\n（一）工作安排。", "\n二、其他事项\n请遵照执行。"),
)

_LINE = re.compile(r"[^\n]+")
_PIECE = re.compile(r"[^。；：\n]+")

RULES = tuple(rule for name in names() for rule in rules(name))


def _examples(which: str) -> Iterator[object]:
    for rule in RULES:
        for index, written in enumerate(getattr(rule, which), start=1):
            yield pytest.param(rule, written, id=f"{rule.id}-{index}")


@cache
def _written_layers() -> frozenset[str]:
    pipeline()
    return frozenset(layer for _, declared in FINDERS.items() for layer in declared.writes)


@cache
def _text(sentence: str) -> Text:
    """Each line of the example is a paragraph: nothing is joined, cut or dropped but white space."""
    characters: list[str] = []
    offsets: list[int] = []
    start = 0
    for line in sentence.split("\n"):
        clean, columns = folded(line)
        characters += [*clean, "\n"]
        offsets += [*(start + column for column in columns), start + len(line)]
        start += len(line) + 1
    return Text("".join(characters[:-1]), tuple(offsets[:-1]))


@cache
def _marks(sentence: str) -> tuple[Mark, ...]:
    return find(_text(sentence))


def _clean(text: Text, stretch: Stretch, shift: int) -> tuple[int, int]:
    """The stretch, given in characters of the sentence, in offsets of the clean string."""
    low, high = stretch.start + shift, stretch.end + shift
    inside = [index for index, offset in enumerate(text.offsets) if low <= offset < high]
    assert inside, "the stretch has vanished from the clean string"
    return inside[0], inside[-1] + 1


def _matches(rule: Rule, string: str) -> list[tuple[int, int]]:
    group = "mark" if "mark" in rule.pattern.groupindex else 0
    parts = (*_LINE.finditer(string), *_PIECE.finditer(string))
    stretches = [(0, string), *((part.start(), part[0]) for part in parts)]
    return [
        (match.start(group) + shift, match.end(group) + shift)
        for shift, words in stretches
        for match in rule.pattern.finditer(words)
        if match[group]
    ]


def _meets(mark: Mark, rule: Rule, stretch: Stretch) -> bool:
    return stretch.name == mark.layer or (stretch.name == mark.label and mark.layer == rule.layer)


def _unmet(rule: Rule, written: str, before: str, after: str) -> list[str]:
    """The bracketed words that no right mark covers when the sentence stands in this setting."""
    proof = example(written)
    sentence = before + proof.sentence + after
    text = _text(sentence)
    wanted = [(stretch, _clean(text, stretch, len(before))) for stretch in proof.stretches]
    if rule.layer not in _written_layers():
        exact = _matches(rule, text.string)
        return [text.string[slice(*span)] for _, span in wanted if span not in exact]
    found = _marks(sentence)
    return [
        text.string[slice(*span)]
        for stretch, span in wanted
        if not any(
            (m.start, m.end) in _covers(text.string, stretch, span, wanted)
            and _meets(m, rule, stretch)
            for m in found
        )
    ]


def _covers(
    string: str, stretch: Stretch, span: tuple[int, int], wanted: list[Wanted]
) -> set[tuple[int, int]]:
    """The spans that cover exactly these words, or these and neighbouring lines of their name."""
    spans = [other for named, other in wanted if named.name == stretch.name]
    covers = {span}
    for low in (low for low, _ in spans if low <= span[0]):
        for high in (high for _, high in spans if high >= span[1]):
            inside = [other for other in spans if low <= other[0] and other[1] <= high]
            if all(string[a[1] : b[0]] == "\n" for a, b in pairwise(inside)):
                covers.add((low, high))
    return covers


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_proved_by_at_least_one_hit_and_one_miss(rule: Rule) -> None:
    assert rule.hits, "no hits"
    assert rule.misses, "no misses"


def test_every_rule_has_an_id_of_its_own() -> None:
    counted = Counter(rule.id for rule in RULES)
    assert [rule_id for rule_id, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(("rule", "written"), tuple(_examples("hits")))
def test_the_pattern_of_a_rule_finds_its_hits(rule: Rule, written: str) -> None:
    proof = example(written)
    text = _text(proof.sentence)
    own = [s for s in proof.stretches if s.name in (rule.layer, rule.label)]
    assert own, f"the example brackets nothing as {rule.layer} or {rule.label}"
    found = _matches(rule, text.string)
    spans = [_clean(text, stretch, 0) for stretch in own]
    assert any(low < to and at < high for low, high in spans for at, to in found), found


@pytest.mark.parametrize(("rule", "written"), tuple(_examples("hits")))
def test_the_finders_mark_the_hits_of_a_rule(rule: Rule, written: str) -> None:
    unmet = {}
    for name, before, after in SETTINGS:
        unmet[name] = _unmet(rule, written, before, after)
        if not unmet[name]:
            return
    marks = [(m.layer, m.label, m.rule, m.start, m.end) for m in _marks(example(written).sentence)]
    pytest.fail(f"not marked exactly: {unmet}\nmarks of the sentence alone: {marks}")


@pytest.mark.parametrize(("rule", "written"), tuple(_examples("misses")))
def test_no_mark_of_a_rule_stands_in_its_misses(rule: Rule, written: str) -> None:
    assert example(written).stretches == (), "a miss brackets nothing"
    if not _matches(rule, _text(written).string):
        return
    assert rule.layer in _written_layers(), "the pattern matches"
    made = {
        name: [m for m in _marks(before + written + after) if m.rule == rule.id]
        for name, before, after in SETTINGS
    }
    assert all(not marks for marks in made.values()), made
