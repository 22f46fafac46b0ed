"""The words of a piece that say when or to whom its duty applies.

A condition is made of whole clauses (对…的企业，…的，) or opens a clause that goes on with the duty
(具备条件的|应立即拆除).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.interpret.segment import segments
from extractor.lexicon.load import Rule, rules, table

_WORDS = table("condition")["joining"]
_RULES = {rule.id: rule for rule in rules("condition")}
_WHOLE = tuple(_RULES[key] for key in table("condition")["placing"]["clause"])
_INSIDE = tuple(_RULES[key] for key in table("condition")["placing"]["inside"])
_BORDER = tuple(_RULES[key] for key in table("condition")["placing"]["border"])
_JOINS = re.compile("(?:" + "|".join(_WORDS["connectors"]) + ")")
_GOES_ON = re.compile(_WORDS["goes_on"])
_DUTY = re.compile(_WORDS["duty"])
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Condition:
    """The stretch `[start, end)` of the string and the rule that saw its opening."""

    start: int
    end: int
    rule: str


def conditions(string: str, start: int, end: int) -> Iterator[Condition]:
    """The conditions of the piece `string[start:end]`, from left to right; `string` is veiled.

    >>> def found(words): return [words[c.start : c.end] for c in conditions(words, 0, len(words))]
    >>> found("逾期未整改或经整改仍未达标的，依法关停退出")
    ['逾期未整改或经整改仍未达标的']
    >>> found("严格执行法律，对不具备条件的企业，责令停产")
    ['对不具备条件的企业']
    >>> found("对全市工作进行督导检查")
    []
    """
    stretches = segments(string, start, end)
    index = 0
    while index < len(stretches):
        low, high = stretches[index]
        followed = index + 1 < len(stretches)
        rule = _first(_WHOLE, string, low, high) if followed else None
        if rule and _demands(string, low, high):
            rule = None
        if rule:
            last = _extent(string, stretches, index)
            begin = _begin(rule, string, low, high)
            yield Condition(begin, stretches[last][1], rule.id)
            index = last + 1
            continue
        yield from _inside(string, low, high)
        index += 1


def _first(kinds: tuple[Rule, ...], string: str, low: int, high: int) -> Rule | None:
    words = string[low:high]
    return next((rule for rule in kinds if rule.pattern.search(words)), None)


def _demands(string: str, low: int, high: int) -> bool:
    """Whether the demand itself begins in the clause, behind whom or what it is towards."""
    words = string[low:high]
    return words[-1] != "的" and _first(_BORDER, words, 0, len(words)) is not None


def _begin(rule: Rule, string: str, low: int, high: int) -> int:
    match = rule.pattern.search(string[low:high])
    return low + match.start("mark") if match and "mark" in rule.pattern.groupindex else low


def _extent(string: str, stretches: list[tuple[int, int]], index: int) -> int:
    """The last clause of a condition that opens with clause `index`; one is left for the duty."""
    last = index
    while last + 2 < len(stretches) and last - index < _FARTHEST:
        low, high = stretches[last + 1]
        words = string[low:high]
        if _DUTY.match(words) or not (_JOINS.match(words) or _GOES_ON.search(words)):
            return last
        last += 1
    return last


def _inside(string: str, low: int, high: int) -> Iterator[Condition]:
    for rule in _INSIDE:
        match = rule.pattern.search(string[low:high])
        if match:
            at, to = match.span("mark" if "mark" in rule.pattern.groupindex else 0)
            yield Condition(low + at, low + to, rule.id)
            return
