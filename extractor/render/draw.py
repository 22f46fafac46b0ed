"""A notice and its file -> PNG of the pages on which an obligation and its values stand."""

import io
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple

from extractor.errors import ExtractionFailed, FileError, LimitExceeded, UnreadableFile
from extractor.model import Notice, Obligation
from extractor.settings import Settings

SCALE = 2.0
_LAST_WORDS = 10.0


class Drawing(NamedTuple):
    """A page with its marks as the bytes of a PNG, and the kinds of mark on it."""

    page: int
    png: bytes
    kinds: tuple[str, ...]


def draw(
    data: bytes,
    notice: Notice,
    duties: Iterable[Obligation],
    *,
    page: int | None = None,
    scale: float = SCALE,
    settings: Settings | None = None,
) -> Iterator[Drawing]:
    """The pages on which `duties` or their values stand; with `page` that page alone.

    `data` are the bytes that `notice` was read from, `scale` is pixels per point (1/72 inch).
    Raises UnsupportedFormat where the format has no pages, UnreadableFile where the page asked for
    is not there, LimitExceeded where a picture would be larger than the settings allow.
    """
    from extractor.render.marks import kinds, marks
    from extractor.render.paint import painted, with_legend
    from extractor.render.pictures import pictures

    name, last = notice.source.name, len(notice.source.page_starts)
    found = marks(duties)
    wanted = sorted({mark.page for mark in found}) if page is None else [page]
    drawn = pictures(data, name, notice.source.format, wanted, scale, settings or Settings())
    if page is not None and not 1 <= page <= last:
        raise UnreadableFile(name, f"there is no page {page}, the last is {last}")
    if not wanted:
        raise UnreadableFile(name, "none of the words has a place on a page")
    for number, picture in drawn:
        here = [mark for mark in found if mark.page == number]
        written = io.BytesIO()
        with_legend(painted(picture, here, scale), here, number, scale).save(written, "PNG")
        present = {mark.kind for mark in here}
        yield Drawing(
            number, written.getvalue(), tuple(k.name for k in kinds() if k.name in present)
        )


def draw_apart(
    data: bytes,
    notice: Notice,
    duties: Iterable[Obligation],
    *,
    page: int | None = None,
    scale: float = SCALE,
    settings: Settings | None = None,
) -> list[Drawing]:
    """`draw` in a process of its own, which is ended when it takes longer than the settings allow."""
    settings = settings or Settings()
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    work = (data, notice, tuple(duties), page, scale, settings)
    process = get_context("spawn").Process(target=_answer, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(settings.max_seconds):
            raise LimitExceeded(notice.source.name, f"takes longer than {settings.max_seconds:g} s")
        answer: list[Drawing] | FileError = ours.recv()
    except EOFError as cause:
        raise ExtractionFailed(notice.source.name, "the process that drew it died") from cause
    finally:
        process.kill()
        process.join(_LAST_WORDS)
        ours.close()
    if isinstance(answer, FileError):
        raise answer
    return answer


_Work = tuple[bytes, Notice, tuple[Obligation, ...], int | None, float, Settings]


def _answer(pipe: "Connection[object, object]", work: _Work) -> None:
    data, notice, duties, page, scale, settings = work
    try:
        pipe.send(list(draw(data, notice, duties, page=page, scale=scale, settings=settings)))
    except FileError as error:
        pipe.send(error)
