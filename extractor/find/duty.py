"""Lists of responsible units that close an item, a paragraph or a heading: layer `duty`.

Labels: `bracket` （…负责）, `line` 责任单位：…, `heading` a bracket behind heading words.
"""

import re
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.model import Mark

_BRACKET = re.compile(r"[（〔](?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*(?:负责|牵头|落实|配合|责任单位|责任部门)(?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*[）〕]")
_LINE = re.compile(r"(?m)^(?:责任|牵头|配合|主责|负责)(?:单位|部门)：[^\n]+")


@finder("duty", reads=("section",), writes=("duty",))
def find_duties(board: Board) -> Iterator[Mark]:
    """First version: replaced by the slice that owns responsible units."""
    heads = {mark.end for mark in board.marks("section")}
    for match in _BRACKET.finditer(board.string):
        label = "heading" if match.start() in heads else "bracket"
        yield Mark(match.start(), match.end(), "duty", label, "duty.bracket")
    for match in _LINE.finditer(board.string):
        yield Mark(match.start(), match.end(), "duty", "line", "duty.line")
