"""Marks and their legend on the picture of a page."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from extractor.render.marks import Kind, Mark, kinds

_STRENGTH = {"obligation": 0.26}
_USUAL = 0.34
_ROOM, _BAND = 1.2, 26.0
_INK, _PAPER = "#4a463e", "#faf8f2"


def painted(picture: Image.Image, marks: Iterable[Mark], scale: float) -> Image.Image:
    """The page with its marks as ink that lets the words through, a line below each value.

    Values that stand outside the obligation have a broken line.
    """
    listed = tuple(marks)
    colours = {kind.name: kind.colour for kind in kinds()}
    page = picture.convert("RGB")
    for mark in listed:
        box = _pixels(mark, scale, page.size)
        if box is None:
            continue
        ink = _thinned(colours[mark.kind], _STRENGTH.get(mark.kind, _USUAL))
        washed = ImageChops.multiply(page.crop(box), Image.new("RGB", _size(box), ink))
        page.paste(washed, box[:2])
        if mark.kind != "obligation":
            _underline(ImageDraw.Draw(page), box, colours[mark.kind], scale, broken=mark.inherited)
    return page


def with_legend(page: Image.Image, marks: Iterable[Mark], number: int, scale: float) -> Image.Image:
    """The page with a band below it that says what the colours mean; nothing of it is covered."""
    listed = tuple(marks)
    here = {mark.kind for mark in listed}
    named = [kind for kind in kinds() if kind.name in here]
    height = round(_BAND * scale)
    whole = Image.new("RGB", (page.width, page.height + height), _PAPER)
    whole.paste(page, (0, 0))
    pen = ImageDraw.Draw(whole)
    pen.line(
        (0, page.height, page.width, page.height), fill="#c9c2b2", width=max(1, round(scale / 2))
    )
    words = [f"{kind.chinese} {kind.english}" for kind in named]
    if any(mark.inherited for mark in listed):
        words.append("– – 承接 inherited")
    words.append(f"第{number}页 p. {number}")
    _row(pen, words, named, page.width, page.height, scale)
    return whole


def _row(
    pen: ImageDraw.ImageDraw,
    words: list[str],
    named: list[Kind],
    width: int,
    top: int,
    scale: float,
) -> None:
    """All words in one row, in smaller type where the page is narrow."""
    size, margin = 8.5 * scale, 18 * scale

    def wide(size: float) -> float:
        return sum(_font(size).getlength(word) + 2.6 * size for word in words)

    size *= min(1.0, (width - 2 * margin) / max(wide(size), 1.0))
    x, middle = margin, top + _BAND * scale / 2
    for index, word in enumerate(words):
        if index < len(named):
            square = (x, middle - size / 2, x + size, middle + size / 2)
            strength = _STRENGTH.get(named[index].name, _USUAL)
            pen.rectangle(
                square, fill=_thinned(named[index].colour, strength), outline=named[index].colour
            )
            x += 1.4 * size
        pen.text((x, middle), word, font=_font(size), fill=_INK, anchor="lm")
        x += _font(size).getlength(word) + _ROOM * size


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    """The font of the legend; it holds the words of the legend and no others."""
    with as_file(files(__package__).joinpath("labels.otf")) as path:
        return ImageFont.truetype(str(path), max(4.0, size))


Box = tuple[int, int, int, int]


def _pixels(mark: Mark, scale: float, size: tuple[int, int]) -> Box | None:
    left, top, right, bottom = (edge * scale for edge in mark.box)
    box = (
        max(0, round(left)), max(0, round(top)),
        min(size[0], round(right)), min(size[1], round(bottom)),
    )  # fmt: skip
    return box if box[0] < box[2] and box[1] < box[3] else None


def _size(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _thinned(colour: str, strength: float) -> tuple[int, ...]:
    return tuple(round(255 - (255 - part) * strength) for part in ImageColor.getrgb(colour))


def _underline(
    pen: ImageDraw.ImageDraw, box: Box, colour: str, scale: float, *, broken: bool
) -> None:
    left, _, right, bottom = box
    thick = max(1, round(1.1 * scale))
    step = max(2, round(5 * scale)) if broken else max(1, right - left)
    for start in range(left, right, step):
        stop = min(right, start + (round(step * 0.6) if broken else step))
        pen.rectangle((start, bottom - thick, stop - 1, bottom - 1), fill=colour)
