"""Pictures of pages: PNG, JPEG and TIFF of one or many pages, through OCR."""

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from extractor.allowance import allow
from extractor.errors import LimitExceeded, UnreadableFile, UnsupportedFormat
from extractor.model import Line, Page, Source
from extractor.readers.layout import Layout
from extractor.readers.ocr.engine import INSTALL, Unrecognised, installed
from extractor.readers.picture import coloured
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
)
# What Pillow raises, besides its own errors, where the bytes are not what they claim to be.
_DAMAGE = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError,
    MemoryError, struct.error, zlib.error,
)  # fmt: skip
# A4 in points; a resolution is believed when it gives a page between a card and a newspaper.
_A4 = 595.28
_SHORT_SIDE = (200.0, 1250.0)
_MUCH_FINER = 1.1


def sniff(data: bytes) -> float:
    """The first bytes are those of a PNG, a JPEG or a TIFF."""
    return 1.0 if _kind(data) else 0.0


def _kind(data: bytes) -> str | None:
    return next((kind for magic, kind in _KINDS if data.startswith(magic)), None)


def read_scan(data: bytes, name: str, settings: Settings) -> Source:
    """Lines with page, box, edges and confidence; sizes in points from the stated resolution.

    Where the file states none that could be true, the short side of the page is that of A4.
    """
    kind = _kind(data) or "picture"
    if not installed():
        raise UnsupportedFormat(name, f"a {kind} image: {INSTALL}")
    from extractor.readers.ocr.page import scanned

    layout = Layout()
    lines: list[Line] = []
    pages: list[Page] = []
    problems: list[tuple[str, str]] = []
    for number, (picture, width, height) in enumerate(pictures(data, name, settings), start=1):
        if number > settings.max_pages:
            raise LimitExceeded(name, f"more than {settings.max_pages} pages")
        allow(settings.max_page_seconds)
        try:
            scan = scanned(picture, number, width, height)
        except Unrecognised:
            problems.append(("page", f"page {number} could not be recognised"))
            continue
        lines.extend(scan.lines(layout))
        pages.append(scan.page)
        problems.extend(scan.problems)
    if not lines:
        raise UnreadableFile(name, f"a {kind} image in which no text was found")
    return Source(
        name=name,
        format="scan",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(lines),
        pages=tuple(pages),
        problems=tuple(problems),
    )


def pictures(data: bytes, name: str, settings: Settings) -> Iterator[tuple[Any, float, float]]:
    """Each page as a BGR array of about 200 dots an inch, with its size in points."""
    from PIL import Image, ImageSequence

    kind = _kind(data) or "picture"
    try:
        with warnings.catch_warnings(action="ignore"):  # our own limit and errors stand below
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
        with image:
            frames = ImageSequence.Iterator(image) if image.format == "TIFF" else (image,)
            for frame in frames:
                if frame.width * frame.height > settings.max_pixels:
                    raise LimitExceeded(name, f"more than {settings.max_pixels} pixels")
                yield _page(frame)
    except Image.DecompressionBombError as error:
        raise LimitExceeded(name, f"more than {settings.max_pixels} pixels") from error
    except _DAMAGE as error:
        raise UnreadableFile(name, f"a damaged or truncated {kind} image") from error


def _page(frame: Any) -> tuple[Any, float, float]:
    import numpy as np
    from PIL import Image, ImageOps

    from extractor.readers.ocr.page import DPI

    resolution = frame.info.get("dpi")
    upright = coloured(ImageOps.exif_transpose(frame))
    width, height = _points(upright.width, upright.height, resolution)
    finer = upright.width / (width / 72 * DPI)
    if finer > _MUCH_FINER:
        size = max(1, round(upright.width / finer)), max(1, round(upright.height / finer))
        upright = upright.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    return np.ascontiguousarray(np.asarray(upright)[:, :, ::-1]), width, height


def _points(width: int, height: int, resolution: Any) -> tuple[float, float]:
    """The size of a page in points.

    >>> _points(1654, 2339, (200, 200)), _points(3000, 3000, (72, 72))
    ((595.44, 842.04), (595.28, 595.28))
    """
    short = min(width, height)
    if isinstance(resolution, tuple) and resolution[0] and resolution[0] == resolution[1]:
        per_inch = float(resolution[0])
        if _SHORT_SIDE[0] <= short * 72 / per_inch <= _SHORT_SIDE[1]:
            return width * 72 / per_inch, height * 72 / per_inch
    return width * _A4 / short, height * _A4 / short


READERS.add("scan", Reader((".png", ".jpg", ".jpeg", ".tif", ".tiff"), sniff, read_scan))
