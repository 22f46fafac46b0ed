"""What the service answers, in as few words as an assistant needs: values and quotes, no offsets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor import Comparison, Notice, Obligation
from extractor.model.comparison import Difference, Provision, obligations_of
from taizhang.client import StoredNotice, StoredObligation

Brief = dict[str, Any]
_GROUNDED = {"value", "evidence", "reason"}


def obligation(stored: StoredObligation) -> Brief:
    """One obligation with the notice it stands in."""
    region = stored.region.model_dump(mode="json", exclude_none=True) if stored.region else None
    told = {
        "id": stored.id,
        "notice": stored.notice,
        "title": stored.title,
        "document_number": stored.document_number,
        "region": region,
        "issue_date": stored.issue_date.isoformat() if stored.issue_date else None,
        "rejected": stored.rejected,
        **_duty(stored.obligation),
    }
    return _said(told)


def notice(stored: StoredNotice, *, first: int, most: int, text: bool) -> Brief:
    """Its parts, outline and obligations, these some at a time; ids are those of the service."""
    found = stored.notice
    duties = found.obligations[first : first + most]
    told = {
        "id": stored.id,
        "name": stored.name,
        "metadata": _slim(found.metadata.model_dump(mode="json")),
        "sections": _outline(found),
        "citations": list(dict.fromkeys(one.evidence.quote for one in found.citations)),
        "obligations": [_said({"id": f"{stored.id}.{duty.id}", **_duty(duty)}) for duty in duties],
        "obligations_total": len(found.obligations),
        "obligations_next": _after(first, most, len(found.obligations)),
        "text": found.text if text else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def comparison(
    made: Comparison, identity: str, ids: Sequence[str], *, first: int, most: int, wording: bool
) -> Brief:
    """Its provisions, some at a time; `ids` are those of the notices, in the order of the columns."""
    duties = obligations_of(made)
    called = {
        column.id: {"notice": notice, "name": column.name}
        for column, notice in zip(made.columns, ids, strict=True)
    }
    rows = made.provisions[first : first + most]
    return {
        "id": identity,
        "columns": list(called.values()),
        "reference": called[made.reference]["name"] if made.reference else None,
        "provisions": [_provision(row, called, duties, wording) for row in rows],
        "provisions_total": len(made.provisions),
        "provisions_next": _after(first, most, len(made.provisions)),
        "notes": [note.message for note in made.notes],
    }


def _after(first: int, most: int, total: int) -> int | None:
    return first + most if first + most < total else None


def _outline(found: Notice) -> list[str]:
    return [f"{section.number or ''}{section.heading}" for section in found.sections]


def _provision(
    row: Provision,
    called: Mapping[str, Brief],
    duties: Mapping[tuple[str, str], Obligation],
    wording: bool,
) -> Brief:
    told = {
        "label": row.label,
        "topic": row.topic,
        "cells": [
            _said(
                {
                    "in": called[cell.notice]["name"],
                    "verdict": cell.verdict,
                    "quotes": [duties[cell.notice, duty].quote for duty in cell.obligations],
                }
            )
            for cell in row.cells
        ],
        "differences": [
            _difference(one, called)
            for one in row.differences
            if wording or one.aspect != "wording"
        ],
    }
    return _said(told)


def _difference(one: Difference, called: Mapping[str, Brief]) -> Brief:
    told = {
        "aspect": one.aspect,
        "direction": one.direction,
        "amount": one.amount,
        "unit": one.unit,
        "from": _side(called[one.left.notice]["name"], one.left.value, one.left.evidence.quote),
        "to": _side(called[one.right.notice]["name"], one.right.value, one.right.evidence.quote),
    }
    return _said(told)


def _side(name: str, value: str | None, quote: str) -> Brief:
    return _said({"in": name, "value": value, "quote": quote})


def _duty(duty: Obligation) -> Brief:
    slim: Brief = _slim(duty.model_dump(mode="json", exclude={"id"}))
    return slim


def _slim(given: Any) -> Any:
    """A value without its offsets: a grounded one is its value, a fact keeps its own quote.

    >>> _slim({"value": "must", "evidence": {"quote": "应", "start": 3}, "reason": None})
    'must'
    >>> _slim([{"unit": "市应急局", "role": None, "evidence": {"quote": "由市应急局", "start": 3}}])
    [{'unit': '市应急局', 'quote': '由市应急局'}]
    """
    if isinstance(given, list):
        return [_slim(one) for one in given]
    if not isinstance(given, dict):
        return given
    if set(given) == _GROUNDED and given["value"] is not None:
        return _slim(given["value"])
    evidence = given.get("evidence") or {}
    kept = {name: _slim(value) for name, value in given.items() if name != "evidence"}
    return _said({**kept, "quote": given.get("quote") or evidence.get("quote")})


def _said(told: Mapping[str, Any]) -> Brief:
    return {name: value for name, value in told.items() if value not in (None, [], {}, False)}


def terms(found: Mapping[str, Iterable[Any]]) -> dict[str, dict[str, str]]:
    """By field, each code with what it is called in Chinese and English."""
    return {
        name: {one.code: " / ".join(filter(None, (one.zh, one.en))) for one in listed}
        for name, listed in found.items()
    }
