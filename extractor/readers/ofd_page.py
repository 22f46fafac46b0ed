"""One page of an OFD: characters with boxes and ruled lines, in points from its top left."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from extractor.readers.glyphs import Glyph, glyph
from extractor.readers.ofd_resources import Resources
from extractor.readers.ofd_scan import Placed
from extractor.readers.ofd_tree import (
    child,
    children,
    deltas,
    label,
    local,
    number,
    numbers,
    words,
)
from extractor.readers.ruled import Rule

_POINTS = 72 / 25.4
_UNMAPPED = 0.2
_ASKEW = 2.0
_ASCENT, _DESCENT = 0.86, 0.14
_DEEPEST = 20
_MOST_OBJECTS = 100_000
_MOST_COMMANDS = 200
_THIN = 1.0
_FALSE = frozenset({"false", "0"})
_USUAL_SIZE = 3.7
_GROUPS = frozenset({"Layer", "PageBlock", "Content"})


class Matrix(NamedTuple):
    """`x' = a x + c y + e`, `y' = b x + d y + f`."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the object stands."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Matrix") -> "Matrix":
        """First `inner`, then this."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Matrix(a, b, c, d, *self.place(inner.e, inner.f))


_TURNED_BACK = (Matrix(), Matrix(0, -1, 1, 0), Matrix(-1, 0, 0, -1), Matrix(0, 1, -1, 0))


def page_box(
    box: tuple[float, float, float, float], turn: int
) -> tuple[float, float, float, float]:
    """A box of the page turned back by `turn` quarters, where it stands on the page itself."""
    matrix = _TURNED_BACK[-turn % 4]
    one, other = matrix.place(*box[:2]), matrix.place(*box[2:])
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]),
    )  # fmt: skip


class Content:
    """Gathers what a page and its templates print.

    `turned` are the characters that stand on their side or on their head, by quarter turns and as
    they stand when the page is turned back. `unmapped` counts characters of private use, `slanted`
    those of stamps and watermarks; neither is in `glyphs`.
    """

    def __init__(self, resources: Resources, origin: tuple[float, float]) -> None:
        self.glyphs: list[Glyph] = []
        self.turned: dict[int, list[Glyph]] = {}
        self.rules: list[Rule] = []
        self.pictures: list[Placed] = []
        self.unmapped = self.slanted = 0
        self._resources = resources
        self._page = Matrix(_POINTS, 0, 0, _POINTS, -origin[0] * _POINTS, -origin[1] * _POINTS)
        self._objects = 0

    @property
    def garbled(self) -> bool:
        """Whether too much of the page is in characters that mean nothing."""
        return self.unmapped > _UNMAPPED * (len(self.glyphs) + self.unmapped)

    def read(self, page: Any) -> None:
        """Take up the content of one page or template."""
        self._group(child(page, "Content"), self._page, 0)

    def _group(self, group: Any | None, matrix: Matrix, depth: int) -> None:
        if group is None or depth > _DEEPEST:
            return
        for one in group:
            kind = local(one)
            self._objects += 1
            if label(one, "Visible").lower() in _FALSE or self._objects > _MOST_OBJECTS:
                continue
            if kind in _GROUPS:
                self._group(one, matrix, depth + 1)
            elif kind == "TextObject":
                self._text(one, matrix.after(own_space(one)))
            elif kind == "PathObject":
                self.rules.extend(_rules(one, matrix.after(own_space(one))))
            elif kind == "ImageObject":
                self.pictures.append(_picture(one, matrix.after(own_space(one))))
            elif kind == "CompositeObject":
                unit = self._resources.unit(label(one, "ResourceID"))
                self._group(unit, matrix.after(own_space(one)), depth + 1)

    def _text(self, text: Any, matrix: Matrix) -> None:
        size = number(label(text, "Size")) or _USUAL_SIZE
        scale = number(label(text, "HScale")) or 1.0
        x = y = 0.0
        codes = list(children(text, "TextCode"))
        quarters, askew = divmod(math.degrees(math.atan2(matrix.b, matrix.a)) + _ASKEW, 90)
        turn = int(quarters) % 4
        row = self.turned.setdefault(turn, []) if turn else self.glyphs
        for code in codes:
            x, y = start_of(code, "X", x), start_of(code, "Y", y)
            for one in printed(code, x, y, size, scale):
                if _blank(one.character):
                    continue
                if _private(one.character):
                    self.unmapped += 1
                elif askew > 2 * _ASKEW:
                    self.slanted += 1
                else:
                    row.extend(_placed(one, _TURNED_BACK[turn].after(matrix)))


def _picture(image: Any, matrix: Matrix) -> Placed:
    """A picture is a square of one by one that its matrix stretches."""
    xs, ys = zip(*(matrix.place(x, y) for x in (0, 1) for y in (0, 1)), strict=True)
    return Placed(label(image, "ResourceID"), (min(xs), min(ys), max(xs), max(ys)))


class Printed(NamedTuple):
    """A character, its origin, its width and its size in the object's own space."""

    character: str
    x: float
    y: float
    width: float
    size: float


