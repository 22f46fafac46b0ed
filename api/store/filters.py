"""What one may ask for of obligations and notices, and how it is said to the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from api.store.errors import InvalidFilter
from api.store.packing import plain
from api.store.rows import JOINT
from api.store.tables import (
    CITATIONS,
    DEADLINES,
    INDUSTRIES,
    NOTICES,
    OBLIGATIONS,
    PARTIES,
    PROFILES,
    THRESHOLDS,
    UNITS,
)
from api.store.words import matching

Words = tuple[str, ...]
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class ThresholdFilter:
    """A threshold of this kind: words of its subject or attribute, sign, unit, and figure."""

    attribute: str | None = None
    comparator: str | None = None
    value: float | None = None
    unit: str | None = None
    least: float | None = None
    most: float | None = None


def _tuples(asked: Any) -> None:
    """A single word stands for a list of one."""
    for each in fields(asked):
        value = getattr(asked, each.name)
        if each.type is Words:
            many = () if value is None else (value,) if isinstance(value, str) else tuple(value)
            object.__setattr__(asked, each.name, tuple(plain(one) for one in many))


@dataclass(frozen=True, slots=True)
class ObligationFilter:
    """All that is given must hold; of several words for one field, one of them.

    `region` is an adcode (of a province: all within) or a name; `unit` and `citation` are part of
    a name; unit, role and system must hold of the same party. `deadline_from` and `deadline_to`
    bound the end of the same deadline, both inclusive. `text` are words, all of which must occur.
    """

    region: Words = ()
    topic: Words = ()
    measure: Words = ()
    system: Words = ()
    unit: Words = ()
    role: Words = ()
    modality: Words = ()
    confidence: Words = ()
    notice: Words = ()
    citation: Words = ()
    industry: Words = ()
    deadline_from: date | None = None
    deadline_to: date | None = None
    threshold: ThresholdFilter | None = None
    text: str | None = None
    rejected: bool = False
    """Whether to show what people rejected, and only that."""

    def __post_init__(self) -> None:
        _tuples(self)


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """All that is given must hold; `text` are words of the whole notice."""

    region: Words = ()
    issuer: Words = ()
    document_number: Words = ()
    citation: Words = ()
    issued_from: date | None = None
    issued_to: date | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        _tuples(self)


def of_obligations(
    connection: Connection, workspace: str, asked: ObligationFilter
) -> tuple[Condition, ...]:
    """The conditions on `obligations`, the workspace first."""
    made: list[Condition] = [
        OBLIGATIONS.c.workspace == workspace,
        OBLIGATIONS.c.rejected.is_(asked.rejected),
    ]
    codes = list(_codes(asked))
    if codes:
        profiles = select(PROFILES.c.row).where(PROFILES.c.workspace == workspace, *codes)
        made.append(OBLIGATIONS.c.profile.in_(profiles))
    if asked.notice:
        there = select(NOTICES.c.row).where(
            NOTICES.c.workspace == workspace, NOTICES.c.id.in_(asked.notice)
        )
        made.append(OBLIGATIONS.c.notice.in_(there))
    if asked.region:
        made.append(_in_region(workspace, asked.region))
    made.extend(_below(workspace, asked))
    if asked.text is not None:
        made.append(OBLIGATIONS.c.row.in_(matching(connection, "obligation", asked.text)))
    return tuple(made)


def of_notices(
    connection: Connection, workspace: str, asked: NoticeFilter
) -> tuple[Condition, ...]:
    """The conditions on `notices`, the workspace first."""
    made: list[Condition] = [NOTICES.c.workspace == workspace]
    if asked.region:
        made.append(or_(*map(_region, asked.region)))
    if asked.issuer:
        made.append(_contains(NOTICES.c.issuers, asked.issuer))
    if asked.document_number:
        made.append(_contains(NOTICES.c.document_number, asked.document_number))
    if asked.citation:
        cited = select(CITATIONS.c.notice).where(
            CITATIONS.c.workspace == workspace, _cites(asked.citation)
        )
        made.append(NOTICES.c.id.in_(cited))
    if asked.issued_from:
        made.append(NOTICES.c.issue_date >= asked.issued_from.isoformat())
    if asked.issued_to:
        made.append(NOTICES.c.issue_date <= asked.issued_to.isoformat())
    if asked.text is not None:
        made.append(NOTICES.c.row.in_(matching(connection, "notice", asked.text)))
    return tuple(made)


def _codes(asked: ObligationFilter) -> Iterator[Condition]:
    """Conditions on the codes of an obligation, which are few and written once."""
    for name in ("topic", "modality", "confidence"):
        if words := getattr(asked, name):
            yield PROFILES.c[name].in_(words)
    for name, words in (
        ("measures", asked.measure),
        ("systems", asked.system),
        ("roles", asked.role),
    ):
        if words:
            listed = JOINT + PROFILES.c[name] + JOINT
            yield _contains(listed, [f"{JOINT}{word}{JOINT}" for word in words])


def _below(workspace: str, asked: ObligationFilter) -> Iterator[Condition]:
    """Conditions on the values that an obligation has several of."""
    if asked.industry:
        yield _has(INDUSTRIES.c.obligation, _contains(INDUSTRIES.c.name, asked.industry))
    # What the profile says of a role and a system may be said of two parties.
    party = [
        *([_named(workspace, asked.unit)] if asked.unit else ()),
        *([UNITS.c.role.in_(asked.role)] if asked.role else ()),
        *([UNITS.c.system.in_(asked.system)] if asked.system else ()),
    ]
    if asked.unit or len(party) > 1:
        yield _has(UNITS.c.obligation, *party)
    ends = [
        *([DEADLINES.c.end >= asked.deadline_from.isoformat()] if asked.deadline_from else ()),
        *([DEADLINES.c.end <= asked.deadline_to.isoformat()] if asked.deadline_to else ()),
    ]
    if ends:
        yield _has(DEADLINES.c.obligation, *ends)
    if asked.threshold:
        yield _has(THRESHOLDS.c.obligation, *_threshold(asked.threshold))
    if asked.citation:
        yield _has(
            CITATIONS.c.obligation, CITATIONS.c.workspace == workspace, _cites(asked.citation)
        )


def _named(workspace: str, words: Words) -> Condition:
    named = select(PARTIES.c.row).where(
        PARTIES.c.workspace == workspace, _contains(PARTIES.c.unit, words)
    )
    return UNITS.c.party.in_(named)


def _has(owner: ColumnElement[Any], *conditions: Condition) -> Condition:
    return OBLIGATIONS.c.row.in_(select(owner).where(*conditions, owner.is_not(None)))


def _threshold(asked: ThresholdFilter) -> Iterator[Condition]:
    table = THRESHOLDS.c
    if asked.attribute:
        words = (plain(asked.attribute),)
        yield or_(_contains(table.attribute, words), _contains(table.subject, words))
    if asked.comparator:
        yield table.comparator == asked.comparator
    if asked.unit:
        yield table.unit == plain(asked.unit)
    if asked.value is not None:
        yield table.value == asked.value
    if asked.least is not None:
        yield table.value >= asked.least
    if asked.most is not None:
        yield table.value <= asked.most


def _cites(words: Words) -> Condition:
    return or_(_contains(CITATIONS.c.title, words), _contains(CITATIONS.c.number, words))


def _contains(column: ColumnElement[Any], words: Iterable[str]) -> Condition:
    return or_(*(column.contains(word, autoescape=True) for word in words))


def _in_region(workspace: str, words: Words) -> Condition:
    codes = [_within(OBLIGATIONS.c.adcode, word) for word in words if word.isdigit()]
    names = [_region(word) for word in words if not word.isdigit()]
    if names:
        there = select(NOTICES.c.row).where(NOTICES.c.workspace == workspace, or_(*names))
        codes.append(OBLIGATIONS.c.notice.in_(there))
    return or_(*codes)


def _region(word: str) -> Condition:
    if word.isdigit():
        return _within(NOTICES.c.adcode, word)
    # `山东省/威海市` is how facets name a place.
    parts = [part for part in word.split("/") if part]
    if not parts:
        raise InvalidFilter("region is an adcode or a name")
    levels = (NOTICES.c.province, NOTICES.c.city, NOTICES.c.county)
    return and_(*(or_(*(_contains(level, (part,)) for level in levels)) for part in parts))


def _within(column: ColumnElement[Any], code: str) -> Condition:
    """An adcode and all below it: `370000` is a province, `371000` a city.

    Codes have six digits, two for each level; zeros at the end say that the level is all.
    """
    if len(code) > 6 or not code.isascii():
        raise InvalidFilter(f"{code} is no adcode")
    stem = code.rstrip("0")
    stem = stem + "0" * (len(stem) % 2) if len(code) == 6 else code
    return column.between(stem.ljust(6, "0"), stem.ljust(6, "9"))
