"""Lines that belong to the page and not to the notice: page marks, running heads, buttons."""

import re
from collections import Counter, defaultdict
from functools import cache

from extractor.lexicon.load import table
from extractor.model import Line

_PAGE_MARK = re.compile(
    r"[-－—–―•·~\s]*第?\s*\d{1,4}\s*页?[-－—–―•·~\s]*(?:[,，/]?\s*共\s*\d{1,4}\s*页)?"
)
_DASHED = re.compile(r"[-－—–―•·~]")
# A page mark that a text dump has left in the middle of a line.
_INNER_MARK = re.compile(
    r"(?<![\d—－–-])\s{0,20}[—－–]\s?\d{1,3}\s?[—－–](?![\d—－–-])"
    r"|第\s{0,3}\d{1,3}\s{0,3}页\s{0,3}[,，/]?\s{0,3}共\s{0,3}\d{1,3}\s{0,3}页"
    r"|(?<=\s)-\s\d{1,3}\s-(?=\s)"
)
_MARK_SIGN = re.compile(r"[—－–页]| - ")
# A line of strokes alone: what is left of a page mark, or a rule drawn with characters.
_RULE = re.compile(r"[-－—–―_=•·*~.\s]+")
_LONGEST_MARK = 80
_LONGEST_BUTTON = 90
_AT_EDGE = 2
_LEAST_PAGES = 3
_SENTENCE_END = "。；，、："


def furniture(lines: tuple[Line, ...]) -> set[int]:
    """Indexes of lines that are page marks (`— 7 —`), heads of every page, or a site's buttons."""
    edges = _edges(lines)
    marks = {
        index
        for index, line in enumerate(lines)
        if line.cell is None
        and _is_page_mark(line.text.strip(), at_edge=_at_edge(line, index, edges))
    }
    buttons = {index for index, line in enumerate(lines) if _is_button(line)}
    return marks | buttons | _running_heads(lines, marks)


def without_page_marks(text: str, clean: str, columns: list[int]) -> tuple[str, list[int]]:
    """The folded line without the page marks inside it.

    >>> without_page_marks("工作— 7 —方案", "工作—7—方案", [0, 1, 2, 4, 6, 7, 8])
    ('工作方案', [0, 1, 7, 8])
    """
    if not _MARK_SIGN.search(text):
        return clean, columns
    marked = {column for match in _INNER_MARK.finditer(text) for column in range(*match.span())}
    if not marked:
        return clean, columns
    pairs = zip(clean, columns, strict=True)
    kept = [(character, column) for character, column in pairs if column not in marked]
    return "".join(character for character, _ in kept), [column for _, column in kept]


def _edges(lines: tuple[Line, ...]) -> dict[int, list[int]]:
    """The lines of each page that are not empty, in order."""
    edges: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.page is not None and line.text.strip():
            edges[line.page].append(index)
    return dict(edges)


def _at_edge(line: Line, index: int, edges: dict[int, list[int]]) -> bool:
    """Whether the line is among the first or last of its page; True where pages are unknown."""
    if line.page is None or line.page not in edges:
        return True
    of_page = edges[line.page]
    return index in of_page[:_AT_EDGE] or index in of_page[-_AT_EDGE:]


def _is_page_mark(text: str, *, at_edge: bool) -> bool:
    if not text or len(text) > _LONGEST_MARK:
        return False
    if _RULE.fullmatch(text):
        return True
    if not _PAGE_MARK.fullmatch(text):
        return False
    return bool(_DASHED.search(text)) or "页" in text or (text.isdigit() and at_edge)


@cache
def _buttons() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in table("web")["navigation"]["lines"]))


def _is_button(line: Line) -> bool:
    if line.page is not None or line.cell is not None or len(line.text) > _LONGEST_BUTTON:
        return False
    words = "".join(line.text.split())
    return bool(words) and bool(_buttons().fullmatch(words))


def _running_heads(lines: tuple[Line, ...], marks: set[int]) -> set[int]:
    """First or last lines, the same but for digits, of many pages (odd and even may differ)."""
    edges = _edges(lines)
    heads: set[int] = set()
    for of_page in edges.values():
        words = [index for index in of_page if index not in marks and lines[index].cell is None]
        heads.update(words[:1] + words[-1:])
    heads = {index for index in heads if lines[index].text.rstrip()[-1] not in _SENTENCE_END}
    counted = Counter(_key(lines[index]) for index in heads)
    many = max(_LEAST_PAGES, 0.4 * len(edges))
    return {index for index in heads if counted[_key(lines[index])] >= many}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())
