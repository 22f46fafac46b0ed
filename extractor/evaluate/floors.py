"""Floors: figures that may rise and never quietly fall."""

from pathlib import Path

from pydantic import ValidationError

from extractor.errors import FileError, UnreadableFile
from extractor.evaluate.evaluation import Evaluation
from extractor.model.evidence import Frozen

FLOORS = Path("annotations/floors.json")


class Floors(Frozen):
    """The least F1 of every figure, on the gold and texts that `fingerprint` stands for."""

    fingerprint: str
    figures: dict[str, float]


def raised(floors: Floors | None, evaluation: Evaluation) -> Floors:
    """Floors at the figures of a run where those are higher, and where they were elsewhere.

    On other gold or other texts the old floors mean nothing: they are taken anew.
    """
    scores = evaluation.scores()
    if floors is None or floors.fingerprint != evaluation.fingerprint:
        return Floors(fingerprint=evaluation.fingerprint, figures=scores)
    figures = {name: max(score, floors.figures.get(name, 0.0)) for name, score in scores.items()}
    return Floors(fingerprint=evaluation.fingerprint, figures=figures)


def below(floors: Floors, evaluation: Evaluation) -> tuple[str, ...]:
    """A sentence for each figure that fell below its floor, or that the floors no longer fit."""
    if floors.fingerprint != evaluation.fingerprint:
        return ("the floors were taken on other gold or other texts: take them anew",)
    scores = evaluation.scores()
    return tuple(
        f"{figure} has fallen from {floor:.3f} to {scores.get(figure, 0.0):.3f}"
        for figure, floor in floors.figures.items()
        if scores.get(figure, 0.0) < floor
    )


def load_floors(path: Path = FLOORS) -> Floors | None:
    """The floors of a file, None where there is none yet; UnreadableFile when it is damaged."""
    if not path.exists():
        return None
    try:
        return Floors.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as cause:
        raise UnreadableFile(str(path), "holds no floors") from cause


def raise_floors(evaluation: Evaluation, path: Path = FLOORS) -> Floors:
    """Raise the floors of a file to the figures of a run; FileError when it cannot be written.

    The file has one figure a line, so that a diff shows what has risen.
    """
    floors = raised(load_floors(path), evaluation)
    try:
        path.write_text(floors.model_dump_json(indent=2) + "\n", "utf-8")
    except OSError as cause:
        raise FileError(str(path), f"cannot be written: {cause.strerror}") from cause
    return floors
