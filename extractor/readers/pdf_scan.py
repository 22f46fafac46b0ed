"""Pages of a PDF that are pictures, and text layers that do not say what the pages show."""

from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractor.allowance import allow
from extractor.readers.glyphs import lines
from extractor.readers.ocr.layer import doubt, misread, suspected
from extractor.readers.ocr.page import DPI, Scan, scanned
from extractor.readers.pdf_page import Printed
from extractor.settings import Settings

_MOST_UNMAPPED = 0.2
_FEW_UNMAPPED = 0.02
_LEAST_UNMAPPED = 10
_COVERED = 0.7
# A stamp of the scanner's program or a page mark is no text layer.
_STAMP = 60
# Words turned to outlines leave a page of nothing but paths.
_OUTLINES = 150


class Layer(NamedTuple):
    """What the text layer of a page is worth.

    `is_picture`: there is none to speak of, the page is a picture. `why_not`: there is one, and
    why it is not to be trusted; `kept` when it is better than nothing all the same.
    """

    is_picture: bool = False
    why_not: str | None = None
    kept: bool = False


def layer(page: Any, text: Printed) -> Layer:
    """Judge the text layer of a page; cheap on pages that nothing speaks against."""
    whole = len(text.glyphs) + text.unmapped
    if text.unmapped > _MOST_UNMAPPED * whole:
        return Layer(why_not="its fonts do not say what they print")
    if len(text.glyphs) < _STAMP and _is_picture(page, bare=not text.glyphs):
        return Layer(is_picture=True, kept=bool(text.glyphs))
    words = "".join(one.character for one in text.glyphs)
    why = doubt(words)
    if why:
        return Layer(why_not=why)
    if text.unmapped > max(_LEAST_UNMAPPED, _FEW_UNMAPPED * whole):
        told = f"fonts do not say what {text.unmapped} of its characters are"
        return Layer(why_not=told, kept=True)
    if suspected(words) and _covered(page) and misread(_spaced(text)):
        return Layer(why_not="its text layer is the work of a poor OCR", kept=True)
    return Layer()


def _spaced(text: Printed) -> str:
    return "\n".join(line.text for line in lines(text.glyphs, 1))


def _is_picture(page: Any, *, bare: bool) -> bool:
    """Whether a page with next to no text shows its words in another way."""
    if _covered(page):
        return True
    if not bare:
        return False
    objects = list(page.get_objects(max_depth=3))
    if any(one.type == pdfium.FPDF_PAGEOBJ_IMAGE for one in objects):
        return True
    return bool(sum(one.type == pdfium.FPDF_PAGEOBJ_PATH for one in objects) > _OUTLINES)


def _covered(page: Any) -> bool:
    """Whether images fill most of the page, as on every page of a scan."""
    area = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(area > _COVERED * page.get_width() * page.get_height())


def scan_of(page: Any, number: int, settings: Settings) -> Scan:
    """The page rendered and recognised."""
    allow(settings.max_page_seconds)
    width, height = page.get_width(), page.get_height()
    finest = (settings.max_pixels / max(width * height, 1.0)) ** 0.5
    bitmap = page.render(scale=min(DPI / 72, finest))
    try:
        return scanned(bitmap.to_numpy()[:, :, :3].copy(), number, width, height)
    finally:
        bitmap.close()
