"""A notice as an office prints it: A4 by GB/T 9704, 22 lines of 28 characters, subset fonts."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from blocks import Block
from fonts import FACES, face

_MM = 72 / 25.4
_WIDTH, _HEIGHT = 210 * _MM, 297 * _MM
_LEFT, _TOP = 28 * _MM, 37 * _MM
_MEASURE, _LINES = 156 * _MM, 22
_PITCH = 225 * _MM / _LINES
_SIZE = _MEASURE / 28
_RED = Color(0.9, 0, 0.07)
_NOT_FIRST = "，。、；：！？”）》〕〉％%…,.;:)"
_NOT_LAST = "“（《〔〈("
_TOKEN = re.compile(r"[0-9A-Za-z.@-]+|\s+|.", re.DOTALL)
_FACE_OF = {
    "letterhead": "bold",
    "title": "bold",
    "heading1": "hei",
    "heading2": "bold",
    "annex": "hei",
}


@dataclass
class _Sheet:
    canvas: Canvas
    line: float = 0
    page: int = 1

    @property
    def y(self) -> float:
        return _HEIGHT - _TOP - self.line * _PITCH - _SIZE

    def advance(self, lines: float = 1) -> None:
        self.line += lines
        if self.line > _LINES - 0.5:
            self.turn()

    def turn(self) -> None:
        """Number the page and begin the next."""
        mark, size = f"— {self.page} —", 14
        width = pdfmetrics.stringWidth(mark, "song", size)
        x = _LEFT + size if self.page % 2 == 0 else _LEFT + _MEASURE - size - width
        self.canvas.setFont("song", size)
        self.canvas.drawString(x, _HEIGHT - _TOP - 225 * _MM - 9 * _MM, mark)
        self.canvas.showPage()
        self.page, self.line = self.page + 1, 0


def register_fonts(characters: str) -> None:
    """Make the faces known; they must hold every character that any notice prints."""
    for name in FACES:
        pdfmetrics.registerFont(TTFont(name, face(name, characters), subfontIndex=0))


def pdf_file(parts: list[Block], layout: dict[str, Any]) -> bytes:
    """The file's bytes, the same every time."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(layout["title"])
    sheet, before = _Sheet(canvas), ""
    for role, group in groupby(parts, key=lambda part: part.role):
        if role in {"title", "annex"} and before in {"date", "note", "body"}:
            sheet.turn()
        _set(sheet, role, [part.text for part in group], layout)
        before = role
    sheet.turn()
    canvas.save()
    return stream.getvalue()


def _set(sheet: _Sheet, role: str, texts: list[str], layout: dict[str, Any]) -> None:
    if role == "letterhead":
        _letterhead(sheet, texts)
    elif role == "number":
        _number(sheet, texts[0])
    elif role == "title":
        _title(sheet, texts)
    elif role == "signature":
        _signature(sheet, texts, layout.get("signature_columns", 1))
    elif role == "date":
        _right(sheet, texts[0], 4)
        sheet.advance()
    elif role == "imprint":
        _imprint(sheet, texts)
    else:
        for text in texts:
            indent = 0 if role in {"addressee", "annex"} else 2
            _paragraph(sheet, text, _FACE_OF.get(role, "song"), indent)


def _letterhead(sheet: _Sheet, texts: list[str]) -> None:
    """The names one below the other, spread to one width, and 文件 beside their middle."""
    names = [re.sub(r"\s+文件$", "", text) for text in texts]
    size = 30 if len(names) > 1 else 34
    width = max(pdfmetrics.stringWidth(name, "bold", size) for name in names)
    beside = any(text.endswith("文件") for text in texts)
    left = _LEFT + (_MEASURE - width - (3 * size if beside else 0)) / 2
    sheet.canvas.setFillColor(_RED)
    for name, text in zip(names, texts, strict=True):
        sheet.advance(0.8)
        own = pdfmetrics.stringWidth(name, "bold", size)
        _draw(sheet, left, name, "bold", size, (width - own) / max(len(name) - 1, 1))
        if text.endswith("文件"):
            _draw(sheet, left + width + size, "文件", "bold", size)
        sheet.advance(0.8)
    sheet.canvas.setFillColor(black)
    sheet.advance()


