"""The parts of a 公文 around its body -> Metadata."""

from extractor.assemble.reading import Reading
from extractor.model import Metadata


def read_metadata(reading: Reading) -> Metadata:
    """Title, issuers, dates and the rest, each with its evidence."""
    return Metadata()
