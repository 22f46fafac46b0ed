"""PDF with a text layer: pdfium's characters, our own lines, ruled tables as cells."""

import hashlib
import threading
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableFile
from extractor.model import Line, Page, Source
from extractor.readers.layout import Layout
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

# pdfium keeps global state and must not be called from two threads at once.
_PDFIUM = threading.Lock()
_UNMAPPED = 0.2


def sniff(data: bytes) -> float:
    """`%PDF-` stands at the beginning, or soon after some rubbish."""
    if data.startswith(b"%PDF-"):
        return 1.0
    return 0.6 if b"%PDF-" in data[:1024] else 0.0


def read_pdf(data: bytes, name: str, settings: Settings) -> Source:
    """Lines with page, box and the positions between their characters.

    A file without a usable text layer is an UnreadableFile that says so; single pages that could
    not be read are told in `Source.problems`.
    """
    with _PDFIUM:
        return _read(data, name, settings)


def _read(data: bytes, name: str, settings: Settings) -> Source:
    document = _opened(data, name)
    try:
        if len(document) > settings.max_pages:
            raise UnreadableFile(name, f"more than {settings.max_pages} pages")
        reading = _Reading()
        for number in range(1, len(document) + 1):
            reading.read_page(document, number)
    finally:
        document.close()
    if not reading.lines:
        raise UnreadableFile(name, reading.why_empty())
    return Source(
        name=name,
        format="pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(reading.lines),
        pages=tuple(reading.pages),
        problems=tuple(reading.problems),
    )


def _opened(data: bytes, name: str) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error):
            raise UnreadableFile(name, "an encrypted PDF: it opens with a password only") from error
        raise UnreadableFile(name, "a damaged or truncated PDF") from error


class _Reading:
    """What has been read so far: tables go on from page to page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pages: list[Page] = []
        self.problems: list[tuple[str, str]] = []
        self._layout = Layout()
        self._pictures = 0
        self._garbled = 0

    def read_page(self, document: Any, number: int) -> None:
        """Read one page; a page that fails is a problem, not an error."""
        import pypdfium2

        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            self.problems.append(("page", f"page {number} is damaged and was not read"))
            return
        try:
            self.pages.append(Page(number, page.get_width(), page.get_height()))
            self.lines.extend(self._page_lines(page, number))
        except pypdfium2.PdfiumError:
            self.problems.append(("page", f"page {number} is damaged and was not read"))
        finally:
            page.close()

    def why_empty(self) -> str:
        """The cause when no page gave a line."""
        if self._garbled:
            return "a PDF whose fonts do not say which characters they print: it needs OCR"
        if self._pictures:
            return "a scan: a PDF without a text layer, it needs OCR"
        return "a PDF without text" if self.pages else "a PDF without a readable page"

    def _page_lines(self, page: Any, number: int) -> Iterator[Line]:
        from extractor.readers.pdf_page import has_picture, printed, rules

        text = printed(page)
        if text.unmapped > _UNMAPPED * (len(text.glyphs) + text.unmapped):
            self._garbled += 1
            self.problems.append(("page", f"page {number}: its fonts do not say what they print"))
            return
        if text.slanted:
            told = f"page {number}: {text.slanted} slanted characters (stamp, watermark) left out"
            self.problems.append(("watermark", told))
        if not text.glyphs:
            if has_picture(page):
                self._pictures += 1
                self.problems.append(("page", f"page {number} is a picture and was not read"))
            return
        yield from self._layout.page(text.glyphs, rules(page), number)


READERS.add("pdf", Reader((".pdf",), sniff, read_pdf))
