"""What each piece does with its addressee: layer `modality`, one mark per piece."""

from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.find.words import words
from extractor.interpret.modality import leading
from extractor.interpret.segment import veiled
from extractor.model import Mark


@finder("modality", reads=("clause",), writes=("modality",))
def find_modality(board: Board) -> Iterator[Mark]:
    """The words that decide, labelled `must`, `must_not`, `may` or `encourage`."""
    string = veiled(board.string)
    known = words(string)
    for clause in board.marks("clause"):
        lead = leading(string, clause.start, clause.end, known.begins, known.end)
        if lead.start < lead.end:
            yield Mark(lead.start, lead.end, "modality", lead.label, lead.rule)
