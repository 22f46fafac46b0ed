"""Noto CJK (SIL Open Font License 1.1) cut down to what one notice prints, as TrueType."""

import io

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

_FOLDER = "/usr/share/fonts/opentype/noto"
FACES = {
    "song": f"{_FOLDER}/NotoSerifCJK-Regular.ttc",
    "bold": f"{_FOLDER}/NotoSerifCJK-Bold.ttc",
    "hei": f"{_FOLDER}/NotoSansCJK-Bold.ttc",
}
_SIMPLIFIED = {"Noto Serif CJK SC", "Noto Sans CJK SC"}


def face(name: str, characters: str) -> io.BytesIO:
    """One face with the glyphs of `characters`, its outlines turned from cubic to quadratic."""
    font = _simplified(FACES[name])
    options = Options()
    options.layout_features, options.notdef_outline, options.hinting = [], True, False
    options.drop_tables += ["BASE", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters + " ")
    subsetter.subset(font)
    _to_truetype(font)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    stream = io.BytesIO()
    font.save(stream)
    stream.seek(0)
    return stream


def _simplified(path: str) -> TTFont:
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getBestFamilyName() in _SIMPLIFIED:
            return font
    raise LookupError(path)


def _to_truetype(font: TTFont) -> None:
    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    del font["CFF "]
    font["glyf"].compile(font)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, name, 0)
    maxp.maxZones = 1
    maxp.recalc(font)
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 2.0, [], {}, order
    font.sfntVersion = "\000\001\000\000"
