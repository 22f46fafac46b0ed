"""A page as a tree of elements, and the lines that its blocks break it into."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.model import Cell, Line

_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
        "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
        "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_UNREAD = frozenset(
    (
        "script", "style", "noscript", "template", "iframe", "object", "embed", "applet",
        "select", "button", "input", "textarea", "canvas", "svg", "audio", "video", "map",
        "head", "title", "link", "meta",
    )
)  # fmt: skip
# No table of a notice has so many fields; a few spans of a hostile one have millions.
_MOST_SPANNED = 500_000
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parsed(page: str) -> Any | None:
    """The root element, with entities of its own and the network switched off; None without one."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def unread(element: Any) -> bool:
    """Whether the page does not show the element as text."""
    return (
        not isinstance(element.tag, str)
        or element.tag in _UNREAD
        or (element.get("style") is not None and bool(_HIDDEN.search(element.get("style"))))
    )


def words(element: Any) -> str:
    """The visible text of an element, white space closed up."""
    return _BLANKS.sub(" ", "".join(_strings(element))).strip()


def _strings(element: Any) -> Iterator[str]:
    skipped = None
    from lxml import etree

    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and skipped is None:
            if unread(one):
                skipped = one
            else:
                yield one.text or ""
        elif event == "end":
            if skipped is one:
                skipped = None
            if skipped is None and one is not element:
                yield one.tail or ""


@dataclass
class Walk:
    """Breaks elements into lines; tables are counted over the whole page."""

    tree: Any
    tables: int = 0
    _words: list[str] = field(default_factory=list)
    _path: str = ""
    _trail: list[tuple[str, Counter[str]]] = field(default_factory=list)
    _cells: dict[Any, Cell] = field(default_factory=dict)
    _within: list[Any] = field(default_factory=list)

    def lines(self, container: Any, leave: frozenset[Any] = frozenset()) -> Iterator[Line]:
        """The lines of an element; a block ends a line, and so does `<br>`.

        Lines of one block share its path. What `leave` holds is left out.
        """
        from lxml import etree

        skipped = None
        self._trail = []
        for event, one in etree.iterwalk(container, events=("start", "end")):
            if event == "start" and skipped is None:
                self._enter(one)
            if skipped is not None:
                if event == "end" and skipped is one:
                    skipped = None
                    self._trail.pop()
                    if one is not container:
                        self._say(one.tail)
            elif event == "start":
                if unread(one) or one in leave:
                    skipped = one
                    yield from self._ended() if one in leave else ()
                else:
                    yield from self._opened(one)
            else:
                yield from self._closed(one, container)
        yield from self._ended()

    def _opened(self, one: Any) -> Iterator[Line]:
        if one.tag in _BLOCKS or one.tag == "br":
            yield from self._ended()
        if one.tag in _BLOCKS:
            self._path = self._trail[-1][0]
        if one.tag == "table":
            self._place_cells(one)
        if one in self._cells:
            self._within.append(one)
        self._say(one.text)

    def _enter(self, one: Any) -> None:
        """Note the path of an element, as `getpath` gives it, without counting all its siblings."""
        if not self._trail:
            self._trail.append((self.tree.getpath(one), Counter()))
            return
        above, before = self._trail[-1]
        tag = str(one.tag)
        before[tag] += 1
        alone = before[tag] == 1 and next(one.itersiblings(one.tag), None) is None
        step = tag if alone else f"{tag}[{before[tag]}]"
        self._trail.append((f"{above}/{step}", Counter()))

    def _closed(self, one: Any, container: Any) -> Iterator[Line]:
        self._trail.pop()
        if one.tag in _BLOCKS:
            yield from self._ended()
            if self._trail:
                self._path = self._trail[-1][0]
        if self._within and self._within[-1] is one:
            self._within.pop()
        if one is not container:
            self._say(one.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._words.append(text)

    def _ended(self) -> Iterator[Line]:
        text = _BLANKS.sub(" ", "".join(self._words)).strip(" ")
        self._words.clear()
        if text.strip():
            cell = self._cells[self._within[-1]] if self._within else None
            yield Line(text, path=self._path.lstrip("/"), cell=cell, paragraph=True)

    def _place_cells(self, table: Any) -> None:
        """Rows and columns of a table's cells; a table that only lays out the page has none."""
        rows = list(_rows(table))
        if not is_table(table, rows):
            return
        self.tables += 1
        taken: set[tuple[int, int]] = set()
        left = _MOST_SPANNED
        for row, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                self._cells[cell] = Cell(self.tables, row, column)
                down = min(_span(cell, "rowspan"), len(rows) - row)
                right = _span(cell, "colspan")
                left -= down * right
                if left < 0:
                    down = right = 1
                taken.update((row + i, column + j) for i in range(down) for j in range(right))
                column += right


def is_table(table: Any, rows: list[list[Any]]) -> bool:
    """Two rows and two columns with words in them, no table inside, no cell that is the page."""
    if table.find(".//table") is not None:
        return False
    if sum(len(cells) >= 2 for cells in rows) < 2:
        return False
    lengths = [len(words(cell)) for cells in rows for cell in cells]
    return sum(length > 0 for length in lengths) >= 4 and max(lengths) < 0.8 * sum(lengths)


def _rows(table: Any) -> Iterator[list[Any]]:
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in {"td", "th"}]
        elif child.tag in {"thead", "tbody", "tfoot"}:
            for row in child.iterchildren("tr"):
                yield [cell for cell in row if cell.tag in {"td", "th"}]


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), 200) if value.isdecimal() and len(value) < 6 else 1
