"""Enterprises and the like as the head of a longer subject: 未按期完成改造的企业，不得…."""

import re
from collections.abc import Iterator

from extractor.find.predicate import (
    ADVANCES,
    AFTER_CONDITION,
    DESCRIBES,
    LEAVES,
    OBJECT,
    URGING,
    Run,
)
from extractor.interpret.body_grammar import COLLECTIVE, ENTERPRISE, MODIFIER
from extractor.interpret.runs import nouns_at
from extractor.lexicon.opening import guarded

_OFCOMPANY = rf"{MODIFIER}(?:{ENTERPRISE}|{COLLECTIVE})"
COMPANY = re.compile(
    guarded(
        rf"(?P<head>{_OFCOMPANY}(?:(?:、|和|与|及){_OFCOMPANY}){{0,6}})(?:和(?:个人|群众|单位))?"
    )
)
_LONGEST_URGING = 60


def companies(
    string: str, hidden: str, low: int, high: int, following: int | None
) -> Iterator[Run]:
    """An enterprise or the like as the head of a longer subject: 未按期完成改造的企业，不得…"""
    looked = low
    for match in COMPANY.finditer(string, low, high):
        urging = URGING.search(hidden, max(low, looked - _LONGEST_URGING), match.start())
        if urging and urging.end() < match.start():
            return  # and so it would be for all behind it
        looked = match.start()
        if DESCRIBES.match(string, match.end(), high):
            continue
        if urging or OBJECT.match(hidden, low, match.start()):
            continue
        to = match.end()
        direct = to < high and (
            AFTER_CONDITION.match(string, to, high)
            or LEAVES.match(string, to, high)
            or (string[match.start() - 1] == "的" and ADVANCES.match(string, to, high))
        )
        topical = to == high and following is not None and AFTER_CONDITION.match(string, following)
        if direct or topical:
            yield Run(_whole_name(string, low, match), match.end("head"), "actor.subject")
            return


def _whole_name(string: str, low: int, match: re.Match[str]) -> int:
    """Where the name begins whose head was met: 绿色建筑的[物业管理企业]."""
    head, end = match.span("head")
    at = max(low, string.rfind("的", low, head) + 1)
    if at >= head or end != match.end() or "、" in match["head"]:
        return head
    return at if nouns_at(string, at, end) == end else head
