"""HTML: the notice out of the page of a government site, and what the page states beside it."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from extractor.errors import EmptyNotice, UnreadableFile
from extractor.lexicon.load import table
from extractor.model import Line, Source
from extractor.readers.encoding import decode, problems
from extractor.readers.html_tree import Walk, parsed, unread, words
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<!--.{0,2000}?-->|<%.{0,2000}?%>|<\?xml[^>]{0,200}\?>|<jsp:[^>]{0,300}>"
    rb"|</jsp:[^>]{0,50}>)*<(?:!doctype\s+html|html|head|body|div|table|meta|title|link|script"
    rb"|style|p|span|section|article|center|h[1-6]|ul|font)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_SERVER_SIDE = (("<%", "%>"), ("<?php", "?>"))
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NOT_WORDS = re.compile(r"[\s\u3000:：]+")
_ENOUGH = 60
_HOLDS = 0.75
_LONGEST_LABEL = 40
_LONGEST_VALUE = 200
_MOST_INSIDE = 9

_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_HEAD = 20_000


def sniff(data: bytes) -> float:
    """The first element is one of HTML's."""
    head = data[:20_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return 0.8 if _BEGINS.match(head) else 0.0


def read_html(data: bytes, name: str, settings: Settings) -> Source:
    """The blocks of the notice as paragraphs, each with the path of its element.

    What the page states about the notice (发文字号、成文日期 …) comes first, label and value in one
    line, and is given in `Source.facts` by field name.
    """
    declared = [found.decode("ascii") for found in _CHARSET.findall(data[:4096])[:2]]
    decoded = decode(data, declared)
    if decoded is None:
        raise UnreadableFile(name, "a page in no known encoding")
    text, encoding, damaged = decoded
    root = parsed(_XML_HEAD.sub("", _without_programs(text.replace("\x00", ""))))
    if root is None:
        raise EmptyNotice(name, "a page without content")
    body = root.find("body")
    facts, lines = _read(root if body is None else body, root)
    return Source(
        name=name,
        format="html",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(lines),
        facts=tuple({**_meta(root), **facts}.items()),
        problems=(*problems(data, encoding, damaged), *_broken_off(text)),
    )


def _without_programs(page: str) -> str:
    """The page without what its server would have run; one pass, whatever is never closed."""
    for opening, closing in _SERVER_SIDE:
        kept, at = [], 0
        while (start := page.find(opening, at)) >= 0:
            end = page.find(closing, start)
            if end < 0:
                break
            kept.append(page[at:start])
            at = end + len(closing)
        page = "".join((*kept, page[at:]))
    return page


def _broken_off(page: str) -> tuple[tuple[str, str], ...]:
    if _OPENED.search(page[:_HEAD]) and not _CLOSED.search(page):
        return (("truncated", "the page breaks off: neither its body nor the page is closed"),)
    return ()


def _read(body: Any, root: Any) -> tuple[dict[str, str], list[Line]]:
    walk = Walk(root.getroottree())
    container = _container(body)
    stated = [label for label in _labels(body) if not _inside(label.element, container)]
    lines = [
        Line(
            f"{label.words}：{label.value}",
            path=walk.tree.getpath(label.element).lstrip("/"),
            paragraph=True,
        )
        for label in stated
    ]
    inner = list(walk.lines(container))
    title = _title(body, container, "".join(line.text for line in inner))
    if title is not None:
        lines.append(title)
    return {label.field: label.value for label in reversed(stated)}, lines + inner


# The element that holds the notice


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for name in table("web")["container"]["names"])


def _container(body: Any) -> Any:
    """The known container with the most text, else the innermost block with most of the text."""
    best, most = None, _ENOUGH
    for element in body.iter():
        if unread(element) or not _named(element):
            continue
        length = _own_length(element)
        # Of nested containers with the same text the inner one.
        if length > most or (best is not None and _inside(element, best) and length >= 0.9 * most):
            best, most = element, length
    return best if best is not None else _densest(body)


