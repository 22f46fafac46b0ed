"""What kind of duty each piece is: modality, topic, measures, condition, industries."""

from collections.abc import Iterator

from extractor.assemble.reading import Piece, Reading
from extractor.model import Grounded, Mark
from extractor.model.vocabulary import Measure, Modality

# Looking a parametrised class up costs more than making one of it.
_Modality, _Measure, _Words = Grounded[Modality], Grounded[Measure], Grounded[str]


def read_modality(reading: Reading) -> list[Grounded[Modality]]:
    """Parallel to `reading.pieces`; the evidence is the words that decide."""
    return [_modality(reading, piece) for piece in reading.pieces]


def _modality(reading: Reading, piece: Piece) -> Grounded[Modality]:
    for mark in reading.within("modality", piece.start, piece.end):
        evidence = reading.evidence(mark.start, mark.end, mark.rule)
        return _Modality.model_validate({"value": mark.label, "evidence": evidence})
    evidence = reading.evidence(piece.start, piece.end, "modality.imperative")
    return _Modality(value="must", evidence=evidence)


def read_measures(reading: Reading) -> list[tuple[Grounded[Measure], ...]]:
    """Parallel to `reading.pieces`: each kind once, in the order in which the piece names them."""
    return [tuple(_measures(reading, piece)) for piece in reading.pieces]


def _measures(reading: Reading, piece: Piece) -> Iterator[Grounded[Measure]]:
    seen: set[str] = set()
    for mark in reading.within("measure", piece.start, piece.end):
        if mark.label not in seen:
            seen.add(mark.label)
            evidence = reading.evidence(mark.start, mark.end, mark.rule)
            yield _Measure.model_validate({"value": mark.label, "evidence": evidence})


def read_conditions(reading: Reading) -> list[Grounded[str] | None]:
    """Parallel to `reading.pieces`: the first words that say when or to whom the duty applies."""
    return [_condition(reading, piece) for piece in reading.pieces]


def _condition(reading: Reading, piece: Piece) -> Grounded[str] | None:
    for mark in reading.within("condition", piece.start, piece.end):
        evidence = reading.evidence(mark.start, mark.end, mark.rule)
        return _Words(value=reading.quote(mark), evidence=evidence)
    return None


def read_industries(reading: Reading) -> list[tuple[Grounded[str], ...]]:
    """Parallel to `reading.pieces`: each name once, as written, in order."""
    return [
        _once(reading, reading.within("industry", piece.start, piece.end))
        for piece in reading.pieces
    ]


def read_key_industries(reading: Reading) -> tuple[Grounded[str], ...]:
    """The industries that the notice as a whole is about (以…等行业为重点)."""
    marks = reading.layer("industry")
    keys = [mark for mark in marks if mark.label == "key"]
    return _once(reading, keys or [mark for mark in marks if mark.label == "listed"])


def _once(reading: Reading, marks: list[Mark]) -> tuple[Grounded[str], ...]:
    first: dict[str, Mark] = {}
    for mark in marks:
        first.setdefault(reading.quote(mark), mark)
    return tuple(
        _Words(value=name, evidence=reading.evidence(mark.start, mark.end, mark.rule))
        for name, mark in first.items()
    )
