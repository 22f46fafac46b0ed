"""Texts in traditional characters: found as if they were simplified, quoted as they stand."""

from dataclasses import replace
from functools import cache
from importlib.resources import files

from extractor.model import Line

# Simplified texts hold a few traditional characters (names, quotations); a traditional one has
# every third.
_LEAST_SHARE = 0.05
_LEAST = 3


def simplified(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, each traditional character as its simplified one, where the text is traditional.

    One character always becomes one, so that columns and offsets hold; every other text comes
    back as it is.

    >>> [line.text for line in simplified((Line("請於6月底前將進度報送。"), Line("各縣")))]
    ['请于6月底前将进度报送。', '各县']
    >>> [line.text for line in simplified((Line("发至各县、乾县发展和改革局"),))]
    ['发至各县、乾县发展和改革局']
    """
    if not is_traditional("".join(line.text for line in lines)):
        return lines
    return tuple(replace(line, text=line.text.translate(_table())) for line in lines)


def is_traditional(text: str) -> bool:
    """Whether the Chinese of the text is written in traditional characters."""
    found = sum(text.count(character) for character in _marks().intersection(text))
    if found < _LEAST:
        return False
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return found >= _LEAST_SHARE * chinese


@cache
def _table() -> dict[int, str]:
    """Traditional -> simplified, from `lexicon/traditional.txt`."""
    text = files("extractor.lexicon").joinpath("traditional.txt").read_text("utf-8")
    groups = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {ord(one): group[0] for line in groups for group in line for one in group[1:]}


@cache
def _marks() -> frozenset[str]:
    """Traditional characters that simplified Chinese (GB 2312) does not use for anything else."""
    return frozenset(chr(code) for code in _table() if not _in_gb2312(chr(code)))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
