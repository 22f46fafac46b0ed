"""Bodies told by their kind or by what is true of them: 接种单位要…, 有条件的地区可….

They bear no name that the tables know, so that only what follows can tell that they act.
"""

import re
from collections.abc import Iterator

from extractor.find.enterprise import COMPANY
from extractor.find.pivot import past_bracket
from extractor.find.predicate import (
    ACTS,
    ADVANCES,
    AFTER_CONDITION,
    BY_DUTY,
    DESCRIBES,
    OBJECT,
    ORDERED,
    URGING,
    VERB,
    Run,
    relative,
)
from extractor.interpret.places import places_at
from extractor.interpret.runs import nouns_at, run_at
from extractor.interpret.trie import branching
from extractor.lexicon.load import table

_SUBJECT, _ATOMS, _KIND = table("actor")["subject"], table("actor")["atoms"], table("actor")["kind"]
_TIERS, _OFFICE = branching(table("bodies")["places"]["tiers"]), table("actor")["office"]["inner"]
_WHEN = re.compile(_KIND["when"])
_FAILING = re.compile(_KIND["failing"])
# 纳入配额管理的重点排放单位应于…: what tells which stands before a noun of its kind.
_RELATED = re.compile(
    rf"(?!{_SUBJECT['no_whole']})[^，。；：]{{2,80}}的(?=[^的，。；：]{{2,20}}$|[^的，。；：]{{2,40}})"
)
_COUNT = re.compile(_KIND["count"])
_COUNTED = re.compile(f"{_COUNT.pattern}(?:[一-龥]{{2,4}}?)?(?:{_TIERS}|{_KIND['counted']})")
_OFFICES = re.compile(rf"(?!各|有关|相关){_OFFICE}(?:、{_OFFICE})+")
_BY_SHARE = re.compile(f"(?:要|应当?|须)?(?:{BY_DUTY})")
_REPORTS = re.compile(_KIND["reports"])
_IS_SERVED = re.compile(_KIND["is_served"])
_EXAMPLES = re.compile(_KIND["examples"])
_OF = re.compile("的")
_AND = re.compile("、|以及|和|与|及|或")
# 对弄虚作假的评审机构，三年内不得承担…: who is spoken of is the one who must not.
_SPOKEN_OF = re.compile(_SUBJECT["spoken_of"])
_BARRED = re.compile(_SUBJECT["barred"])
_SINCE = re.compile(_KIND["since"])
_LAPSED = re.compile(f"{_KIND['since']}{_KIND['lapsed']}|{_KIND['lapsed_all']}")
_ASIDE = re.compile(_KIND["aside"])
_WHOLE = re.compile(
    rf"(?:凡是?)?(?P<np>(?!{_SUBJECT['no_whole']})[^，。；：的]{{2,24}}的{_SUBJECT['whole']})"
)
_AND_PERSONS = re.compile(_KIND["and_persons"])
_OPENS = re.compile(
    rf"{branching(_SUBJECT['surely'])}{{1,3}}{VERB}|{branching(_SUBJECT['transitive'])}(?!{_ATOMS['noun_tail']})"
    rf"|{_KIND['answers_for']}"
    rf"|{branching(_SUBJECT['surely'])}{{0,3}}(?:{_SUBJECT['toward']})[^，。；]{{2,40}}?(?:{VERB}|{_KIND['bears']})"
)
_ACTING = re.compile(
    rf"(?!{_SUBJECT['trades']}[一-龥]{{0,4}}{_SUBJECT['trade_heads']}$)(?:{branching(_ATOMS['adverb'])}|{VERB}|多|一批)"
)
_SERVED = re.compile(_KIND["served"])
_TOLD = re.compile(_KIND["told"])
_TRADE = re.compile(rf"{_SUBJECT['trades']}{_SUBJECT['trade_heads']}")
_FRAME = re.compile(
    rf"(?:{_SUBJECT['frame']})[^，。；]{{1,40}}，(?:{_SUBJECT['frame']}|{_KIND['framed']})"
    rf"|(?:{_KIND['by_rule']})[^，。；]{{2,40}}，{VERB}"
)


def by_kind(string: str, heads: list[int], high: int, end: int) -> Iterator[Run]:
    """Bodies by kind and not by name, where what follows is surely a predicate: 接种单位要…"""
    for head in heads:
        offices = _OFFICES.match(string, head, high)
        if offices and _told(string, offices.end(), high):
            yield Run(*offices.span(), "actor.noun")
            return
        places = _COUNTED.match(string, head, high)
        if places and ORDERED.match(string, places.end(), high):
            yield Run(*places.span(), "actor.whole")
            return
        for at in _starts(string, head, high):
            to = nouns_at(string, at, high)
            if to is not None and _does(string, at, to, high, end):
                yield Run(at, to, "actor.noun")
                return


def _told(string: str, at: int, high: int) -> bool:
    return bool(ORDERED.match(string, at, high) or _BY_SHARE.match(string, at, high))


def _starts(string: str, head: int, high: int) -> Iterator[int]:
    """Where the name may begin: behind how many there are, or behind examples of its kind."""
    at = _past(_COUNT, string, head, high)
    yield at
    if string.find("等", at, high) > 0 and not URGING.match(string, at, high):
        behind = _past(_EXAMPLES, string, at, high)
        if behind > at:
            yield behind


