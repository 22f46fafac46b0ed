"""An annotation as a Notice, so that what works on notices can be measured on the gold."""

import unicodedata
from hashlib import sha256
from typing import Any

from extractor.evaluate.compact import compact
from extractor.evaluate.keys import Entry, entries
from extractor.model import (
    SCHEMA_VERSION,
    Citation,
    Deadline,
    Evidence,
    Grounded,
    Issue,
    Metadata,
    Notice,
    Obligation,
    Responsible,
    Section,
    SourceInfo,
    Target,
    Threshold,
)

_RULE = "annotation"
_ONE = (
    *("title", "notice_title", "document_number", "region", "issue_date", "print_date"),
    *("disclosure", "period", "contact"),
)
_SHOWN = 40
_SEVERAL = ("issuers", "addressees", "cc")


def annotated_notice(name: str, text: str, annotation: Entry) -> Notice:
    """The annotation of `text` as a Notice called `name`; obligations keep the annotation's ids.

    A quote that is not in the text has the empty evidence at 0; for an obligation `issues` says so.
    """
    return _Annotated(text).notice(name, annotation)


class _Annotated:
    def __init__(self, text: str) -> None:
        self.text = text
        self.string, self.offsets = _compact_with_offsets(text)
        self.cursor = 0

    def notice(self, name: str, annotation: Entry) -> Notice:
        source = SourceInfo(
            name=f"{name}.txt", format="text", sha256=sha256(self.text.encode()).hexdigest()
        )
        return Notice(
            schema_version=SCHEMA_VERSION,
            document=name,
            source=source,
            text=self.text,
            metadata=self.metadata(annotation.get("metadata") or {}),
            key_industries=tuple(
                Grounded[str](value=name, evidence=self.evidence(name))
                for name in annotation.get("key_industries") or ()
            ),
            sections=tuple(
                Section(
                    level=entry["level"],
                    number=entry["number"],
                    heading=entry["heading"],
                    evidence=self.evidence(entry["heading"]),
                )
                for entry in entries(annotation, "sections")
            ),
            citations=tuple(
                Citation(
                    title=entry.get("title"),
                    number=entry.get("number"),
                    kind=entry["kind"],
                    evidence=self.evidence(entry["quote"], low=self.follow(entry["quote"])),
                )
                for entry in entries(annotation, "citations")
            ),
            obligations=(obligations := self.obligations(entries(annotation, "obligations"))),
            issues=tuple(map(_nowhere, (duty for duty in obligations if not duty.evidence.quote))),
        )

    def metadata(self, entry: dict[str, Any]) -> Metadata:
        """The head; a value that is not written in its own words (a code, a date) has no quote."""
        said = self.grounded
        return Metadata.model_validate(
            {
                **{field: said(entry.get(field)) for field in _ONE},
                **{
                    field: [said(value) for value in entry.get(field) or () if value]
                    for field in _SEVERAL
                },
                "attachments": [
                    {"title": title, "evidence": self.evidence(title)}
                    for title in entry.get("attachments") or ()
                ],
            }
        )

    def grounded(self, value: Any) -> dict[str, Any] | None:
        """A value with its words, where they stand in the text as they are written."""
        if value is None:
            return None
        words = value if isinstance(value, str) else ""
        return {"value": value, "evidence": self.evidence(words)}

    def obligations(self, given: list[Entry]) -> tuple[Obligation, ...]:
        self.cursor = 0
        return tuple(self.obligation(entry) for entry in given)

    def obligation(self, entry: Entry) -> Obligation:
        low = self.follow(entry["quote"])
        whole = self.evidence(entry["quote"], low=low)
        high = low + len(compact(entry["quote"]))

        def said(value: dict[str, Any]) -> dict[str, Any]:
            inherited = bool(value.get("inherited"))
            found = self.evidence(
                value["quote"], low=0 if inherited else low, high=None if inherited else high
            )
            known = {key: item for key, item in value.items() if key not in ("quote", "inherited")}
            return {**known, "evidence": found.model_copy(update={"inherited": inherited})}

        def bare(value: Any) -> dict[str, Any]:
            return {"value": value, "evidence": whole}

        return Obligation.model_validate(
            {
                "id": entry["id"],
                "quote": whole.quote or entry["quote"],
                "evidence": whole,
                "section": "".join(str(entry["section"]).split()),
                "modality": bare(entry["modality"]),
                "topic": bare(entry["topic"]),
                "measures": [bare(measure) for measure in entry.get("measures") or ()],
                "responsible": [
                    Responsible.model_validate(said(party))
                    for party in entry.get("responsible") or ()
                ],
                "recipients": [
                    {
                        "value": body,
                        "evidence": self.evidence(body, low=low, high=high),
                    }
                    for body in entry.get("recipients") or ()
                ],
                "deadlines": [
                    Deadline.model_validate(said(deadline))
                    for deadline in entry.get("deadlines") or ()
                ],
                "thresholds": [
                    Threshold.model_validate(
                        {**said(value), "exclusions": [bare(x) for x in value["exclusions"] or ()]}
                    )
                    for value in entry.get("thresholds") or ()
                ],
                "targets": [
                    Target.model_validate(said(value)) for value in entry.get("targets") or ()
                ],
                "condition": bare(entry["condition"]) if entry.get("condition") else None,
                "industries": [bare(name) for name in entry.get("industries") or ()],
            }
        )

    def follow(self, quote: str) -> int:
        """Where a quote stands behind the one before it, in compact coordinates."""
        sought = compact(quote)
        at = self.string.find(sought, self.cursor)
        if at < 0:
            at = max(0, self.string.find(sought))
        self.cursor = at + 1
        return at

    def evidence(self, quote: str, low: int = 0, high: int | None = None) -> Evidence:
        sought = compact(quote)
        at = self.string.find(sought, low, high) if sought else -1
        if at < 0:
            return Evidence(quote="", start=0, end=0, rule=_RULE)
        start, end = self.offsets[at], self.offsets[at + len(sought) - 1] + 1
        return Evidence(quote=self.text[start:end], start=start, end=end, rule=_RULE)


def _nowhere(duty: Obligation) -> Issue:
    words = duty.quote if len(duty.quote) <= _SHOWN else duty.quote[:_SHOWN] + "…"
    return Issue(
        code="quote_not_in_text", message=f"{duty.id}: 「{words}」 does not stand in the text"
    )


def _compact_with_offsets(text: str) -> tuple[str, list[int]]:
    """The compact string and, for each of its characters, the offset it comes from."""
    kept: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character):
            if not folded.isspace():
                kept.append(folded)
                offsets.append(at)
    return "".join(kept), offsets
