"""Pictures that cannot be read, text layers that cannot be believed, and what is said about both."""

import io
import struct
import zlib
from itertools import cycle, islice

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import FileError, UnreadableFile, UnsupportedFormat
from extractor.readers import read
from extractor.readers.ocr.engine import installed
from extractor.readers.ocr.layer import doubt, misread
from extractor.readers.ocr.words import put_right
from extractor.settings import Settings

needs_ocr = pytest.mark.skipif(not installed(), reason="the extra ocr is not installed")

SENTENCE = (
    "各区市要于2021年7月底前将工作方案报市工业和信息化局，由市发展改革委会同有关部门负责实施。"
)
RARE = "".join(islice(cycle("龘靐齉爩麤灪龖厵纞虋讟钃鸜麷鞻韽饢鱻驫鸞"), 120))


def _png(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@needs_ocr
@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (_png(30_000, 30_000), "more than 80000000 pixels"),
        (_png(12_000, 9_000), "more than 80000000 pixels"),
        (_png(400, 600), "a damaged or truncated PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "a damaged or truncated JPEG image"),
        (b"II*\x00" + bytes(range(256)) * 4, "a damaged or truncated TIFF image"),
        (b"\x89PNG\r\n\x1a\n", "a damaged or truncated PNG image"),
    ],
    ids=["huge", "large", "pixels missing", "JPEG of rubbish", "TIFF of rubbish", "only a head"],
)
def test_a_picture_that_cannot_be_read_says_why(data: bytes, cause: str) -> None:
    with pytest.raises(FileError, match=f"^scan: {cause}"):
        read(data, "scan")


@needs_ocr
def test_a_file_cut_off_anywhere_is_an_error() -> None:
    from tests.readers.pictures import packed, printed

    small = printed(1)[800:1100:2, 200:1500:2]
    for kind in ("PNG", "JPEG", "TIFF"):
        whole = packed(small, kind=kind)
        for tenth in range(1, 10):
            with pytest.raises(FileError, match=r"^scan: "):
                read(whole[: len(whole) * tenth // 10], "scan")


@needs_ocr
def test_an_empty_page_is_told() -> None:
    with pytest.raises(UnreadableFile, match="PNG image in which no text was found"):
        read(_blank_png(), "scan.png")


def _blank_png() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("L", (600, 800), 255).save(stream, "PNG")
    return stream.getvalue()


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.scan.installed", lambda: False)
    with pytest.raises(UnsupportedFormat, match=r"a PNG image: .*pip install 'taizhang\[ocr\]'"):
        read(_blank_png(), "scan.png")


@pytest.mark.parametrize(
    "words",
    [
        "ÖÐ»ªÈËÃñ¹²ºÍ¹ú¹¤ÒµºÍÐÅÏ¢»¯²¿¹ØÓÚÓ¡·¢" * 4,
        RARE,
        "".join(chr(0x4E00 + number * 37 % 20_900) for number in range(200)),
        "垂冲叉孕尘尼岁巧巨帝幻弃弟弦弯彩径怖恨恭恶悉悬惕" * 8,
    ],
    ids=["GBK taken for Latin", "rare characters", "at random", "common characters, no words"],
)
def test_text_that_no_page_can_show_is_doubted(words: str) -> None:
    assert doubt(words)


@pytest.mark.parametrize(
    "words",
    [
        SENTENCE * 4,
        "為貫徹落實國務院關於進一步加強淘汰落後產能工作的通知，各區市應當於年底前完成任務。" * 4,
        "1.2 PM2.5 12.5% A级 B级 GB/T 9704—2012 ISO 14001 www.gov.cn",
        "张懿、龚骏、邹翀、闫晟、缪琦、臧颢",
        "",
    ],
    ids=[
        "a notice",
        "a notice in traditional characters",
        "next to no Chinese",
        "names",
        "nothing",
    ],
)
def test_text_that_a_page_may_show_is_believed(words: str) -> None:
    assert doubt(words) is None
    assert not misread(words)


@pytest.mark.parametrize(
    "words",
    [
        SENTENCE.replace("，", "  ") * 2 + "市政府(2021 J 63号文件",
        SENTENCE.replace("，", ";") * 2 + "《工作方案))的要求",
        SENTENCE.replace("工业", "工~业") + SENTENCE.replace("，", "丨"),
    ],
    ids=["signs lost", "narrow signs", "strokes"],
)
def test_slips_of_a_poor_ocr_are_seen(words: str) -> None:
    assert misread(words)


def _pdf(words: str, *, picture: bool, hidden: bool) -> bytes:
    """A page with a line of text 12 points high, before a picture or not."""
    from PIL import Image

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    if picture:
        canvas.drawImage(ImageReader(Image.new("L", (300, 400), 250)), 0, 0, *A4)
    text = canvas.beginText(60, 700)
    text.setFont("STSong-Light", 12)
    text.setTextRenderMode(3 if hidden else 0)
    for start in range(0, len(words), 36):
        text.textLine(words[start : start + 36])
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


MISREAD = SENTENCE.replace("，", "~") * 4


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (_pdf(SENTENCE * 4, picture=False, hidden=False), None),
        (_pdf(SENTENCE * 4, picture=True, hidden=True), None),
        (_pdf(MISREAD, picture=False, hidden=False), None),
        (
            _pdf(MISREAD, picture=True, hidden=True),
            "page 1 may be wrong: its text layer is the work of a poor OCR; ",
        ),
    ],
    ids=["digital", "good OCR", "printed as it is", "poor OCR"],
)
def test_without_ocr_a_poor_layer_is_kept_and_told(
    monkeypatch: pytest.MonkeyPatch, data: bytes, problem: str | None
) -> None:
    monkeypatch.setattr("extractor.readers.pdf.installed", lambda: False)
    source = read(data, "layer.pdf")
    assert "工业和信息化局" in source.text
    assert [told.partition("reading")[0] for _, told in source.problems] == (
        [problem] if problem else []
    )


