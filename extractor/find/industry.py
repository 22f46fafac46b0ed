"""Industries by name: layer `industry`.

The label says in what company a name stands: `key` and `listed` in a list of the industries that
the notice as a whole is about (of those, `key` goes before `listed`), `named` anywhere else.
"""

import re
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.find.words import Words, words
from extractor.interpret.segment import veiled
from extractor.lexicon.load import table
from extractor.lexicon.wordlist import WordList
from extractor.model import Mark

_NAMES = table("industry")["names"]
_CONTEXT = table("industry")["context"]
_KEY = table("industry")["key"]
_LIST = WordList(
    {word: kind for kind in ("bound", "plain", "divisions", "other") for word in _NAMES[kind]}
)
_HEADS = re.compile(_CONTEXT["heads"])
_BODIES = re.compile(_CONTEXT["bodies"])
_UNKNOWN = re.compile(_CONTEXT["unknown"])
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
    for start, end, kind in _LIST.find(string):
        taken.update(range(start, end))
        if kind != "other" and _names(string, start, end, kind, known):
            label = _label(start, first, second)
            yield Mark(start, end, "industry", label, f"industry.{kind}")
    for match in _UNKNOWN.finditer(string):
        start, end = match.span("mark")
        if end - 1 not in taken and not _GENERIC.search(match["mark"]) and known.begins(start):
            yield Mark(start, end, "industry", _label(start, first, second), "industry.unknown")


def _label(start: int, first: list[tuple[int, int]], second: list[tuple[int, int]]) -> str:
    if any(low <= start < high for low, high in first):
        return "key"
    return "listed" if any(low <= start < high for low, high in second) else "named"


def _names(string: str, start: int, end: int, kind: str, known: Words) -> bool:
    if string[start - 1 : start] in _CONTEXT["before"] and start:
        return False
    if _BODIES.match(string, end) or not known.begins(start):
        return False
    return kind != "bound" or _HEADS.match(string, end) is not None
