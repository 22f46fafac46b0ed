"""Where words begin, by jieba: what a look-around cannot know (化工 in 强化工作, 可 in 许可).

jieba cuts each run of characters between punctuation marks by itself, so a run is cut only when
somebody asks about a place in it; most of a notice never is. The dictionary alone is used
(`HMM=False`): words it does not know fall apart into characters, and every character then begins
a word, which is the answer that loses nothing.
"""

from functools import lru_cache

from extractor.interpret.tokenizer import tokenizer

_BREAKS = frozenset("，。；：、！？（）《》“”‘’〔〕〈〉\n〓")
_LONGEST_RUN = 400
"""Longer runs are no Chinese sentence; they are cut blindly so that hostile input costs no more."""


class Words:
    """The word borders of one string, found run by run when asked for."""

    def __init__(self, string: str) -> None:
        self._string = string
        self._ends: dict[int, int] = {}
        self._known: dict[int, None] = {}

    def begins(self, position: int) -> bool:
        """Whether a word begins at the offset; outside the string nothing does."""
        self._cut(position)
        return position in self._ends

    def end(self, position: int) -> int:
        """Where the word ends that begins at the offset; one further where none begins."""
        self._cut(position)
        return self._ends.get(position, position + 1)

    def _cut(self, position: int) -> None:
        if position in self._known or not 0 <= position < len(self._string):
            return
        start, end = self._run(position)
        at = start
        for word in tokenizer().cut(self._string[start:end], HMM=False):
            self._ends[at] = at + len(word)
            at += len(word)
        self._known.update(dict.fromkeys(range(start, max(end, position + 1))))

    def _run(self, position: int) -> tuple[int, int]:
        string = self._string
        low = max(0, position - _LONGEST_RUN)
        high = min(len(string), position + _LONGEST_RUN)
        start = end = position
        while start > low and string[start - 1] not in _BREAKS:
            start -= 1
        while end < high and string[end] not in _BREAKS:
            end += 1
        return start, end


@lru_cache(maxsize=4)
def words(string: str) -> Words:
    """The words of a clean string; all finders that ask about one text share them."""
    return Words(string)
