"""When two values are the same: each kind of value reduced to what the codebook compares."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from extractor.evaluate.compact import compact

Entry = Mapping[str, Any]
Key = tuple[Any, ...]

DATED = frozenset({"by", "during", "within"})

# Spellings of units that older annotations use, and what the codebook writes.
_UNITS = {
    "t标准煤/年": "tce/a",
    "吨标准煤/年": "tce/a",
    "tce/年": "tce/a",
    "t标准煤": "tce",
    "吨标准煤": "tce",
    "t/年": "t/a",
    "吨/年": "t/a",
    "吨": "t",
    "米": "m",
    "吨/日": "t/d",
    "平方米": "m2",
    "千瓦": "kW",
}


def entries(of: Entry, kind: str) -> list[Entry]:
    """The entries of one kind; what is no list of objects counts as none."""
    found = of.get(kind)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def number(value: Any) -> float | None:
    """A number, also one written as a string; None for anything else."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def unit(value: Any) -> str:
    """A unit of measure as the codebook writes it."""
    written = compact(value)
    return _UNITS.get(written, written)


def responsible_key(entry: Entry) -> Key:
    """(unit, role)."""
    return compact(entry.get("unit")), entry.get("role")


def deadline_key(entry: Entry) -> Key:
    """(kind, start, end, duration, recurrence), each only where its kind has it."""
    kind = entry.get("kind")
    return (
        kind,
        (entry.get("start") or None) if kind == "during" else None,
        (entry.get("end") or None) if kind in ("by", "during") else None,
        entry.get("duration") if kind == "within" else None,
        entry.get("recurrence") if kind == "recurring" else None,
    )


def threshold_key(entry: Entry) -> Key:
    """(comparator, value, unit)."""
    return entry.get("comparator"), number(entry.get("value")), unit(entry.get("unit"))


def target_key(entry: Entry) -> Key:
    """(comparator, value, unit, end)."""
    return (*threshold_key(entry), entry.get("end") or None)


VALUES: dict[str, Callable[[Entry], Key]] = {
    "responsible": responsible_key,
    "deadlines": deadline_key,
    "thresholds": threshold_key,
    "targets": target_key,
}


def citation_key(entry: Entry) -> Key:
    """(title, number)."""
    return compact(entry.get("title")), compact(entry.get("number"))


def section_key(entry: Entry) -> Key:
    """(level, number, heading)."""
    return entry.get("level"), compact(entry.get("number")), compact(entry.get("heading"))


def metadata_keys(annotation: Entry) -> set[Key]:
    """(field, value) of every field that is filled; lists and objects count as one value."""
    found: set[Key] = set()
    for name, value in (annotation.get("metadata") or {}).items():
        written = _field(value)
        if written:
            found.add((name, written))
    return found


def _field(value: Any) -> str | None:
    if isinstance(value, dict):
        filled = {name: compact(part) for name, part in sorted(value.items()) if part}
        return json.dumps(filled, ensure_ascii=False) if filled else None
    if isinstance(value, list):
        parts = [compact(part) for part in value]
        return json.dumps(parts, ensure_ascii=False) if parts else None
    return None if value is None else compact(value)
