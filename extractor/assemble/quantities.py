"""Numbers that decide whom a piece hits (thresholds) or that are to be reached (targets)."""

from extractor.assemble.reading import Reading
from extractor.model import Target, Threshold


def read_thresholds(reading: Reading) -> list[tuple[Threshold, ...]]:
    """Parallel to `reading.pieces`."""
    return [() for _ in reading.pieces]


def read_targets(reading: Reading) -> list[tuple[Target, ...]]:
    """Parallel to `reading.pieces`."""
    return [() for _ in reading.pieces]
