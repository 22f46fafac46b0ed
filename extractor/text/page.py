"""Paragraphs by the look of the page: full lines go on, indented lines begin."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from extractor.model import Line, Page, Source

_ENOUGH_LINES = 5
_LEAST_CHARACTERS = 12


class Margins(NamedTuple):
    """Where the lines of a page begin and end, and the size of their type, in points.

    `indented` says that paragraphs of this file begin two characters in.
    """

    left: float
    right: float
    size: float
    indented: bool


def levelled(source: Source) -> tuple[Line, ...]:
    """The lines of a source, those of crooked scans where they stand once the page is level."""
    crooked = {page.number: page for page in source.pages if page.skew}
    if not crooked:
        return source.lines
    return tuple(
        _level(line, crooked[line.page]) if line.page in crooked else line for line in source.lines
    )


def _level(line: Line, page: Page) -> Line:
    if line.box is None or not line.edges:
        return line
    left, top, right, bottom = line.box
    across, down = (left + right - page.width) / 2, (top + bottom - page.height) / 2
    cosine, sine = math.cos(math.radians(page.skew)), math.sin(math.radians(page.skew))
    x = page.width / 2 + cosine * across + sine * down
    y = page.height / 2 - sine * across + cosine * down
    wide, high = (line.edges[-1] - line.edges[0]) / cosine, bottom - top
    return replace(line, box=(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))


Sheet = tuple[int | None, int]
"""A page and the column on it; 0 is the page itself."""


def sheet(line: Line) -> Sheet:
    """Where the line has its margins."""
    return line.page, line.column


def margins(lines: Iterable[Line]) -> dict[Sheet, Margins]:
    """The margins of every page, and column, that has lines with boxes outside tables."""
    pages: defaultdict[Sheet, list[tuple[float, float, float]]] = defaultdict(list)
    for line in lines:
        length = len(line.text.replace(" ", ""))
        if line.box is None or line.page is None or line.cell is not None or not length:
            continue
        left, _, right, _ = line.box
        pages[sheet(line)].append((left, right, (right - left) / length if length >= 8 else 0.0))
    sizes = [size for page in pages.values() for _, _, size in page if size]
    if not sizes:
        return {}
    size = median(sizes)
    measured = {place: _edges(page, size) for place, page in pages.items()}
    usual = [edges for edges in measured.values() if edges]
    if not usual:
        return {}
    left, right = median(edge[0] for edge in usual), median(edge[1] for edge in usual)
    indented = _indented(
        pages.values(), [edges or (left, right) for edges in measured.values()], size
    )
    found = {}
    for place, edges in measured.items():
        begin, end = edges or (left, right)
        if not place[1]:
            begin, end = _no_narrower((begin, end), (left, right), size)
        found[place] = Margins(begin, end, size, indented)
    return found


def _no_narrower(
    edges: tuple[float, float], usual: tuple[float, float], size: float
) -> tuple[float, float]:
    """A page of indented or short lines (a list of names) is as wide as the others."""
    left = usual[0] if edges[0] > usual[0] + 1.2 * size else edges[0]
    return left, max(edges[1], left + usual[1] - usual[0])


def _edges(page: list[tuple[float, float, float]], size: float) -> tuple[float, float] | None:
    """The left edge that most long lines share, and the right edge that the longest reach."""
    long = [(left, right) for left, right, _ in page if right - left >= _LEAST_CHARACTERS * size]
    if len(long) < _ENOUGH_LINES:
        return None
    left = Counter(round(left / 3) for left, _ in long).most_common(1)[0][0] * 3.0
    rights = sorted(right for _, right in long)
    return left, rights[int(len(rights) * 0.75)]


def _indented(
    pages: Iterable[list[tuple[float, float, float]]],
    edges: list[tuple[float, float]],
    size: float,
) -> bool:
    counted = Counter(
        1.2 * size < left - edge[0] < 3.2 * size
        for page, edge in zip(pages, edges, strict=True)
        for left, _, _ in page
    )
    return counted[True] >= 0.06 * counted.total()


def full(line: Line, found: Margins) -> bool:
    """Whether the line begins at the left (or two characters in) and ends at the right.

    A title in larger type is no such line, however long.
    """
    left, _, right, _ = line.box or (0.0, 0.0, 0.0, 0.0)
    reaches = left < found.left + 3.5 * found.size and right > found.right - 1.7 * found.size
    return reaches and right - left <= 1.25 * found.size * len(line.text)


def nearly_full(line: Line, found: Margins) -> bool:
    """Whether the line ends in the last quarter, as before a word that must not be broken."""
    return (line.box or (0.0, 0.0, 0.0))[2] > found.right - 0.25 * (found.right - found.left)


def indented(line: Line, found: Margins) -> bool:
    """Whether the line begins further in than the others."""
    return (line.box or (0.0,))[0] > found.left + 1.2 * found.size
