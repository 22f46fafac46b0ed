"""A notice as an office types it: DOCX by GB/T 9704."""

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from blocks import Block

_RED = RGBColor(0xE6, 0x00, 0x12)
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_FIXED = (2021, 1, 1, 0, 0, 0)
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"（[一二三四五六七八九十]+）")
# role -> (typeface, points, alignment, indent of the first line in characters, red)
_LOOKS: dict[str, tuple[str, float, Any, int, bool]] = {
    "letterhead": ("方正小标宋简体", 34, _CENTRE, 0, True),
    "number": ("仿宋_GB2312", 16, _CENTRE, 0, False),
    "title": ("方正小标宋简体", 22, _CENTRE, 0, False),
    "addressee": ("仿宋_GB2312", 16, None, 0, False),
    "heading1": ("黑体", 16, None, 2, False),
    "heading2": ("楷体_GB2312", 16, None, 2, False),
    "body": ("仿宋_GB2312", 16, None, 2, False),
    "signature": ("仿宋_GB2312", 16, _RIGHT, 0, False),
    "date": ("仿宋_GB2312", 16, _RIGHT, 0, False),
    "note": ("仿宋_GB2312", 16, None, 2, False),
    "annex": ("黑体", 16, None, 0, False),
    "imprint": ("仿宋_GB2312", 14, None, 1, False),
}


def docx_file(parts: list[Block], layout: dict[str, Any]) -> bytes:
    """The file's bytes, the same every time."""
    document = Document()
    _page(document)
    numbers = _numbers(document) if layout.get("automatic_numbers") else None
    before = ""
    for part in parts:
        new_page = part.role in {"title", "annex"} and before in {"date", "note", "body"}
        _paragraph(document, part, numbers, new_page=new_page)
        before = part.role
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.title = layout["title"]
    stream = io.BytesIO()
    document.save(stream)
    return _dated(stream.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, alignment in ((section.footer, _RIGHT), (section.even_page_footer, None)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        for xml in (
            "<w:r {}><w:t xml:space='preserve'>— </w:t></w:r>",
            "<w:fldSimple {} w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>",
            "<w:r {}><w:t xml:space='preserve'> —</w:t></w:r>",
        ):
            paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))


def _paragraph(document: Any, part: Block, numbers: int | None, *, new_page: bool) -> None:
    face, points, alignment, indent, red = _LOOKS[part.role]
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(points * indent) if indent else None
    form.space_after, form.line_spacing = Pt(0), Pt(29)
    form.page_break_before = new_page
    text = part.text
    if part.role == "letterhead":
        form.line_spacing = Pt(48)
        text = re.sub(r"\s+(?=文件)", "\t", text)
    if part.role in {"signature", "date"}:
        form.right_indent = Pt(points * (4 if part.role == "date" else 2))
    if part.role == "number":
        _border(paragraph, "bottom", "E60012")
    if part.role == "imprint":
        _border(paragraph, "bottom", "000000")
    if numbers is not None:
        text = _numbered(paragraph, text, numbers)
    run = paragraph.add_run(text)
    run.font.size = Pt(points)
    run.font.name = face
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if red:
        run.font.color.rgb = _RED


def _border(paragraph: Any, side: str, colour: str) -> None:
    xml = f"<w:pBdr {nsdecls('w')}><w:{side} w:val='single' w:sz='12' w:space='4' w:color='{colour}'/></w:pBdr>"
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(xml), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _numbers(document: Any) -> int:
    """A list that counts 一、 and （一） by itself; its id."""
    root = document.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
        f"<w:suff w:val='nothing'/><w:lvlText w:val='{text}'/></w:lvl>"
        for at, text in enumerate(("%1、", "（%2）"))
    )
    abstract = f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{levels}</w:abstractNum>"
    first = root.find(qn("w:num"))
    element = parse_xml(abstract)
    root.append(element) if first is None else first.addprevious(element)
    root.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>")
    )
    return 90


def _numbered(paragraph: Any, text: str, numbers: int) -> str:
    """The text without its number, which the list of level 一、 or （一） prints instead."""
    for level, pattern in enumerate((_FIRST, _SECOND)):
        found = pattern.match(text)
        if found:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = numbers
            return text[found.end() :]
    return text


def _dated(data: bytes) -> bytes:
    """The same package with every part dated alike."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2021-01-01T00:00:00Z", content)
            new.writestr(part, content)
    return stream.getvalue()
