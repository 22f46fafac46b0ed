"""The XML of an OFD package: parts by path, elements by local name, numbers leniently."""

import math
import posixpath
from collections.abc import Iterator
from typing import Any

from extractor.readers.package import Package

_NUMBERS_AT_MOST = 200_000


class Folder:
    """A folder of the package, from which paths are read; `/` begins at the root."""

    def __init__(self, package: Package, path: str) -> None:
        self._package, self._path = package, path

    def of(self, path: str) -> "Folder":
        """The folder in which the part `path` stands."""
        return Folder(self._package, posixpath.dirname(self._absolute(path)))

    def below(self, path: str) -> "Folder":
        """The folder `path` in this one."""
        return Folder(self._package, self._absolute(path)) if path else self

    def read(self, path: str) -> bytes | None:
        """The part, None where there is none; raises UnreadableFile when it is damaged."""
        found = self._package.find(self._absolute(path), path.lstrip("/")) if path else None
        return None if found is None else self._package.read(found)

    def tree(self, path: str) -> Any | None:
        """The root element of the part, without entities and network; None when it is no XML."""
        from lxml import etree

        found = self._package.find(self._absolute(path), path.lstrip("/")) if path else None
        if found is None:
            return None
        safe = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, recover=False, huge_tree=False,
        )  # fmt: skip
        try:
            return etree.fromstring(self._package.read(found).lstrip(), safe)
        except (etree.LxmlError, ValueError):
            return None

    def _absolute(self, path: str) -> str:
        path = path.strip().replace("\\", "/")
        return posixpath.normpath(posixpath.join("/", self._path, path)).lstrip("/")


def children(element: Any | None, name: str) -> Iterator[Any]:
    """The child elements of that local name: producers disagree on the namespace."""
    for one in () if element is None else element:
        if local(one) == name:
            yield one


def child(element: Any | None, name: str) -> Any | None:
    """The first of `children`."""
    return next(children(element, name), None)


def local(element: Any) -> str:
    """The element's name without its namespace; nothing for entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Any | None) -> str:
    """The element's own text, trimmed."""
    return "" if element is None else (element.text or "").strip()


def label(element: Any, name: str) -> str:
    """An attribute, trimmed; empty when it is missing."""
    return str(element.get(name) or "").strip()


def numbers(text: str) -> list[float]:
    """The numbers of an ST_Array; anything else in it ends the list.

    >>> numbers("1 2.5 -3 x 4")
    [1.0, 2.5, -3.0]
    """
    found: list[float] = []
    for word in text.replace(",", " ").split()[:_NUMBERS_AT_MOST]:
        value = number(word)
        if value is None:
            break
        found.append(value)
    return found


def number(word: str) -> float | None:
    """A finite number, or None."""
    try:
        value = float(word)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e7 else None


def deltas(text: str, most: int) -> list[float]:
    """The steps of DeltaX or DeltaY, `g n v` written out, no more than `most`.

    >>> deltas("g 3 2.5 4 g 2 1", 10)
    [2.5, 2.5, 2.5, 4.0, 1.0, 1.0]
    """
    found: list[float] = []
    words_ = iter(text.replace(",", " ").split())
    for word in words_:
        if len(found) >= most:
            break
        if word.lower() != "g":
            value, times = number(word), 1.0
        else:
            times, value = number(next(words_, "")) or 0.0, number(next(words_, ""))
        if value is None:
            break
        found.extend([value] * int(min(max(times, 0), most - len(found))))
    return found
