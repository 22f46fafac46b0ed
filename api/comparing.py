"""Stored notices as the library takes them: each under a name of its own, some obligations left out."""

from collections.abc import Collection, Iterable, Mapping

from api.ids import checked
from api.store import Store
from api.store.notices import load_notice
from extractor import Comparison, Notice, compare


class NoSuchNotice(Exception):
    """The workspace has no notice of this id."""


class Comparing:
    """Loads and compares notices of one workspace."""

    def __init__(self, store: Store, workspace: str) -> None:
        self._store = store
        self._workspace = workspace

    def of(self, wanted: list[str], reference: str | None) -> Comparison:
        """Raises NoSuchNotice, and CompareError for what cannot be compared."""
        ids = wanted if reference is None or reference in wanted else [reference, *wanted]
        notices = self.load(ids)
        base = None if reference is None else notices[ids.index(reference)].document
        return compare(notices, base)

    def load(
        self, wanted: Iterable[str], only: Mapping[str, Collection[str]] | None = None
    ) -> list[Notice]:
        """The notices, each with a `document` that no other has; of some only these obligations."""
        loaded = []
        with self._store.read() as conn:
            for identity in wanted:
                stored = load_notice(conn, self._workspace, checked("notice", identity))
                if stored is None:
                    raise NoSuchNotice(identity)
                loaded.append(_cut(stored.notice, only[identity]) if only else stored.notice)
        return _named_apart(loaded)


def _cut(notice: Notice, only: Collection[str]) -> Notice:
    duties = tuple(duty for duty in notice.obligations if duty.id in only)
    return notice.model_copy(update={"obligations": duties})


def _named_apart(notices: Iterable[Notice]) -> list[Notice]:
    taken: set[str] = set()
    made = []
    for notice in notices:
        name, number = notice.document, 2
        while name in taken:
            name, number = f"{notice.document}-{number}", number + 1
        taken.add(name)
        made.append(notice.model_copy(update={"document": name}))
    return made
