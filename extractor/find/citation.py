"""Documents that the notice names: layer `citation`, label the kind, or `other` for what is none.

A short name and the definition that gives it (以下简称《意见》) are marked `short`; forms, certificates
and newspapers between book-title marks `other`. Whether a title is the notice's own is decided where
the whole notice is in view.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractor.find.match import longest
from extractor.find.pipeline import Board, finder
from extractor.interpret.citations import (
    is_document,
    is_work,
    is_yet_to_be_written,
    lead_length,
    read_reference,
    short_names,
)
from extractor.interpret.region import opens_with_division
from extractor.interpret.trie import branching
from extractor.lexicon.load import Rule, compiled, rules, table
from extractor.model import Mark

# Rules whose every match ends at one of these characters are tried only in front of it.
_CUES = {
    "citation.number": ("号", 64),
    "citation.order": ("号", 96),
    "citation.law": ("法", 32),
    "citation.short_law": ("法", 16),
    "citation.regulation": ("例定法", 40),
    "citation.local_law": ("例法", 48),
    "citation.catalogue": ("录典定", 48),
}
_NAMES = table("citation")["atoms"]
# These stand in every match: a stretch without one is not searched.
_HOLD = {
    "citation.order": re.compile("令|公告|通告"),
    "citation.law": re.compile(branching(_NAMES["laws"])),
    "citation.regulation": re.compile(branching(_NAMES["regulations"])),
    "citation.standard": re.compile("[A-Z][A-Z/]"),
}
# Behind the last character of a catalogue's name its edition may stand in brackets.
_EDITION = {"citation.catalogue": 12}
_REACH, _WORKS, _BEHIND = 20, 60, 24
_NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百")
# From the year in brackets to 号: 〔2021〕某某字第12345号.
_NUMBER_REACH = 24
_BARE = ("citation.number", "citation.order")


@finder("citation", writes=("citation",))
def find_citations(board: Board) -> Iterator[Mark]:
    """Titles first: what stands between marks is not read again as a number or a law."""
    titles: list[Mark] = []
    others: list[Mark] = []
    for rule in rules("citation"):
        made = _marks(rule, board.string)
        (titles if rule.id == "citation.title" else others).extend(made)
    titles = longest(titles)
    yield from titles
    yield from _outside(longest(others), titles)


def _marks(rule: Rule, string: str) -> Iterator[Mark]:
    named = "mark" in rule.pattern.groupindex
    for match in _matches(rule, string):
        start, end = match.span("mark") if named else match.span()
        if rule.id in _BARE:
            start += string[start] in "和与及或" and string[start - 1 : start] in tuple(
                "号》）文告令"
            )
            start += _lead(string[start:end], order=rule.id == "citation.order")
        if rule.id == "citation.title" and string[max(0, start - 1) : start].isdigit():
            code = _code_before().search(string, max(0, start - _REACH), start)
            start = code.start() if code else start
        words = string[start:end]
        if rule.id == "citation.local_law" and not opens_with_division(words):
            continue
        yield Mark(start, end, "citation", _label(rule, string, start, words), rule.id)


@cache
def _code_before() -> re.Pattern[str]:
    """The code of a standard right before its title: GB31654—2021《餐饮服务通用卫生规范》."""
    return compiled("(?<![A-Za-z0-9]){standard_code}$", "citation")


def _matches(rule: Rule, string: str) -> Iterator[re.Match[str]]:
    hold = _HOLD.get(rule.id)
    if hold and not hold.search(string):
        return
    if rule.id not in _CUES:
        yield from rule.pattern.finditer(string)
        return
    ends, reach = _CUES[rule.id]
    edition = _EDITION.get(rule.id, 4)
    last = 0
    for cue in re.finditer(f"[{ends}]", string):
        index = cue.start()
        if ends == "号" and not _is_numbered(rule, string, index):
            continue
        low, high = max(last, index - reach), index + edition
        if hold and not hold.search(string, low, high):
            continue
        match = rule.pattern.search(string, low, high)
        if match:
            last = match.end()
            yield match


def _is_numbered(rule: Rule, string: str, index: int) -> bool:
    """Whether a numeral stands before 号, and for a document number a bracket before that."""
    if string[index - 1 : index] not in _NUMERALS:
        return False
    near = max(0, index - _NUMBER_REACH)
    return (
        rule.id != "citation.number"
        or max(string.rfind("〕", near, index), string.rfind("）", near, index)) > -1
    )


def _lead(words: str, *, order: bool) -> int:
    stop = len(words) if order else max(words.find("〔"), words.find("（"))
    return lead_length(words[: max(stop, 0)], order=order)


def _label(rule: Rule, string: str, start: int, words: str) -> str:
    if rule.id != "citation.title":
        return rule.label
    reference = read_reference(words)
    if string.endswith("简称", max(0, start - 2), start) or _defining(string, start):
        return "short"
    title = reference.title or ""
    written = is_yet_to_be_written(string[max(0, start - _REACH) : start], title)
    if written or not is_document(title):
        return "other"
    end = start + len(words)
    shown = is_work(string[max(0, start - _WORKS) : start], string[end : end + _BEHIND])
    return "other" if shown and reference.number is None else reference.kind


def _defining(string: str, start: int) -> bool:
    """Whether the title only gives another its short name."""
    opened = string.rfind("（", max(0, start - 40), start)
    if opened < 0 or "）" in string[opened:start]:
        return False
    return bool(short_names(string[opened : string.find("》", start) + 1]))


def _outside(marks: list[Mark], titles: list[Mark]) -> Iterator[Mark]:
    index = 0
    for mark in marks:
        while index < len(titles) and titles[index].end <= mark.start:
            index += 1
        if index == len(titles) or titles[index].start >= mark.end:
            yield mark
