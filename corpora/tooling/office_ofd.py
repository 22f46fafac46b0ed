"""A notice as OFD (GB/T 33190): the PDF's characters at the same places, fonts named only."""

import io
import zipfile
from itertools import groupby, pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2

from extractor.readers.glyphs import Glyph, rows
from extractor.readers.pdf_page import printed, rules

_MM = 25.4 / 72
_FIXED = (2021, 1, 1, 0, 0, 0)
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LARGE = 20.0
_RED = '<ofd:StrokeColor Value="230 0 18"/>'


def ofd_file(pdf: Path, title: str) -> bytes:
    """The package's bytes, the same every time.

    The page mark of every page stands in a template, as office programmes write it.
    """
    pages = [_page(page) for page in pypdfium2.PdfDocument(pdf.read_bytes())]
    count = len(pages)
    parts = {"OFD.xml": _entry(title), "Doc_0/Document.xml": _document(pages)}
    parts["Doc_0/PublicRes.xml"] = _fonts()
    objects = _Ids(2 * count + 10)
    for index, (width, height, body, mark, lines) in enumerate(pages):
        box = (
            f"<ofd:Area><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox></ofd:Area>"
        )
        texts = "".join(_text(row, objects) for row in body)
        paths = "".join(_path(line, objects) for line in lines)
        template = f'<ofd:Template TemplateID="{count + index + 10}" ZOrder="Background"/>'
        parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = _content(
            box + template, paths + texts, objects
        )
        marks = "".join(_text(row, objects) for row in mark)
        parts[f"Doc_0/Tpls/Tpl_{index}/Content.xml"] = _content("", marks, objects)
    return _packed(parts)


class _Ids:
    def __init__(self, first: int) -> None:
        self.last = first

    def next(self) -> int:
        self.last += 1
        return self.last


_Page = tuple[float, float, list[list[Glyph]], list[list[Glyph]], list[tuple[float, ...]]]


def _page(page: pypdfium2.PdfPage) -> _Page:
    """Width and height in millimetres, the rows of the body, the page mark, the ruled lines."""
    set_ = [part for row in rows(printed(page).glyphs) for part in _parts(list(row.glyphs))]
    mark = set_[-1:] if "".join(one.character for one in set_[-1])[:1] == "—" else []
    body = set_[: len(set_) - len(mark)]
    lines = [(rule.x0, rule.y0, rule.x1, rule.y1) for rule in rules(page)]
    return page.get_width() * _MM, page.get_height() * _MM, body, mark, lines


def _parts(row: list[Glyph]) -> list[list[Glyph]]:
    """A row cut where its gaps are wide."""
    parts = [[row[0]]]
    for one, other in pairwise(row):
        if other.x0 - one.x1 > 3 * one.size:
            parts.append([])
        parts[-1].append(other)
    return parts


def _text(row: list[Glyph], objects: _Ids) -> str:
    left, top = row[0].x0 * _MM, min(one.y0 for one in row) * _MM
    width, bottom = row[-1].x1 * _MM - left, max(one.y1 for one in row) * _MM
    size = max(one.size for one in row) * _MM
    steps = [round((other.x0 - one.x0) * _MM, 2) for one, other in pairwise(row)]
    delta = f' DeltaX="{_runs(steps)}"' if steps else ""
    words = escape("".join(one.character for one in row))
    font = 4 if size / _MM >= _LARGE else 3
    return (
        f'<ofd:TextObject ID="{objects.next()}" Boundary="{left:.3f} {top:.3f} {width:.3f}'
        f' {bottom - top:.3f}" Font="{font}" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{row[0].baseline * _MM - top:.3f}"{delta}>{words}</ofd:TextCode>'
        "</ofd:TextObject>\n"
    )


def _runs(steps: list[float]) -> str:
    """The steps, several alike in a row as `g n v`."""
    words = []
    for step, group in groupby(steps):
        count = len(list(group))
        words.append(f"g {count} {step:g}" if count > 2 else " ".join([f"{step:g}"] * count))
    return " ".join(words)


def _path(line: tuple[float, ...], objects: _Ids) -> str:
    x0, y0, x1, y1 = (value * _MM for value in line)
    return (
        f'<ofd:PathObject ID="{objects.next()}" Boundary="{x0:.3f} {y0 - 0.3:.3f} {x1 - x0:.3f}'
        f' {y1 - y0 + 0.6:.3f}" LineWidth="0.5">{_RED}'
        f"<ofd:AbbreviatedData>M 0 0.3 L {x1 - x0:.3f} 0.3</ofd:AbbreviatedData></ofd:PathObject>\n"
    )


def _content(head: str, objects: str, ids: _Ids) -> str:
    layer = f'<ofd:Layer ID="{ids.next()}" Type="Body">\n{objects}</ofd:Layer>'
    return f"<ofd:Page {_NAMESPACE}>{head}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def _entry(title: str) -> str:
    return (
        f'<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>{'0' * 32}</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title>"
        "<ofd:CreationDate>2021-01-01</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(pages: list[_Page]) -> str:
    count = len(pages)
    width, height = pages[0][:2]
    templates = "".join(
        f'<ofd:TemplatePage ID="{count + index + 10}" BaseLoc="Tpls/Tpl_{index}/Content.xml"/>'
        for index in range(count)
    )
    listed = "".join(
        f'<ofd:Page ID="{index + 10}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
        for index in range(count)
    )
    return (
        f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox>"
        f"</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{templates}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _fonts() -> str:
    fonts = "".join(
        f'<ofd:Font ID="{number}" FontName="{name}" FamilyName="{name}"/>'
        for number, name in ((3, "仿宋"), (4, "宋体"))
    )
    return f'<ofd:Res {_NAMESPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>'


def _packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name, _FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            package.writestr(part, _HEAD + text)
    return stream.getvalue()
