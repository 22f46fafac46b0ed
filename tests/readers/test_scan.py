"""Scans: what is read of a page as a scanner or a telephone gives it, and where it stands."""

import io
import zipfile
from difflib import SequenceMatcher
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from extractor.extract import extract
from extractor.model import Cell, Line, Source
from extractor.readers import read
from extractor.text import flatten
from tests.readers.pictures import NOTICE, packed, printed, scan, scanned, sealed, table

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

SIGNATURES = "威海市工业和信息化局 威海市发展和改革委员会"


@cache
def digital() -> Source:
    return read(NOTICE.read_bytes(), "notice.pdf")


@cache
def crooked() -> Source:
    """The first two pages as a scanned PDF, turned by 0.7 and -0.9 degrees."""
    return read(packed(scan(1, 0.7), scan(2, -0.9), kind="PDF"), "scan.pdf")


def _words(source: Source, *pages: int) -> str:
    return "".join("".join(line.text.split()) for line in source.lines if line.page in pages)


def _accuracy(read_as: str, printed_as: str) -> float:
    """The share of the printed characters that were read, in order, less those made up."""
    matcher = SequenceMatcher(None, printed_as, read_as, autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    return (2 * matched - max(len(read_as), matched)) / len(printed_as)


def _line(source: Source, words: str) -> Line:
    return next(line for line in source.lines if words in line.text)


def test_a_crooked_noisy_scan_reads_as_the_page_does() -> None:
    source = crooked()
    assert source.format == "pdf"
    assert _accuracy(_words(source, 1, 2), _words(digital(), 1, 2)) >= 0.985
    assert [page.skew for page in source.pages] == pytest.approx([0.7, -0.9], abs=0.1)


def test_paragraphs_of_a_scan_are_those_of_the_page() -> None:
    pages = tuple(line for line in digital().lines if line.page in (1, 2))
    want = flatten(Source("n", "pdf", "", pages, digital().pages[:2])).string.split("\n")
    got = flatten(crooked()).string.split("\n")
    assert [(paragraph[:4], paragraph[-4:]) for paragraph in got] == [
        (paragraph[:4], paragraph[-4:]) for paragraph in want
    ]


def test_lines_stand_where_the_crooked_page_shows_them() -> None:
    import cv2

    page, line = crooked().pages[0], _line(crooked(), "现将《威海市2021年")
    straight = _line(digital(), "现将《威海市2021年")
    turn = cv2.getRotationMatrix2D((page.width / 2, page.height / 2), -0.7, 1.0)
    for box in (straight.box, line.box):
        assert box is not None
    left, top, right, bottom = straight.box or ()
    x, y = turn @ [(left + right) / 2, (top + bottom) / 2, 1]
    x0, y0, x1, y1 = line.box or ()
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((x, y), abs=6)
    assert x1 - x0 == pytest.approx(right - left, abs=14)


def test_every_character_has_its_place() -> None:
    for line in crooked().lines:
        assert line.edges is not None
        assert len(line.edges) == len(line.text) + 1
        assert list(line.edges) == sorted(line.edges)
    line, straight = _line(crooked(), "各区市工信局"), _line(digital(), "各区市工信局")
    at = line.text.index("发改局"), straight.text.index("发改局")
    assert (line.edges or ())[at[0]] == pytest.approx((straight.edges or ())[at[1]], abs=10)


def test_lines_say_how_sure_they_are() -> None:
    scores = [line.confidence for line in crooked().lines]
    assert all(score is not None and 0.5 <= score <= 1 for score in scores)
    assert all(line.confidence is None for line in digital().lines)


def test_signatures_in_two_columns_stay_side_by_side() -> None:
    names = [line.text.split() for line in crooked().lines if line.text.startswith("威海市工业")]
    assert SIGNATURES.split() in names


def test_a_red_seal_over_the_signatures_is_taken_off() -> None:
    page = sealed(sealed(printed(1), 200, 480), 425, 500)
    source = read(packed(scanned(page, 0.4)), "sealed.jpg")
    assert ("seal", "page 1: 2 red seals taken off") in source.problems
    assert _accuracy(_words(source, 1), _words(digital(), 1)) >= 0.985
    assert SIGNATURES.split() in [line.text.split() for line in source.lines]


def test_a_red_letterhead_stays() -> None:
    import numpy as np

    page = printed(1).copy()
    head = page[:620]
    dark = head.min(axis=2) < 200
    head[dark] = np.array([40, 30, 215], np.uint8)
    source = read(packed(page[:1100]), "letterhead.jpg")
    assert source.problems == ()
    assert [line.text for line in source.lines[:3]] == [line.text for line in digital().lines[:3]]


@pytest.mark.parametrize("quarters", [1, 2], ids=["on its side", "on its head"])
def test_a_page_that_does_not_stand_upright_is_turned(quarters: int) -> None:
    import numpy as np

    page = np.ascontiguousarray(np.rot90(printed(1)[:1000], quarters))
    source = read(packed(page, kind="PNG"), "turned.png")
    assert [code for code, _ in source.problems] == ["page"]
    assert _line(source, "各区市工信局（经发局、科技金融局）、发改局、生态环境局、").page == 1


def test_a_ruled_table_is_cells() -> None:
    rows = [["市场监督管理局", "应急管理局"], ["威海市生态环境局", "2021年5月20日"]]
    page = table(rows, [60, 250, 540], [100, 140, 180])
    source = read(packed(scanned(page, 0.6)), "table.jpg")
    assert {line.text: line.cell for line in source.lines} == {
        words: Cell(1, row, column)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    }


def test_digital_pages_are_left_alone() -> None:
    writer = PdfWriter()
    writer.add_page(PdfReader(NOTICE).pages[2])
    scanned_page = io.BytesIO(packed(scan(1, 0.5), kind="PDF"))
    writer.add_page(PdfReader(scanned_page).pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    source = read(stream.getvalue(), "mixed.pdf")
    third = [(line.text, line.box, None) for line in digital().lines if line.page == 3]
    assert [
        (line.text, line.box, line.confidence) for line in source.lines if line.page == 1
    ] == third
    assert _accuracy(_words(source, 2), _words(digital(), 1)) >= 0.985


def test_a_tiff_of_two_pages() -> None:
    top = [printed(number)[:700] for number in (1, 2)]
    source = read(packed(*top, kind="TIFF"), "fax.tif")
    assert (source.format, [page.number for page in source.pages]) == ("scan", [1, 2])
    assert _line(source, "威海市工业和信息化局等五部门").page == 1
    assert {line.page for line in source.lines} == {1, 2}


def test_pages_of_an_ofd_that_are_pictures() -> None:
    objects = "<ImageObject Boundary='0 0 210 297' CTM='210 0 0 297 0 0' ResourceID='8'/>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("OFD.xml", "<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>")
        package.writestr(
            "D/D.xml",
            "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
            "<DocumentRes>R.xml</DocumentRes></CommonData><Pages><Page BaseLoc='P.xml'/></Pages></Document>",
        )
        package.writestr(
            "D/R.xml",
            "<Res BaseLoc='Res'><MultiMedias><MultiMedia ID='8'><MediaFile>1.jpg</MediaFile>"
            "</MultiMedia></MultiMedias></Res>",
        )
        package.writestr("D/P.xml", f"<Page><Content><Layer>{objects}</Layer></Content></Page>")
        package.writestr("D/Res/1.jpg", packed(scan(1, 0.4)))
    source = read(stream.getvalue(), "scan.ofd")
    assert source.format == "ofd"
    assert _accuracy(_words(source, 1), _words(digital(), 1)) >= 0.985
    straight, line = (_line(one, "威工信字") for one in (digital(), source))
    assert line.box == pytest.approx(straight.box, abs=6)


def _photo() -> Any:
    """The page as a telephone sees it: from aside, in uneven light, a little out of focus."""
    import cv2
    import numpy as np

    page = printed(1)[:1700]
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array(
        [[60, 45], [width - 25, 20], [width - 60, height - 40], [25, height - 15]], np.float32
    )
    turn = cv2.getPerspectiveTransform(corners, seen)
    taken = cv2.warpPerspective(page, turn, (width, height), borderValue=(90, 100, 110))
    light = (
        np.linspace(0.95, 0.6, width)[None, :, None] * np.linspace(1, 0.85, height)[:, None, None]
    )
    return scanned(cv2.GaussianBlur(taken, (3, 3), 0) * light, noise=5)


def test_a_photograph_without_a_resolution_is_taken_for_a4() -> None:
    source = read(packed(_photo(), dpi=(72, 72)), "photo.jpg")
    assert source.pages[0].width == pytest.approx(595.28)
    want = _words(digital(), 1).removesuffix("—1—")
    assert _accuracy(_words(source, 1), want) >= 0.985


def test_a_scan_gives_the_obligations_of_the_notice() -> None:
    notice = extract(packed(scan(4, -0.6)), "scan.jpg")
    quoted = {"".join(duty.quote.split()) for duty in notice.obligations}
    whole = {"".join(duty.quote.split()) for duty in extract(NOTICE).obligations}
    assert len(quoted & whole) >= 0.8 * len(quoted) > 4
    assert all(place.box for duty in notice.obligations for place in duty.evidence.places)
