"""What a person writes instead of what the machine said, brought into the shape of the model.

Short forms are taken: `"topic": "energy"`, `"measures": ["inspect"]`, and records without
evidence. A value that was there keeps its evidence; the words of a new one are looked for in the
obligation; what stands nowhere rests on the whole obligation, with the rule `correction`.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from api.store.errors import InvalidCorrection
from api.store.overlay import REJECTED
from extractor.model import Notice, Obligation

RULE = "correction"
Values = dict[str, Any]
_SYSTEM = "other"
_ROLE = "responsible"


def completed(notice: Notice, duty: Obligation, changes: Mapping[str, Any]) -> Values:
    """The changes as JSON of the model, by field; raises InvalidCorrection."""
    if not changes:
        raise InvalidCorrection("there is nothing to change")
    unknown = set(changes) - set(_SHAPES) - {REJECTED}
    if unknown:
        known = ", ".join((*_SHAPES, REJECTED))
        raise InvalidCorrection(f"{', '.join(sorted(unknown))} cannot be changed; only {known}")
    now = duty.model_dump(mode="json")
    after: Values = {}
    for name, value in changes.items():
        if name == REJECTED:
            if not isinstance(value, bool):
                raise InvalidCorrection("rejected is true or false")
            after[name] = value
            continue
        after[name] = _SHAPES[name](_Words(notice, duty, name, now[name]), value)
    _validate(now, after)
    return after


class _Words:
    """Where the words of one field's values stand."""

    def __init__(self, notice: Notice, duty: Obligation, name: str, old: Any) -> None:
        self.notice = notice
        self.duty = duty
        self.name = name
        self.old: list[Values] = old if isinstance(old, list) else [old] if old else []

    def evidence(self, value: Values) -> Values:
        """The evidence of a value: given, kept, found, or the whole obligation's."""
        if value.get("evidence") is not None:
            return self._checked(value["evidence"])
        bare = _bare(value)
        for old in self.old:
            if isinstance(old, dict) and all(_bare(old).get(key) == bare[key] for key in bare):
                kept: Values = old["evidence"]
                return kept
        quote = value.get("quote") or value.get("value") or value.get("unit")
        return self._found(quote if isinstance(quote, str) else "")

    def _found(self, quote: str) -> Values:
        whole = self.duty.evidence
        at = self.notice.text.find(quote, whole.start, whole.end) if quote else -1
        if at < 0:
            return {**whole.model_dump(mode="json"), "rule": RULE}
        return {
            "quote": quote,
            "start": at,
            "end": at + len(quote),
            "places": whole.model_dump(mode="json")["places"][:1],
            "rule": RULE,
        }

    def _checked(self, evidence: Any) -> Values:
        if not isinstance(evidence, Mapping):
            raise InvalidCorrection(f"{self.name}: evidence is an object with start and end")
        start, end = evidence.get("start"), evidence.get("end")
        size = len(self.notice.text)
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= size):
            raise InvalidCorrection(f"{self.name}: evidence lies outside the text of the notice")
        quote = self.notice.text[start:end]
        if evidence.get("quote", quote) != quote:
            raise InvalidCorrection(f"{self.name}: the quote is not what stands from start to end")
        return {"rule": RULE, **evidence, "quote": quote}


def _bare(value: Values) -> Values:
    return {key: part for key, part in value.items() if key not in {"evidence", "quote", "reason"}}


def _grounded(words: _Words, value: Any) -> Values:
    given = dict(value) if isinstance(value, Mapping) else {"value": value}
    return {**given, "evidence": words.evidence(given)}


def _optional(words: _Words, value: Any) -> Values | None:
    return None if value is None else _grounded(words, value)


def _several(words: _Words, value: Any) -> list[Values]:
    return [_grounded(words, each) for each in _listed(words, value)]


def _records(words: _Words, value: Any) -> list[Values]:
    made = []
    for each in _listed(words, value):
        given = {"unit": each} if words.name == "responsible" and isinstance(each, str) else each
        if not isinstance(given, Mapping):
            raise InvalidCorrection(f"{words.name} holds objects")
        record = _party(words, dict(given)) if words.name == "responsible" else dict(given)
        evidence = words.evidence(record)
        record.pop("quote", None)
        made.append({**record, "evidence": evidence})
    return made


def _party(words: _Words, given: Values) -> Values:
    """A unit whose 条线 is not said keeps the one it had."""
    old = next((each for each in words.old if each.get("unit") == given.get("unit")), {})
    return {"role": old.get("role", _ROLE), "system": old.get("system", _SYSTEM), **given}


def _listed(words: _Words, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise InvalidCorrection(f"{words.name} is a list")
    return list(value)


def _plain(_words: _Words, value: Any) -> Any:
    return value


_SHAPES: dict[str, Callable[[_Words, Any], Any]] = {
    "modality": _grounded,
    "topic": _grounded,
    "measures": _several,
    "responsible": _records,
    "recipients": _several,
    "deadlines": _records,
    "thresholds": _records,
    "targets": _records,
    "condition": _optional,
    "industries": _several,
    "confidence": _plain,
}


def _validate(now: Values, after: Values) -> None:
    made = {key: value for key, value in after.items() if key != REJECTED}
    try:
        written = json.dumps({**now, **made}, allow_nan=False)
        checked = Obligation.model_validate_json(written).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidCorrection(f"{where}: {first['msg']}") from error
    except (TypeError, ValueError) as error:
        raise InvalidCorrection("a value is no JSON") from error
    after.update({key: checked[key] for key in made})
