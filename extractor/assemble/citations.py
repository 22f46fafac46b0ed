"""Layer `citation` -> Citations."""

from extractor.assemble.reading import Reading
from extractor.model import Citation


def read_citations(reading: Reading) -> tuple[Citation, ...]:
    """Every document that the notice refers to, in order."""
    return ()
