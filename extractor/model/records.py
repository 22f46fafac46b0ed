"""An obligation as one flat row: what fits into a table, for data frames and spreadsheets.

Several values in one cell are joined by `；`. Dates are ISO 8601, offsets count code points of
`Notice.text`. Labels are the codes of the vocabulary.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.model.notice import Deadline, Metadata, Notice, Obligation, Target, Threshold

Record = dict[str, str | int | None]

_SIGNS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "eq": "=", "top": "前", "bottom": "后"}
COLUMNS = (
    *("document", "title", "document_number", "issuers"),
    *("province", "city", "county", "adcode", "issue_date"),
    *("id", "section", "quote", "modality", "topic", "measures"),
    *("lead", "support", "by_duty", "responsible", "systems", "recipients"),
    *("due", "deadlines", "deadline_quotes", "thresholds", "threshold_quotes", "targets"),
    *("condition", "industries", "confidence", "start", "end", "page", "path"),
)
"""The columns of a row, in order."""
_ROLES = ("lead", "support", "by_duty", "responsible")


def records(notice: "Notice") -> list[Record]:
    """The rows of a notice: the columns of the notice first, then those of the obligation."""
    head = {"document": notice.document, **_of_notice(notice.metadata)}
    return [{**head, **obligation_record(obligation)} for obligation in notice.obligations]


def number(value: float) -> str:
    """A figure as one writes it: no exponent, no decimals that say nothing.

    >>> number(1200000.0), number(0.5)
    ('1200000', '0.5')
    """
    return str(int(value)) if value == int(value) else f"{value:.10f}".rstrip("0")


def deadline_words(deadline: "Deadline") -> str:
    """A deadline in one word, dates and durations in ISO 8601: `≤2021-06-30`, `P6M`, `R/P3M`."""
    if deadline.kind == "recurring":
        return f"R/{deadline.recurrence}" if deadline.recurrence else "R"
    if deadline.duration:
        return deadline.duration + ("（工作日）" if deadline.working_days else "")
    if deadline.start and deadline.end:
        return f"{deadline.start}/{deadline.end}"
    if deadline.end:
        return f"≤{deadline.end}"
    return deadline.evidence.quote


def quantity_words(quantity: "Threshold | Target") -> str:
    """A threshold or target in one line: subject, attribute, sign, figure and unit."""
    attribute = getattr(quantity, "attribute", None)
    words = (quantity.subject, attribute if attribute != quantity.subject else None)
    figure = f"{_SIGNS[quantity.comparator]}{number(quantity.value)}{quantity.unit or ''}"
    return " ".join((*(word for word in words if word), figure))


def _joined(values: Iterable[object]) -> str | None:
    return "；".join(dict.fromkeys(str(value) for value in values if value is not None)) or None


def _of_notice(metadata: "Metadata") -> Record:
    region = metadata.region.value if metadata.region else None
    issued = metadata.issue_date.value if metadata.issue_date else None
    return {
        "title": metadata.title.value if metadata.title else None,
        "document_number": metadata.document_number.value if metadata.document_number else None,
        "issuers": _joined(issuer.value for issuer in metadata.issuers),
        "province": region.province if region else None,
        "city": region.city if region else None,
        "county": region.county if region else None,
        "adcode": region.adcode if region else None,
        "issue_date": issued.isoformat() if issued else None,
    }


def obligation_record(duty: "Obligation") -> Record:
    """The columns of a row that the obligation fills, without those of its notice."""
    ends = sorted(deadline.end for deadline in duty.deadlines if deadline.end)
    place = duty.evidence.places[0] if duty.evidence.places else None
    return {
        "id": duty.id,
        "section": duty.section,
        "quote": "".join(duty.quote.split()),
        "modality": duty.modality.value,
        "topic": duty.topic.value,
        "measures": _joined(measure.value for measure in duty.measures),
        **{
            role: _joined(party.unit for party in duty.responsible if party.role == role)
            for role in _ROLES
        },
        "systems": _joined(party.system for party in duty.responsible),
        "recipients": _joined(recipient.value for recipient in duty.recipients),
        "due": ends[0].isoformat() if ends else None,
        "deadlines": _joined(map(deadline_words, duty.deadlines)),
        "deadline_quotes": _joined(deadline.evidence.quote for deadline in duty.deadlines),
        "thresholds": _joined(map(quantity_words, duty.thresholds)),
        "threshold_quotes": _joined(threshold.evidence.quote for threshold in duty.thresholds),
        "targets": _joined(map(quantity_words, duty.targets)),
        "condition": duty.condition.value if duty.condition else None,
        "industries": _joined(industry.value for industry in duty.industries),
        "confidence": duty.confidence,
        "start": duty.evidence.start,
        "end": duty.evidence.end,
        "page": place.page if place else None,
        "path": place.path if place else None,
    }
