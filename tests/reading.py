"""Sentences with their expectation inside: `请于[6月底前]报送` is a text and what should be found."""

import re
from dataclasses import dataclass

from extractor.find import find
from extractor.model import Line, Mark, Source, Text
from extractor.text import flatten


@dataclass(frozen=True)
class Marked:
    """A text as it is searched, with everything that was found in it."""

    string: str
    found: tuple[Mark, ...]

    def __getitem__(self, stretch: slice) -> str:
        return self.string[stretch]

    def marks(self, layer: str) -> list[Mark]:
        """The marks of one layer in order."""
        return [mark for mark in self.found if mark.layer == layer]


def source_of(words: str) -> Source:
    """A text file with these words."""
    return Source("case.txt", "text", "0", tuple(Line(line) for line in words.split("\n")))


def text_of(words: str) -> Text:
    """The clean string of these words."""
    return flatten(source_of(words))


def marked(sentence: str) -> tuple[Marked, list[str]]:
    """The sentence without its square brackets, searched; and the words that stood in them."""
    text = text_of(sentence.replace("[", "").replace("]", ""))
    return Marked(text.string, find(text)), re.findall(r"\[([^\]]*)\]", sentence)
