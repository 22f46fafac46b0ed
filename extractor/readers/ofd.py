"""OFD (GB/T 33190—2016): fixed pages of a ZIP package, read by position like a PDF."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.errors import UnreadableFile
from extractor.model import Line, Page, Source
from extractor.readers.glyphs import lines
from extractor.readers.layout import Layout
from extractor.readers.ofd_page import Content, Resources, page_box
from extractor.readers.ofd_tree import Folder, child, children, label, numbers, words
from extractor.readers.package import Package
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
# GM/T 0099: an encrypted package lists what was encrypted in one of these.
_ENCRYPTED = ("encryptions.xml", "entriesmap.dat", "decryptseed.dat")


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
        self._number = 0

    def read(self) -> None:
        """Read all documents; a page that fails is a problem, a file without a page an error."""
        entry = self.package.find("OFD.xml")
        root = None if entry is None else Folder(self.package, "").tree(entry)
        if root is None:
            raise self._hopeless("an OFD without a readable OFD.xml")
        for body in children(root, "DocBody"):
            self._document(words(child(body, "DocRoot")))
        if not self.pages:
            raise self._hopeless("an OFD without a readable page")
        if not self.lines:
            scan = "a scan: an OFD whose pages are pictures, it needs OCR"
            raise self.package.error(scan if self._pictures else "an OFD without text")

    def _hopeless(self, cause: str) -> UnreadableFile:
        parts = {path.rsplit("/", 1)[-1].casefold() for path in self.package.parts}
        if parts.intersection(_ENCRYPTED):
            return self.package.error("an encrypted OFD: it opens with a password or a key only")
        return self.package.error(cause)

    def _document(self, path: str) -> None:
        folder = Folder(self.package, "")
        root = folder.tree(path)
        if root is None:
            self.problems.append(("page", f"the document {path or '?'} is missing or damaged"))
            return
        folder = folder.of(path)
        common = child(root, "CommonData")
        resources = Resources()
        for kind in ("PublicRes", "DocumentRes"):
            for one in children(common, kind):
                resources.add(folder, words(one))
        templates = {
            label(one, "ID"): label(one, "BaseLoc") for one in children(common, "TemplatePage")
        }
        usual = _box(child(common, "PageArea"))
        for one in children(child(root, "Pages"), "Page"):
            self._number += 1
            if self._number > self.package.settings.max_pages:
                raise self.package.error(f"more than {self.package.settings.max_pages} pages")
            page = folder.tree(label(one, "BaseLoc"))
            if page is None:
                missing = f"page {self._number} is missing or damaged and was not read"
                self.problems.append(("page", missing))
                continue
            self._page(page, folder, templates, resources, usual)

    def _page(
        self,
        page: Any,
        folder: Folder,
        templates: dict[str, str],
        resources: Resources,
        usual: tuple[float, ...] | None,
    ) -> None:
        left, top, width, height = _box(child(page, "Area")) or usual or _A4
        content = Content(resources, (left, top))
        for one in _templates(page, folder, templates):
            content.read(one)
        content.read(page)
        number = self._number
        self.pages.append(Page(number, round(width * _POINTS, 2), round(height * _POINTS, 2)))
        self._pictures += content.pictures
        self._tell(content, number)
        if not content.garbled:
            self.lines.extend(self._layout.page(content.glyphs, content.rules, number))
            self.lines.extend(_turned(content, number))

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


def _templates(page: Any, folder: Folder, known: dict[str, str]) -> Iterator[Any]:
    """What is printed behind and before the page's own content, each template once."""
    for template in dict.fromkeys(label(one, "TemplateID") for one in children(page, "Template")):
        tree = folder.tree(known.get(template, ""))
        if tree is not None:
            yield tree


def _box(area: Any | None) -> tuple[float, float, float, float] | None:
    """PhysicalBox in millimetres: left, top, width, height."""
    for kind in ("PhysicalBox", "CropBox", "ApplicationBox"):
        box = numbers(words(child(area, kind)))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[0], box[1], box[2], box[3]
    return None


READERS.add("ofd", Reader((".ofd",), sniff, read_ofd))