def _named(element: Any) -> bool:
    known = _names()
    if (element.get("id") or "").lower() in known:
        return True
    return any(name.lower() in known for name in (element.get("class") or "").split())


def _densest(body: Any) -> Any:
    block, length = body, _own_length(body)
    while length:
        inner = [(_own_length(child), child) for child in block if not unread(child)]
        most, child = max(inner, key=lambda entry: entry[0], default=(0, None))
        if child is None or most < _HOLDS * length:
            break
        if child.tag == "p" or (child.tag == "table" and child.find(".//table") is None):
            break
        block = child
    return block


def _own_length(element: Any) -> int:
    """How much text an element holds, links not counted."""
    links = sum(len(words(link)) for link in element.iter("a"))
    return len(words(element)) - links


def _inside(element: Any, container: Any) -> bool:
    return any(one is container for one in (element, *element.iterancestors()))


# What stands outside it


class _Label:
    """A label such as 发文字号 on the page, with the value beside it."""

    def __init__(self, element: Any, field: str, words: str, value: str) -> None:
        self.element, self.field, self.words, self.value = element, field, words, value


@cache
def _fields() -> dict[str, str]:
    facts = table("web")["facts"]
    return {label: field for field, labels in facts.items() for label in labels}


def _labels(body: Any) -> Iterator[_Label]:
    """Labels with their values: in one element, or in two that follow each other."""
    seen: set[str] = set()
    for element in body.iter(
        "td", "th", "li", "p", "span", "div", "dt", "dd", "b", "strong", "label", "em", "i"
    ):
        if unread(element):
            continue
        found = _label(element)
        if found is not None and found.field not in seen:
            seen.add(found.field)
            yield found


def _label(element: Any) -> _Label | None:
    if _holds_much(element):
        return None
    text = words(element)
    if len(text) > _LONGEST_VALUE:
        return None
    label, colon, value = text.replace(":", "：", 1).partition("：")
    field = _fields().get(_NOT_WORDS.sub("", label))
    if field is None or len(label) > _LONGEST_LABEL:
        return None
    if not value.strip() and (colon or element.tag in {"td", "th", "dt", "b", "strong", "label"}):
        value = _beside(element)
    return _Label(element, field, label.strip(), value.strip()) if value.strip() else None


def _holds_much(element: Any) -> bool:
    return sum(1 for _ in islice(element.iter(), _MOST_INSIDE)) == _MOST_INSIDE


def _beside(element: Any) -> str:
    """The text right behind an element, or in the next one, or behind its parent."""
    for one in (element, element.getparent()):
        if one is None or _holds_much(one):
            break
        if one is not element and words(one) != words(element):
            break
        if (one.tail or "").strip():
            return str(one.tail)
        following = one.getnext()
        if following is not None and not unread(following):
            value = words(following)
            own = _fields().get(_NOT_WORDS.sub("", value))
            return "" if own or len(value) > _LONGEST_VALUE else value
    return ""


def _title(body: Any, container: Any, text: str) -> Line | None:
    """The page's heading when it stands outside the container and the text does not have it."""
    said = _NOT_WORDS.sub("", text)
    for element in body.iter("h1", "h2", "h3"):
        title = words(element)
        if unread(element) or _inside(element, container) or len(title) < 8:
            continue
        path = body.getroottree().getpath(element).lstrip("/")
        return None if _NOT_WORDS.sub("", title) in said else Line(title, path=path, paragraph=True)
    return None


def _meta(root: Any) -> dict[str, str]:
    names = {name.lower(): field for field, given in table("web")["meta"].items() for name in given}
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        field = names.get((element.get("name") or "").lower())
        value = (element.get("content") or "").strip()
        if field and value:
            found.setdefault(field, value)
    return found


READERS.add(
    "html", Reader((".html", ".htm", ".shtml", ".xhtml", ".jsp", ".aspx"), sniff, read_html)
)
