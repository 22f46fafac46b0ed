"""Pages of an OFD that are pictures: what the pictures show together, recognised."""

import io
import warnings
from typing import Any, NamedTuple

from extractor.allowance import allow
from extractor.errors import LimitExceeded
from extractor.model import Page
from extractor.readers.ocr.page import DPI, Scan, scanned
from extractor.readers.ofd_resources import Resources
from extractor.readers.picture import coloured
from extractor.settings import Settings

_KINDS = ("PNG", "JPEG", "BMP", "TIFF", "GIF")


class Placed(NamedTuple):
    """A picture by its ID, and its box in points from the top left of the page."""

    resource: str
    box: tuple[float, float, float, float]


def scan_of(
    placed: list[Placed], resources: Resources, page: Page, name: str, settings: Settings
) -> Scan:
    """The page with its pictures on white paper, recognised; may be Unrecognised."""
    import numpy as np
    from PIL import Image

    allow(settings.max_page_seconds)
    finest = (settings.max_pixels / max(page.width * page.height, 1.0)) ** 0.5
    scale = min(DPI / 72, finest)
    sheet = Image.new("RGB", (_length(page.width * scale), _length(page.height * scale)), "white")
    for one in placed:
        picture = opened(resources, one.resource, name, settings)
        if picture is None:
            continue
        left, top, right, bottom = (round(edge * scale) for edge in one.box)
        wide, high = right - left, bottom - top
        if wide > 0 and high > 0 and wide * high <= settings.max_pixels:
            sheet.paste(
                coloured(picture).resize((wide, high), Image.Resampling.BOX, reducing_gap=2.0),
                (left, top),
            )
    return scanned(np.asarray(sheet)[:, :, ::-1].copy(), page.number, page.width, page.height)


def opened(resources: Resources, resource: str, name: str, settings: Settings) -> Any | None:
    """A picture of the package; None where it is missing or damaged, an error where too large."""
    from PIL import Image

    content = resources.picture(resource)
    if content is None:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            image = Image.open(io.BytesIO(content), formats=_KINDS)
            if image.width * image.height > settings.max_pixels:
                raise LimitExceeded(name, f"more than {settings.max_pixels} pixels")
            image.load()
    except Image.DecompressionBombError as error:
        raise LimitExceeded(name, f"more than {settings.max_pixels} pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError):
        return None
    return image


def _length(pixels: float) -> int:
    return max(1, round(pixels))
