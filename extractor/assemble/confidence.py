"""How an obligation was come by, in four honest classes: its weakest link names it."""

from extractor.assemble.reading import Reading
from extractor.model import Deadline, Evidence, Responsible
from extractor.model.vocabulary import Confidence

_GUESSED_YEAR = "part.year_named"
_LEGIBLE = 0.85
_LONGEST = 400


def read_confidence(
    reading: Reading,
    evidence: Evidence,
    responsible: tuple[Responsible, ...],
    deadlines: tuple[Deadline, ...],
) -> Confidence:
    """`doubtful`, `inferred`, `inherited` or `stated`, in this order of precedence.

    doubtful: a value could not be read, the lines were poorly recognised, or the piece is longer
    than sentences are (a full stop was lost). inferred: nobody is named, the subject was carried
    over from another piece, or the year is only the one that the notice names most. inherited: who
    or when is written outside the piece. stated: all of it stands in the piece.
    """
    if _doubtful(reading, evidence, deadlines):
        return "doubtful"
    if not responsible or any(_carried(item.evidence) for item in responsible):
        return "inferred"
    if any(item.year_from and item.year_from.rule == _GUESSED_YEAR for item in deadlines):
        return "inferred"
    outside = any(item.evidence.inherited for item in responsible) or any(
        item.evidence.inherited for item in deadlines
    )
    return "inherited" if outside else "stated"


def _carried(evidence: Evidence) -> bool:
    """Whether a unit is the subject of another piece, not one from a list of units."""
    return evidence.inherited and evidence.rule.startswith("actor")


def _doubtful(reading: Reading, evidence: Evidence, deadlines: tuple[Deadline, ...]) -> bool:
    if len(evidence.quote) > _LONGEST or any(item.reason for item in deadlines):
        return True
    return _recognised(reading, evidence) < _LEGIBLE


def _recognised(reading: Reading, evidence: Evidence) -> float:
    """The lowest confidence of the lines that the words stand on; 1 where nothing was recognised."""
    return min(
        (
            confidence
            for start, end, confidence in reading.recognised
            if start < evidence.end and evidence.start < end
        ),
        default=1.0,
    )
