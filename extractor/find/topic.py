"""Words that say what a duty is about: layer `topic`, labelled with the topic they speak for."""

from collections.abc import Iterator

from extractor.find.match import run_rules
from extractor.find.pipeline import Board, finder
from extractor.interpret.segment import BLANK, veiled
from extractor.lexicon.load import rules
from extractor.model import Mark


@finder("topic", reads=("clause", "section"), writes=("topic",))
def find_topics(board: Board) -> Iterator[Mark]:
    """Every such word outside titles, in headings and pieces alike."""
    string = board.string
    shown = veiled(string)
    for mark in run_rules(rules("topic"), string):
        if shown[mark.start] != BLANK or string[mark.start] == "“":
            yield mark
