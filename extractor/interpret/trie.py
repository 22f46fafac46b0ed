"""Many words as one pattern that branches character by character, the longest word first."""

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]
_END = ""


def branching(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, preferring the longest; hundreds cost as few.

    >>> branching(["财政", "财政金融", "税务"])
    '(?:(?:税务|财政(?:金融)?))'
    """
    root: _Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return f"(?:{_pattern(root)})"


def _pattern(node: _Node) -> str:
    branches = []
    for character in sorted(key for key in node if key):
        words, below = character, node[character]
        while len(below) == 1 and _END not in below:
            ((following, below),) = below.items()
            words += following
        branches.append(re.escape(words) + (_pattern(below) if set(below) - {_END} else ""))
    joined = "|".join(branches)
    if _END in node:
        return f"(?:{joined})?"
    return joined if len(branches) == 1 else f"(?:{joined})"
