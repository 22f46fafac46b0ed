"""The words that say when or to whom a duty applies: layer `condition`."""

from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.interpret.condition import conditions
from extractor.interpret.segment import veiled
from extractor.model import Mark


@finder("condition", reads=("clause",), writes=("condition",))
def find_conditions(board: Board) -> Iterator[Mark]:
    """Every condition of every piece, in order."""
    string = veiled(board.string)
    for clause in board.marks("clause"):
        for found in conditions(string, clause.start, clause.end):
            yield Mark(found.start, found.end, "condition", "", found.rule)
