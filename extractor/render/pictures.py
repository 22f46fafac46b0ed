"""Pages of a file as pictures: a PDF by its own drawing, a scan as it is, an OFD by its lines."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractor.errors import LimitExceeded, UnreadableFile, UnsupportedFormat
from extractor.model import Line, Page
from extractor.registry import Registry
from extractor.settings import Settings

Pictures = Iterator[tuple[int, Image.Image]]
Drawer = Callable[[bytes, str, Sequence[int], float, Settings], Pictures]

DRAWERS: Registry[Drawer] = Registry("drawer of pages")
"""By the format that a reader gives: `(data, name, page numbers, pixels per point, settings)`."""

# Fonts with Chinese characters as the systems have them; the first that is there is taken.
_FONT_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
_FONTS = (
    "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "SourceHanSerifSC-Regular.otf",
    "SourceHanSansSC-Regular.otf", "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf", "Songti.ttc",
    "PingFang.ttc", "simsun.ttc", "msyh.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc",
    "DroidSansFallbackFull.ttf",
)  # fmt: skip


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


def draw_lines(
    data: bytes, name: str, pages: Sequence[int], scale: float, settings: Settings
) -> Pictures:
    """Every character where the file puts it, in a font of this machine; no images, no seals."""
    from extractor.readers import read

    font = _font_file()
    if font is None:
        raise UnsupportedFormat(
            name,
            "an OFD is drawn in a Chinese font and this machine has none (on Debian: fonts-noto-cjk)",
        )
    source = read(data, name, settings)
    sizes = {page.number: page for page in source.pages}
    for number in pages:
        if number not in sizes:
            continue
        lines = [line for line in source.lines if line.page == number]
        _fitting((sizes[number].width, sizes[number].height), scale, settings, name)
        yield number, _written(sizes[number], lines, font, scale)


def _written(page: Page, lines: list[Line], font: Path, scale: float) -> Image.Image:
    picture = Image.new(
        "RGB", (max(1, round(page.width * scale)), max(1, round(page.height * scale))), "white"
    )
    pen = ImageDraw.Draw(picture)
    faces: dict[int, ImageFont.FreeTypeFont] = {}
    for line in lines:
        if line.box is None or line.edges is None:
            continue
        tall = max(1, round((line.box[3] - line.box[1]) * scale * 0.94))
        face = faces.setdefault(tall, ImageFont.truetype(str(font), tall))
        baseline = (line.box[1] + 0.86 * (line.box[3] - line.box[1])) * scale
        for character, left in zip(line.text, line.edges, strict=False):
            if not character.isspace():
                pen.text(
                    (left * scale, baseline), character, font=face, fill="#1c1c1c", anchor="ls"
                )
    return picture


def _font_file() -> Path | None:
    found = {
        path.name: path
        for folder in _FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("*.[ot]t[fc]")
        if path.name in _FONTS
    }
    return next((found[name] for name in _FONTS if name in found), None)


DRAWERS.add("pdf", draw_pdf)
DRAWERS.add("scan", draw_scan)
DRAWERS.add("ofd", draw_lines)
