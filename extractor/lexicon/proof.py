"""The examples of a rule as data: a sentence with the stretches that must be marked in it.

An example is written `请于[6月底前](deadline)报送。`: the words in square brackets are what is
to be marked, the word behind them is the layer or the label of the mark.
"""

import re
from dataclasses import dataclass

from extractor.errors import LexiconError

# The words may hold square brackets themselves, as document numbers do.
_STRETCH = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(([a-z0-9_.]+)\)")
_LEFT_OVER = re.compile(r"\]\(")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `[start, end)` of the plain sentence and the name of the mark expected over them."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as it would stand in a notice, and what must be marked in it."""

    sentence: str
    stretches: tuple[Stretch, ...]


def example(written: str) -> Example:
    """An example of a lexicon file without its markup; raises LexiconError on broken markup.

    >>> example("请于[6月底前](deadline)报送。")
    Example(sentence='请于6月底前报送。', stretches=(Stretch(start=2, end=6, name='deadline'),))
    """
    parts: list[str] = []
    stretches: list[Stretch] = []
    length = last = 0
    for match in _STRETCH.finditer(written):
        before = written[last : match.start()]
        start = length + len(before)
        parts += [before, match[1]]
        length = start + len(match[1])
        stretches.append(Stretch(start, length, match[2]))
        last = match.end()
    parts.append(written[last:])
    sentence = "".join(parts)
    if _LEFT_OVER.search(sentence):
        raise LexiconError(f"markup of an example does not close: {written}")
    return Example(sentence, tuple(stretches))
