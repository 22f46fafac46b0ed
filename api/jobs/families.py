"""Which notices of an upload belong together: a notice and its attachments."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from api.store import Store
from api.store.notices import load_notice
from extractor import Notice
from extractor.command.families import with_families


def families(
    store: Store, workspace: str, named: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The attachments among notices given by file name and id: id, and document of their notice.

    Notices are loaded as they are needed, a few dozen at a time.
    """
    ids: list[str] = []

    def loaded() -> Iterator[tuple[Path, Notice]]:
        for name, one in named:
            with store.read() as connection:
                stored = load_notice(connection, workspace, one, corrected=False)
            if stored is not None:
                ids.append(one)
                yield Path(name), stored.notice

    for number, notice in enumerate(with_families(loaded())):
        if notice.family is not None:
            yield ids[number], notice.family
