"""PDF with a text layer: places, tables, and the causes of what cannot be read."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import EmptyNotice, FileError, LimitExceeded, UnreadableFile
from extractor.model import Cell
from extractor.readers import read
from extractor.readers.ocr.engine import installed
from extractor.readers.pdf import read_pdf
from extractor.settings import Settings
from extractor.text import flatten

NOTICE = Path(__file__).resolve().parents[2] / "corpora/weihai-2021/notice.pdf"
HEIGHT = A4[1]


def _pdf(
    *pages: "list[tuple[float, float, str]]",
    grids: "dict[int, tuple[list[float], list[float]]] | None" = None,
) -> bytes:
    """Pages of (x, y from the top, text), with ruled grids (x positions, y positions) by page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for number, words in enumerate(pages, start=1):
        canvas.setFont("STSong-Light", 12)
        for x, y, text in words:
            canvas.drawString(x, HEIGHT - y, text)
        if grids and number in grids:
            xs, ys = grids[number]
            canvas.grid(xs, [HEIGHT - y for y in ys])
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_lines_have_page_box_and_edges() -> None:
    source = read(NOTICE.read_bytes(), "notice.pdf")
    line = next(line for line in source.lines if line.text == "二、工作目标")
    assert (source.format, len(source.pages)) == ("pdf", 6)
    assert line.box is not None
    assert line.edges is not None
    assert len(line.edges) == len(line.text) + 1
    left, top, right, bottom = line.box
    page = source.pages[(line.page or 0) - 1]
    assert 0 < left < right < page.width
    assert 0 < top < bottom < page.height
    assert right - left == pytest.approx(6 * 15.8, rel=0.05)


def test_a_cropped_page_is_measured_from_what_is_seen() -> None:
    writer = PdfWriter(clone_from=PdfReader(NOTICE))
    straight = read(NOTICE.read_bytes(), "notice.pdf")
    cropped = writer.pages[0]
    cropped.cropbox.left, cropped.cropbox.bottom = 20, 30
    stream = io.BytesIO()
    writer.write(stream)
    source = read(stream.getvalue(), "notice.pdf")
    assert source.text == straight.text
    assert source.lines[0].box is not None
    assert straight.lines[0].box is not None
    assert source.lines[0].box[0] == pytest.approx(straight.lines[0].box[0] - 20, abs=0.1)


XS = [50.0, 100.0, 300.0, 400.0]


def test_ruled_tables_are_cells_and_go_on_over_the_page() -> None:
    first = [(60, 70, "序号"), (110, 70, "任务"), (310, 70, "时限"),
             (60, 90, "1"), (110, 90, "制定方案"), (310, 90, "6月底前"), (300, 820, "— 1 —")]  # fmt: skip
    second = [(60, 70, "2"), (110, 70, "报送总结"), (310, 70, "12月底前"),
              (60, 90, "3"), (110, 90, "开展检查"), (310, 90, "全年"), (50, 200, "联系人：张某。")]  # fmt: skip
    rows = [55.0, 75.0, 95.0]
    source = read(_pdf(first, second, grids={1: (XS, rows), 2: (XS, rows)}), "table.pdf")
    cells = {line.text: line.cell for line in source.lines if line.cell is not None}
    assert cells["任务"] == Cell(1, 0, 1)
    assert cells["6月底前"] == Cell(1, 1, 2)
    assert cells["报送总结"] == Cell(1, 2, 1)
    assert cells["全年"] == Cell(1, 3, 2)
    assert source.lines[-1].text == "联系人：张某。"


PROSE = (
    "一、总体要求。各区市要按照本方案的要求，制定工作计划，明确任务分工，于六月底前报送市工业和信息化局备案，不得拖延。",
    "（一）各县区人民政府要加强组织领导，建立工作专班，及时研究解决工作中遇到的困难和问题，确保各项任务落实到位。",
    "二、工作目标。全市要在年底前完成各项整治任务，确保不留死角，不走过场，做到应改尽改，应退尽退，形成长效机制。",
    "（一）市发展改革委要会同有关部门，对各地工作情况进行督导检查，检查结果予以通报，并作为年度考核的重要依据。",
)