def _blank(character: str) -> bool:
    return character.isspace() or character in "\u200b\ufeff"


def _private(character: str) -> bool:
    return character < " " or "\ue000" <= character <= "\uf8ff" or character == "\ufffd"


def _placed(printed: Printed, matrix: Matrix) -> Iterator[Glyph]:
    character, x, y, width, size = printed
    one = matrix.place(x, y - _ASCENT * size)
    other = matrix.place(x + width, y + _DESCENT * size)
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    baseline = matrix.place(x, y)[1]
    if all(map(math.isfinite, (x0, x1, y0, y1, baseline))):
        yield glyph(character, x0, y0, x1, y1, baseline)


def own_space(one: Any) -> Matrix:
    """An object's space within its page: CTM, then the corner of its Boundary."""
    box = numbers(label(one, "Boundary"))
    corner = Matrix(e=box[0], f=box[1]) if len(box) >= 2 else Matrix()
    own = numbers(label(one, "CTM"))
    return corner.after(Matrix(*own[:6])) if len(own) >= 6 else corner


def start_of(code: Any, axis: str, before: float) -> float:
    """Where a TextCode begins; where it does not say so, where the one before it did."""
    value = number(label(code, axis))
    return before if value is None else value


def printed(code: Any, x: float, y: float, size: float, scale: float) -> Iterator[Printed]:
    """The characters of one TextCode; where it says no steps, as wide as type usually is."""
    text = "".join(code.itertext())
    across = deltas(label(code, "DeltaX"), len(text))
    down = deltas(label(code, "DeltaY"), len(text))
    if len(text.strip()) == max(len(across), len(down)) + 1:
        text = text.strip()
    level = bool(across) or not down
    for index, character in enumerate(text):
        natural = (
            (0.5 if character < "\u2e80" and character not in "—“”‘’…·" else 1.0) * size * scale
        )
        step = across[index] if index < len(across) else natural if level else 0.0
        yield Printed(character, x, y, _width(natural, step, size), size)
        x += step
        y += down[index] if index < len(down) else 0.0


def _width(natural: float, step: float, size: float) -> float:
    """As wide as the step to the next character where that is not a gap."""
    least, most = (0.2, 0.8) if natural < 0.7 * size else (0.4, 1.0)
    return step if least * size < step < most * size else natural


def _rules(path: Any, matrix: Matrix) -> Iterator[Rule]:
    """The level and upright lines of a path: strokes, and filled boxes that are thin."""
    outlines = list(_outlines(words(child(path, "AbbreviatedData"))))
    filled = label(path, "Fill").lower() == "true"
    stroked = label(path, "Stroke").lower() not in _FALSE
    for outline in outlines:
        placed = [matrix.place(*point) for point in outline]
        if stroked:
            for one, other in pairwise(placed):
                yield from _rule(*one, *other)
        elif filled and placed:
            xs, ys = [point[0] for point in placed], [point[1] for point in placed]
            yield from _thin_box(min(xs), min(ys), max(xs), max(ys))


def _thin_box(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    width, height = x1 - x0, y1 - y0
    if min(width, height) > 3 * _THIN:
        return
    if width >= height:
        yield from _rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    else:
        yield from _rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _rule(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    if abs(y0 - y1) <= _THIN < abs(x0 - x1) / 3:
        yield Rule("h", min(x0, x1), y0, max(x0, x1), y0)
    elif abs(x0 - x1) <= _THIN < abs(y0 - y1) / 3:
        yield Rule("v", x0, min(y0, y1), x0, max(y0, y1))


# How many numbers a command takes; the last two are the point it leads to.
_COMMANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _outlines(data: str) -> Iterator[list[tuple[float, float]]]:
    """The straight outlines of a path; a curve ends one."""
    outline: list[tuple[float, float]] = []
    commands = data.split()
    if len(commands) > 7 * _MOST_COMMANDS:
        return
    at = 0
    while at < len(commands):
        command = commands[at].upper()
        count = _COMMANDS.get(command)
        values = numbers(" ".join(commands[at + 1 : at + 1 + (count or 0)]))
        if count is None or len(values) < count:
            break
        at += 1 + count
        if command == "L":
            outline.append((values[0], values[1]))
        elif command == "C" and outline:
            outline.append(outline[0])
        elif count:
            yield outline
            outline = [(values[-2], values[-1])]
    yield outline
