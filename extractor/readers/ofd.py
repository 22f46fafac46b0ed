"""OFD (GB/T 33190—2016): fixed pages of a ZIP package, read by position like a PDF."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from extractor.model import Line, Page, Source
from extractor.readers.glyphs import lines
from extractor.readers.layout import Layout
from extractor.readers.ocr.engine import INSTALL, Unrecognised, installed
from extractor.readers.ofd_document import OfdPage, hopeless, pages
from extractor.readers.ofd_page import Content, page_box
from extractor.readers.ofd_scan import scan_of
from extractor.readers.package import Package
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

_POINTS = 72 / 25.4


def sniff(data: bytes) -> float:
    """A ZIP archive that names the entry of an OFD package."""
    if not data.startswith(b"PK\x03\x04"):
        return 0.0
    return 0.95 if b"OFD.xml" in data else 0.8 if b"ofd.xml" in data.lower() else 0.0


def read_ofd(data: bytes, name: str, settings: Settings) -> Source:
    """Lines with page, box and edges in points; the documents of one package follow each other.

    Annotations and the seals of signatures are no part of the text.
    """
    reading = _Reading(Package(data, name, "OFD", settings))
    reading.read()
    return Source(
        name=name,
        format="ofd",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(reading.lines),
        pages=tuple(reading.pages),
        problems=tuple(reading.problems),
    )


class _Reading:
    """What has been read so far; pages are counted over all documents of the package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.lines: list[Line] = []
        self.pages: list[Page] = []
        self.problems: list[tuple[str, str]] = []
        self._layout = Layout()
        self._pictures = 0

    def read(self) -> None:
        """Read all documents; a page that fails is a problem, a file without a page an error."""
        for page in pages(self.package, self.problems):
            self._page(page)
        if not self.pages:
            raise hopeless(self.package, "an OFD without a readable page")
        if not self.lines:
            raise self.package.error(self._without_text())

    def _without_text(self) -> str:
        if not self._pictures:
            return "an OFD without text"
        if installed():
            return "an OFD whose pages are pictures in which no text was found"
        return f"a scan: an OFD whose pages are pictures; {INSTALL}"

    def _page(self, page: OfdPage) -> None:
        left, top, width, height = page.box
        content = Content(page.resources, (left, top))
        for one in page.layers:
            content.read(one)
        number = page.number
        sheet = Page(number, round(width * _POINTS, 2), round(height * _POINTS, 2))
        self._pictures += len(content.pictures)
        if content.pictures and installed() and not content.glyphs and not content.turned:
            self._scan(content, page, sheet)
            return
        self.pages.append(sheet)
        self._tell(content, number)
        if not content.garbled:
            self.lines.extend(self._layout.page(content.glyphs, content.rules, number))
            self.lines.extend(_turned(content, number))

    def _scan(self, content: Content, page: OfdPage, sheet: Page) -> None:
        package = self.package
        try:
            scan = scan_of(content.pictures, page.resources, sheet, package.name, package.settings)
        except Unrecognised:
            self.pages.append(sheet)
            self.problems.append(("page", f"page {page.number} could not be recognised"))
            return
        self.pages.append(scan.page)
        self.lines.extend(scan.lines(self._layout))
        self.problems.extend(scan.problems)

    def _tell(self, content: Content, number: int) -> None:
        if content.garbled:
            told = f"page {number}: its fonts do not say what they print"
            self.problems.append(("page", told))
        elif not content.glyphs and not content.turned and content.pictures:
            self.problems.append(("page", f"page {number} is a picture and was not read"))
        if content.slanted:
            told = (
                f"page {number}: {content.slanted} slanted characters (stamp, watermark) left out"
            )
            self.problems.append(("watermark", told))


def _turned(content: Content, number: int) -> Iterator[Line]:
    """Lines that stand on their side, behind the upright ones; they have a box and no edges."""
    for turn, glyphs in sorted(content.turned.items()):
        for line in lines(glyphs, number):
            if line.box is not None:
                yield replace(line, box=page_box(line.box, turn), edges=None)


READERS.add("ofd", Reader((".ofd",), sniff, read_ofd))
