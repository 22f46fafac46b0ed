"""Compact coordinates, in which quotes are compared: NFKC, page marks and white space removed."""

import re
import unicodedata
from typing import Any

Span = tuple[int, int]
"""A half-open stretch of a compact string."""

_PAGE_MARK = re.compile(
    r"(?m)(?<![\d—\-–－])[—\-–－]{1,2}[ \t]*\d{1,3}[ \t]*[—\-–－]{1,2}(?![\d—\-–－])"
)
_WHITE = re.compile(r"\s+")

# A quote this long may have had something between its words cleaned away.
_LONG = 24
_EDGE = 10
_LEAST, _MOST = 0.6, 1.6


def compact(value: Any) -> str:
    """A value as it is compared; None is the empty string.

    >>> compact("２０２１ 年\\n— 7 —\\n6月底前")
    '2021年6月底前'
    """
    words = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return _WHITE.sub("", _PAGE_MARK.sub("", words))


class Words:
    """A notice in compact coordinates, and where quotes stand in it."""

    def __init__(self, text: str) -> None:
        self.string = compact(text)

    def find(self, quote: Any, low: int = 0, high: int | None = None) -> Span | None:
        """The first place of a quote in `[low, high)`; a long one also by its two ends.

        >>> Words("各县要于6月底前完成。").find("6月底前")
        (4, 8)
        """
        sought = compact(quote)
        stop = len(self.string) if high is None else high
        if not sought:
            return None
        at = self.string.find(sought, low, stop)
        if at >= 0:
            return at, at + len(sought)
        return self._by_ends(sought, low, stop) if len(sought) >= _LONG else None

    def _by_ends(self, sought: str, low: int, high: int) -> Span | None:
        at = self.string.find(sought[:_EDGE], low, high)
        last = self.string.find(sought[-_EDGE:], at + _EDGE, high) if at >= 0 else -1
        if last < 0:
            return None
        end = last + _EDGE
        return (at, end) if _LEAST < len(sought) / (end - at) < _MOST else None

    def nearest(self, quote: str, span: Span) -> Span | None:
        """The place of an inherited quote outside `span`, behind or before, whichever is nearer."""
        after = self.find(quote, span[1])
        before = self.string.rfind(quote, 0, span[1])
        if before < 0:
            return after
        if after and after[0] - span[1] < span[0] - before:
            return after
        return before, before + len(quote)


def overlap(one: Span, other: Span) -> int:
    """How many characters two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
