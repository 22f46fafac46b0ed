"""Sentences with their actors marked in them, for the tests of the finders of actors.

The words in square brackets are the actors; behind each stands its role: L lead, S support, D by
duty, none for responsible.
"""

import re

from extractor.find import find
from tests.reading import text_of

LONG = {"L": "lead", "S": "support", "D": "by_duty", "": "responsible"}
_MARKED = re.compile(r"\[([^\]]+)\]([LSD]?)")
SETTING = "一、工作要求\n（一）加强管理。"


def actors(sentence: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    wanted = [(words, LONG[role]) for words, role in _MARKED.findall(sentence)]
    text = text_of(SETTING + _MARKED.sub(r"\1", sentence))
    found = [
        (text.string[mark.start : mark.end], mark.label)
        for mark in find(text)
        if mark.layer == "actor" and mark.start >= len(SETTING)
    ]
    return found, wanted
