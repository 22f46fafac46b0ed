"""Pages of an OFD drawn object by object: text in a font of this machine, paths, pictures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image, ImageDraw

from extractor.readers.ofd_document import OfdPage
from extractor.readers.ofd_page import Matrix, own_space, printed, start_of
from extractor.readers.ofd_scan import opened
from extractor.readers.ofd_tree import child, children, label, local, number, words
from extractor.render.fonts import Face
from extractor.render.outlines import outlines, stencil
from extractor.settings import Settings

_DEEPEST = 20
_GROUPS = frozenset({"Layer", "PageBlock", "Content"})
_FALSE = frozenset({"false", "0"})
_LINE_WIDTH, _TYPE_SIZE = 0.353, 3.7
_BLACK = (0, 0, 0)
_FAR = 1e5

Colour = tuple[int, int, int]


class Way(NamedTuple):
    """How something is drawn: its own attributes, then those of the parameters it refers to."""

    elements: tuple[Any, ...]

    def number(self, name: str, usual: float) -> float:
        """An attribute that is a number."""
        found = (number(label(one, name)) for one in self.elements)
        return next((value for value in found if value is not None), usual)

    def colour(self, kind: str) -> tuple[Colour, int]:
        """FillColor or StrokeColor with its opacity; what is no plain colour is taken for black."""
        for element in self.elements:
            found = child(element, kind)
            if found is not None:
                opacity = number(label(found, "Alpha"))
                return _colour(label(found, "Value")), 255 if opacity is None else _byte(opacity)
        return _BLACK, 255


class Sheet:
    """A white page on which its objects are drawn, `scale` pixels to a millimetre."""

    def __init__(
        self, page: OfdPage, scale: float, face: Face, name: str, settings: Settings
    ) -> None:
        left, top, width, height = page.box
        size = max(1, round(width * scale)), max(1, round(height * scale))
        self.picture = Image.new("RGB", size, "white")
        self._resources, self._face = page.resources, face
        self._name, self._settings = name, settings
        matrix = Matrix(scale, 0, 0, scale, -left * scale, -top * scale)
        for layer in page.layers:
            self._group(child(layer, "Content"), matrix, (), 0)

    def _group(self, group: Any | None, matrix: Matrix, ways: tuple[Any, ...], depth: int) -> None:
        if group is None or depth > _DEEPEST:
            return
        ways = (*self._resources.ways(label(group, "DrawParam")), *ways)
        for one in group:
            if label(one, "Visible").lower() in _FALSE:
                continue
            kind = local(one)
            if kind in _GROUPS:
                self._group(one, matrix, ways, depth + 1)
                continue
            way = Way((one, *self._resources.ways(label(one, "DrawParam")), *ways))
            inner = matrix.after(own_space(one))
            if kind == "CompositeObject":
                unit = self._resources.unit(label(one, "ResourceID"))
                self._group(unit, inner, ways, depth + 1)
            elif kind in _DRAWN:
                _DRAWN[kind](self, one, inner, way)

    def _text(self, text: Any, matrix: Matrix, way: Way) -> None:
        size = way.number("Size", _TYPE_SIZE)
        colour, opacity = way.colour("FillColor")
        wide = way.number("HScale", 1.0)
        x = y = 0.0
        for code in children(text, "TextCode"):
            x, y = start_of(code, "X", x), start_of(code, "Y", y)
            for one in printed(code, x, y, size, wide):
                if not one.character.isspace():
                    turned = matrix.after(Matrix(a=wide, e=one.x, f=one.y))
                    self._face.draw(self.picture, one.character, size, turned, colour, opacity)

    def _path(self, path: Any, matrix: Matrix, way: Way) -> None:
        drawn = [
            [_near(matrix.place(*point)) for point in outline]
            for outline in outlines(words(child(path, "AbbreviatedData")))
        ]
        if label(path, "Fill").lower() == "true":
            colour, opacity = way.colour("FillColor")
            mask, corner = stencil(drawn, self.picture.size)
            if mask is not None:
                self.picture.paste(colour, corner, mask.point(lambda value: value * opacity // 255))
        if label(path, "Stroke").lower() not in _FALSE:
            colour, opacity = way.colour("StrokeColor")
            wide = way.number("LineWidth", _LINE_WIDTH) * (abs(matrix.a) + abs(matrix.b))
            pen = ImageDraw.Draw(self.picture)
            for outline in drawn if opacity else ():
                width = round(min(max(wide, 1.0), max(self.picture.size)))
                pen.line(outline, fill=colour, width=width, joint="curve")

    def _image(self, image: Any, matrix: Matrix, way: Way) -> None:
        """The picture is a square of one by one, turned and stretched to its place."""
        name = label(image, "ResourceID")
        given = opened(self._resources, name, self._name, self._settings)
        if given is None or not matrix.a * matrix.d - matrix.b * matrix.c:
            return
        corners = [matrix.place(x, y) for x in (0, 1) for y in (0, 1)]
        box = _within([*corners], self.picture.size)
        if box is None:
            return
        back = _inverse(matrix)
        at = back.place(box[0], box[1])
        size = box[2] - box[0], box[3] - box[1]
        shown = _reduced(given.convert("RGBA"), size)
        wide, high = shown.size
        turn = (
            back.a * wide, back.c * wide, at[0] * wide, back.b * high, back.d * high, at[1] * high,
        )  # fmt: skip
        placed = shown.transform(size, Image.Transform.AFFINE, turn, Image.Resampling.BILINEAR)
        opacity = _byte(way.number("Alpha", 255))
        mask = placed.getchannel("A").point(lambda value: value * opacity // 255)
        self.picture.paste(placed.convert("RGB"), box[:2], mask)


_DRAWN = {"TextObject": Sheet._text, "PathObject": Sheet._path, "ImageObject": Sheet._image}  # noqa: SLF001


def _near(point: tuple[float, float]) -> tuple[float, float]:
    """A point that Pillow can count to."""
    x, y = (min(max(value, -_FAR), _FAR) for value in point)
    return x, y


def _reduced(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture much finer than its place, made smaller so that no strokes are skipped."""
    factor = min(image.width // max(1, size[0]), image.height // max(1, size[1]))
    return image.reduce(factor) if factor > 1 else image


def _within(
    points: list[tuple[float, float]], size: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    xs, ys = zip(*points, strict=True)
    left, top = max(0, int(min(xs))), max(0, int(min(ys)))
    right, bottom = min(size[0], int(max(xs)) + 1), min(size[1], int(max(ys)) + 1)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _inverse(matrix: Matrix) -> Matrix:
    over = matrix.a * matrix.d - matrix.b * matrix.c
    a, b, c, d = matrix.d / over, -matrix.b / over, -matrix.c / over, matrix.a / over
    return Matrix(a, b, c, d, -(a * matrix.e + c * matrix.f), -(b * matrix.e + d * matrix.f))


def _colour(value: str) -> Colour:
    """One number is grey, three are red, green and blue, four cyan, magenta, yellow and black.

    >>> _colour("255 0 0"), _colour("128"), _colour("0 0 0 255"), _colour("#ff #00 #00")
    ((255, 0, 0), (128, 128, 128), (0, 0, 0), (255, 0, 0))
    """
    parts = [_byte(part) for part in _parts(value)]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 4:
        cyan, magenta, yellow, black = (255 - part for part in parts)
        return cyan * black // 255, magenta * black // 255, yellow * black // 255
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else _BLACK


def _parts(value: str) -> Iterator[float]:
    for word in value.split():
        try:
            yield float(int(word[1:], 16)) if word.startswith("#") else float(word)
        except (ValueError, OverflowError):
            return


def _byte(value: float) -> int:
    return round(min(max(value, 0.0), 255.0))
