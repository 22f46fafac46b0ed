"""A request that is sent twice with the same key is answered once."""

from datetime import timedelta

from sqlalchemy import Connection, delete, select

from api.store.errors import Conflict, InvalidFilter
from api.store.once import insert_once
from api.store.packing import plain
from api.store.tables import IDEMPOTENCY
from api.store.times import now

KEPT = timedelta(days=2)
LONGEST = 255


def recall(connection: Connection, workspace: str, key: str, fingerprint: str) -> str | None:
    """What the key stands for; raises Conflict when it was used for another request."""
    row = connection.execute(
        select(IDEMPOTENCY.c.fingerprint, IDEMPOTENCY.c.reference).where(
            IDEMPOTENCY.c.workspace == workspace, IDEMPOTENCY.c.key == _checked(key)
        )
    ).first()
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise Conflict("this Idempotency-Key was used for another request")
    return str(row.reference)


def remember(
    connection: Connection, workspace: str, key: str, fingerprint: str, reference: str
) -> str:
    """Keeps what the key stands for from now on, and gives what it stood for before, if anything.

    Raises Conflict when the key was used for another request.
    """
    values = {
        "workspace": workspace,
        "key": _checked(key),
        "fingerprint": fingerprint,
        "reference": reference,
        "created": now(),
    }
    connection.execute(insert_once(connection, IDEMPOTENCY, "workspace", "key"), values)
    return recall(connection, workspace, key, fingerprint) or reference


def forget_old(connection: Connection) -> int:
    """Forgets the keys of all workspaces that are older than two days; gives how many."""
    return connection.execute(
        delete(IDEMPOTENCY).where(IDEMPOTENCY.c.created < now() - KEPT)
    ).rowcount


def _checked(key: str) -> str:
    if not 0 < len(key) <= LONGEST:
        raise InvalidFilter(f"an Idempotency-Key has between 1 and {LONGEST} characters")
    return plain(key)
