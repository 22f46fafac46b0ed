"""When each piece is to be done: its own words, and dates inherited from headings and brackets."""

from extractor.assemble.reading import Reading
from extractor.model import Deadline


def read_deadlines(reading: Reading) -> list[tuple[Deadline, ...]]:
    """Parallel to `reading.pieces`."""
    return [() for _ in reading.pieces]
