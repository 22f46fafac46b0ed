"""Full text: the same words by jieba for SQLite and PostgreSQL, for what is kept and what is asked.

A text is kept under the words that jieba cuts it into, the dictionary's words inside those, and,
where jieba does not know a stretch, every two neighbouring characters of it. A query is cut in the
same way; all its words must occur. Each character is a word too, for those who ask for one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, cast, column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from api.store.errors import InvalidFilter
from api.store.packing import plain
from extractor.interpret.tokenizer import tokenizer

# Characters that SQLite's tokenizer, too, takes for parts of words; it knows Unicode 6.1.
_HAN = "\u3400-\u4db5\u4e00-\u9fcc\uf900-\ufad9\U00020000-\U0002a6d6\U0002a700-\U0002b81d〇"
_LETTERS = "a-z\u00df-\u00f6\u00f8-\u024fα-ω\u0430-\u0481"
_RUN = re.compile(f"[{_HAN}]+|[{_LETTERS}]+|[0-9]+")
_LONGEST = 4
MOST_QUERY = 200
"""The longest query, in characters."""

Words = tuple[str, ...]
Query = tuple[tuple[Words, ...], ...]
"""All of these; of each, one of these; of that, all of these words."""


def index_words(*texts: str) -> str:
    """The words under which texts are kept, each once, joined by blanks.

    >>> index_words("高耗能行业，PM2.5")
    '2 5 pm 业 耗 耗能 能 行 行业 高 高耗能'
    """
    words: set[str] = set()
    for each in texts:
        for run in _runs(each):
            words |= _han_words(run) if _is_han(run) else {run[:100]}
    return " ".join(sorted(words))


@lru_cache(maxsize=256)
def query_words(asked: str) -> Query:
    """What a query asks for; raises InvalidFilter when there is no word in it.

    >>> query_words("能耗")
    ((('能耗',),),)
    """
    if len(asked) > MOST_QUERY:
        raise InvalidFilter(f"text is longer than {MOST_QUERY} characters")
    groups = [group for run in _runs(asked) for group in _groups(run)]
    if not groups:
        raise InvalidFilter("text has no word to look for")
    return tuple(dict.fromkeys(groups))


def _runs(words: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", plain(words)).lower())


def _is_han(run: str) -> bool:
    return run[0] >= "\u3000"


def _dictionary() -> dict[str, int]:
    made = tokenizer()
    made.initialize()
    frequencies: dict[str, int] = made.FREQ
    return frequencies


@lru_cache(maxsize=20_000)
def _han_words(run: str) -> frozenset[str]:
    """The words of a run; a notice repeats the runs of its obligations, and notices each other's."""
    known = _dictionary()
    found: set[str] = set(run)
    unknown: list[tuple[int, int]] = []
    at = 0
    for word in tokenizer().cut(run):
        found.add(word[:100])
        found.update(_inside(word, known))
        if len(word) == 1 or not known.get(word):
            unknown.append((at, at + len(word)))
        at += len(word)
    for start, end in unknown:
        for place in range(max(start - 1, 0), min(end, len(run) - 1)):
            found.add(run[place : place + 2])
    return frozenset(found)


def _inside(word: str, known: dict[str, int]) -> set[str]:
    return {
        part
        for size in range(2, min(_LONGEST, len(word) - 1) + 1)
        for start in range(len(word) - size + 1)
        if known.get(part := word[start : start + size])
    }


def _groups(run: str) -> list[tuple[Words, ...]]:
    """What one run of a query asks for; a character left over between words says too little."""
    if not _is_han(run) or len(run) == 1:
        return [((run[:100],),)]
    words = [word for word in tokenizer().cut(run) if len(word) > 1]
    return [_alternatives(word) for word in words] or [(_pairs(run),)]


def _alternatives(word: str) -> tuple[Words, ...]:
    """A long word may have been cut into its parts where it stands."""
    if len(word) == 2:
        return ((word,),)
    parts = _cover(word, _dictionary())
    return tuple(dict.fromkeys(((word,), *((parts,) if parts else ()), _pairs(word))))


def _cover(word: str, known: dict[str, int]) -> Words:
    """The word as a row of shorter ones, the longest first; nothing where it is no such row."""
    parts: list[str] = []
    at = 0
    while at < len(word):
        ends = range(min(len(word), at + _LONGEST), at + 1, -1)
        shorter = (end for end in ends if end - at < len(word))
        end = next((end for end in shorter if known.get(word[at:end])), None)
        if end is None:
            return ()
        parts.append(word[at:end])
        at = end
    return tuple(parts)


def _pairs(word: str) -> Words:
    return tuple(word[at : at + 2] for at in range(len(word) - 1))


def keep_words(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    """Writes `{"row": …, "words": …}` into the full text of `obligation` or `notice`."""
    if not rows:
        return
    postgres = connection.dialect.name == "postgresql"
    statement = (
        f'INSERT INTO {name}_words ("row", words) VALUES '  # noqa: S608 - our own names
        "(:row, array_to_tsvector(array_remove(string_to_array(:words, ' '), '')))"
        if postgres
        else f"INSERT INTO {name}_words (rowid, words) VALUES (:row, :words)"  # noqa: S608
    )
    connection.execute(text(statement), rows)


def matching(connection: Connection, name: str, asked: str) -> Select[Any]:
    """A statement that gives the rows of `obligation` or `notice` with all words of a query."""
    query = query_words(asked)
    words = f"{name}_words"
    if connection.dialect.name == "postgresql":
        kept = table(words, column("row"), column("words"))
        return select(kept.c.row).where(kept.c.words.op("@@")(cast(_postgres(query), TSQUERY)))
    # FTS5 gives each table a column of its own name, which stands for all of it.
    kept = table(words, column("rowid"), column(words))
    return select(kept.c.rowid).where(kept.c[words].op("MATCH")(_sqlite(query)))


def _sqlite(query: Query) -> str:
    return _written(query, " AND ", " OR ", '"')


def _postgres(query: Query) -> str:
    return _written(query, " & ", " | ", "'")


def _written(query: Query, both: str, either: str, mark: str) -> str:
    def every(words: Words) -> str:
        return "(" + both.join(f"{mark}{word}{mark}" for word in words) + ")"

    return both.join("(" + either.join(map(every, group)) + ")" for group in query)
