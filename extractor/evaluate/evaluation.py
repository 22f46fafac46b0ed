"""Predictions measured against the gold, and runs kept to compare with later ones."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import FileError, TaizhangError, UnreadableFile
from extractor.evaluate.figures import FIGURES, MEANS
from extractor.evaluate.gold import GOLD, TEXTS, GoldNotice, fingerprint, gold_notices
from extractor.evaluate.pairing import pair
from extractor.evaluate.tally import Count, Tally
from extractor.export.annotation import annotation
from extractor.extract import extract
from extractor.model.evidence import Frozen

Predicted = Mapping[str, Mapping[str, Any]] | Callable[[Path], Mapping[str, Any]]
"""Annotations by the name of the notice, or what makes one from the path of a text."""


class NoticeEvaluation(Frozen):
    """The figures of one notice; `failure` says why there is no prediction for it."""

    name: str
    figures: dict[str, Tally]
    failure: str | None = None


class Evaluation(Frozen):
    """A run over all gold notices. `fingerprint` stands for gold and texts."""

    fingerprint: str
    notices: tuple[NoticeEvaluation, ...]

    def totals(self) -> dict[str, Count]:
        """Every figure with its counts summed over the notices."""
        totals = dict.fromkeys(FIGURES, Count(0, 0, 0))
        for notice in self.notices:
            for figure, tally in notice.figures.items():
                totals[figure] = totals[figure].plus(tally.count)
        return totals

    def means(self) -> dict[str, float]:
        """F1 of some figures as the mean of the notices where there is something to find."""
        found = {}
        for figure in MEANS:
            counts = [notice.figures[figure].count for notice in self.notices]
            scores = [count.f1 for count in counts if count.gold]
            if scores:
                found[f"{figure}/notice"] = round(sum(scores) / len(scores), 3)
        return found

    def scores(self) -> dict[str, float]:
        """F1 of every figure, the means behind them."""
        return {figure: count.f1 for figure, count in self.totals().items()} | self.means()


def read_notice(path: Path) -> Mapping[str, Any]:
    """The annotation that the extractor makes of a file."""
    return annotation(extract(path))


def evaluate(
    gold: Path = GOLD, texts: Path = TEXTS, predicted: Predicted = read_notice
) -> Evaluation:
    """Every figure of the codebook on every notice of a gold folder.

    A notice without a prediction, or on which the extractor fails, is a full miss.
    Raises FileError when the folders hold no gold or lack a text.
    """
    notices = gold_notices(gold, texts)
    return Evaluation(
        fingerprint=fingerprint(notices),
        notices=tuple(_evaluated(notice, predicted) for notice in notices),
    )


def _evaluated(notice: GoldNotice, predicted: Predicted) -> NoticeEvaluation:
    failure = None
    made: Mapping[str, Any] = {}
    if isinstance(predicted, Mapping):
        made = predicted.get(notice.name, {})
        failure = None if made else "no prediction"
    else:
        try:
            made = predicted(notice.text_path)
        except TaizhangError as error:
            failure = str(error)
    return NoticeEvaluation(
        name=notice.name,
        figures=tallies(notice.text, notice.annotation, made),
        failure=failure,
    )


def tallies(text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> dict[str, Tally]:
    """Every figure of one notice."""
    pairing = pair(text, gold, predicted)
    return {name: figure(pairing) for name, figure in FIGURES.items()}


def save(evaluation: Evaluation, path: Path) -> None:
    """Keep a run, to lay a later one beside it; FileError when it cannot be written."""
    try:
        path.write_text(evaluation.model_dump_json(indent=1) + "\n", "utf-8")
    except OSError as cause:
        raise FileError(str(path), f"cannot be written: {cause.strerror}") from cause


def load(path: Path) -> Evaluation:
    """A run that was kept; UnreadableFile when it is none."""
    try:
        return Evaluation.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as cause:
        raise UnreadableFile(str(path), "is no saved evaluation") from cause
