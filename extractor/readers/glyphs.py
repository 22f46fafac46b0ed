"""Characters with boxes -> lines in reading order; the geometry that PDF, OFD and OCR share."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from extractor.model import Cell, Line

# Gaps are told in sizes of type (1 is the width of a Chinese character).
_WORD_GAP = 0.12
_WIDE_GAP = 0.6
_SAME_LINE = 0.45
_MOST_BLANKS = 40
_BASELINE = attrgetter("baseline")
_LEFT = attrgetter("x0")


class Glyph(NamedTuple):
    """One character as printed: box in points from the top left of the page, and its baseline.

    `size` is the height of the type.
    """

    character: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float


def glyph(character: str, x0: float, y0: float, x1: float, y1: float, baseline: float) -> Glyph:
    """A Glyph that knows its size; fonts pad their boxes, a wide character's width tells best."""
    size = y1 - y0
    if character > "\u2e80" and x1 - x0 < size:
        size = x1 - x0
    return Glyph(character, x0, y0, x1, y1, baseline, size if size > 1 else 1.0)


class Row(NamedTuple):
    """The glyphs of one line from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return (
            self.glyphs[0].x0,
            min(one.y0 for one in self.glyphs),
            max(one.x1 for one in self.glyphs),
            max(one.y1 for one in self.glyphs),
        )


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Glyphs gathered by baseline, top to bottom, each row from left to right.

    The order in which a file draws its characters says nothing; characters printed twice (bold
    made by double striking) count once.
    """
    gathered: list[list[Glyph]] = []
    baseline = size = 0.0
    for one in sorted(glyphs, key=_BASELINE):
        if gathered and one.baseline - baseline <= _SAME_LINE * max(size, one.size):
            gathered[-1].append(one)
            baseline += (one.baseline - baseline) / len(gathered[-1])
            if one.size > size:
                size = one.size
        else:
            gathered.append([one])
            baseline, size = one.baseline, one.size
    return [Row(_struck_once(sorted(row, key=_LEFT))) for row in gathered]


def _struck_once(row: list[Glyph]) -> tuple[Glyph, ...]:
    kept: list[Glyph] = []
    for one in row:
        near = one.x0 - 0.4 * (one.x1 - one.x0)
        if not any(
            other.x0 > near
            and other.character == one.character
            and abs(one.baseline - other.baseline) < 0.2 * one.size
            for other in kept[-3:]
        ):
            kept.append(one)
    return tuple(kept)


def letterhead(page: list[Row]) -> list[Row]:
    """The rows with 文件 set apart that stands beside the stacked names of joint issuers."""
    for index, row in enumerate(page):
        words = "".join(one.character for one in row.glyphs)
        if not words.endswith("文件") or len(words) < 6:
            continue
        stack = _stack(page, index, row.glyphs[-2].x0)
        if stack.stop - stack.start >= 2:
            names, beside = Row(row.glyphs[:-2]), Row(row.glyphs[-2:])
            above, below = page[:index], page[index + 1 : stack.stop]
            return [*above, names, *below, beside, *page[stack.stop :]]
    return page


def _stack(page: list[Row], index: int, right: float) -> range:
    """The rows round `index` that begin where it begins and end before `right`."""
    left, size = page[index].glyphs[0].x0, page[index].glyphs[0].size

    def stacked(row: Row) -> bool:
        return abs(row.glyphs[0].x0 - left) < size / 2 and row.glyphs[-1].x1 < right

    start, stop = index, index + 1
    while start > 0 and stacked(page[start - 1]):
        start -= 1
    while stop < len(page) and stacked(page[stop]):
        stop += 1
    return range(start, stop)


def spelled(row: Row) -> tuple[str, tuple[float, ...]]:
    """The text of a row, gaps as blanks, and the `len(text) + 1` x positions between characters."""
    size = median(one.size for one in row.glyphs)
    characters: list[str] = []
    edges: list[float] = []
    before: Glyph | None = None
    for one in row.glyphs:
        if before is not None and one.x0 - before.x1 > _WORD_GAP * size:
            blanks = _blanks(before, one, size)
            step = (one.x0 - before.x1) / max(blanks, 1)
            characters.extend(" " * blanks)
            edges.extend(before.x1 + step * index for index in range(blanks))
        characters.append(one.character)
        edges.append(one.x0)
        before = one
    edges.append(row.glyphs[-1].x1)
    return "".join(characters), tuple([round(edge, 2) for edge in edges])


def _blanks(before: Glyph, one: Glyph, size: float) -> int:
    gap = (one.x0 - before.x1) / size
    if gap > _WIDE_GAP:
        return min(max(1, round(2 * gap)), _MOST_BLANKS)
    return int(before.character.isascii() and one.character.isascii())


def lines(glyphs: Sequence[Glyph], page: int, cell: Cell | None = None) -> list[Line]:
    """The rows of a page, of a column or of a table cell as Lines."""
    made = []
    for row in letterhead(rows(glyphs)):
        text, edges = spelled(row)
        left, top, right, bottom = (round(value, 2) for value in row.box)
        made.append(Line(text, page=page, box=(left, top, right, bottom), edges=edges, cell=cell))
    return made
