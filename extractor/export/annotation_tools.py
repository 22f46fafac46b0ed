"""Annotation formats: Label Studio, doccano and brat, spans over the notice's own text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.export.archive import archive
from extractor.export.book import FORMATS, Format, Parcel
from extractor.lexicon.version import lexicon_version
from extractor.model import Evidence, Notice
from extractor.version import VERSION


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of the text; `of` is the obligation it belongs to, `note` its value."""

    start: int
    end: int
    label: str
    of: str
    note: str


def spans(notice: Notice) -> Iterator[Span]:
    """Every obligation and every fact in it, where it stands; inherited ones where they were read."""
    for duty in notice.obligations:
        yield _span(duty.evidence, "obligation", duty.id, str(duty.modality.value))
        for unit in duty.responsible:
            yield _span(unit.evidence, "unit", duty.id, f"{unit.unit} {unit.role}")
        for item in duty.deadlines:
            value = item.end or item.duration or item.recurrence or item.kind
            yield _span(item.evidence, "deadline", duty.id, f"{item.kind} {value}")
        for limit in duty.thresholds:
            note = f"{limit.comparator} {limit.value:g} {limit.unit or ''}".strip()
            yield _span(limit.evidence, "threshold", duty.id, note)
        for goal in duty.targets:
            note = f"{goal.comparator} {goal.value:g} {goal.unit or ''}".strip()
            yield _span(goal.evidence, "target", duty.id, note)
        for body in duty.recipients:
            yield _span(body.evidence, "recipient", duty.id, body.value or "")
        if duty.condition:
            yield _span(duty.condition.evidence, "condition", duty.id, "")
    for cited in notice.citations:
        yield _span(cited.evidence, "citation", "", cited.number or cited.title or "")


def _span(evidence: Evidence, label: str, of: str, note: str) -> Span:
    return Span(evidence.start, evidence.end, label, of, note)


def _distinct(notice: Notice) -> list[Span]:
    return sorted(
        set(spans(notice)), key=lambda one: (one.start, -one.end, one.label, one.of, one.note)
    )


def to_label_studio(parcel: Parcel) -> bytes:
    """A JSON list of tasks with one prediction each; offsets are code points."""
    tasks = [
        {
            "data": {"text": notice.text, "document": notice.document},
            "predictions": [
                {
                    "model_version": f"taizhang {VERSION}, lexicon {lexicon_version()}",
                    "result": [
                        _region(number, one) for number, one in enumerate(_distinct(notice))
                    ],
                }
            ],
        }
        for notice in parcel.notices
    ]
    return json.dumps(tasks, ensure_ascii=False, indent=1).encode()


def _region(number: int, one: Span) -> dict[str, object]:
    return {
        "id": f"s{number}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": one.start, "end": one.end, "labels": [one.label]},
        "meta": {"obligation": one.of, "value": one.note},
    }


def to_doccano(parcel: Parcel) -> bytes:
    """JSON lines with `text` and `label` triples."""
    lines = (
        json.dumps(
            {
                "id": notice.document,
                "text": notice.text,
                "label": [[one.start, one.end, one.label] for one in _distinct(notice)],
            },
            ensure_ascii=False,
        )
        for notice in parcel.notices
    )
    return ("\n".join(lines) + "\n").encode()


def to_brat(parcel: Parcel) -> bytes:
    """A zip of .txt and .ann; a stretch over line feeds is given in pieces, as brat wants it."""
    return archive(
        (f"{notice.document}.{suffix}", said)
        for notice in parcel.notices
        for suffix, said in (("txt", notice.text), ("ann", _marks(notice)))
    )


def _marks(notice: Notice) -> str:
    lines = []
    for number, one in enumerate(_distinct(notice), start=1):
        pieces = list(_pieces(notice.text, one))
        if not pieces:
            continue
        where = ";".join(f"{low} {high}" for low, high in pieces)
        words = " ".join(notice.text[low:high] for low, high in pieces)
        lines.append(f"T{number}\t{one.label} {where}\t{words}")
        if one.note:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{one.note}")
    return "\n".join(lines) + "\n"


def _pieces(text: str, one: Span) -> Iterator[tuple[int, int]]:
    low = one.start
    for line in text[one.start : one.end].split("\n"):
        if line.strip():
            yield low, low + len(line)
        low += len(line) + 1


FORMATS.add("label-studio", Format("json", "application/json", to_label_studio))
FORMATS.add("doccano", Format("jsonl", "application/x-ndjson", to_doccano))
FORMATS.add("brat", Format("zip", "application/zip", to_brat))