def _in_two_columns(paragraphs: tuple[str, ...], *, offset: float) -> bytes:
    """A title, two columns of lines of 17 characters, and signatures side by side."""
    lines = [
        ("\u3000\u3000" + words)[at : at + 17]
        for words in paragraphs
        for at in range(0, len(words) + 2, 17)
    ]
    half = (len(lines) + 1) // 2
    page = [(160.0, 60.0, "关于开展专项检查工作的通知")]
    for index, line in enumerate(lines):
        words = line.lstrip("\u3000")
        x, y = (70.0, 0.0) if index < half else (300.0, offset)
        page.append((x + 12 * (len(line) - len(words)), 100 + y + 20 * (index % half), words))
    below = 140.0 + 20 * half
    page += [(80, below, "某市工业和信息化局"), (320, below, "某市财政局")]
    page += [(80, below + 20, "某市公安局"), (320, below + 20, "某市司法局")]
    return _pdf([*page, (330, below + 60, "2021年5月1日")])


@pytest.mark.parametrize("offset", [0.0, 7.0], ids=["lines level", "lines not level"])
def test_two_columns_are_read_one_after_the_other(offset: float) -> None:
    source = read(_in_two_columns(PROSE, offset=offset), "a.pdf")
    paragraphs = flatten(source).string.split("\n")
    assert paragraphs[:5] == ["关于开展专项检查工作的通知", *PROSE]
    assert [line.text.split() for line in source.lines[-3:-1]] == [
        ["某市工业和信息化局", "某市财政局"],
        ["某市公安局", "某市司法局"],
    ]
    assert source.lines[-1].text == "2021年5月1日"


def test_units_that_sign_side_by_side_are_read_across() -> None:
    names = ["某市工业和信息化局", "某市发展和改革委员会", "某市生态环境局", "某市应急管理局"]
    pairs = [
        (x, 100 + 20 * row, names[(row + at) % 4])
        for row in range(6)
        for at, x in enumerate((70, 320))
    ]
    source = read(_pdf(pairs), "a.pdf")
    assert [len(line.text.split()) for line in source.lines] == [2] * 6


def test_characters_without_a_meaning_are_read_from_the_page() -> None:
    writer = PdfWriter(clone_from=PdfReader(NOTICE))
    for number in range(5, 0, -1):
        writer.remove_page(number)
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object().pop("/ToUnicode", None)
    stream = io.BytesIO()
    writer.write(stream)
    why = "its fonts do not say what they print"
    if not installed():
        with pytest.raises(UnreadableFile, match=why):
            read(stream.getvalue(), "notice.pdf")
        return
    source = read(stream.getvalue(), "notice.pdf")
    assert source.problems == (("page", f"page 1 was read by OCR: {why}"),)
    assert "威工信字〔2021〕63号" in source.text
    assert all(line.confidence for line in source.lines)


def test_boxes_without_columns_are_no_table() -> None:
    source = read(
        _pdf([(60, 70, "某市人民政府文件")], grids={1: ([50.0, 300.0], [50.0, 80.0])}), "a.pdf"
    )
    assert [line.cell for line in source.lines] == [None]


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(NOTICE))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _scan() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (_encrypted(), UnreadableFile, "encrypted"),
        (_scan(), UnreadableFile, "scan"),
        (_pdf([]), UnreadableFile, "without text"),
        (NOTICE.read_bytes()[:3000], UnreadableFile, "truncated PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, UnreadableFile, "damaged or truncated"),
        (bytes(range(256)) * 8, FileError, "binary"),
        (b"", EmptyNotice, "empty"),
    ],
    ids=["encrypted", "scan", "blank", "truncated", "rubbish behind a head", "rubbish", "nothing"],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[FileError], cause: str) -> None:
    with pytest.raises(error, match=f"^notice: .*{cause}"):
        read(data, "notice")


def test_without_ocr_a_page_that_is_a_picture_is_a_problem_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writer = PdfWriter(clone_from=PdfReader(NOTICE))
    writer.add_page(PdfReader(io.BytesIO(_scan())).pages[0])
    stream = io.BytesIO()
    writer.write(stream)
    monkeypatch.setattr("extractor.readers.pdf.installed", lambda: False)
    source = read(stream.getvalue(), "notice.pdf")
    told = "page 7 was not read: it is a picture; reading it needs OCR: pip install 'taizhang[ocr]'"
    assert source.problems == (("page", told),)


def test_more_pages_than_allowed_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="more than 3 pages"):
        read_pdf(NOTICE.read_bytes(), "notice.pdf", Settings(max_pages=3))
