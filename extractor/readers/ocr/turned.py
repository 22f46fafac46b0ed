"""How it is told that a page was turned upright, and how that is understood again."""

import re
from collections.abc import Iterable

_TOLD = re.compile(r"page (\d+) does not stand upright: .* by (90|180|270) degrees\Z")


def told_turn(number: int, quarters: int) -> tuple[str, str]:
    """The problem of a page that was turned counter-clockwise by so many quarters."""
    how = f"places are those of the page turned to the left by {90 * quarters} degrees"
    return "page", f"page {number} does not stand upright: {how}"


def turns(messages: Iterable[str]) -> dict[int, int]:
    """Pages by number and the quarters they were turned by, from what was told.

    >>> turns([told_turn(3, 2)[1], "page 4 could not be recognised"])
    {3: 2}
    """
    found = (_TOLD.match(message) for message in messages)
    return {int(one[1]): int(one[2]) // 90 for one in found if one}
