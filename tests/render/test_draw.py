"""Pages with the evidence marked: ink on the words and nowhere else, a legend that covers nothing."""

import io
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

from extractor import Notice, UnreadableFile, UnsupportedFormat, Workers, extract
from extractor.errors import LimitExceeded
from extractor.readers.ocr.engine import installed
from extractor.render import Drawing, draw, draw_apart
from extractor.render.fonts import font_file
from extractor.render.marks import kinds, marks
from extractor.render.paint import _font, painted
from extractor.render.pictures import pictures
from extractor.settings import Settings
from tests.hostile.files import MAKERS
from tests.readers.pictures import packed, printed, scan

CORPORA = Path(__file__).parents[2] / "corpora"
SCALE = 1.5


@cache
def read(name: str) -> tuple[bytes, Notice]:
    path = CORPORA / "weihai-2021" / name
    return path.read_bytes(), extract(path)


def picture(drawing: Drawing) -> Image.Image:
    return Image.open(io.BytesIO(drawing.png)).convert("RGB")


def test_each_page_on_which_the_words_or_their_values_stand() -> None:
    data, notice = read("notice.pdf")
    drawings = list(draw(data, notice, [notice.obligations[4]], scale=SCALE))
    assert [(one.page, one.kinds) for one in drawings] == [
        (3, ("obligation", "condition")),
        (4, ("obligation", "unit")),
    ]


def test_ink_lies_on_the_marked_boxes_and_nowhere_else() -> None:
    data, notice = read("notice.pdf")
    here = [mark for mark in marks([notice.obligations[4]]) if mark.page == 4]
    [(_, plain)] = pictures(data, "a.pdf", "pdf", [4], SCALE, Settings())
    changed = ImageChops.difference(plain.convert("RGB"), painted(plain, here, SCALE)).convert("L")
    inked = Image.new("L", changed.size, 0)
    for mark in here:
        left, top, right, bottom = (round(edge * SCALE) for edge in mark.box)
        inked.paste(255, (left, top, right, bottom))
        words = changed.crop((left, top, right, bottom))
        share = sum(words.histogram()[1:]) / (words.width * words.height)
        assert share > 0.5, "paper between the strokes takes the colour"
    outside = Image.composite(Image.new("L", changed.size, 0), changed, inked)
    assert outside.getbbox() is None


def test_the_words_can_still_be_read_through_the_ink() -> None:
    data, notice = read("notice.pdf")
    here = [mark for mark in marks(notice.obligations) if mark.page == 4]
    [(_, plain)] = pictures(data, "a.pdf", "pdf", [4], SCALE, Settings())
    box = tuple(round(edge * SCALE) for edge in here[0].box)
    before, after = plain.convert("L").crop(box), painted(plain, here, SCALE).convert("L").crop(box)
    assert after.getextrema()[0] <= before.getextrema()[0] + 10
    assert after.getextrema()[1] > 150


def test_the_legend_stands_below_the_page() -> None:
    data, notice = read("notice.pdf")
    [drawing] = draw(data, notice, [notice.obligations[0]], page=3, scale=SCALE)
    [(_, plain)] = pictures(data, "a.pdf", "pdf", [3], SCALE, Settings())
    whole = picture(drawing)
    assert whole.width == plain.width
    assert whole.height > plain.height


def test_the_font_of_the_legend_holds_every_word_of_it() -> None:
    unknown = bytes(_font(20.0).getmask("\uffff"))
    for kind in kinds():
        for character in f"{kind.chinese}{kind.english}第页承接–0123456789":
            assert bytes(_font(20.0).getmask(character)) != unknown, character


def test_a_page_can_be_asked_for_with_or_without_marks() -> None:
    data, notice = read("notice.pdf")
    [drawing] = draw(data, notice, [notice.obligations[4]], page=1, scale=1.0)
    assert drawing.kinds == ()
    with pytest.raises(UnreadableFile, match="no page 7, the last is 6"):
        list(draw(data, notice, notice.obligations, page=7))


