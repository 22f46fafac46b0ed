"""One picture of a page -> its characters and rules, and its lines put back in their place."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extractor.model import Line, Page
from extractor.readers.glyphs import Glyph, glyph
from extractor.readers.layout import Layout
from extractor.readers.ocr import engine, picture
from extractor.readers.ocr.engine import Reading
from extractor.readers.ocr.turned import told_turn
from extractor.readers.ocr.words import printed_narrow, put_right
from extractor.readers.ruled import Rule

DPI = 200
_TALL = 1.5
_ENOUGH_BOXES = 5
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a stretch of text stands on the level page, in points, and how sure it is."""

    box: tuple[float, float, float, float]
    score: float


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as recognised, turned level: `page.skew` says by how much it was turned."""

    page: Page
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    stretches: tuple[Stretch, ...]
    problems: tuple[tuple[str, str], ...]

    def lines(self, layout: Layout) -> Iterator[Line]:
        """The lines with confidence, put right, at the places where the page shows them."""
        found = list(layout.page(self.glyphs, self.rules, self.page.number))
        narrow = printed_narrow("\n".join(line.text for line in found))
        for line in found:
            text, sure = put_right(line.text, narrow), self._confidence(line)
            yield turned_back(replace(line, text=text, confidence=sure), self.page)

    def _confidence(self, line: Line) -> float | None:
        scores = [one.score for one in self.stretches if line.box and _meet(one.box, line.box)]
        return round(sum(scores) / len(scores), 3) if scores else None


def scanned(image: Any, number: int, width: float, height: float) -> Scan:
    """Recognise the BGR picture of a page of `width` by `height` points; may be Unrecognised."""
    try:
        return _scanned(image, number, width, height)
    except engine.faults() as error:
        if "llocate" in str(error) or "nsufficient memory" in str(error):
            raise MemoryError from error
        raise engine.Unrecognised from error


def _scanned(image: Any, number: int, width: float, height: float) -> Scan:
    per_point = image.shape[1] / width
    clean, seals = picture.without_seals(image, per_point)
    angle = picture.skew(clean)
    level = picture.levelled(clean, angle)
    places = engine.boxes(level)
    problems = [("seal", f"page {number}: {seals} red seals taken off")] if seals else []
    quarters = _quarters(level, places)
    if quarters:
        import numpy as np

        level = np.ascontiguousarray(np.rot90(level, quarters))
        places = engine.boxes(level)
        if quarters != 2:
            width, height = height, width
        problems.append(told_turn(number, quarters))
    readings = engine.recognised(level, places)
    return Scan(
        Page(number, width, height, 0.0 if quarters else angle),
        tuple(one for reading in readings for one in _glyphs(reading, per_point)),
        tuple(picture.rules(level, per_point)),
        tuple(Stretch(_box(reading, per_point), reading.score) for reading in readings),
        tuple(problems),
    )


def _quarters(image: Any, places: list[Any]) -> int:
    """By how many quarters, counter-clockwise, the page must be turned to stand upright."""
    import numpy as np

    tall = sum(_height(place) > _TALL * _width(place) for place in places)
    on_its_side = len(places) >= _ENOUGH_BOXES and tall > 0.6 * len(places)
    longest = sorted(places, key=_height if on_its_side else _width)[-_LOOKED_AT:]
    cuts = [engine.cut(image, place) for place in longest]
    if on_its_side:
        cuts = [np.rot90(piece) for piece in cuts]
    wrong = engine.upside_down([np.ascontiguousarray(piece) for piece in cuts if piece.size])
    return int(on_its_side) + (2 if wrong else 0)


def _width(place: Any) -> float:
    return float(place[:, 0].max() - place[:, 0].min())


def _height(place: Any) -> float:
    return float(place[:, 1].max() - place[:, 1].min())


def _box(reading: Reading, per_point: float) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = reading.corners.min(axis=0), reading.corners.max(axis=0)
    return (
        float(left) / per_point,
        float(top) / per_point,
        float(right) / per_point,
        float(bottom) / per_point,
    )


def _glyphs(reading: Reading, per_point: float) -> Iterator[Glyph]:
    """The characters of a stretch side by side; each reaches half way to the next."""
    left, top, right, bottom = _box(reading, per_point)
    centres = [left + (right - left) * at for at in reading.centres]
    between = [(one + other) / 2 for one, other in pairwise(centres)]
    edges = [left, *between, right]
    middle = (top + bottom) / 2
    for index, character in enumerate(reading.text):
        yield glyph(character, edges[index], top, edges[index + 1], bottom, middle)


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0.5 * min(one[3] - one[1], other[3] - other[1])


def turned_back(line: Line, page: Page) -> Line:
    """A line of the level page where the page as it is shows it; its box holds all of it."""
    if line.box is None or not page.skew:
        return line
    left, top, right, bottom = line.box
    corners = [_turn(x, y, page, -page.skew) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    middle = (top + bottom) / 2
    return replace(
        line,
        box=_rounded((min(xs), min(ys), max(xs), max(ys))),
        edges=_rounded(_turn(x, middle, page, -page.skew)[0] for x in line.edges or ()),
    )


def _turn(x: float, y: float, page: Page, degrees: float) -> tuple[float, float]:
    """A point turned counter-clockwise about the middle of the page."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    across, down = x - page.width / 2, y - page.height / 2
    return (
        page.width / 2 + cosine * across + sine * down,
        page.height / 2 - sine * across + cosine * down,
    )


def _rounded(values: Iterable[float]) -> Any:
    return tuple(round(value, 2) for value in values)
