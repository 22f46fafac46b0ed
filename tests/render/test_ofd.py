"""Pages of an OFD drawn: each kind of object where the file puts it, in the colour that it has."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops

from extractor.render.fonts import font_file
from extractor.render.outlines import stencil
from extractor.render.pictures import pictures
from extractor.settings import Settings

pytestmark = pytest.mark.skipif(font_file() is None, reason="needs a Chinese font (fonts-noto-cjk)")
MILLIMETRE = 72 / 25.4


def _png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(file, "PNG")
    return file.getvalue()


def drawn(objects: str, template: str = "") -> Image.Image:
    """A page of 100 by 50 mm, one pixel to a millimetre, with these objects on it."""
    stream = io.BytesIO()
    layer = "<Page><Content><Layer>{}</Layer></Content>{}</Page>"
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("OFD.xml", "<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>")
        package.writestr(
            "D/D.xml",
            "<Document><CommonData><PageArea><PhysicalBox>0 0 100 50</PhysicalBox></PageArea>"
            "<DocumentRes>Res.xml</DocumentRes><TemplatePage ID='7' BaseLoc='T.xml'/></CommonData>"
            "<Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>",
        )
        package.writestr(
            "D/Res.xml",
            "<Res BaseLoc='Res'><DrawParams><DrawParam ID='4'><FillColor Value='0 0 255'/>"
            "</DrawParam></DrawParams><MultiMedias><MultiMedia ID='5' Type='Image'>"
            "<MediaFile>a.png</MediaFile></MultiMedia></MultiMedias></Res>",
        )
        package.writestr("D/Res/a.png", _png("#00ff00"))
        package.writestr("D/T.xml", layer.format(template, ""))
        package.writestr("D/P.xml", layer.format(objects, "<Template TemplateID='7'/>"))
    [(_, page)] = pictures(stream.getvalue(), "a.ofd", "ofd", [1], 1 / MILLIMETRE, Settings())
    assert page.size == (100, 50)
    return page


def box(page: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """Where the page is of this colour."""
    away = ImageChops.difference(page, Image.new("RGB", page.size, colour))
    return away.convert("L").point(lambda value: 255 * (value == 0)).getbbox()


SQUARE = "<AbbreviatedData>M 0 0 L 20 0 L 20 10 L 0 10 C</AbbreviatedData>"


def test_a_path_is_filled_and_stroked_in_its_colours() -> None:
    page = drawn(
        f"<PathObject Boundary='10 20 20 10' Fill='true' LineWidth='2'>"
        f"<FillColor Value='255 0 0'/><StrokeColor Value='0 0 0'/>{SQUARE}</PathObject>"
    )
    assert box(page, (255, 0, 0)) == pytest.approx((11, 21, 29, 29), abs=1)
    assert page.getpixel((10, 25)) == (0, 0, 0)
    assert page.getpixel((5, 25)) == (255, 255, 255)


def test_colours_come_from_the_parameters_that_an_object_refers_to() -> None:
    page = drawn(
        f"<PathObject Boundary='0 0 9 9' DrawParam='4' Fill='true' Stroke='false'>{SQUARE}</PathObject>"
    )
    assert page.getpixel((5, 5)) == (0, 0, 255)


def test_a_hole_in_a_filled_path_stays_white() -> None:
    ring = "M 0 0 L 20 0 L 20 20 L 0 20 C M 5 5 L 15 5 L 15 15 L 5 15 C"
    page = drawn(
        "<PathObject Boundary='0 0 20 20' Fill='true' Stroke='false'><FillColor Value='9'/>"
        f"<AbbreviatedData>{ring}</AbbreviatedData></PathObject>"
    )
    assert page.getpixel((2, 10)) == (9, 9, 9)
    assert page.getpixel((10, 10)) == (255, 255, 255)


def test_a_picture_is_stretched_to_its_place_and_a_missing_one_left_out() -> None:
    page = drawn(
        "<ImageObject Boundary='40 10 30 20' CTM='30 0 0 20 0 0' ResourceID='5'/>"
        "<ImageObject Boundary='0 0 30 20' CTM='30 0 0 20 0 0' ResourceID='6'/>"
    )
    assert box(page, (0, 255, 0)) == (40, 10, 70, 30)
    assert page.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("turn", ["1 0 0 1 0 0", "0 1 -1 0 20 0"], ids=["upright", "on its side"])
def test_text_stands_in_its_boundary(turn: str) -> None:
    page = drawn(
        f"<TextObject Boundary='30 10 20 20' CTM='{turn}' Size='18'>"
        "<TextCode X='1' Y='16'>国</TextCode></TextObject>"
    )
    left, top, right, bottom = page.convert("L").point(lambda value: value < 128 and 255).getbbox()
    assert 30 <= left < right <= 50
    assert 10 <= top < bottom <= 30
    assert min(right - left, bottom - top) > 12


def test_what_a_template_holds_lies_behind_the_page() -> None:
    behind = SQUARE.join(
        (
            "<PathObject Boundary='0 0 20 10' Fill='true'><FillColor Value='255 0 0'/>",
            "</PathObject>",
        )
    )
    page = drawn("<ImageObject Boundary='0 0 9 9' CTM='9 0 0 9 0 0' ResourceID='5'/>", behind)
    assert page.getpixel((4, 4)) == (0, 255, 0)
    assert page.getpixel((15, 5)) == (255, 0, 0)


def _senseless() -> Iterator[str]:
    yield "<PathObject Fill='true'><AbbreviatedData>M 0 0 B 1 1 2 2</AbbreviatedData></PathObject>"
    yield "<PathObject Fill='true'><AbbreviatedData>L 9 9 M 1e9 1 Q 1 1 1 1</AbbreviatedData></PathObject>"
    yield "<PathObject CTM='1e6 0 0 1e6 0 0' LineWidth='9999999'><AbbreviatedData>M 0 0 L 9 9</AbbreviatedData></PathObject>"
    yield "<ImageObject CTM='0 0 0 0 0 0' ResourceID='5'/>"
    yield "<ImageObject CTM='1e6 1e6 1e6 -1e6 0 0' ResourceID='5'/>"
    yield "<TextObject Size='1e6'><TextCode>国</TextCode></TextObject>"
    yield "<TextObject Size='5' CTM='0 0 0 0 0 0'><TextCode>国</TextCode></TextObject>"
    yield "<TextObject Size='-5' CTM='1 9 9 1 0 0'><FillColor Value='x' Alpha='999'/><TextCode>国</TextCode></TextObject>"


@pytest.mark.parametrize("objects", list(_senseless()))
def test_what_makes_no_sense_is_not_drawn_or_drawn_somehow(objects: str) -> None:
    assert drawn(objects).size == (100, 50)


def test_a_stencil_beside_the_page_is_none() -> None:
    assert stencil([[(200.0, 200.0), (300.0, 200.0), (300.0, 300.0)]], (100, 100))[0] is None
