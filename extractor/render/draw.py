"""A notice and its file -> PNG of the pages on which an obligation and its values stand."""

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.errors import UnreadableFile
from extractor.model import Notice, Obligation
from extractor.settings import Settings

SCALE = 2.0


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
    from extractor.readers.ocr.turned import turns
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
    turned = turns(issue.message for issue in notice.issues)
    for number, picture in drawn:
        # Boxes of a page that did not stand upright are those of the page put upright.
        picture = picture.rotate(90 * turned.get(number, 0), expand=True)
        here = [mark for mark in found if mark.page == number]
        written = io.BytesIO()
        with_legend(painted(picture, here, scale), here, number, scale).save(written, "PNG")
        present = {mark.kind for mark in here}
        yield Drawing(
            number, written.getvalue(), tuple(k.name for k in kinds() if k.name in present)
        )
