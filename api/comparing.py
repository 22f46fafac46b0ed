"""Stored notices as they are laid side by side or taken away: read from the store, packed."""

from collections.abc import Iterable, Sequence

from api.ids import checked
from api.problems import Problem
from api.store import Store
from api.store.notices import packed_notice


class NoSuchNotice(Exception):
    """The workspace has no notice of this id."""


def packed(store: Store, workspace: str, wanted: Iterable[str]) -> list[bytes]:
    """The notices of these ids, as people corrected them; raises NoSuchNotice."""
    bodies = []
    with store.read() as conn:
        for identity in wanted:
            body = packed_notice(conn, workspace, checked("notice", identity))
            if body is None:
                raise NoSuchNotice(identity)
            bodies.append(body)
    return bodies


def bounded(wanted: Sequence[str], most: int) -> None:
    """Raises the problem `too_much` where there are more notices than are taken at once."""
    if len(wanted) > most:
        raise Problem("too_much", why=(f"超过 {most} 份通知", f"more than {most} notices"))
