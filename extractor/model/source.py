"""What a file says, line by line, before anybody interprets it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line stands in a table; a merged cell is given once, at its top left."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file as it stands there.

    `box` is `(x0, y0, x1, y1)` in points, origin at the top left of the page; `edges` are the
    `len(text) + 1` x positions between its characters; `path` is the place in a file without
    pages (`body/p[12]`). A reader gives page and box, or a path.
    """

    text: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    edges: tuple[float, ...] | None = None
    path: str | None = None
    cell: Cell | None = None
    confidence: float | None = None
    paragraph: bool = False
    """True when the format itself says that the line is a whole paragraph (DOCX, HTML)."""
    column: int = 0
    """Of a page set in two columns: 1 on the left, 2 on the right; 0 where lines go across."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's number (from 1) and its size in points.

    `skew` tells of a scan by how many degrees its lines run downhill; boxes are those of the page
    as it is shown.
    """

    number: int
    width: float
    height: float
    skew: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its lines in reading order.

    `text` is the lines joined by line feeds; every offset that leaves the library counts the
    code points of this string, half-open. `facts` are values that the container states beside
    the text (a web page's 发文字号 table), by field name.
    """

    name: str
    format: str
    sha256: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    """What could not be read, as (code, sentence)."""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "\n".join(line.text for line in self.lines))
