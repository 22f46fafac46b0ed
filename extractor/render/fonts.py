"""Characters in a Chinese font of this machine, turned and stretched as the page wants them."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractor.readers.ofd_page import Matrix

# Fonts with Chinese characters as the systems have them; the first that is there is taken.
_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
_FONTS = (
    "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "SourceHanSerifSC-Regular.otf",
    "SourceHanSansSC-Regular.otf", "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf", "Songti.ttc",
    "PingFang.ttc", "simsun.ttc", "msyh.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc",
    "DroidSansFallbackFull.ttf",
)  # fmt: skip
_LARGEST = 2_000


def font_file() -> Path | None:
    """The font that characters are drawn in; None where this machine has no Chinese font."""
    found = {
        path.name: path
        for folder in _FOLDERS
        for path in Path(folder).expanduser().rglob("*.[ot]t[fc]")
        if path.name in _FONTS
    }
    return next((found[name] for name in _FONTS if name in found), None)


class Face:
    """A font in all the sizes that are asked for."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._sizes: dict[int, ImageFont.FreeTypeFont] = {}

    def draw(
        self,
        picture: Image.Image,
        character: str,
        size: float,
        matrix: Matrix,
        colour: tuple[int, int, int],
        opacity: int = 255,
    ) -> None:
        """A character with its origin at the origin of `matrix`, which leads to the pixels."""
        tall = round(size * max(abs(matrix.d), abs(matrix.b)))
        inside = -tall <= matrix.e <= picture.width and -tall <= matrix.f <= picture.height + tall
        if not 0 < tall <= _LARGEST or not inside or not opacity:
            return
        font = self._font(tall)
        level = matrix.a > 0 and abs(matrix.b) + abs(matrix.c) < 0.01 * matrix.a
        upright = level and abs(matrix.a - matrix.d) < 0.03 * matrix.a
        if upright and opacity == 255:
            ImageDraw.Draw(picture).text(
                (matrix.e, matrix.f), character, font=font, fill=colour, anchor="ls"
            )
            return
        self._turned(picture, character, tall / size, matrix, colour, opacity, font)

    def _turned(
        self,
        picture: Image.Image,
        character: str,
        scale: float,
        matrix: Matrix,
        colour: tuple[int, int, int],
        opacity: int,
        font: ImageFont.FreeTypeFont,
    ) -> None:
        """Drawn upright on a sheet of its own, which is then turned about the origin."""
        reach = 2 * round(font.size)
        sheet = Image.new("L", (2 * reach, 2 * reach))
        ImageDraw.Draw(sheet).text((reach, reach), character, font=font, fill=opacity, anchor="ls")
        over = (matrix.a * matrix.d - matrix.b * matrix.c) / scale
        if not over:
            return
        a, b, c, d = matrix.d / over, -matrix.b / over, -matrix.c / over, matrix.a / over
        back = (a, c, reach - reach * (a + c), b, d, reach - reach * (b + d))
        mask = sheet.transform(sheet.size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR)
        picture.paste(colour, (round(matrix.e) - reach, round(matrix.f) - reach), mask)

    def _font(self, tall: int) -> ImageFont.FreeTypeFont:
        if tall not in self._sizes:
            self._sizes[tall] = ImageFont.truetype(str(self._file), tall)
        return self._sizes[tall]
