"""Which of the notices given belong together: a covering notice and its attachments."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from extractor.model import Notice

_ATTACHMENT = re.compile(
    r"\s*[（(【\[〔]?\s*附\s*(?:件|表|录)\s*[0-9０-９一二三四五六七八九十]*[：:、.．\s]*"
)
_MOST = 50
_LEAST_TITLE = 4


def with_families(notices: Iterable[tuple[Path, Notice]]) -> Iterator[Notice]:
    """The notices in order, each attachment with the `document` of its notice as `family`.

    Files of one folder or archive that follow each other are looked at together, fifty at a time.
    """
    for _, group in groupby(notices, key=lambda entry: entry[0].parent):
        while together := list(islice(group, _MOST)):
            yield from _related(together)


def _related(group: list[tuple[Path, Notice]]) -> Iterator[Notice]:
    named = {id(notice) for path, notice in group if _ATTACHMENT.match(path.name)}
    begun = {id(notice) for _, notice in group if _ATTACHMENT.match(notice.text[:40])}
    covers = [notice for _, notice in group if id(notice) not in named | begun]
    for path, notice in group:
        attached = id(notice) in named | begun
        found = _cover(path, notice, covers, sure=id(notice) in named) if attached else None
        yield notice.model_copy(update={"family": found.document}) if found else notice


def _cover(path: Path, notice: Notice, covers: list[Notice], *, sure: bool) -> Notice | None:
    """The one notice that there is, or the one of several that names this attachment."""
    if len(covers) == 1 and (sure or _leaves_open(covers[0])):
        return covers[0]
    titles = [_ATTACHMENT.sub("", path.stem, count=1)]
    if notice.metadata.title is not None:
        titles.append(notice.metadata.title.value or "")
    wanted = ["".join(title.split()) for title in titles]
    naming = [
        cover
        for cover in covers
        if any(
            len(title) >= _LEAST_TITLE and title in "".join(cover.text.split()) for title in wanted
        )
    ]
    return naming[0] if len(naming) == 1 else None


def _leaves_open(cover: Notice) -> bool:
    """Whether the notice speaks of attachments without saying what they are called."""
    return "附件" in cover.text and not cover.metadata.attachments
