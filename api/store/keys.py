"""Keys that open a workspace: shown once, kept as a hash, revoked at any time."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from api.store.errors import InvalidFilter
from api.store.packing import plain
from api.store.tables import KEYS
from api.store.times import now

SCOPES = ("read", "write", "admin")
"""Each may do what those before it may."""
_PREFIX = "tz_"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key when its secret has been forgotten."""

    id: str
    workspace: str
    scope: str
    label: str
    created: datetime
    revoked: datetime | None
    used: datetime | None

    def allows(self, scope: str) -> bool:
        """Whether the key may do what `scope` may."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


def create_key(connection: Connection, workspace: str, scope: str, label: str) -> tuple[Key, str]:
    """A key and its secret of 256 bits, which is shown now and never again."""
    if scope not in SCOPES:
        raise InvalidFilter(f"scope is one of {', '.join(SCOPES)}")
    if not 0 < len(workspace) <= 64:
        raise InvalidFilter("the name of a workspace has between 1 and 64 characters")
    secret = _PREFIX + secrets.token_urlsafe(32)
    key = Key("a" + uuid.uuid4().hex, workspace, scope, plain(label), now(), None, None)
    connection.execute(
        insert(KEYS).values(
            id=key.id,
            workspace=workspace,
            scope=scope,
            label=key.label,
            digest=_digest(secret),
            created=key.created,
        )
    )
    return key, secret


def find_key(connection: Connection, secret: str) -> Key | None:
    """The key that this secret opens with, None for one unknown or revoked."""
    found = (
        connection.execute(
            select(KEYS).where(KEYS.c.digest == _digest(secret), KEYS.c.revoked.is_(None))
        )
        .mappings()
        .first()
    )
    return _key(found) if found else None


def touch_key(connection: Connection, key: Key) -> None:
    """Notes that the key was used, to the minute."""
    moment = now()
    if key.used is None or moment - key.used > _MINUTE:
        connection.execute(update(KEYS).where(KEYS.c.id == key.id).values(used=moment))


def revoke_key(connection: Connection, workspace: str, identity: str) -> bool:
    """From now on the key opens nothing; False where the workspace has no such key."""
    done = connection.execute(
        update(KEYS)
        .where(KEYS.c.workspace == workspace, KEYS.c.id == identity)
        .values(revoked=func.coalesce(KEYS.c.revoked, now()))
    )
    return bool(done.rowcount)


def list_keys(connection: Connection, workspace: str) -> tuple[Key, ...]:
    """The keys of a workspace, revoked ones too, the oldest first."""
    found = connection.execute(
        select(KEYS).where(KEYS.c.workspace == workspace).order_by(KEYS.c.created, KEYS.c.id)
    ).mappings()
    return tuple(_key(row) for row in found)


def has_keys(connection: Connection) -> bool:
    """Whether there is any key that opens anything: without one nobody could come in."""
    return bool(connection.execute(select(KEYS.c.id).where(KEYS.c.revoked.is_(None))).first())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _key(row: Any) -> Key:
    return Key(
        row["id"],
        row["workspace"],
        row["scope"],
        row["label"],
        row["created"],
        row["revoked"],
        row["used"],
    )
