"""What stands in a covering letter behind the covering sentence, when it is the body after all.

`现将《某方案》印发给你们，请认真贯彻执行。` may be followed by the plan itself, its title not repeated,
or by orders of the one who forwards it (并提出以下要求). Stock sentences (执行中有何问题，请及时反馈)
belong to the letter wherever they stand.
"""

import re

from extractor.find.paragraph import Walk
from extractor.lexicon.load import table
from extractor.model import Mark

_LETTER = table("part")["letter"]
_COVERING = re.compile(_LETTER["covering"])
_ANNOUNCES = re.compile(_LETTER["announces"])
_STOCK = re.compile(_LETTER["stock"])
_FORM = re.compile(table("aside")["forms"]["title"])
_SENTENCE = re.compile("[^。；]+")


def opened(walk: Walk) -> list[Mark]:
    """The marks without those `part.cover` made over paragraphs that are the body."""
    covers = [mark for mark in walk.marks if mark.rule == "part.cover"]
    if not covers:
        return walk.marks
    words = _words(walk)
    brings = (mark for mark in covers if _COVERING.search(words[mark.start]))
    first = next(brings, covers[0])
    if not _brought(walk, covers[-1]):
        body = {mark for mark in covers if mark.start >= first.start and _orders(words[mark.start])}
    elif _ANNOUNCES.search(words[first.start]):
        body = {mark for mark in covers if mark.start > first.start and _orders(words[mark.start])}
    else:
        return walk.marks
    return [mark for mark in walk.marks if mark not in body]


def _words(walk: Walk) -> dict[int, str]:
    return {paragraph.start: paragraph.words for paragraph in walk.paragraphs}


def _orders(words: str) -> bool:
    """Whether a paragraph says more than a covering letter always says."""
    return any(not _STOCK.fullmatch(sentence) for sentence in _SENTENCE.findall(words))


def _brought(walk: Walk, letter: Mark) -> bool:
    """Whether the instrument stands behind the letter: under a title of its own or without any.

    A form to be filled in is no instrument.
    """
    later = [mark for mark in walk.marks if mark.start > letter.start]
    titles = [mark for mark in later if mark.rule == "part.title"]
    if titles:
        words = _words(walk)
        return any(not _FORM.fullmatch(words[mark.start]) for mark in titles)
    return any(
        paragraph.start > letter.end
        and not any(mark.start <= paragraph.start < mark.end for mark in later)
        for paragraph in walk.paragraphs
    )
