"""In what two notices differ within a provision, aspect by aspect, both sides quoted."""

from collections.abc import Callable, Iterator

from extractor.compare import bodies, figures, terms, times
from extractor.compare.standing import Standing
from extractor.compare.wording import align_words, written
from extractor.model import Difference, Obligation
from extractor.model.comparison import Side

ASPECTS: tuple[Callable[[Standing, Standing], list[Difference]], ...] = (
    times.due_dates,
    times.durations,
    times.frequencies,
    figures.thresholds,
    figures.targets,
    bodies.systems,
    bodies.roles,
    bodies.levels,
    bodies.recipients,
    terms.modality,
    terms.measures,
    terms.conditions,
    terms.exceptions,
)


def differences(left: Standing, right: Standing) -> tuple[Difference, ...]:
    """All differences, those of values first; each says what `right` is beside `left`."""
    values = [found for aspect in ASPECTS for found in aspect(left, right)]
    return (*values, *_wordings(left, right))


def _wordings(left: Standing, right: Standing) -> Iterator[Difference]:
    """Each duty of the right beside the one of the left that shares most with it."""
    for duty in right.duties:
        words = written(duty.evidence)
        aligned, other = max(
            ((align_words(written(mine.evidence), words), mine) for mine in left.duties),
            key=lambda entry: entry[0].share,
        )
        if any(edit.kind != "same" for edit in aligned.edits):
            yield Difference(
                aspect="wording",
                direction="changed",
                left=_whole(left, other),
                right=_whole(right, duty),
                amount=aligned.share,
                unit="share",
                edits=aligned.edits,
            )


def _whole(standing: Standing, duty: Obligation) -> Side:
    return Side(
        notice=standing.notice,
        obligation=duty.id,
        value=duty.evidence.words,
        evidence=duty.evidence,
    )
