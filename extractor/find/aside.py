"""Pieces that direct nobody: definitions, purposes, closing provisions. Layer `aside`.

Layer `directive` has the reverse: what a covering letter or preamble orders all the same.
"""

import re
from bisect import bisect
from collections.abc import Iterator

from extractor.find.match import longest, run_rules
from extractor.find.pipeline import Board, finder
from extractor.lexicon.load import rules, table
from extractor.model import Mark

_RULES = rules("aside")
_SCOPE = re.compile(table("aside")["scope"]["pattern"])
_UNLESS = {"preamble", "cover"}


@finder("aside", reads=("clause", "section", "item"), writes=("aside",))
def find_asides(board: Board) -> Iterator[Mark]:
    """One mark per piece that a rule explains away, over the words that the rule matched.

    Rules labelled `continued` hold only behind a definition in the same numbered item, or under a
    heading that announces one.
    """
    heads = sorted(mark.start for layer in ("section", "item") for mark in board.marks(layer))
    scopes = [
        mark.end
        for mark in board.marks("section")
        if _SCOPE.search(board.string, mark.start, mark.end)
    ]
    defined = -1
    for clause in board.marks("clause"):
        words = board.string[clause.start : clause.end]
        if defined >= 0 and bisect(heads, defined) != bisect(heads, clause.start):
            defined = -1
        if any(bisect(heads, scope) == bisect(heads, clause.start) for scope in scopes):
            defined = clause.start
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


@finder("directive", reads=("clause",), writes=("directive",))
def find_directives(board: Board) -> Iterator[Mark]:
    """Orders with a date in a covering letter or a preamble."""
    for clause in board.marks("clause"):
        if clause.label in _UNLESS:
            yield from longest(
                run_rules(rules("directive"), board.string, clause.start, clause.end)
            )
