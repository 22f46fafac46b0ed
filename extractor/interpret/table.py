"""What a column of a task table holds, from the words of its head."""

from functools import cache

from extractor.lexicon.load import table


@cache
def _columns() -> dict[str, str]:
    return {word: role for role, words in table("table")["columns"].items() for word in words}


def column_role(head: str) -> str | None:
    """The role of a column by its head, or None when it says nothing we know.

    >>> column_role("牵头单位"), column_role("完成时限（月）"), column_role("备注")
    ('lead', 'deadline', None)
    """
    words = head.partition("（")[0] if head not in _columns() else head
    return _columns().get(head) or _columns().get(words)
