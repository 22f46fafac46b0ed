"""Numbers that decide whom a piece hits (thresholds) or that are to be reached (targets)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from extractor.assemble.reading import Piece, Reading
from extractor.assemble.years import DATED
from extractor.interpret.dates import read_dates
from extractor.interpret.measured import (
    Measured,
    listed_rates,
    read_target,
    read_threshold,
    subject_words,
    timed,
)
from extractor.lexicon.load import compiled, table
from extractor.model import Deadline, Evidence, Grounded, Mark, Target, Threshold

_EXCEPT = re.compile(r"除(?P<what>[^，。；]{2,60}?)(?:之外|以外|外)，?")
_EXEMPT = re.compile(r"（(?P<what>[^（）]{2,60}?)(?:除外|不在此列|不包括在内)）")
_REACH = 600
"""A sentence longer than this is not searched further back for the date of its targets."""
_CONCENTRATIONS = ("毫克/", "微克/", "克/")
_THING = 30
_OUTSIDE = re.compile(r"(?:(?![对的])[^，。；、：（）\n]){2,}(?=（)")
_NEXT_STEP = re.compile(
    "，?(?:[将把向由]|报(?!废)|上报|提交|反馈|函告|抄送|接入|联网|公[布示开]|印发|制定|出台|上传|汇总|组织|启动|召开)"
)
_LISTED = re.compile(r"、|，|和|及|以及")


def read_thresholds(reading: Reading) -> list[tuple[Threshold, ...]]:
    """Parallel to `reading.pieces`; a piece takes up what the one before it in its line measures."""
    made: list[tuple[Threshold, ...]] = []
    last: Measured | None = None
    end = 0
    for piece in reading.pieces:
        if last is not None and "\n" in reading.string[end : piece.start]:
            last = None
        found, last = _thresholds(reading, piece, last)
        made.append(found)
        end = piece.end
    return made


def _thresholds(
    reading: Reading, piece: Piece, last: Measured | None
) -> tuple[tuple[Threshold, ...], Measured | None]:
    made: list[Threshold] = []
    floor = piece.start
    for mark in reading.within("quantity", piece.start, piece.end):
        measured = read_threshold(reading.quote(mark)) if mark.label == "threshold" else None
        if measured is None:
            floor = mark.end
            continue
        joined = floor > piece.start and _joined(reading, floor, mark)
        joined = joined or _elliptic(reading, mark)
        measured = _completed(measured, last, joined=joined)
        measured = _of_thing_outside(reading, piece, mark, measured)
        exclusions = tuple(_exclusions(reading, piece, mark, floor))
        evidence = reading.evidence(mark.start, mark.end, mark.rule)
        series = mark.rule == "quantity.threshold.series"
        made.extend(
            Threshold(
                subject=None if series else measured.subject,
                attribute=measured.attribute,
                comparator=amount.comparator,
                value=amount.value,
                unit=amount.unit,
                exclusions=exclusions,
                evidence=evidence,
            )
            for amount in measured.amounts
        )
        last, floor = measured, mark.end
    return tuple(_named(made)), last


def _of_thing_outside(reading: Reading, piece: Piece, mark: Mark, measured: Measured) -> Measured:
    """项目（用地面积1万平方米以下、建筑高度不超过24米）: both are properties of what the bracket follows."""
    if mark.rule != "quantity.threshold.bracket":
        return measured
    string = reading.string
    opened = string.rfind("（", piece.start, mark.start)
    if opened < 0 or "）" in string[opened : mark.start] or "（" in reading.quote(mark):
        return measured
    thing = _OUTSIDE.search(string, max(piece.start, opened - _THING), opened)
    if thing is None:
        return measured
    prop = (measured.subject or "") + (measured.attribute or "") or None
    return replace(measured, subject=thing[0], attribute=prop)


def _named(made: list[Threshold]) -> list[Threshold]:
    """A member of 年收入…以上、从业人员…以上的企业 that names nothing is about what the next names."""
    subject: str | None = None
    named = []
    for threshold in reversed(made):
        subject = threshold.subject or subject
        named.append(threshold.model_copy(update={"subject": subject}))
    return named[::-1]


def _joined(reading: Reading, floor: int, mark: Mark) -> bool:
    """Whether only an enumeration mark, or a bracket, stands between this mark and the one before."""
    between = re.sub(r"（[^（）]*）", "", reading.string[floor : mark.start])
    return not between or len(between) <= 6 and between.endswith(("、", "和", "及", "或", "，"))


def _completed(measured: Measured, last: Measured | None, *, joined: bool) -> Measured:
    """A second member (、500万条以下的半钢子午胎) takes what it leaves out from the first."""
    if last is None or not joined:
        return measured
    same = _base(measured) == _base(last)
    attribute = measured.attribute
    amounts = measured.amounts
    if (
        same
        and not measured.named
        and last.attribute
        and _base(measured) == (measured.amounts[0].unit or "")
    ):
        attribute, amounts = last.attribute, timed(measured.amounts, last.attribute)
    return Measured(measured.subject or last.subject, attribute, amounts, measured.named)


def _elliptic(reading: Reading, mark: Mark) -> bool:
    """Whether a clause begins with the figure itself, its property told before (…，5000吨以上的)."""
    return reading.string[mark.start].isdigit() and reading.string[mark.start - 1] in "，；。"


def _base(measured: Measured) -> str:
    return (measured.amounts[0].unit or "").split("/")[0]


def _exclusions(reading: Reading, piece: Piece, mark: Mark, floor: int) -> list[Grounded[str]]:
    """除…外 in front of a threshold and （…除外） behind it, as a list of single things."""
    string = reading.string
    found = [
        _excluded(reading, *match.span("what"))
        for match in _EXCEPT.finditer(string, max(floor, mark.start - 80), mark.start)
        if match.end() >= mark.start - 12
    ]
    behind = _EXEMPT.search(string, mark.start, min(piece.end, mark.end + 64))
    if behind and behind.start() <= mark.end + 6:
        low, high = behind.span("what")
        at = low
        for part in [*_LISTED.finditer(string, low, high), None]:
            stop = part.start() if part else high
            if stop > at:
                found.append(_excluded(reading, at, stop))
            at = part.end() if part else high
    return found


def _excluded(reading: Reading, start: int, end: int) -> Grounded[str]:
    evidence = reading.evidence(start, end, "quantity.exclusion")
    return Grounded[str](value="".join(evidence.quote.split()), evidence=evidence)


def read_targets(reading: Reading, due: Sequence[tuple[Deadline, ...]]) -> list[tuple[Target, ...]]:
    """Parallel to `reading.pieces` and to `due`, the deadlines of each piece.

    A target for which its sentence names no date is due when its piece is.
    """
    return [
        _targets(reading, piece, deadlines)
        for piece, deadlines in zip(reading.pieces, due, strict=True)
    ]


def _targets(reading: Reading, piece: Piece, deadlines: tuple[Deadline, ...]) -> tuple[Target, ...]:
    made: list[Target] = []
    subject: str | None = None
    marks = reading.within("quantity", piece.start, piece.end)
    last = _past_figures(reading, piece, marks) if marks else 0
    before = _said_before(reading, piece) if marks else None
    for mark in marks:
        measured = read_target(reading.quote(mark)) if mark.label == "target" else None
        if measured is None:
            continue
        subject = measured.subject or subject
        evidence = reading.evidence(mark.start, mark.end, mark.rule)
        if _standing(measured):
            end = _end(reading, mark, aimed=True)
        else:
            end = _end(reading, mark) or _due_with(deadlines, evidence, last) or before
        if end is not None and reading.year is not None and end.year < reading.year:
            continue  # a figure of a year that was over when the plan began is a report
        made.extend(
            Target(
                subject=subject,
                comparator=amount.comparator,
                value=amount.value,
                unit=amount.unit,
                end=end,
                evidence=evidence,
            )
            for amount in measured.amounts
        )
        made[-1:] = _each(reading, mark, made[-1])
    return tuple(made)


def _each(reading: Reading, mark: Mark, target: Target) -> list[Target]:
    """上线率、完整率均达到98% is a target for each of the rates, quoted from where it is named."""
    quote = reading.quote(mark)
    starts = listed_rates(quote)
    if len(starts) == 1:
        return [target]
    made = []
    for start, stop in pairwise([*starts, len(quote)]):
        last = stop == len(quote)
        named = read_target(quote[start:]) if last else None
        subject = named.subject if named else subject_words(quote[start : stop - 1])
        evidence = reading.evidence(mark.start + start, mark.end, mark.rule)
        made.append(target.model_copy(update={"subject": subject, "evidence": evidence}))
    return made


def _standing(measured: Measured) -> bool:
    """Whether it is a limit that holds from now on, a concentration: 不高于30毫克/立方米."""
    amount = measured.amounts[0]
    return amount.comparator in ("le", "lt") and (amount.unit or "").startswith(_CONCENTRATIONS)


def _past_figures(reading: Reading, piece: Piece, marks: list[Mark]) -> int:
    """Where in the source a date may stand that holds for the figures before it.

    Not in the piece, where the first one there opens another step: 推荐不超过15个，6月底前报送.
    """
    end = marks[-1].end
    dates = [one for one in reading.within("deadline", end, piece.end) if one.label in DATED]
    if dates and _NEXT_STEP.match(reading.string, dates[0].end):
        end = piece.end
    return reading.evidence(end - 1, end, "").end


def _due_with(deadlines: tuple[Deadline, ...], place: Evidence, last: int) -> date | None:
    """When the piece is due; a date between its figures holds for those behind it alone."""
    dated = [(one.evidence.start, one.end) for one in deadlines if one.end]
    before = [pair for pair in dated if pair[0] < place.end]
    behind = [pair for pair in dated if pair[0] >= last]
    return max(before)[1] if before else min(behind)[1] if behind else None


def _said_before(reading: Reading, piece: Piece) -> date | None:
    """The date of the targets in the sentence before, in the same paragraph."""
    string = reading.string
    stop = _opening(string, piece.start)
    if stop == 0 or string[stop - 1] == "\n":
        return None
    start = _opening(string, stop - 1)
    marks = [one for one in reading.within("quantity", start, stop) if one.label == "target"]
    return _end(reading, marks[-1]) if marks else None


def _opening(string: str, at: int) -> int:
    """Where the sentence begins that holds this place."""
    floor = max(0, at - _REACH)
    return max(floor, *(string.rfind(stop, floor, at) + 1 for stop in "。\n"))


def _end(reading: Reading, mark: Mark, *, aimed: bool = False) -> date | None:
    """The date by which a target is to be reached: the nearest one before it in its sentence.

    With `aimed`, only a date that 到 leads to: 到2025年.
    """
    string = reading.string
    opening = _opening(string, mark.start)
    dates = [match.span("date") for match in _due().finditer(string, opening, mark.end)]
    for low, high in reversed(dates):
        if aimed and string[low - 1 : low] not in ("到", "至"):
            continue
        end = read_dates(string[low:high], reading.year).end
        if end is not None:
            return end
    return None


@cache
def _due() -> re.Pattern[str]:
    return compiled(table("quantity")["due"]["pattern"], "quantity")