def _number(sheet: _Sheet, text: str) -> None:
    _centred(sheet, text, "song", _SIZE)
    sheet.advance(0.4)
    sheet.canvas.setStrokeColor(_RED)
    sheet.canvas.setLineWidth(1.5)
    sheet.canvas.line(_LEFT, sheet.y, _LEFT + _MEASURE, sheet.y)
    sheet.canvas.setStrokeColor(black)
    sheet.advance(1.6)


def _title(sheet: _Sheet, texts: list[str]) -> None:
    """Centred, struck twice as old word processors make bold."""
    sheet.advance()
    for text in texts:
        for line in _balanced(text, "bold", 22):
            _centred(sheet, line, "bold", 22)
            _centred(sheet, line, "bold", 22, shift=0.4)
            sheet.advance(1.2)
    sheet.advance(0.8)


def _balanced(text: str, font: str, size: float) -> list[str]:
    count = 1
    while pdfmetrics.stringWidth(text, font, size) > count * _MEASURE * 0.95:
        count += 1
    step = -(-len(text) // count)
    return [text[index : index + step].strip() for index in range(0, len(text), step)]


def _signature(sheet: _Sheet, texts: list[str], columns: int) -> None:
    sheet.advance()
    if columns == 1:
        for text in texts:
            _right(sheet, text, 2)
            sheet.advance()
        return
    for index in range(0, len(texts), columns):
        for column, text in enumerate(texts[index : index + columns]):
            _draw(sheet, _LEFT + 2 * _SIZE + column * 14 * _SIZE, text, "song", _SIZE)
        sheet.advance()


def _imprint(sheet: _Sheet, texts: list[str]) -> None:
    sheet.advance()
    for text in texts:
        sheet.canvas.setLineWidth(0.7)
        sheet.canvas.line(_LEFT, sheet.y + 1.2 * _SIZE, _LEFT + _MEASURE, sheet.y + 1.2 * _SIZE)
        _paragraph(sheet, text, "song", 1, 14)
    sheet.canvas.line(_LEFT, sheet.y + 1.2 * _SIZE, _LEFT + _MEASURE, sheet.y + 1.2 * _SIZE)


def _centred(sheet: _Sheet, text: str, font: str, size: float, shift: float = 0) -> None:
    x = _LEFT + (_MEASURE - pdfmetrics.stringWidth(text, font, size)) / 2
    _draw(sheet, x + shift, text, font, size)


def _right(sheet: _Sheet, text: str, indent: int) -> None:
    x = _LEFT + _MEASURE - indent * _SIZE - pdfmetrics.stringWidth(text, "song", _SIZE)
    _draw(sheet, x, text, "song", _SIZE)


def _draw(
    sheet: _Sheet, x: float, text: str, font: str, size: float, spread: float = 0
) -> None:
    words = sheet.canvas.beginText(x, sheet.y)
    words.setFont(font, size)
    words.setCharSpace(spread)
    words.textOut(text)
    sheet.canvas.drawText(words)


def _paragraph(
    sheet: _Sheet, text: str, font: str, indent: int, size: float = _SIZE
) -> None:
    lines = list(_broken(text, font, size, indent))
    for index, line in enumerate(lines):
        left = indent * size if index == 0 else 0.0
        width = pdfmetrics.stringWidth(line, font, size)
        full = index < len(lines) - 1 and len(line) > 1
        spread = (_MEASURE - left - width) / (len(line) - 1) if full else 0.0
        _draw(sheet, _LEFT + left, line, font, size, spread)
        sheet.advance()


def _broken(text: str, font: str, size: float, indent: int) -> Iterator[str]:
    """Lines of the measure's width that begin and end as Chinese lines may."""
    room, line = _MEASURE - indent * size, ""
    for token in _TOKEN.findall(text):
        if pdfmetrics.stringWidth(line + token, font, size) <= room + 0.01:
            line += token
            continue
        keep = line
        while len(keep) > 1 and (token[0] in _NOT_FIRST or keep[-1] in _NOT_LAST):
            keep, token = keep[:-1], keep[-1] + token
        yield keep
        room, line = _MEASURE, token.lstrip()
    if line:
        yield line
