"""Lines that belong to the page and not to the notice: page marks and running heads."""

import re
from collections import Counter

from extractor.model import Line

_PAGE_MARK = re.compile(r"[-－—–―•·\s]*第?\s*\d{1,4}\s*页?[-－—–―•·\s]*(?:[,，/]?\s*共\s*\d{1,4}\s*页)?")
_DASHED = re.compile(r"[-－—–―•·]")


def furniture(lines: tuple[Line, ...]) -> set[int]:
    """Indexes of lines that are page marks (`— 7 —`, `第3页`) or heads repeated from page to page."""
    found = {
        index
        for index, line in enumerate(lines)
        if line.cell is None and _is_page_mark(line.text.strip())
    }
    return found | _running_heads(lines)


def _is_page_mark(text: str) -> bool:
    if not text or not _PAGE_MARK.fullmatch(text):
        return False
    return bool(_DASHED.search(text)) or "页" in text or text.isdigit()


def _running_heads(lines: tuple[Line, ...]) -> set[int]:
    """The first or last line of at least three pages, the same but for digits."""
    edges: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page is not None and line.text.strip():
            edges.setdefault(line.page, []).append(index)
    if len(edges) < 3:
        return set()
    heads = [index for of_page in edges.values() for index in {of_page[0], of_page[-1]}]
    counted = Counter(_key(lines[index]) for index in heads)
    return {index for index in heads if counted[_key(lines[index])] >= 3 and _key(lines[index])}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())
