"""Which pieces of the body are obligations, and why the others are none."""

import re

from extractor.assemble.outline import path_at
from extractor.assemble.reading import Piece, Reading
from extractor.lexicon.load import alternation, table
from extractor.model import Mark

_ARTICLE = 15
_TOP = 1500
_NEXT = 2
"""A full stop and a line feed: what stands right below a heading closes nothing."""
_ENACTED = re.compile(table("aside")["legislation"]["pattern"])
_ITSELF = re.compile(alternation(table("outline")["whole"]["selves"]))


def read_pieces(reading: Reading) -> tuple[Piece, ...]:
    """The pieces that direct somebody, each with its place in the outline."""
    made: list[Piece] = []
    string = reading.string
    paragraph = sentence = at = 0
    for mark, _ in directing(reading):
        paragraph += string.count("\n", at, mark.start)
        sentence += string.count("。", at, mark.start)
        at = mark.start
        path = path_at(reading.headings, mark.start)
        made.append(
            Piece(
                index=len(made),
                start=mark.start,
                end=mark.end,
                path=_own_path(reading, mark, path),
                paragraph=paragraph,
                sentence=sentence,
            )
        )
    return tuple(made)


def directing(reading: Reading) -> list[tuple[Mark, str | None]]:
    """The pieces that are obligations."""
    return [(mark, reason) for mark, reason in judged(reading) if reason is None]


def judged(reading: Reading) -> list[tuple[Mark, str | None]]:
    """Every piece with the reason why it is no obligation, or None."""
    legislation = is_legislation(reading)
    return [
        (mark, "legislation" if legislation else _reason(reading, mark))
        for mark in reading.layer("clause")
    ]


def is_legislation(reading: Reading) -> bool:
    """Whether the text is an act of a people's congress: a law is cited by notices and is none."""
    articles = any(heading.rank == _ARTICLE for heading in reading.headings)
    return articles and bool(_ENACTED.search(reading.string, 0, _TOP))


def _reason(reading: Reading, mark: Mark) -> str | None:
    if mark.label != "body":
        return None if reading.within("directive", mark.start, mark.end) else mark.label
    asides = reading.within("aside", mark.start, mark.end)
    return asides[0].label if asides else None


def _own_path(reading: Reading, mark: Mark, path: tuple[int, ...]) -> tuple[int, ...]:
    """The path of a piece; a later paragraph may have left the numbered item before it.

    It has when it is not numbered itself, the paragraph of the item is complete in itself (it
    closes with its list of units, or it runs in and nothing but this follows), and it speaks of
    the instrument as a whole or follows such a list.
    """
    if not path:
        return path
    innermost = reading.headings[path[-1]]
    string = reading.string
    begin = string.rfind("\n", 0, mark.start) + 1
    if innermost.start >= begin or innermost.rank < 20:
        return path
    before = begin - 1
    closed = any(
        duty.label == "bracket"
        and before - 1 <= duty.end <= before
        and duty.start > innermost.mark.end + _NEXT
        for duty in reading.within("duty", innermost.start, before)
    )
    end = string.find("\n", mark.end)
    paragraph = string[begin : end if end >= 0 else len(string)]
    last = innermost.end >= len(string) or not reading.within("section", innermost.end, len(string))
    if closed or (last and _ITSELF.search(paragraph)):
        return tuple(index for index in path if reading.headings[index].rank < 20)
    return path
