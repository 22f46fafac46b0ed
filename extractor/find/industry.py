"""Industries by name: layer `industry`.

The label says in what company a name stands: `key` and `listed` in a list of the industries that
the notice as a whole is about (of those, `key` goes before `listed`), `named` anywhere else.
"""

import re
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.find.words import Words, words
from extractor.interpret.segment import BLANK, veiled
from extractor.lexicon.load import table
from extractor.lexicon.wordlist import WordList
from extractor.model import Mark

_NAMES = table("industry")["names"]
_CONTEXT = table("industry")["context"]
_KEY = table("industry")["key"]
_KINDS = {word: kind for kind in ("bound", "plain", "divisions", "other") for word in _NAMES[kind]}
_LIST = WordList(_KINDS | dict.fromkeys(_CONTEXT["fields"], "field"))
_HEADS = {
    "bound": re.compile(_CONTEXT["heads"] + _CONTEXT["nouns"]),
    "field": re.compile(_CONTEXT["heads"] + _CONTEXT["field_nouns"]),
}
_BODIES = re.compile(_CONTEXT["bodies"])
_COUNTERS = re.compile(_CONTEXT["counters"])
_UNKNOWN = re.compile(_CONTEXT["unknown"])
_MEMBERS = re.compile(_CONTEXT["members"])
_GENERIC = re.compile(_CONTEXT["generic"])
_FIRST, _SECOND = (re.compile("|".join(_KEY[kind])) for kind in ("first", "second"))


@finder("industry", writes=("industry",))
def find_industries(board: Board) -> Iterator[Mark]:
    """Every name of an industry outside titles, quotations and names of bodies."""
    string = veiled(board.string)
    known = words(string)
    first = [match.span() for match in _FIRST.finditer(string)]
    second = [match.span() for match in _SECOND.finditer(string)]
    taken: set[int] = set()
    for start, end, kind in _joined(string, known, taken):
        yield Mark(start, end, "industry", _label(start, first, second), f"industry.{kind}")
    for start, end in _members(string):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield Mark(start, end, "industry", _label(start, first, second), "industry.member")
    for match in _UNKNOWN.finditer(string):
        start, end = match.span("mark")
        if end - 1 not in taken and not _GENERIC.search(match["mark"]) and known.begins(start):
            yield Mark(start, end, "industry", _label(start, first, second), "industry.unknown")


def _joined(string: str, known: Words, taken: set[int]) -> Iterator[tuple[int, int, str]]:
    """The names that count, neighbours as one (冶金建材); all places of names go into `taken`."""
    held: tuple[int, int, str] | None = None
    counted = _COUNTERS.sub(BLANK, string)
    for start, end, kind in _LIST.find(counted):
        taken.update(range(start, end))
        beside = held is not None and held[1] == start
        if kind == "other" or not _names(string, start, end, kind, known, beside=beside):
            continue
        if held and beside:
            held = held[0], end, held[2]
            continue
        if held:
            yield held
        held = start, end, kind
    if held:
        yield held


def _members(string: str) -> Iterator[tuple[int, int]]:
    for match in _MEMBERS.finditer(string):
        at = match.start("list") + 1
        for name in match["list"][1:].split("、"):
            if not _GENERIC.search(name):
                yield at, at + len(name)
            at += len(name) + 1


def _label(start: int, first: list[tuple[int, int]], second: list[tuple[int, int]]) -> str:
    if any(low <= start < high for low, high in first):
        return "key"
    return "listed" if any(low <= start < high for low, high in second) else "named"


def _names(
    string: str, start: int, end: int, kind: str, known: Words, *, beside: bool = False
) -> bool:
    if start and string[start - 1] in _CONTEXT["before"]:
        return False
    heads = _HEADS.get(kind)
    if _BODIES.match(string, end) or (heads and not heads.match(string, end)):
        return False
    return beside or known.begins(start)
