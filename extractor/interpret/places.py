"""Places by their own names in a row, where they stand for their governments: 济南、青岛、烟台3市要…."""

import re
from functools import cache

from extractor.interpret.region import is_division, short_names
from extractor.interpret.trie import branching
from extractor.lexicon.load import table

_SHORT = branching(short_names())
_ZONE = rf"[一-龥]{{2,6}}{table('bodies')['running']['zone']}"
# One 市 behind all, with or without their number: 大连、青岛、宁波3市, 广州、深圳市政府.
RANKED = (
    rf"{_SHORT}(?:[、和与及]{_SHORT})+等?(?:[0-9]{{1,2}}|[两二三四五六七八九十]{{1,3}})?个?"
    r"[市省](?![场直级属域])"
)
_RANKED = re.compile(
    rf"(?P<places>{_SHORT}(?:[、和与及]{_SHORT})+)等?[0-9两二三四五六七八九十]{{0,3}}个?(?P<rank>[市省])"
    r"(?P<ending>(?:人民)?政府|[一-龥]{2,10}[局委办厅])?"
)
_ONE = re.compile(
    rf"{_ZONE}|[一-龥]县(?![一-龥]{{0,3}}[省市县区旗州盟级])|[一-龥]{{2,7}}?(?:自治区|自治州|自治县|[省市县区旗州盟])|{_SHORT}"
)
_PLACES = re.compile(rf"{RANKED}|(?:{_ONE.pattern})(?:[、和与及](?:{_ONE.pattern}))*")
_JOINT = re.compile("[、和与及]")
_LONGEST = 120


def ranked(words: str) -> list[str] | None:
    """The names of places that share one 市 or 省, and what may follow it; None for other words.

    >>> ranked("广州、深圳市政府"), ranked("济南、青岛和烟台3市")
    (['广州市政府', '深圳市政府'], ['济南市', '青岛市', '烟台市'])
    """
    match = _RANKED.fullmatch(words)
    if match is None:
        return None
    ending = match["rank"] + (match["ending"] or "")
    return [place + ending for place in _JOINT.split(match["places"])]


def places_at(string: str, start: int, end: int) -> int | None:
    """Where a row of places ends that begins at `start`; None where none is known.

    >>> places_at("济南市、烟台市要加快建设", 0, 12), places_at("旧厂区要加快改造", 0, 8)
    (7, None)
    """
    match = _PLACES.match(string, start, min(end, start + _LONGEST))
    return match.end() if match and _known(match[0]) else None


@cache
def _known(words: str) -> bool:
    if ranked(words):
        return True
    return all(_is_place(place) for place in _JOINT.split(words))


def _is_place(name: str) -> bool:
    return is_division(name) or name in short_names() or bool(re.fullmatch(_ZONE, name))


def each_place(words: str) -> list[str]:
    """The places of a row as units: 济南、青岛2市 is 济南市 and 青岛市.

    >>> each_place("北京、天津"), each_place("济南、青岛2市")
    (['北京', '天津'], ['济南市', '青岛市'])
    """
    return ranked(words) or _JOINT.split(words)
