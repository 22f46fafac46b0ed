"""Corrections laid over what the machine said, wherever its obligations are after a new reading."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from api.store.tables import CORRECTIONS
from extractor.model import Notice, Obligation

REJECTED = "rejected"
"""The one field that obligations do not have: true where a person said that it is none."""
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one obligation as it was before and is after; values are JSON.

    `obligation` is the id it was made at, `quote`, `start` and `end` are the words it had then.
    """

    id: str
    notice: str
    obligation: str
    field: str
    before: Any
    after: Any
    who: str
    note: str | None
    created: datetime
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """An obligation with what people said about it, oldest first."""

    obligation: Obligation
    corrections: tuple[Correction, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether people said that this is no obligation."""
        said = [each.after for each in self.corrections if each.field == REJECTED]
        return bool(said and said[-1])


def corrections_of(connection: Connection, workspace: str, notice: str) -> tuple[Correction, ...]:
    """All that was said about a notice, oldest first."""
    found = connection.execute(
        select(CORRECTIONS)
        .where(CORRECTIONS.c.workspace == workspace, CORRECTIONS.c.notice == notice)
        .order_by(CORRECTIONS.c.row)
    ).mappings()
    return tuple(
        Correction(
            id=row["id"],
            notice=row["notice"],
            obligation=row["obligation"],
            field=row["field"],
            before=json.loads(row["before"]),
            after=json.loads(row["after"]),
            who=row["who"],
            note=row["note"],
            created=row["created"],
            quote=row["quote"],
            start=row["start"],
            end=row["end"],
        )
        for row in found
    )


def laid_over(notice: Notice, corrections: Iterable[Correction]) -> tuple[Corrected, ...]:
    """Every obligation of the machine with its corrections applied, rejected ones too.

    A correction belongs to the obligation of the same id; after a new reading that cut the words
    otherwise, to the one with the same words, or the one that shares most of them. One that
    finds no place stays in the history of the notice.
    """
    by_id: dict[str, list[Correction]] = {}
    for correction in corrections:
        at = _place(notice, correction)
        if at is not None:
            by_id.setdefault(at, []).append(correction)
    return tuple(
        Corrected(_applied(duty, by_id.get(duty.id, ())), tuple(by_id.get(duty.id, ())))
        for duty in notice.obligations
    )


def corrected_notice(notice: Notice, corrections: Iterable[Correction]) -> Notice:
    """The notice as people corrected it, without the obligations they rejected."""
    kept = tuple(each.obligation for each in laid_over(notice, corrections) if not each.rejected)
    return notice.model_copy(update={"obligations": kept})


def _place(notice: Notice, correction: Correction) -> str | None:
    if any(duty.id == correction.obligation for duty in notice.obligations):
        return correction.obligation
    words = "".join(correction.quote.split())
    same = [duty for duty in notice.obligations if "".join(duty.quote.split()) == words]
    candidates = same or list(notice.obligations)
    best = max(candidates, key=lambda duty: _shared(duty, correction), default=None)
    if best is None or not (same or _shared(best, correction) >= _SHARE):
        return None
    return best.id


def _shared(duty: Obligation, correction: Correction) -> float:
    """How much of both stretches is common, 0 to 1."""
    start, end = duty.evidence.start, duty.evidence.end
    common = min(end, correction.end) - max(start, correction.start)
    every = max(end, correction.end) - min(start, correction.start)
    return common / every if every else 0.0


def _applied(duty: Obligation, corrections: Iterable[Correction]) -> Obligation:
    last = {each.field: each.after for each in corrections if each.field != REJECTED}
    if not last:
        return duty
    return Obligation.model_validate_json(json.dumps({**duty.model_dump(mode="json"), **last}))