def test_a_format_without_pages_says_so() -> None:
    data, notice = read("notice.docx")
    with pytest.raises(UnsupportedFormat, match="docx has no pages to draw"):
        list(draw(data, notice, notice.obligations))


def test_a_picture_too_large_is_refused_before_it_is_made() -> None:
    data, notice = read("notice.pdf")
    with pytest.raises(LimitExceeded, match="pixels"):
        list(draw(data, notice, notice.obligations, scale=3, settings=Settings(max_pixels=100_000)))


def test_a_process_of_its_own_gives_the_same_and_ends_in_time() -> None:
    data, notice = read("notice.pdf")
    duties = notice.obligations[:1]
    assert draw_apart(data, notice, duties, scale=1.0) == list(
        draw(data, notice, duties, scale=1.0)
    )
    with pytest.raises(UnsupportedFormat):
        draw_apart(*read("notice.docx"), duties)
    with pytest.raises(LimitExceeded, match="takes longer"):
        draw_apart(data, notice, duties, settings=Settings(max_seconds=0.01))


def test_the_processes_that_read_files_draw_them_too() -> None:
    data, notice = read("notice.pdf")
    duties = notice.obligations[:1]
    with Workers(1) as workers:
        assert workers.extract(data, "notice.pdf") == notice
        drawings = draw_apart(data, notice, duties, scale=1.0, workers=workers)
    assert drawings == list(draw(data, notice, duties, scale=1.0))


def test_a_page_that_hangs_the_renderer_is_given_up() -> None:
    _, notice = read("notice.pdf")
    source = notice.source.model_copy(update={"page_starts": (0,)})
    limits = Settings(max_seconds=1.5)
    with pytest.raises(LimitExceeded, match="takes longer"):
        draw_apart(
            MAKERS["font.pdf"](),
            notice.model_copy(update={"source": source}),
            (),
            page=1,
            settings=limits,
        )


@pytest.mark.skipif(font_file() is None, reason="needs a Chinese font (fonts-noto-cjk)")
def test_an_ofd_is_drawn_from_its_lines() -> None:
    data, notice = read("notice.ofd")
    [drawing] = draw(data, notice, [notice.obligations[5]], scale=1.0)
    assert drawing.kinds == ("obligation", "unit", "condition")
    assert picture(drawing).convert("L").getextrema()[0] < 80


@pytest.mark.skipif(not installed(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("quarters", [0, 1], ids=["crooked", "on its side"])
def test_the_words_of_a_scan_are_marked_where_they_stand(quarters: int) -> None:
    page = scan(4, 0.8) if not quarters else np.ascontiguousarray(np.rot90(printed(4), -quarters))
    data = packed(page)
    notice = extract(data, "scan.jpg")
    [drawing] = draw(data, notice, notice.obligations[:1], scale=1.0)
    here = [mark for mark in marks(notice.obligations[:1]) if mark.kind == "obligation"]
    paper = picture(drawing)
    for mark in here:
        words = ImageChops.invert(paper.crop(tuple(map(round, mark.box))).convert("L"))
        left, top, right, bottom = words.point(lambda value: 255 * (value > 140)).getbbox()
        assert right - left > 0.9 * words.width, "ink from end to end of the box"
        assert 0.5 * words.height < bottom - top, "and no strip of the page beside the line"


def test_a_scan_is_drawn_as_it_is() -> None:
    page = Image.new("RGB", (600, 800), "white")
    page.paste("black", (100, 100, 200, 120))
    written = io.BytesIO()
    page.save(written, "PNG", dpi=(72, 72))
    [(number, drawn)] = pictures(written.getvalue(), "a.png", "scan", [1], 2.0, Settings())
    assert (number, drawn.size) == (1, (1200, 1600))
    assert drawn.getpixel((300, 220)) == (0, 0, 0)
