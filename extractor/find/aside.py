"""Pieces that direct nobody: definitions, purposes, closing provisions. Layer `aside`."""

from bisect import bisect
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.lexicon.load import rules
from extractor.model import Mark

_RULES = rules("aside")


@finder("aside", reads=("clause", "section", "item"), writes=("aside",))
def find_asides(board: Board) -> Iterator[Mark]:
    """One mark per piece that a rule explains away, over the words that the rule matched.

    Rules labelled `continued` hold only behind a definition in the same numbered item.
    """
    heads = sorted(mark.start for layer in ("section", "item") for mark in board.marks(layer))
    defined = -1
    for clause in board.marks("clause"):
        words = board.string[clause.start : clause.end]
        if defined >= 0 and bisect(heads, defined) != bisect(heads, clause.start):
            defined = -1
        for rule in _RULES:
            if rule.label == "continued" and defined < 0:
                continue
            match = rule.pattern.search(words)
            if match:
                start = clause.start + match.start()
                yield Mark(start, clause.start + match.end(), "aside", rule.label, rule.id)
                if rule.label == "definition":
                    defined = clause.end
                break
