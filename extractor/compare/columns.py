"""Which notices are laid side by side, what they are called, and what is odd about them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractor.errors import CompareError
from extractor.model import Notice
from extractor.model.comparison import Column, Note


@dataclass(frozen=True, slots=True)
class Table:
    """The notices of a comparison, each with a `document` of its own, and what was noticed."""

    notices: tuple[Notice, ...]
    columns: tuple[Column, ...]
    notes: tuple[Note, ...]


def lay_out(given: Iterable[Notice]) -> Table:
    """Each notice once, under a name of its own; CompareError where fewer than two are left."""
    notes: list[Note] = []
    notices = _once(given, notes)
    if len(notices) < 2:
        raise CompareError(_too_few(notices, notes))
    notices = _named_apart(notices, notes)
    names = _names(notices)
    columns = tuple(
        Column(id=notice.document, name=name, issue_date=_issued(notice))
        for notice, name in zip(notices, names, strict=True)
    )
    notes += [*_silent(notices), *_same_text(notices), *_same_place(notices)]
    return Table(tuple(notices), columns, tuple(notes))


def _too_few(notices: list[Notice], notes: list[Note]) -> str:
    if not notices:
        return "there are no notices to compare"
    twice = f"{notices[0].document}, given more than once" if notes else notices[0].document
    return f"comparing takes two notices or more; there is only one, {twice}"


def _once(given: Iterable[Notice], notes: list[Note]) -> list[Notice]:
    """The notices, those of the same bytes once."""
    found: dict[str, Notice] = {}
    for notice in given:
        first = found.get(notice.source.sha256)
        if first is None:
            found[notice.source.sha256] = notice
            continue
        message = f"{notice.source.name} is the same file as {first.source.name}: counted once"
        notes.append(Note(code="given_twice", message=message, notices=(first.document,)))
    return list(found.values())


def _named_apart(notices: list[Notice], notes: list[Note]) -> list[Notice]:
    """Notices of one `document` are told apart by the first digits of their hash."""
    counts = Counter(notice.document for notice in notices)
    made = []
    for notice in notices:
        if counts[notice.document] > 1:
            name = f"{notice.document}-{notice.source.sha256[:8]}"
            message = (
                f"{counts[notice.document]} notices are called {notice.document}: this is {name}"
            )
            notes.append(Note(code="renamed", message=message, notices=(name,)))
            notice = notice.model_copy(update={"document": name})
        made.append(notice)
    return made


def place_and_year(notice: Notice) -> tuple[str | None, str | None]:
    """The city (or county, or province) a notice is of, and the year of its plan."""
    region = notice.metadata.region.value if notice.metadata.region else None
    place = region.place if region else None
    year = plan_year(notice)
    return place, str(year) if year else None


def plan_year(notice: Notice) -> int | None:
    """The first year that the plan covers, else the year it was issued in."""
    period = notice.metadata.period.value if notice.metadata.period else None
    if period and period[:4].isdigit():
        return int(period[:4])
    issued = _issued(notice)
    return issued.year if issued else None


def _issued(notice: Notice) -> date | None:
    return notice.metadata.issue_date.value if notice.metadata.issue_date else None


def _names(notices: list[Notice]) -> list[str]:
    """The place and year of each, with the 文号 or the document where that is not enough."""
    short = [_short(notice) for notice in notices]
    counts = Counter(short)
    long = [
        name if counts[name] == 1 else f"{name}（{_number(notice) or notice.document}）"
        for name, notice in zip(short, notices, strict=True)
    ]
    again = Counter(long)
    return [
        name if again[name] == 1 else f"{name} {notice.document}"
        for name, notice in zip(long, notices, strict=True)
    ]


def _short(notice: Notice) -> str:
    """Place and year; of one that is for no place (a ministry's) its issuer and year."""
    place, year = place_and_year(notice)
    issuers = [issuer.value for issuer in notice.metadata.issuers if issuer.value]
    whose = place or (issuers[0] if issuers else notice.document)
    return f"{whose}{year or ''}"


def _number(notice: Notice) -> str | None:
    return notice.metadata.document_number.value if notice.metadata.document_number else None


def _silent(notices: list[Notice]) -> list[Note]:
    return [
        Note(
            code="no_obligations",
            message=f"{notice.document} holds no obligations: its column is all gaps",
            notices=(notice.document,),
        )
        for notice in notices
        if not notice.obligations
    ]


def _same_text(notices: list[Notice]) -> list[Note]:
    """Two files of one notice (a PDF and a web page of it) are compared, and said to be one."""
    seen: dict[tuple[str, ...], str] = {}
    notes = []
    for notice in notices:
        words = tuple("".join(duty.quote.split()) for duty in notice.obligations)
        first = seen.setdefault(words, notice.document) if words else notice.document
        if first != notice.document:
            message = f"{first} and {notice.document} have the same obligations word for word"
            notes.append(Note(code="same_text", message=message, notices=(first, notice.document)))
    return notes


def _same_place(notices: list[Notice]) -> list[Note]:
    found: dict[tuple[str | None, str | None], list[str]] = {}
    for notice in notices:
        place, year = place_and_year(notice)
        if place and year:
            found.setdefault((place, year), []).append(notice.document)
    return [
        Note(
            code="same_place_and_year",
            message=f"{len(names)} notices are of {place}{year}: {'、'.join(names)}",
            notices=tuple(names),
        )
        for (place, year), names in found.items()
        if len(names) > 1
    ]
