"""The characters with which a match can begin, so that a search passes over all others at once.

`re` does so by itself only for patterns all of whose alternatives begin with plain characters.
"""

import re

_ANY = frozenset({""})
"""Stands for characters that cannot be listed."""
_SPECIAL, _OPTIONAL = frozenset("([\\.^$"), frozenset("?*{")
_FLAGS = re.compile(r"\(\?[a-z]+\)")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|:|(?P<look><?[=!])))?")
_CLASS = re.compile(r"\[(?P<listed>(?!\^)[^\]\\]+)\]|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_RANGE = re.compile(r"(.)-(.)|(.)", re.DOTALL)
_QUANTIFIER = re.compile(r"(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+,?\d*\}")
_BORDER = re.compile(rf"[()|]|\\.|{_CLASS.pattern}", re.DOTALL)
_WIDEST_RANGE = 64

Opening = tuple[frozenset[str], bool, int]
"""The characters, whether it may be empty, and where it ends."""


def guarded(pattern: str) -> str:
    """The pattern behind a look at the first character, where that saves trying the rest.

    >>> guarded("(?:加快|做好)?推进"), guarded("推进|加快"), guarded("[^，。]{2,4}后")
    ('(?=[做加推])(?:(?:加快|做好)?推进)', '推进|加快', '[^，。]{2,4}后')
    """
    characters = None if _FLAGS.match(pattern) or _plain(pattern) else opening(pattern)
    return f"(?=[{re.escape(characters)}])(?:{pattern})" if characters else pattern


def opening(pattern: str) -> str | None:
    """The characters in order of their codes; None where they cannot be listed.

    >>> opening("(?:加快|做好)?推进(?!会)|(?<!不)[支扶]持"), opening("第?[0-2]")
    ('做加扶推支', '012第')
    >>> opening(".能|推进"), opening("(?:加快)?")
    (None, None)
    """
    characters, void, _ = _alternatives(pattern, 0)
    return None if void or "" in characters else "".join(sorted(characters))


def _plain(pattern: str) -> bool:
    at = -1
    while at < len(pattern):
        first, second = pattern[at + 1 : at + 2], pattern[at + 2 : at + 3]
        if not first or first in _SPECIAL or second in _OPTIONAL:
            return False
        at = _end(pattern, at + 1)
    return True


def _alternatives(pattern: str, at: int) -> Opening:
    characters, void, at = _sequence(pattern, at)
    while pattern.startswith("|", at):
        more, empty, at = _sequence(pattern, at + 1)
        characters, void = characters | more, void or empty
    return characters, void, at


def _sequence(pattern: str, at: int) -> Opening:
    characters: frozenset[str] = frozenset()
    void = True
    while void and at < len(pattern) and pattern[at] not in "|)":
        first, void, at = _item(pattern, at)
        characters |= first
    return characters, void, _end(pattern, at)


def _end(pattern: str, at: int) -> int:
    """Where an alternative ends that is read up to `at`."""
    depth = 0
    for border in _BORDER.finditer(pattern, at):
        if depth == 0 and border[0] in "|)":
            return border.start()
        depth += (border[0] == "(") - (border[0] == ")")
    return len(pattern)


def _item(pattern: str, at: int) -> Opening:
    """A character, class or group with its quantifier; what only looks around is empty."""
    characters, void, at = _atom(pattern, at)
    quantifier = _QUANTIFIER.match(pattern, at)
    if quantifier is None:
        return characters, void, at
    at = quantifier.end() + pattern.startswith(("?", "+"), quantifier.end())
    return characters, void or quantifier["none"] is not None, at


def _atom(pattern: str, at: int) -> Opening:
    group = _GROUP.match(pattern, at)
    if group:
        characters, void, end = _alternatives(pattern, group.end())
        if pattern.startswith("?", group.end()):  # (?i:…), (?P=…) and others that no rule has
            return _ANY, False, end + 1
        return (frozenset(), True, end + 1) if group["look"] else (characters, void, end + 1)
    listed = _CLASS.match(pattern, at)
    if listed:
        return _members(listed["listed"]), False, listed.end()
    if pattern[at] in "^$":
        return frozenset(), True, at + 1
    if pattern[at] == "\\":
        return _ANY, False, at + 2
    return (_ANY if pattern[at] == "." else frozenset(pattern[at])), False, at + 1


def _members(listed: str | None) -> frozenset[str]:
    """The characters of `[…]`; any where it says what is not in it or has a wide range."""
    found: set[str] = set()
    for low, high, one in _RANGE.findall(listed or ""):
        if not one and ord(high) - ord(low) > _WIDEST_RANGE:
            return _ANY
        found.update(one or map(chr, range(ord(low), ord(high) + 1)))
    return frozenset(found) or _ANY
