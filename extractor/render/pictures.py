"""Pages of a file as pictures: a PDF by its own drawing, a scan as it is, an OFD by its objects."""

from collections.abc import Callable, Iterator, Sequence

from PIL import Image

from extractor.errors import LimitExceeded, UnreadableFile, UnsupportedFormat
from extractor.registry import Registry
from extractor.settings import Settings

Pictures = Iterator[tuple[int, Image.Image]]
Drawer = Callable[[bytes, str, Sequence[int], float, Settings], Pictures]

DRAWERS: Registry[Drawer] = Registry("drawer of pages")
"""By the format that a reader gives: `(data, name, page numbers, pixels per point, settings)`."""
_POINTS = 72 / 25.4


def pictures(
    data: bytes, name: str, form: str, pages: Sequence[int], scale: float, settings: Settings
) -> Pictures:
    """The pages of those numbers, `scale` pixels to a point; UnsupportedFormat without pages."""
    if form not in DRAWERS:
        raise UnsupportedFormat(
            name, f"{form} has no pages to draw; `extract --format html` shows its text with marks"
        )
    return DRAWERS[form](data, name, pages, scale, settings)


def _fitting(page: tuple[float, float], scale: float, settings: Settings, name: str) -> None:
    if page[0] * page[1] * scale * scale > settings.max_pixels:
        raise LimitExceeded(
            name, f"a page at this scale has more than {settings.max_pixels} pixels"
        )


def draw_pdf(
    data: bytes, name: str, pages: Sequence[int], scale: float, settings: Settings
) -> Pictures:
    """pdfium's rendering of the crop box, turned as the page says."""
    import pypdfium2

    from extractor.readers.pdf import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in pages:
                page = document[number - 1]
                _fitting(page.get_size(), scale, settings, name)
                yield number, page.render(scale=scale).to_pil()
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(name, "a damaged PDF") from error
        finally:
            document.close()


def draw_scan(
    data: bytes, name: str, pages: Sequence[int], scale: float, settings: Settings
) -> Pictures:
    """The picture itself, in the size of its page."""
    from extractor.readers.scan import pictures as frames

    for number, (array, width, height) in enumerate(frames(data, name, settings), start=1):
        if number in pages:
            _fitting((width, height), scale, settings, name)
            size = max(1, round(width * scale)), max(1, round(height * scale))
            yield number, Image.fromarray(array[:, :, ::-1]).resize(size, Image.Resampling.LANCZOS)


def draw_ofd(
    data: bytes, name: str, pages: Sequence[int], scale: float, settings: Settings
) -> Pictures:
    """Text, paths and pictures where the file puts them; no seals, annotations and gradients."""
    from extractor.readers.ofd_document import pages as read_pages
    from extractor.readers.package import Package
    from extractor.render.fonts import Face, font_file
    from extractor.render.ofd import Sheet

    font = font_file()
    if font is None:
        raise UnsupportedFormat(
            name,
            "an OFD is drawn in a Chinese font and this machine has none (on Debian: fonts-noto-cjk)",
        )
    face = Face(font)
    for page in read_pages(Package(data, name, "OFD", settings), []):
        if page.number in pages:
            size = page.box[2] * _POINTS, page.box[3] * _POINTS
            _fitting(size, scale, settings, name)
            sheet = Sheet(page, scale * _POINTS, face, name, settings)
            yield page.number, sheet.picture


DRAWERS.add("pdf", draw_pdf)
DRAWERS.add("scan", draw_scan)
DRAWERS.add("ofd", draw_ofd)
