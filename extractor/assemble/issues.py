"""What the reader should know: parts that are missing, numbers that do not run on, unread values."""

from collections.abc import Iterator
from typing import Any

from extractor.assemble.outline import number_words
from extractor.assemble.reading import Heading, Reading
from extractor.interpret.outline import ordinal, read_number
from extractor.model import Evidence, Grounded, Issue, Metadata, Obligation

_EXPECTED = {
    "title": "no title (标题) was found",
    "document_number": "no document number (发文字号) was found",
    "issuers": "no issuing body (发文机关) was found",
    "issue_date": "no date of the document (成文日期) was found",
}
_LISTS = 30
_DATES = ("issue_date", "print_date", "effective_date", "expiry_date")


def read_issues(
    reading: Reading, metadata: Metadata, obligations: tuple[Obligation, ...]
) -> tuple[Issue, ...]:
    """Missing parts, misnumbered headings, values that could not be read, problems of the file."""
    found = [Issue(code=code, message=message) for code, message in reading.source.problems]
    found += _missing(metadata)
    found += _unreadable_dates(metadata)
    found += _numbering(reading)
    found += _unread(obligations)
    return tuple(found)


def _missing(metadata: Metadata) -> Iterator[Issue]:
    for field, message in _EXPECTED.items():
        if not getattr(metadata, field):
            yield Issue(code=f"missing_{field}", message=message)


def _unreadable_dates(metadata: Metadata) -> Iterator[Issue]:
    for field in _DATES:
        value: Grounded[Any] | None = getattr(metadata, field)
        if value is not None and value.value is None:
            reason = value.reason or "not a date"
            yield Issue(code=f"unreadable_{field}", message=reason, evidence=value.evidence)


def _unread(obligations: tuple[Obligation, ...]) -> Iterator[Issue]:
    """Deadlines that kept a reason in the place of a value."""
    seen: set[int] = set()
    for obligation in obligations:
        for deadline in obligation.deadlines:
            if deadline.reason and deadline.evidence.start not in seen:
                seen.add(deadline.evidence.start)
                message = f"deadline without a value: {deadline.reason}"
                yield Issue(code="unreadable_deadline", message=message, evidence=deadline.evidence)


def _numbering(reading: Reading) -> Iterator[Issue]:
    """Numbers of another kind than their place asks for, given twice, left out or out of order."""
    last: dict[tuple[int | None, int], int] = {}
    for heading in reading.headings:
        number = number_words(reading, heading)
        value = ordinal(number)
        if value is None:
            continue
        place = heading.parent, heading.rank
        before = last.get(place)
        last[place] = value
        if _of_another_kind(reading, heading):
            message = f"{number} stands where the numbering asks for another kind of number"
            yield Issue(
                code="misnumbered_heading", message=message, evidence=_evidence(reading, heading)
            )
        elif (
            before is not None and value != before + 1 and not _begins_anew(heading, before, value)
        ):
            yield _out_of_order(reading, heading, number, before, value)


def _begins_anew(heading: Heading, before: int, value: int) -> bool:
    """A list may begin again at 1; of two sections numbered 1 in a row the second is misnumbered."""
    return value == 1 and (before > 1 or heading.rank >= _LISTS)


def _of_another_kind(reading: Reading, heading: Heading) -> bool:
    read = read_number(reading.string, heading.start, heading.words_start + 1)
    return read is not None and read[0] != heading.rank


def _out_of_order(
    reading: Reading, heading: Heading, number: str, before: int, value: int
) -> Issue:
    code, what = "skipped_number", f"{number} comes after number {before}: {before + 1} is missing"
    if value == before:
        code, what = "duplicate_number", f"{number} is given twice"
    elif value < before:
        code, what = "misnumbered_heading", f"{number} comes after number {before}"
    return Issue(code=code, message=what, evidence=_evidence(reading, heading))


def _evidence(reading: Reading, heading: Heading) -> Evidence:
    return reading.evidence(heading.start, heading.mark.end, heading.mark.rule)
