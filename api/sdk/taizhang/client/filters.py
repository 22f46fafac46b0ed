"""What obligations and notices can be searched by; all that is given must hold, of a list one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

Words = str | Sequence[str]


class ObligationFilter(TypedDict, total=False):
    """Codes as in the vocabulary; units, citations and thresholds by a part of their words."""

    region: Words
    topic: Words
    measure: Words
    system: Words
    unit: Words
    role: Words
    modality: Words
    confidence: Words
    notice: Words
    citation: Words
    industry: Words
    deadline_from: date | str | None
    deadline_to: date | str | None
    threshold: str | None
    threshold_comparator: str | None
    threshold_value: float | None
    threshold_min: float | None
    threshold_max: float | None
    threshold_unit: str | None
    text: str | None
    rejected: bool


class ObligationQuery(ObligationFilter, total=False):
    """A filter, and how what it lets through is told."""

    sort: str
    cursor: str | None
    limit: int
    facets: Words


class NoticeQuery(TypedDict, total=False):
    """Which notices, in which order, how many at once."""

    region: Words
    issuer: Words
    document_number: Words
    citation: Words
    issued_from: date | str | None
    issued_to: date | str | None
    text: str | None
    sort: str
    cursor: str | None
    limit: int


_MANY = frozenset(
    {
        *("region", "topic", "measure", "system", "unit", "role", "modality", "confidence"),
        *("notice", "citation", "industry", "issuer", "document_number", "facets", "status"),
    }
)


def parameters(query: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The query of an address: one pair for each value, what is None left out.

    >>> parameters({"topic": ["energy", "safety"], "limit": 5, "text": None, "rejected": True})
    (('topic', 'energy'), ('topic', 'safety'), ('limit', '5'), ('rejected', 'true'))
    """
    return tuple(
        (name, _word(value))
        for name, given in query.items()
        for value in (given if _is_list(given) else [given])
        if value is not None
    )


def body(query: Mapping[str, Any]) -> dict[str, Any]:
    """The same filter as JSON, where a field of several values is always a list.

    >>> body({"topic": "energy", "text": "淘汰", "unit": None})
    {'topic': ['energy'], 'text': '淘汰'}
    """
    return {
        name: _listed(given) if name in _MANY else _plain(given)
        for name, given in query.items()
        if given is not None
    }


def _is_list(given: Any) -> bool:
    return isinstance(given, Sequence | set | frozenset) and not isinstance(given, str)


def _listed(given: Any) -> list[Any]:
    return [str(each) for each in given] if _is_list(given) else [str(given)]


def _plain(given: Any) -> Any:
    return given.isoformat() if isinstance(given, date) else given


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