def test_without_ocr_a_layer_of_nonsense_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.pdf.installed", lambda: False)
    with pytest.raises(UnreadableFile, match=r"fonts do not say .*pip install 'taizhang\[ocr\]'"):
        read(_pdf("垂冲叉孕尘尼岁巧巨帝幻弃" * 14, picture=False, hidden=False), "garbled.pdf")


@needs_ocr
def test_with_ocr_a_layer_that_lies_is_read_from_the_page() -> None:
    from tests.readers.pictures import packed, printed

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(packed(printed(1)[:1100], kind="PDF"))))
    page = writer.pages[0]
    layer = PdfReader(io.BytesIO(_pdf(MISREAD, picture=False, hidden=True))).pages[0]
    page.merge_page(layer)
    stream = io.BytesIO()
    writer.write(stream)
    source = read(stream.getvalue(), "layer.pdf")
    assert source.problems == (
        ("page", "page 1 was read by OCR: its text layer is the work of a poor OCR"),
    )
    assert "~" not in source.text
    assert "威工信字〔2021〕63号" in source.text


@pytest.mark.parametrize(
    ("seen", "printed_as"),
    [
        ("鲁工信[2021]63号", "鲁工信〔2021〕63号"),
        ("鲁工信【2021〕63号", "鲁工信〔2021〕63号"),
        ("附件(1):名单", "附件（1）：名单"),
        ("8:30至17:00,星期六(日)除外", "8:30至17:00，星期六（日）除外"),
        ("二O二一年五月", "二〇二一年五月"),
        ("2O21年", "2021年"),
        ("一12一", "—12—"),
        ("- 3 -", "— 3 —"),
        ("一3个一", "一3个一"),
        ("GB/T 9704(2012)", "GB/T 9704(2012)"),
    ],
)
def test_what_the_language_decides_is_put_right(seen: str, printed_as: str) -> None:
    assert put_right(seen) == printed_as


def test_more_pages_than_allowed_are_refused() -> None:
    if not installed():
        pytest.skip("the extra ocr is not installed")
    from PIL import Image

    stream = io.BytesIO()
    pages = [Image.new("L", (60, 80), 255) for _ in range(4)]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(FileError, match="more than 3 pages"):
        read(stream.getvalue(), "fax.tif", Settings(max_pages=3))
