"""PDF: pdfium's characters, our own lines, ruled tables as cells; OCR where the text is missing."""

import hashlib
import threading
from collections.abc import Iterator
from typing import Any

from extractor.errors import LimitExceeded, UnreadableFile
from extractor.model import Line, Page, Source
from extractor.readers.layout import Layout
from extractor.readers.ocr.engine import INSTALL, Unrecognised, installed
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

# pdfium keeps global state and must not be called from two threads at once.
PDFIUM = threading.Lock()
# In points, as the format itself once had it: 200 inches.
_LONGEST_PAGE = 14_400.0


def sniff(data: bytes) -> float:
    """`%PDF-` stands at the beginning, or soon after some rubbish."""
    if data.startswith(b"%PDF-"):
        return 1.0
    return 0.6 if b"%PDF-" in data[:1024] else 0.0


def read_pdf(data: bytes, name: str, settings: Settings) -> Source:
    """Lines with page, box and the positions between their characters.

    Pages without a usable text layer are read by OCR where the extra is installed, the others
    never. A file without a single usable page is an UnreadableFile that says so; single pages
    that could not be read are told in `Source.problems`.
    """
    with PDFIUM:
        return _read(data, name, settings)


def _read(data: bytes, name: str, settings: Settings) -> Source:
    document = _opened(data, name)
    try:
        if len(document) > settings.max_pages:
            raise LimitExceeded(name, f"more than {settings.max_pages} pages")
        reading = _Reading(settings)
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

    if _breaks_off(data):
        raise UnreadableFile(name, "a truncated PDF: it breaks off before its end")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error):
            raise UnreadableFile(name, "an encrypted PDF: it opens with a password only") from error
        raise UnreadableFile(name, "a damaged or truncated PDF") from error


def _breaks_off(data: bytes) -> bool:
    """Whether an object is begun behind the last mark of a file's end, or there is no such mark.

    pdfium opens such a file all the same and gives the pages that it finds.
    """
    end = max(data.rfind(b"%%EOF"), data.rfind(b"startxref"))
    return data.rfind(b" obj") > end


class _Reading:
    """What has been read so far: tables go on from page to page."""

    def __init__(self, settings: Settings) -> None:
        self.lines: list[Line] = []
        self.pages: list[Page] = []
        self.problems: list[tuple[str, str]] = []
        self._settings = settings
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
            return f"a PDF whose fonts do not say which characters they print: {_need()}"
        if self._pictures:
            return f"a scan, a PDF without a text layer: {_need()}"
        return "a PDF without text" if self.pages else "a PDF without a readable page"

    def _page_lines(self, page: Any, number: int) -> Iterator[Line]:
        from extractor.readers.pdf_page import printed, rules
        from extractor.readers.pdf_scan import layer

        text = printed(page)
        found = layer(page, text)
        if found.is_picture:
            self._pictures += 1
        if found.why_not and not found.kept:
            self._garbled += 1
        if found.why_not or found.is_picture:
            if installed():
                yield from self._recognised(page, number, found.why_not)
                return
            told = found.why_not or "it is a picture"
            lost = "may be wrong" if found.kept else "was not read"
            self.problems.append(("page", f"page {number} {lost}: {told}; {INSTALL}"))
            if not found.kept:
                return
        if text.slanted:
            told = f"page {number}: {text.slanted} slanted characters (stamp, watermark) left out"
            self.problems.append(("watermark", told))
        if text.glyphs:
            yield from self._layout.page(text.glyphs, rules(page), number)

    def _recognised(self, page: Any, number: int, why: str | None) -> Iterator[Line]:
        """The page as its picture says; `why` the text that the file carries is not taken."""
        from extractor.readers.pdf_scan import scan_of

        if why:
            self.problems.append(("page", f"page {number} was read by OCR: {why}"))
        if max(self.pages[-1].width, self.pages[-1].height) > _LONGEST_PAGE:
            told = f"page {number} is larger than any sheet of paper and was not read"
            self.problems.append(("page", told))
            return
        try:
            scan = scan_of(page, number, self._settings)
        except Unrecognised:
            self.problems.append(("page", f"page {number} could not be recognised"))
            return
        self.pages[-1] = scan.page
        self.problems.extend(scan.problems)
        found = list(scan.lines(self._layout))
        if not found:
            self.problems.append(("page", f"page {number} is a picture in which no text was found"))
        yield from found


def _need() -> str:
    return "no text was found in its pictures" if installed() else INSTALL


READERS.add("pdf", Reader((".pdf",), sniff, read_pdf))
