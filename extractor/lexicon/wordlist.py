"""Many plain words looked for at once."""

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class WordList(Generic[T]):
    """Words of two characters or more, each with what it stands for.

    Looking for hundreds of words costs one pass over the string: a word is tried only where its
    first two characters stand.
    """

    def __init__(self, words: Mapping[str, T]) -> None:
        self._by_opening: dict[str, list[tuple[str, T]]] = {}
        for word in sorted(words, key=lambda word: (-len(word), word)):
            if len(word) < 2:
                raise ValueError(f"a word of a word list has two characters or more: {word!r}")
            self._by_opening.setdefault(word[:2], []).append((word, words[word]))
        first, second = ({re.escape(word[index]) for word in words} for index in (0, 1))
        self._maybe = re.compile(f"[{''.join(first)}](?=[{''.join(second)}])" if words else "(?!)")

    def find(
        self, string: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, T]]:
        """Each place where a word stands, the longest that fits, from left to right.

        >>> list(WordList({"化工": 1, "化工园区": 2}).find("煤化工和化工园区"))
        [(1, 3, 1), (4, 8, 2)]
        """
        stop = len(string) if end is None else end
        openings, free = self._by_opening, start
        for match in self._maybe.finditer(string, start, stop):
            at = match.start()
            if at < free:
                continue
            for word, meaning in openings.get(string[at : at + 2], ()):
                if string.startswith(word, at, stop):
                    yield at, at + len(word), meaning
                    free = at + len(word)
                    break
