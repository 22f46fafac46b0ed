"""How binding, by what means, under what condition and save for whom, side by side."""

import re
from functools import cache

from extractor.compare.standing import Standing, Value, difference, distinct, one_sided, side
from extractor.compare.wording import align_words, written
from extractor.lexicon.load import table
from extractor.model import Difference, Evidence, Obligation
from extractor.model.comparison import Direction

_SAME_CONDITION = 0.9
"""Conditions that share more than this differ in nothing but words."""


def modality(left: Standing, right: Standing) -> list[Difference]:
    """How binding the duty is; of several duties the strongest counts."""
    mine, yours = _strongest(left), _strongest(right)
    if mine is None or yours is None or mine.key == yours.key:
        return []
    return [
        difference(
            "modality", _direction(mine.rank, yours.rank), side(left, mine), side(right, yours)
        )
    ]


def measures(left: Standing, right: Standing) -> list[Difference]:
    """Kinds of measure that one side alone orders, permits or threatens."""
    return one_sided("measures", left, right, _measures(left), _measures(right))


def conditions(left: Standing, right: Standing) -> list[Difference]:
    """When or to whom the duty applies, where the words differ in more than a few characters."""
    ours, theirs = _conditions(left), _conditions(right)
    if not ours or not theirs:
        return one_sided("condition", left, right, ours[:1], theirs[:1])
    alike = [
        (align_words(written(mine.evidence), written(yours.evidence)).share, mine, yours)
        for mine in ours
        for yours in theirs
    ]
    share, mine, yours = max(alike, key=lambda entry: entry[0])
    if share >= _SAME_CONDITION:
        return []
    return [difference("condition", "changed", side(left, mine), side(right, yours))]


def exceptions(left: Standing, right: Standing) -> list[Difference]:
    """What one side alone exempts."""
    return one_sided("exception", left, right, _exceptions(left), _exceptions(right))


def _direction(mine: float, yours: float) -> Direction:
    if mine == yours:
        return "changed"
    return "stronger" if yours > mine else "weaker"


def _strongest(standing: Standing) -> Value | None:
    order: list[str] = table("compare")["strength"]["modality"]
    values = []
    for duty in standing.duties:
        code = duty.modality.value
        if code is not None:
            rank = order.index(code) if code in order else order.index("must")
            values.append(Value(code, code, duty.id, duty.modality.evidence, rank))
    return max(values, key=lambda value: value.rank, default=None)


def _measures(standing: Standing) -> list[Value]:
    return distinct(
        [
            Value(measure.value, measure.value, duty.id, measure.evidence)
            for duty in standing.duties
            for measure in duty.measures
            if measure.value
        ]
    )


def _conditions(standing: Standing) -> list[Value]:
    return distinct(
        [
            Value(
                _bare(duty.condition.value), duty.condition.value, duty.id, duty.condition.evidence
            )
            for duty in standing.duties
            if duty.condition and duty.condition.value
        ]
    )


def _exceptions(standing: Standing) -> list[Value]:
    found = []
    for duty in standing.duties:
        listed = [
            Value(_bare(named.value), named.value, duty.id, named.evidence)
            for threshold in duty.thresholds
            for named in threshold.exclusions
            if named.value
        ]
        found += listed or _worded(duty)
    return distinct(found)


def _worded(duty: Obligation) -> list[Value]:
    """Exceptions by their words alone, where no threshold holds them."""
    return [
        Value(_bare(match[0]), match[0], duty.id, _part(duty.evidence, *match.span()))
        for match in _exception().finditer(duty.evidence.quote)
    ]


def _part(evidence: Evidence, start: int, end: int) -> Evidence:
    return evidence.model_copy(
        update={
            "quote": evidence.quote[start:end],
            "start": evidence.start + start,
            "end": evidence.start + end,
        }
    )


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


@cache
def _exception() -> re.Pattern[str]:
    return re.compile(table("compare")["exception"]["pattern"])
