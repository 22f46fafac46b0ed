"""Paths of an OFD: their commands as outlines of points, and what they fill as a stencil."""

import math
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from extractor.readers.ofd_tree import numbers

Point = tuple[float, float]

# How many numbers a command takes; the last two are the point it leads to.
_COMMANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STEPS = 8
_FINER = 3
_MOST_COMMANDS = 100_000


def outlines(data: str) -> Iterator[list[Point]]:
    """The outlines of AbbreviatedData, curves as short lines; what makes no sense ends them.

    >>> list(outlines("M 0 0 L 4 0 L 4 4 C M 9 9 L 8 8"))
    [[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)], [(9.0, 9.0), (8.0, 8.0)]]
    """
    outline: list[Point] = []
    commands = data.split()[:_MOST_COMMANDS]
    at = 0
    while at < len(commands):
        command = commands[at].upper()
        count = _COMMANDS.get(command)
        values = numbers(" ".join(commands[at + 1 : at + 1 + (count or 0)]))
        if count is None or len(values) < count:
            break
        at += 1 + count
        if command in "SM":
            if len(outline) > 1:
                yield outline
            outline = [(values[0], values[1])]
        elif not outline:
            break
        elif command == "C":
            outline.append(outline[0])
        else:
            outline.extend(_led(outline[-1], command, values))
    if len(outline) > 1:
        yield outline


def _led(start: Point, command: str, values: list[float]) -> Iterator[Point]:
    """The points to which a command leads; arcs are drawn as their chords."""
    points = list(zip(values[::2], values[1::2], strict=False))
    if command == "Q":
        yield from (_bent((start, points[0], points[1]), step / _STEPS) for step in _each())
    elif command == "B":
        yield from (_bent((start, *points), step / _STEPS) for step in _each())
    else:
        yield values[-2], values[-1]


def _each() -> range:
    return range(1, _STEPS + 1)


def _bent(points: tuple[Point, ...], share: float) -> Point:
    """A point of a Bézier curve (de Casteljau)."""
    while len(points) > 1:
        points = tuple(
            (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
            for one, other in pairwise(points)
        )
    return points[0]


def stencil(
    drawn: list[list[Point]], size: tuple[int, int]
) -> tuple[Image.Image | None, tuple[int, int]]:
    """What the outlines fill, holes left out, as far as it is on the page, and its corner."""
    points = [point for outline in drawn for point in outline]
    if not points or not all(math.isfinite(value) for point in points for value in point):
        return None, (0, 0)
    xs, ys = zip(*points, strict=True)
    left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
    right, bottom = min(size[0], math.ceil(max(xs)) + 1), min(size[1], math.ceil(max(ys)) + 1)
    if left >= right or top >= bottom:
        return None, (0, 0)
    # Large areas need no fine edges.
    finer = _FINER if (right - left) * (bottom - top) < 200_000 else 1
    whole = (right - left) * finer, (bottom - top) * finer
    mask = Image.new("1", whole)
    for outline in drawn:
        one = mask if len(drawn) == 1 else Image.new("1", whole)
        moved = [((x - left) * finer, (y - top) * finer) for x, y in outline]
        ImageDraw.Draw(one).polygon(moved, fill=1)
        mask = one if len(drawn) == 1 else ImageChops.logical_xor(mask, one)
    grey = mask.convert("L")
    return (grey.reduce(finer) if finer > 1 else grey), (left, top)
