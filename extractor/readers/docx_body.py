"""The body of a DOCX as a reader of the printed page sees it: insertions taken, deletions not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.model import Cell, Line
from extractor.readers.docx_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_ENTERED = frozenset(
    _W + tag
    for tag in (
        "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple",
        "dir", "bdo", "ruby", "rubyBase",
    )
) | {_M + tag for tag in ("oMath", "oMathPara")}  # fmt: skip
_PRINTED = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "-",
}
_DEEPEST = 40


@dataclass
class Body:
    """Walks a body and gathers its lines; tables are counted over the whole document."""

    numbering: Numbering
    tables: int = 0
    footnotes: list[str] = field(default_factory=list)
    """Ids of the footnotes and endnotes that the body refers to, in order."""

    def lines(
        self, container: Any, path: str, cell: Cell | None = None, depth: int = 0
    ) -> Iterator[Line]:
        """The lines of everything that stands in `container`."""
        seen: Counter[str] = Counter()
        carried = ""
        for block in _blocks(container):
            kind = "tbl" if block.tag == f"{_W}tbl" else "p"
            seen[kind] += 1
            here = f"{path}/{kind}[{seen[kind]}]"
            if depth > _DEEPEST:
                continue
            if kind == "tbl":
                yield from self._table(block, here, depth + 1)
                continue
            number = self.numbering.number(block.find(f"{_W}pPr"))
            text, boxes = self._text(block)
            text = carried + (number + text if text.strip() else text)
            carried = text if _mark_deleted(block) else ""
            if not carried:
                for piece in text.split("\n"):
                    yield Line(piece, path=here, cell=cell, paragraph=True)
            for index, box in enumerate(boxes, start=1):
                yield from self.lines(box, f"{here}/box[{index}]", cell, depth + 1)
        if carried:
            yield Line(carried, path=f"{path}/p[{seen['p']}]", cell=cell, paragraph=True)

    def _text(self, paragraph: Any) -> tuple[str, list[Any]]:
        words: list[str] = []
        boxes: list[Any] = []
        for run in _runs(paragraph):
            if run.tag == f"{_M}r":
                words.extend(text.text or "" for text in run.iter(f"{_M}t"))
            elif not _hidden(run):
                self._run(run, words, boxes)
        return "".join(words), boxes

    def _run(self, run: Any, words: list[str], boxes: list[Any]) -> None:
        for child in _chosen(run):
            if child.tag == f"{_W}t":
                words.append((child.text or "").replace("\n", " "))
            elif child.tag in _PRINTED:
                words.append(_PRINTED[child.tag])
            elif child.tag == f"{_W}sym":
                words.append(_symbol(child))
            elif child.tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
                self.footnotes.append(child.tag[len(_W) :][:-9] + str(child.get(f"{_W}id")))
            elif child.tag in {f"{_W}drawing", f"{_W}pict", f"{_W}object"}:
                boxes.extend(_text_boxes(child))

    def _table(self, table: Any, path: str, depth: int) -> Iterator[Line]:
        rows = [list(_cells(row)) for row in _children(table, f"{_W}tr")]
        is_table = len(rows) >= 2 and max(len(row) for row in rows) >= 2
        self.tables += is_table
        number = self.tables
        for index, row in enumerate(rows):
            for column, tc in row:
                cell = Cell(number, index, column) if is_table else None
                here = f"{path}/tr[{index + 1}]/tc[{column + 1}]"
                yield from self.lines(tc, here, cell, depth)


def _blocks(container: Any) -> Iterator[Any]:
    for child in _chosen(container):
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _ENTERED:
            yield from _blocks(child)


def _runs(container: Any) -> Iterator[Any]:
    for child in _chosen(container):
        if child.tag in {f"{_W}r", f"{_M}r"}:
            yield child
        elif child.tag in _ENTERED or child.tag.startswith(_M):
            yield from _runs(child)


def _children(container: Any, tag: str) -> Iterator[Any]:
    for child in _chosen(container):
        if child.tag == tag:
            yield child
        elif child.tag in _ENTERED:
            yield from _children(child, tag)


def _chosen(container: Any) -> Iterator[Any]:
    """The child elements, of each mc:AlternateContent one alternative."""
    for child in container:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            chosen = choice if choice is not None else child.find(f"{_MC}Fallback")
            if chosen is not None:
                yield from _chosen(chosen)
        else:
            yield child


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    """Cells with their grid column; the rest of a merged cell is left out."""
    column = _count(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for tc in _children(row, f"{_W}tc"):
        merge = tc.find(f"{_W}tcPr/{_W}vMerge")
        level = tc.find(f"{_W}tcPr/{_W}hMerge")
        goes_on = any(
            one is not None and one.get(f"{_W}val") in {None, "continue"} for one in (merge, level)
        )
        if not goes_on:
            yield column, tc
        column += _count(tc.find(f"{_W}tcPr/{_W}gridSpan"), 1)


def _count(element: Any | None, default: int) -> int:
    value = "" if element is None else str(element.get(f"{_W}val") or "")
    return min(int(value), 1_000) if value.isdecimal() else default


def _text_boxes(drawing: Any) -> Iterable[Any]:
    boxes: list[Any] = []
    waiting = list(_chosen(drawing))
    while waiting:
        element = waiting.pop(0)
        if element.tag == f"{_W}txbxContent":
            boxes.append(element)
        else:
            waiting.extend(_chosen(element))
    return boxes


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false", "off"}


def _mark_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(f"{_W}char") or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0xD800 else chr(code)
