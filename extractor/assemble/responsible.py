"""Who is bound by each piece: its own actors, and units inherited from brackets, lines, headings."""

from extractor.assemble.reading import Reading
from extractor.model import Grounded, Responsible


def read_responsible(reading: Reading) -> list[tuple[Responsible, ...]]:
    """Parallel to `reading.pieces`."""
    return [() for _ in reading.pieces]


def read_recipients(reading: Reading) -> list[tuple[Grounded[str], ...]]:
    """Parallel to `reading.pieces`: bodies to which something is reported, sent or copied."""
    return [() for _ in reading.pieces]
