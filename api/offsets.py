"""Offsets as JavaScript counts them: in units of UTF-16, where 𠮷 is two long."""

from bisect import bisect_left
from typing import Any, Literal

Offsets = Literal["code_point", "utf16"]


def astral(text: str) -> tuple[int, ...]:
    """Where the characters stand that UTF-16 writes in two units; mostly nowhere.

    >>> astral("a𠮷b")
    (1,)
    """
    if text.isascii() or max(text, default="") <= "\uffff":
        return ()
    return tuple(at for at, character in enumerate(text) if character > "\uffff")


def in_utf16(value: Any, places: tuple[int, ...]) -> Any:
    """Plain data of the model with all offsets into the text converted.

    >>> in_utf16({"quote": "b", "start": 2, "end": 3}, (1,))
    {'quote': 'b', 'start': 3, 'end': 4}
    """
    if not places:
        return value
    if isinstance(value, dict):
        return {key: _member(key, item, places) for key, item in value.items()}
    if isinstance(value, list):
        return [in_utf16(item, places) for item in value]
    return value


def _member(key: str, item: Any, places: tuple[int, ...]) -> Any:
    # The start and end of a deadline are dates, and no whole numbers.
    if key in ("start", "end") and isinstance(item, int):
        return item + bisect_left(places, item)
    if key == "page_starts":
        return [one + bisect_left(places, one) for one in item]
    return in_utf16(item, places)
