"""Which notice an attachment belongs to, found when all files of an upload have been read."""

import hashlib

from sqlalchemy import Connection, select, update

from api.store.notices import rebuild_rows
from api.store.packing import pack, unpack
from api.store.tables import EXTRACTIONS, NOTICES
from api.store.times import now
from extractor.model import Notice


def set_family(connection: Connection, workspace: str, identity: str, family: str) -> None:
    """Say of a notice, in its current version, which document it is an attachment of."""
    found = connection.execute(
        select(EXTRACTIONS.c.number, EXTRACTIONS.c.body)
        .join(NOTICES, NOTICES.c.id == EXTRACTIONS.c.notice)
        .where(
            NOTICES.c.workspace == workspace,
            NOTICES.c.id == identity,
            NOTICES.c.version == EXTRACTIONS.c.number,
        )
        .with_for_update()
    ).first()
    notice = unpack(Notice, found.body) if found else None
    if found is None or notice is None or notice.family == family:
        return
    packed = pack(notice.model_copy(update={"family": family}))
    connection.execute(
        update(EXTRACTIONS)
        .where(EXTRACTIONS.c.notice == identity, EXTRACTIONS.c.number == found.number)
        .values(body=packed, digest=hashlib.sha256(packed).hexdigest())
    )
    connection.execute(
        update(NOTICES)
        .where(NOTICES.c.id == identity)
        .values(revision=NOTICES.c.revision + 1, updated=now())
    )
    rebuild_rows(connection, workspace, identity)
