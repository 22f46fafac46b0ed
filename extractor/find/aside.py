"""Pieces that direct nobody: definitions, purposes, closing provisions. Layer `aside`.

Layer `directive` has the reverse: what a covering letter or preamble orders all the same.
"""

import re
from bisect import bisect
from collections.abc import Iterator

from extractor.find.match import longest, run_rules
from extractor.find.pipeline import Board, finder
from extractor.lexicon.load import alternation, rules, table
from extractor.model import Mark

# Each rule with the words of which every piece that it explains holds one.
_RULES = tuple(
    (rule, re.compile(alternation(entry.get("cue", [""]))))
    for rule, entry in zip(rules("aside"), table("aside")["rule"], strict=True)
)
_SCOPE = re.compile(table("aside")["scope"]["pattern"])
_UNLESS = {"preamble", "cover"}


@finder("aside", reads=("clause", "section", "item"), writes=("aside",))
def find_asides(board: Board) -> Iterator[Mark]:
    """One mark per piece that a rule explains away, over the words that the rule matched.

    Rules labelled `continued` hold only behind a definition in the same numbered item, or under a
    heading that announces one.
    """
    heads = sorted(mark.start for layer in ("section", "item") for mark in board.marks(layer))
    scopes = _scopes(board)
    tried = [(rule, cue) for rule, cue in _RULES if cue.search(board.string)]
    defined = -1
    for clause in board.marks("clause"):
        words = board.string[clause.start : clause.end]
        if defined >= 0 and bisect(heads, defined) != bisect(heads, clause.start):
            defined = -1
        if any(low <= clause.start < high for low, high in scopes):
            defined = clause.start
        for rule, cue in tried:
            if (rule.label == "continued" and defined < 0) or not cue.search(words):
                continue
            match = rule.pattern.search(words)
            if match:
                start = clause.start + match.start()
                yield Mark(start, clause.start + match.end(), "aside", rule.label, rule.id)
                if rule.label == "definition":
                    defined = clause.end
                break


def _scopes(board: Board) -> list[tuple[int, int]]:
    """What stands below a heading that announces whom or what something applies to."""
    heads = sorted([*board.marks("section"), *board.marks("item")], key=lambda mark: mark.start)
    found = []
    for index, mark in enumerate(heads):
        heading = board.string[mark.start : mark.end]
        if mark.layer != "section" or not _SCOPE.search(heading):
            continue
        after = (head.start for head in heads[index + 1 :] if int(head.label) <= int(mark.label))
        found.append((mark.end, next(after, len(board.string))))
    return found


@finder("directive", reads=("clause",), writes=("directive",))
def find_directives(board: Board) -> Iterator[Mark]:
    """Orders with a date in a covering letter or a preamble."""
    for clause in board.marks("clause"):
        if clause.label in _UNLESS:
            yield from longest(
                run_rules(rules("directive"), board.string, clause.start, clause.end)
            )
