"""One page of a PDF through pdfium: its characters with boxes, and the lines that it rules."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractor.readers.glyphs import Glyph, glyph
from extractor.readers.ruled import Rule

_THIN = 3.0
# White space is read from the gaps; much of it pdfium makes up.
_WHITE = frozenset(map(ord, " \t\n\r\f\v\u00a0\u3000\u2002\u2003\u200b\ufeff"))
# pdfium gives the hyphen that breaks a word at the end of a line as this control character.
_SOFT_HYPHEN = 2
_MOST_PATHS = 4_000
_MOST_SEGMENTS = 64


class Printed(NamedTuple):
    """What a page prints.

    `unmapped` counts characters whose font does not say what they are, `slanted` those of stamps
    and watermarks; both are left out of `glyphs`.
    """

    glyphs: tuple[Glyph, ...]
    unmapped: int
    slanted: int


class Frame(NamedTuple):
    """How user space turns into points from the top left of the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """User space to page."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def printed(page: Any) -> Printed:
    """All characters of a page that stand upright, white space left out."""
    frame = _frame(page)
    textpage = page.get_textpage()
    try:
        return _printed(textpage.raw, frame)
    finally:
        textpage.close()


def _frame(page: Any) -> Frame:
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right, top, page.get_rotation())


def _printed(raw: Any, frame: Frame) -> Printed:
    rect = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    by_rect, by_x, by_y = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    glyphs: list[Glyph] = []
    unmapped = slanted = 0
    for index, character in _characters(raw):
        if _unreadable(character) or pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1:
            unmapped += 1
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, by_rect):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, by_x, by_y)
        # An upright character begins at its origin; only the others need their angle looked at.
        if abs(x.value - rect.left) > 0.5 and _slanted(raw, index, frame):
            slanted += 1
            continue
        one = _placed(character, rect, x.value, y.value, frame)
        if math.isfinite(one.x0 + one.x1 + one.y0 + one.y1 + one.baseline):
            glyphs.append(one)
    return Printed(tuple(glyphs), unmapped, slanted)


def _slanted(raw: Any, index: int, frame: Frame) -> bool:
    angle = math.degrees(pdfium.FPDFText_GetCharAngle(raw, index)) - frame.rotation
    return 2 < angle % 360 < 358


def _placed(character: str, rect: Any, x: float, y: float, frame: Frame) -> Glyph:
    if not frame.rotation:
        left, top = frame.left, frame.top
        return glyph(
            character,
            rect.left - left,
            top - rect.top,
            rect.right - left,
            top - rect.bottom,
            top - y,
        )
    one, other = frame.place(rect.left, rect.top), frame.place(rect.right, rect.bottom)
    return glyph(
        character,
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
        frame.place(x, y)[1],
    )


def _characters(raw: Any) -> Iterator[tuple[int, str]]:
    high = 0
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in _WHITE:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        yield index, "-" if code == _SOFT_HYPHEN else chr(code)


def _unreadable(character: str) -> bool:
    return character < " " or character in "\ufffd\ufffe\uffff" or "\ue000" <= character <= "\uf8ff"


def rules(page: Any) -> list[Rule]:
    """The level and upright lines that a page draws: strokes, and filled boxes that are thin."""
    frame = _frame(page)
    found: list[Rule] = []
    paths = 0
    # The library's own walk wraps every object of the page, most of which are words.
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        raw = pdfium.FPDFPage_GetObject(page.raw, index)
        if not raw or pdfium.FPDFPageObj_GetType(raw) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MOST_PATHS:
            return []
        found.extend(_path_rules(raw, frame))
    return found


def _path_rules(raw: Any, frame: Frame) -> Iterator[Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(filled), ctypes.byref(stroked))
    if stroked.value:
        for one, other in _segments(raw, frame):
            yield from _rule(*one, *other)
    elif filled.value:
        yield from _thin_box(raw, frame)


def _thin_box(raw: Any, frame: Frame) -> Iterator[Rule]:
    values = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(raw, *(ctypes.byref(value) for value in values)):
        return
    left, bottom, right, top = (value.value for value in values)
    one, other = frame.place(left, bottom), frame.place(right, top)
    width, height = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(width, height) > _THIN:
        return
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    if width >= height:
        yield from _rule(one[0], y, other[0], y)
    else:
        yield from _rule(x, one[1], x, other[1])


def _segments(raw: Any, frame: Frame) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(raw), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = frame.place(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first


def _rule(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        return
    if abs(y0 - y1) <= 1 and abs(x0 - x1) > _THIN:
        yield Rule("h", min(x0, x1), y0, max(x0, x1), y0)
    elif abs(x0 - x1) <= 1 and abs(y0 - y1) > _THIN:
        yield Rule("v", x0, min(y0, y1), x0, max(y0, y1))


def has_picture(page: Any) -> bool:
    """Whether the page shows an image, as every page of a scan does."""
    return any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
