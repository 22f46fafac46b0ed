"""What kind of duty each piece is: modality, topic, measures, condition, industries."""

from extractor.assemble.reading import Reading
from extractor.model import Grounded
from extractor.model.vocabulary import Measure, Modality, Topic


def read_modality(reading: Reading) -> list[Grounded[Modality]]:
    """Parallel to `reading.pieces`; the evidence is the leading predicate."""
    return [
        Grounded[Modality](value="must", evidence=reading.evidence(piece.start, piece.end, "modality.default"))
        for piece in reading.pieces
    ]


def read_topic(reading: Reading) -> list[Grounded[Topic]]:
    """Parallel to `reading.pieces`."""
    return [
        Grounded[Topic](value="other", evidence=reading.evidence(piece.start, piece.end, "topic.default"))
        for piece in reading.pieces
    ]


def read_measures(reading: Reading) -> list[tuple[Grounded[Measure], ...]]:
    """Parallel to `reading.pieces`."""
    return [() for _ in reading.pieces]


def read_conditions(reading: Reading) -> list[Grounded[str] | None]:
    """Parallel to `reading.pieces`."""
    return [None for _ in reading.pieces]


def read_industries(reading: Reading) -> list[tuple[Grounded[str], ...]]:
    """Parallel to `reading.pieces`."""
    return [() for _ in reading.pieces]


def read_key_industries(reading: Reading) -> tuple[Grounded[str], ...]:
    """The industries that the notice as a whole is about (以…等行业为重点)."""
    return ()
