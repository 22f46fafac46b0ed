"""Which pieces of the body are obligations, and why the others are none."""

from extractor.assemble.outline import path_at
from extractor.assemble.reading import Piece, Reading


def read_pieces(reading: Reading) -> tuple[Piece, ...]:
    """The pieces labelled `duty`, each with its place in the outline."""
    made: list[Piece] = []
    string = reading.string
    for mark in reading.layer("clause"):
        if mark.label != "duty":
            continue
        made.append(
            Piece(
                index=len(made),
                start=mark.start,
                end=mark.end,
                path=path_at(reading.headings, mark.start),
                paragraph=string.count("\n", 0, mark.start),
                sentence=string.count("。", 0, mark.start),
            )
        )
    return tuple(made)
