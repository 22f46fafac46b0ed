"""What stands in the rows of a notice, made from its JSON and from nothing else."""

import hashlib
from collections.abc import Iterable
from typing import Any

from api.store.packing import pack, plain
from api.store.times import falling, rising
from api.store.words import index_words
from extractor.model import Citation, Notice, Obligation

Row = dict[str, Any]
JOINT = "\n"


def notice_row(notice: Notice) -> Row:
    """The columns of `notices` that the JSON decides."""
    head = notice.metadata
    region = head.region.value if head.region else None
    issued = head.issue_date.value if head.issue_date else None
    return {
        "document": plain(notice.document),
        "title": _plain(head.title.value if head.title else None),
        "document_number": _plain(head.document_number.value if head.document_number else None),
        "issuers": _joined(issuer.value for issuer in head.issuers),
        "province": region.province if region else None,
        "city": region.city if region else None,
        "county": region.county if region else None,
        "adcode": region.adcode if region else None,
        "issue_date": issued.isoformat() if issued else None,
        "issued_rising": rising(issued),
        "issued_falling": falling(issued),
        "pages": notice.source.pages,
        "characters": len(notice.text),
        "astral": ",".join(
            str(at) for at, character in enumerate(notice.text) if ord(character) > 0xFFFF
        ),
        "obligations": len(notice.obligations),
    }


def obligation_row(notice: Notice, duty: Obligation) -> Row:
    """The columns of `obligations` that the JSON decides."""
    region = notice.metadata.region.value if notice.metadata.region else None
    issued = notice.metadata.issue_date.value if notice.metadata.issue_date else None
    due = min((each.end for each in duty.deadlines if each.end), default=None)
    return {
        "adcode": region.adcode if region else None,
        "due_rising": rising(due),
        "due_falling": falling(due),
        "issued_rising": rising(issued),
        "issued_falling": falling(issued),
    }


def profile_row(duty: Obligation) -> Row:
    """The codes of an obligation, with a digest that is equal where all of them are."""
    return _digested(
        {
            "topic": duty.topic.value or "",
            "modality": duty.modality.value or "",
            "confidence": duty.confidence,
            "measures": _joined(measure.value for measure in duty.measures),
            "systems": _joined(party.system for party in duty.responsible),
            "roles": _joined(party.role for party in duty.responsible),
        }
    )


def party_rows(duty: Obligation) -> list[Row]:
    """The responsible units of an obligation, in order, each with a digest."""
    return [_digested({"unit": plain(party.unit)}) for party in duty.responsible]


def _digested(row: Row) -> Row:
    words = "\0".join(row.values())
    return {"digest": hashlib.sha256(words.encode()).hexdigest()[:32], **row}


def place_words(*names: str | None) -> str | None:
    """A place from the province down, as facets name it: `山东省/威海市`."""
    return "/".join(name for name in names if name) or None


def value_rows(duty: Obligation) -> dict[str, list[Row]]:
    """The rows below an obligation, by table; its units are written apart."""
    return {
        "deadlines": [
            {
                "kind": each.kind,
                "start": each.start.isoformat() if each.start else None,
                "end": each.end.isoformat() if each.end else None,
                "duration": each.duration,
                "trigger": _plain(each.trigger),
                "recurrence": each.recurrence,
                "working_days": each.working_days,
                "quote": plain(each.evidence.quote),
            }
            for each in duty.deadlines
        ],
        "thresholds": [
            {
                "subject": _plain(each.subject),
                "attribute": _plain(each.attribute),
                "comparator": each.comparator,
                "value": each.value,
                "unit": _plain(each.unit),
                "quote": plain(each.evidence.quote),
            }
            for each in duty.thresholds
        ],
        "targets": [
            {
                "subject": _plain(each.subject),
                "comparator": each.comparator,
                "value": each.value,
                "unit": _plain(each.unit),
                "end": each.end.isoformat() if each.end else None,
                "quote": plain(each.evidence.quote),
            }
            for each in duty.targets
        ],
        "measures": [
            {"measure": code} for code in _each(measure.value for measure in duty.measures)
        ],
        "recipients": [{"name": name} for name in _each(each.value for each in duty.recipients)],
        "industries": [{"name": name} for name in _each(each.value for each in duty.industries)],
    }


def citation_row(citation: Citation) -> Row:
    """A document that the notice refers to."""
    return {
        "title": _plain(citation.title),
        "number": _plain(citation.number),
        "kind": citation.kind,
        "start": citation.evidence.start,
        "end": citation.evidence.end,
    }


def obligation_words(duty: Obligation) -> str:
    """Under which words an obligation is found: its own, and those of values it inherits."""
    return index_words(
        duty.quote,
        *(party.unit for party in duty.responsible),
        *(each.value for each in (*duty.recipients, *duty.industries) if each.value),
    )


def notice_words(notice: Notice) -> str:
    """Under which words a notice is found: all of its text."""
    return index_words(notice.text)


def body(duty: Obligation) -> bytes:
    """The whole obligation, packed."""
    return pack(duty)


def _each(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(plain(value) for value in values if value is not None))


def _joined(values: Iterable[str | None]) -> str:
    return JOINT.join(sorted(set(_each(values))))


def _plain(words: str | None) -> str | None:
    return plain(words) if words is not None else None