def _does(string: str, at: int, to: int, high: int, end: int) -> bool:
    """Whether nouns are a subject: what follows is surely a predicate, and no verb opens them."""
    if OBJECT.match(string, at, to):
        return False
    if URGING.match(string, at, to) and not _TRADE.fullmatch(string, at, to):
        return False
    persons = _AND_PERSONS.match(string, to, high)
    after = persons.end() if persons else to
    return bool(
        ORDERED.match(string, after, high)
        or _SINCE.match(string, after, high)
        or _REPORTS.match(string, after, high)
        or _framed(string, after, end)
        or _when(string, after, end)
        or _predicated(string, at, to, high, end)
    )


def _past(pattern: re.Pattern[str], string: str, at: int, high: int) -> int:
    match = pattern.match(string, at, high)
    return match.end() if match else at


def _ordered(string: str, at: int, high: int, end: int) -> bool:
    """Told what to do, at once or behind a comma: …的维修企业，应于…"""
    if ORDERED.match(string, at, high):
        return True
    if not string.startswith("，", at) or _IS_SERVED.match(string, at, end):
        return False
    return bool(AFTER_CONDITION.match(string, at + 1, end) or _LAPSED.match(string, at + 1, end))


def _beside(string: str, low: int, high: int) -> Iterator[Run]:
    """Bodies of the same subject, each told by what is true of it: A的使用企业、B的销售企业以及C的…."""
    for of in _OF.finditer(string, low, high):
        to = nouns_at(string, of.end(), high)
        if to is not None and _AND.match(string, to, high):
            yield Run(of.end(), to, "actor.noun")


def _framed(string: str, at: int, end: int) -> bool:
    """根据…，对…, before the predicate."""
    return bool(_FRAME.match(string, at, end))


def _when(string: str, at: int, end: int) -> bool:
    """餐饮单位采购食材时，应当…: what it does, before what it has to do about it."""
    moment = _WHEN.match(string, at, end)
    return bool(
        moment
        and ACTS.match(string, at, end)
        and not DESCRIBES.match(string, at, moment.end())
        and AFTER_CONDITION.match(string, moment.end(), end)
    )


def _predicated(string: str, start: int, at: int, high: int, end: int) -> bool:
    """自愿参与…, 建立台账: words that open a predicate and never go on with the noun before them.

    A noun that opens with a verb may be the object of it (简化企业…) unless the verb tells whose
    trade it is (收运企业); and what somebody does who is then served is a condition.
    """
    if string.startswith("，", at):
        return bool(AFTER_CONDITION.match(string, at + 1, end))
    if (
        _ACTING.match(string, start, at)
        or not _OPENS.match(string, at, high)
        or DESCRIBES.match(string, at, high)
    ):
        return False
    if _SERVED.search(string, high, end):
        return False
    if string[high - 1] == "的":
        return high < end and bool(AFTER_CONDITION.match(string, high + 1, end))
    return not relative(string, at, high)


def _between(string: str, at: int, end: int) -> bool:
    """A frame between commas before what is ordered: …的市，在完成目标的前提下，可…"""
    frame = _ASIDE.match(string, at, end)
    return bool(frame and ORDERED.match(string, frame.end(), end))


def spoken_of(string: str, low: int, high: int, end: int) -> Iterator[Run]:
    """Whom the sentence is about, barred from what only he could do: 对…的机构，不得承担…"""
    if string[low] not in "对凡" or not _BARRED.match(string, high, end):
        return
    told = _SPOKEN_OF.match(string, low, high)
    at = told.end() if told else low
    to = (nouns_at(string, at, high) or run_at(string, at, high)) if told else None
    if to == high:
        yield Run(at, to, "actor.spoken")
        return
    company = COMPANY.fullmatch(string, at, high) if told else None
    if company:
        yield Run(at, company.end("head"), "actor.spoken")


def by_place(string: str, heads: list[int], low: int, high: int) -> Iterator[Run]:
    """Places by their own names, told what to do: 济南市要…."""
    for at in heads if _TOLD.search(string, low, high) else ():
        to = places_at(string, at, high)
        if to is not None and ORDERED.match(string, to, high):
            yield Run(at, to, "actor.place")
            return


def by_trait(string: str, heads: list[int], high: int, end: int) -> Iterator[Run]:
    """Bodies told by what is true of them, named as a whole: 有条件的地区可…"""
    for at in heads if string.find("的", min(heads), high) > 0 else ():
        match = _WHOLE.match(string, at, high)
        persons = _AND_PERSONS.match(string, match.end(), high) if match else None
        after = persons.end() if persons else match.end() if match else at
        if match and (
            ORDERED.match(string, after, high)
            or ADVANCES.match(string, after, high)
            or _between(string, after, end)
        ):
            yield Run(*match.span("np"), "actor.whole")
            return
        related = _RELATED.match(string, at, high)
        if related:
            begin = _past(_COUNT, string, related.end(), high)
            to = nouns_at(string, begin, high)
            after = past_bracket(string, to, end) if to else begin
            if to and (_ordered(string, after, high, end) or ADVANCES.match(string, after, high)):
                yield from _beside(string, at, begin)
                yield Run(begin, to, "actor.noun")
                return
            to = places_at(string, begin, high)
            if to and ORDERED.match(string, to, high):
                yield Run(begin, to, "actor.place")
                return
        told = _FAILING.match(string, at, high)
        to = run_at(string, told.end(), end) if told else None
        if told and to and ORDERED.match(string, to, high):
            yield Run(told.end(), to, "actor.subject")
            return
