"""The shape of `annotations/*.json`: what a gold annotation looks like, from a Notice."""

from typing import Any

from extractor.model import (
    Deadline,
    Grounded,
    Metadata,
    Notice,
    Obligation,
    Responsible,
    Target,
    Threshold,
)


def annotation(notice: Notice) -> dict[str, Any]:
    """A notice as an annotation; quotes are verbatim, values normalised."""
    return {
        "document": notice.document,
        "metadata": _metadata(notice.metadata),
        "key_industries": [item.value for item in notice.key_industries],
        "sections": [
            {"level": section.level, "number": section.number, "heading": section.heading}
            for section in notice.sections
        ],
        "citations": [
            {"quote": c.evidence.quote, "title": c.title, "number": c.number, "kind": c.kind}
            for c in notice.citations
        ],
        "obligations": [
            _obligation(f"o{index}", obligation)
            for index, obligation in enumerate(notice.obligations, start=1)
        ],
    }


def _value(grounded: Grounded[Any] | None) -> Any:
    return None if grounded is None else grounded.value


def _metadata(metadata: Metadata) -> dict[str, Any]:
    region, contact = _value(metadata.region), _value(metadata.contact)
    dates = (metadata.issue_date, metadata.print_date)
    issued, printed = (None if d is None or d.value is None else d.value.isoformat() for d in dates)
    return {
        "title": _value(metadata.title),
        "notice_title": _value(metadata.notice_title),
        "document_number": _value(metadata.document_number),
        "issuers": [item.value for item in metadata.issuers],
        "region": region.model_dump() if region else None,
        "issue_date": issued,
        "print_date": printed,
        "addressees": [item.value for item in metadata.addressees],
        "cc": [item.value for item in metadata.cc],
        "disclosure": _value(metadata.disclosure),
        "period": _value(metadata.period),
        "contact": contact.model_dump() if contact else None,
        "attachments": [item.title for item in metadata.attachments],
    }


def _obligation(name: str, obligation: Obligation) -> dict[str, Any]:
    return {
        "id": name,
        "quote": obligation.quote,
        "section": obligation.section,
        "modality": obligation.modality.value,
        "topic": obligation.topic.value,
        "measures": [item.value for item in obligation.measures],
        "responsible": [_responsible(item) for item in obligation.responsible],
        "recipients": [item.value for item in obligation.recipients],
        "deadlines": [_deadline(item) for item in obligation.deadlines],
        "thresholds": [_threshold(item) for item in obligation.thresholds],
        "targets": [_target(item) for item in obligation.targets],
        "condition": _value(obligation.condition),
        "industries": [item.value for item in obligation.industries],
    }


def _responsible(item: Responsible) -> dict[str, Any]:
    return {
        "unit": item.unit,
        "role": item.role,
        "system": item.system,
        "quote": item.evidence.quote,
        "inherited": item.evidence.inherited,
    }


def _deadline(item: Deadline) -> dict[str, Any]:
    made: dict[str, Any] = {
        "kind": item.kind,
        "start": item.start.isoformat() if item.start else None,
        "end": item.end.isoformat() if item.end else None,
        "duration": item.duration,
        "trigger": item.trigger,
        "recurrence": item.recurrence,
        "quote": item.evidence.quote,
        "inherited": item.evidence.inherited,
    }
    if item.working_days:
        made["working_days"] = True
    return made


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _threshold(item: Threshold) -> dict[str, Any]:
    return {
        "subject": item.subject,
        "attribute": item.attribute,
        "comparator": item.comparator,
        "value": _number(item.value),
        "unit": item.unit,
        "exclusions": [grounded.value for grounded in item.exclusions],
        "quote": item.evidence.quote,
        "inherited": item.evidence.inherited,
    }


def _target(item: Target) -> dict[str, Any]:
    return {
        "subject": item.subject,
        "comparator": item.comparator,
        "value": _number(item.value),
        "unit": item.unit,
        "end": item.end.isoformat() if item.end else None,
        "quote": item.evidence.quote,
        "inherited": item.evidence.inherited,
    }
