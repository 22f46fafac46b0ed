"""Lexicon files read once and checked: word tables, and rules whose patterns are built of atoms.

A file `lexicon/<name>.toml` may hold `[atoms]` (named pieces of pattern), `[[rule]]` entries, and
any other tables of words. In a pattern `{name}` stands for an atom, in its own file first, then in
`atoms.toml`; a list of words as an atom becomes an alternation, longest first.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extractor.errors import LexiconError
from extractor.lexicon.opening import guarded

_ATOM = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its proof; the mark is group `mark` where there is one, else the match."""

    id: str
    layer: str
    label: str
    pattern: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed `lexicon/<name>.toml`; raises LexiconError when it is missing or malformed."""
    try:
        return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as cause:
        raise LexiconError(f"lexicon/{name}.toml: {cause}") from cause


@cache
def names() -> tuple[str, ...]:
    """The names of all lexicon files, in alphabetical order."""
    entries = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in entries if name.endswith(".toml")))


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """A pattern that matches any of the words, the longest that fits.

    >>> alternation(["部", "部门"])
    '(?:部门|部)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


@cache
def _atoms(name: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(table("atoms")["atoms"])
    found.update(table(name).get("atoms", {}))
    return found


def expand(pattern: str, name: str, _seen: tuple[str, ...] = ()) -> str:
    """`pattern` of file `name` with its atoms written out; LexiconError on an unknown one."""

    def one(match: re.Match[str]) -> str:
        atom = match[1]
        if atom in _seen or atom not in _atoms(name):
            raise LexiconError(f"lexicon/{name}.toml: no atom {{{atom}}} for {pattern!r}")
        value = _atoms(name)[atom]
        if isinstance(value, list):
            return alternation(value)
        return "(?:" + expand(value, name, (*_seen, atom)) + ")"

    return _ATOM.sub(one, pattern)


def compiled(pattern: str, name: str) -> re.Pattern[str]:
    """`expand`, compiled; raises LexiconError when it is no pattern."""
    try:
        return re.compile(guarded(expand(pattern, name)))
    except re.error as cause:
        raise LexiconError(f"lexicon/{name}.toml: {pattern!r}: {cause}") from cause


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of `lexicon/<name>.toml` in the order they stand there."""
    made = []
    for entry in table(name).get("rule", []):
        try:
            rule_id, pattern = entry["id"], entry["pattern"]
            made.append(
                Rule(
                    id=rule_id,
                    layer=entry.get("layer", name),
                    label=entry.get("label", ""),
                    pattern=compiled(pattern, name),
                    hits=tuple(entry["hits"]),
                    misses=tuple(entry["misses"]),
                )
            )
        except KeyError as cause:
            raise LexiconError(f"lexicon/{name}.toml: rule without {cause}: {entry}") from cause
    return tuple(made)
