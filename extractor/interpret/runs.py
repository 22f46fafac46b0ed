"""Bodies named in running text: how far a run of names goes from where it begins."""

import re
from functools import lru_cache

from extractor.interpret.bodies import parse_body
from extractor.interpret.body_grammar import (
    ASSOCIATION,
    BODY,
    BRACKET,
    COLLECTIVE,
    CONCERNED,
    ENTERPRISE,
    FORMS,
    GOVERNMENT,
    GROUP,
    MODIFIER,
    NAMES,
    OFFICE,
    ONE_LEVEL,
    PLURAL,
    RELEVANT,
    SEATS,
    WORDS,
)
from extractor.interpret.units import read_list
from extractor.lexicon.load import table

_RUNNING = table("bodies")["running"]
# A place by its own name: no verb or preposition opens it.
_NAMED = rf"(?!{_RUNNING['not_first']})[一-龥]{{2,5}}?[省市州县区盟旗]"
_OPEN = _RUNNING["open"]
_SITES = rf"(?:{FORMS}|{ONE_LEVEL})"
_PLACED = rf"(?:{PLURAL}|(?:各级|各|有关|相关)?{_SITES}|{_NAMED})"
_LONG = (
    rf"(?:{PLURAL}|{_SITES}|{_NAMED}|国务院)"
    rf"(?:(?!{_RUNNING['not_in_group']})[^，。；：、\n“”]){{0,36}}?{GROUP}"
)
_MEMBER = (
    rf"(?:{_PLACED}?{RELEVANT}"
    rf"|(?:{_PLACED})??{WORDS}{OFFICE}(?:系统)?{BRACKET}?"
    rf"|(?:{_PLACED}|{_RUNNING['governing']})?{GOVERNMENT}{BRACKET}?(?:(?:各|有关|相关|职能|组成|所属)+部门)?"
    rf"|{MODIFIER}(?:{ENTERPRISE}|{COLLECTIVE}|{ASSOCIATION})"
    rf"|{NAMES}"
    rf"|{_PLACED}{_OPEN}{{1,12}}?(?:{OFFICE}|{BODY}){BRACKET}?"
    rf"|{_PLACED}?{WORDS}(?={ONE_LEVEL}?[、和及与等])"
    rf"|{_LONG}|{GROUP}"
    rf"|(?:{_PLACED}[一-龥]{{0,8}}?)?{CONCERNED}"
    rf"|(?:{PLURAL}|{SEATS}|各{_SITES})(?:{BRACKET})?"
    rf"|{_PLACED}?(?:(?:和|与|及)?{WORDS}))"
)
_ET_CETERA = rf"(?:等(?:{RELEVANT}|(?:行政)?(?:主管|管理|监管)?部门|单位|机构|[^，。；、]{{0,16}}职责的部门)?)"
_RUN = re.compile(rf"{_MEMBER}(?:(?:、|和|及|与|以及|(?=各)){_MEMBER})*{_ET_CETERA}?")
# Alone these are levels and regions, not bodies.
_BARE = frozenset(_RUNNING["bare"])


def run_at(string: str, start: int, end: int) -> int | None:
    """Where the run of bodies ends that begins at `start`; None when none begins there.

    >>> run_at("各区市及有关部门要认真总结", 0, 13), run_at("能耗方面要加强管理", 0, 9)
    (8, None)
    >>> run_at("市工信局、发展改革、财政等部门应当公布", 0, 19)
    15
    """
    match = _RUN.match(string, start, end)
    while match is not None:
        if stands(string[start : match.end()]):
            return match.end()
        shorter = _shorter(string, start, match.end())
        if shorter is None:
            return None
        match = _RUN.match(string, start, shorter)
    return None


def _shorter(string: str, start: int, end: int) -> int | None:
    """The place of the last joint of a run that is none as a whole."""
    last = max(string.rfind(joint, start + 1, end) for joint in "、和及与等")
    return last if last > start + 1 else None


@lru_cache(maxsize=4096)
def stands(words: str) -> bool:
    """Whether words are one body or a list of bodies, each with its ending."""
    if words in _BARE:
        return False
    listing = read_list(words)
    if not listing.units or not listing.sure or listing.closed:
        return False
    return all(_complete(unit.name) for unit in listing.units)


def _complete(name: str) -> bool:
    parsed = parse_body(name)
    return parsed is None or parsed.kind not in ("bare", "named")
