"""What people said against the machine: kept apart from it, with who, when, before and after."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from api.store.changes import completed
from api.store.errors import Conflict, NotFound
from api.store.notices import machine_notice, rebuild_rows
from api.store.obligations import StoredObligation, get_obligation
from api.store.overlay import REJECTED, Corrected, Correction, corrections_of, laid_over
from api.store.packing import plain
from api.store.tables import CORRECTIONS, NOTICES, OBLIGATIONS
from api.store.times import now


def correct(
    connection: Connection,
    workspace: str,
    obligation: str,
    changes: Mapping[str, Any],
    *,
    who: str,
    revision: int | None = None,
    note: str | None = None,
) -> StoredObligation:
    """Writes changes of an obligation, given as `api.store.changes` takes them.

    `revision` is the one that the changes were made on; None takes whatever is there. Raises
    NotFound, InvalidCorrection, and Conflict when somebody else was first.
    """
    notice, version = _locked_notice(connection, workspace, obligation)
    there = connection.execute(
        select(OBLIGATIONS.c.revision).where(
            OBLIGATIONS.c.workspace == workspace, OBLIGATIONS.c.id == obligation
        )
    ).scalar()
    if there is None:
        raise NotFound("there is no such obligation")
    if revision is not None and revision != there:
        raise Conflict("somebody else has changed this obligation; read it again")
    said = machine_notice(connection, workspace, notice, version)
    if said is None:
        raise NotFound("there is no such notice")
    current = next(
        each
        for each in laid_over(said, corrections_of(connection, workspace, notice))
        if each.obligation.id == obligation.partition(".")[2]
    )
    after = completed(said, current.obligation, changes)
    _write(connection, workspace, notice, current, after, who=who, note=note)
    connection.execute(
        update(NOTICES)
        .where(NOTICES.c.workspace == workspace, NOTICES.c.id == notice)
        .values(revision=NOTICES.c.revision + 1, updated=now())
    )
    rebuild_rows(connection, workspace, notice)
    stored = get_obligation(connection, workspace, obligation)
    if stored is None:
        raise NotFound("there is no such obligation")
    return stored


def history(connection: Connection, workspace: str, obligation: str) -> tuple[Correction, ...]:
    """What was said about an obligation, oldest first, also before its words were cut anew."""
    notice = obligation.partition(".")[0]
    version = connection.execute(
        select(NOTICES.c.version).where(NOTICES.c.workspace == workspace, NOTICES.c.id == notice)
    ).scalar()
    said = machine_notice(connection, workspace, notice, version) if version else None
    if said is None:
        return ()
    placed = laid_over(said, corrections_of(connection, workspace, notice))
    wanted = obligation.partition(".")[2]
    return next((each.corrections for each in placed if each.obligation.id == wanted), ())


def unplaced(connection: Connection, workspace: str, notice: str) -> tuple[Correction, ...]:
    """What was said about words that the current extraction makes no obligation of."""
    version = connection.execute(
        select(NOTICES.c.version).where(NOTICES.c.workspace == workspace, NOTICES.c.id == notice)
    ).scalar()
    said = machine_notice(connection, workspace, notice, version) if version else None
    if said is None:
        return ()
    every = corrections_of(connection, workspace, notice)
    placed = {each.id for duty in laid_over(said, every) for each in duty.corrections}
    return tuple(each for each in every if each.id not in placed)


def _locked_notice(connection: Connection, workspace: str, obligation: str) -> tuple[str, int]:
    found = connection.execute(
        select(NOTICES.c.id, NOTICES.c.version)
        .where(NOTICES.c.workspace == workspace, NOTICES.c.id == obligation.partition(".")[0])
        .with_for_update()
    ).first()
    if found is None:
        raise NotFound("there is no such obligation")
    return found.id, found.version


def _write(
    connection: Connection,
    workspace: str,
    notice: str,
    current: Corrected,
    after: Mapping[str, Any],
    *,
    who: str,
    note: str | None,
) -> None:
    duty = current.obligation
    before = {**duty.model_dump(mode="json"), REJECTED: current.rejected}
    moment = now()
    changed = {name: value for name, value in after.items() if before[name] != value}
    if changed:
        connection.execute(
            insert(CORRECTIONS),
            [
                {
                    "id": "k" + uuid.uuid4().hex,
                    "workspace": workspace,
                    "notice": notice,
                    "obligation": duty.id,
                    "field": name,
                    "before": json.dumps(before[name], ensure_ascii=True),
                    "after": json.dumps(value, ensure_ascii=True),
                    "who": plain(who),
                    "note": plain(note) if note else None,
                    "created": moment,
                    "quote": plain(duty.quote),
                    "start": duty.evidence.start,
                    "end": duty.evidence.end,
                }
                for name, value in changed.items()
            ],
        )
