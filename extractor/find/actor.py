"""Who acts in a piece: layer `actor`, labelled with the role; assembly reads the names.

An actor is a run of bodies at the head of a clause, in front of a deontic, an action verb or what
leads up to one; or a body that is asked, told or left to act (由…, 提请…依法关停: rule
`actor.pivot`). Approvers, receivers and those who are only urged are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.find.pipeline import Board, finder
from extractor.interpret.body_grammar import COLLECTIVE, ENTERPRISE, MODIFIER
from extractor.interpret.runs import nouns_at, run_at
from extractor.interpret.segment import segments, veiled
from extractor.interpret.trie import branching
from extractor.lexicon.load import table
from extractor.model import Mark

_TABLE = table("actor")
_ATOMS, _SUBJECT, _PIVOT, _SHARES = (_TABLE[key] for key in ("atoms", "subject", "pivot", "shares"))
_ADVERB = f"{branching(_ATOMS['adverb'])}{{0,4}}"
_VERB = f"{branching(_ATOMS['verb'])}(?!{_ATOMS['noun_tail']})"
_DEONTIC = f"(?:{_ATOMS['deontic']})"
_PREPOSITION = f"(?:{_ATOMS['preposition']})"
_ACTS = re.compile(f"(?:不仅|既)?{_ADVERB}(?:{_DEONTIC}|{_PREPOSITION}|{_VERB})")
_MUST = re.compile(f"(?:原则上|{_ADVERB})(?:{_DEONTIC})")
_AFTER_CONDITION = re.compile(_SUBJECT["must"])
_LEAD_IN = re.compile(f"(?:{_SUBJECT['lead_in']})+")
_TIME = re.compile(_SUBJECT["time"])
_URGING = re.compile(rf"{branching(_SUBJECT['urging'])}|{_SUBJECT['objects']}")
_OBJECT = re.compile(_SUBJECT["heads"])
_REPORTS = re.compile(
    r"[^。；]{0,60}?(?:请于|于[^，。；]{2,24}前?(?:报|送|反馈|提交)|(?:及时|按时|定期)?(?:报送|上报|报(?:至|市|省|国|县|区)))"
)
_POSSESSED = re.compile(
    r"[^，。；：]{2,50}?(?:，)?(?:均|都|也)?(?:应当?(?!急)|必须|须|要(?!求|素))"
)
_FUND = re.compile(r"[^，。；]{0,20}(?:基金|资金|经费|专项)(?:应|要|可|由)")
_BRACKET = re.compile(r"（(?P<or>或)?[^（）]{1,40}）")
_ASKS = re.compile(
    f"(?P<by>由(?!于|此|来|上|下|内|外|浅|低|小|点))|(?P<asks>{branching(_PIVOT['asks'])})(?:由|至|给)?"
)
_APPROVES = re.compile(f"(?:按照?[^，。；]{{0,12}})?{_PIVOT['approves']}")
_BY_APPROVES = re.compile(_PIVOT["by_approves"])
_BY_ITSELF = re.compile("由(?:其|上述(?:部门|单位)|该(?:部门|单位))")
_COMPANY = re.compile(
    rf"(?P<head>{MODIFIER}(?:{ENTERPRISE}|{COLLECTIVE}))(?:和(?:个人|群众|单位))?"
)
_LEAVES = re.compile(
    r"(?:全部|一律|均|都|逐步|有序|依法|自行)?[^，。；的]{0,6}(?:退出|关停|搬迁|改造(?!提升|升级)后)(?=$|[，。；])|改造后[^，。；]{0,20}(?:确保|达到)"
)
_SHARE_BY_DUTY = re.compile(_SHARES["by_duty"])
_SHARE_LEAD = re.compile(_SHARES["lead"])
_SHARE_SUPPORT = re.compile(_SHARES["support"])
_HELPS = re.compile(
    r"(?:，)?(?:要|应当?|将|可以?|须|并)?(?:及时|积极|主动)?(?:牵头|负责)?(?:会同|联合|协同|商)"
)
_PERSONS = re.compile(_ATOMS["heads_of"])
_ORDERED = re.compile(f"(?:{_ADVERB}{_DEONTIC}|(?:具体)?(?:负责|牵头))")
_HELPED = re.compile(r"(?:应当?|要|须|必须)?(?:积极|主动|密切)?(?:配合|协助)")
_ENTERPRISES = re.compile(f"{MODIFIER}(?:{ENTERPRISE})$")


_MOST_JOINED = 8
"""How many runs of bodies behind commas are taken as one subject."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of bodies in a piece and how it came to be an actor."""

    start: int
    end: int
    rule: str
    role: str = "responsible"


@finder("actor", reads=("clause", "recipient"), writes=("actor",))
def find_actors(board: Board) -> Iterator[Mark]:
    """The actors of every piece of the body, in order."""
    hidden = veiled(board.string)
    recipients = board.marks("recipient")
    for clause in board.marks("clause"):
        if clause.label in ("goal", "cell", "fragment"):
            continue
        told = [mark for mark in recipients if clause.start <= mark.start < clause.end]
        runs = _actors(board.string, hidden, clause.start, clause.end, told)
        for run in _with_roles(board.string, clause.end, runs):
            yield Mark(run.start, run.end, "actor", run.role, run.rule)


def _actors(string: str, hidden: str, start: int, end: int, told: list[Mark]) -> list[_Run]:
    found: list[_Run] = []
    parts = segments(hidden, start, end)
    covered = start
    for index, (low, high) in enumerate(parts):
        if low < covered:
            continue
        following = parts[index + 1][0] if index + 1 < len(parts) else None
        runs = [
            *_subjects(string, low, high, end, following),
            *_pivots(string, hidden, low, high, end),
        ]
        runs = runs or list(_nouns(string, low, high, end))
        runs = runs or list(_companies(string, hidden, low, high, following))
        found += runs
        covered = max([covered, *(run.end for run in runs)])
    for match in _BY_ITSELF.finditer(string, start, end):
        before = [mark for mark in told if mark.end <= match.start()]
        if before:
            found.append(_Run(before[-1].start, before[-1].end, "actor.pivot"))
    return _apart(found)


def _apart(runs: list[_Run]) -> list[_Run]:
    """Runs in order that do not overlap."""
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.start, -run.end)):
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _subjects(string: str, low: int, high: int, end: int, following: int | None) -> Iterator[_Run]:
    """Runs at the head of the clause `[low, high)`, behind a date or 同时, or none."""
    for at in _heads(string, low, high):
        runs = _comma_joined(string, at, end)
        if not runs:
            continue
        last = runs[-1][1]
        after = _past_bracket(string, last, end)
        if after > last and (string[last + 1] == "或"):
            other = run_at(string, last + 2, after - 1)
            runs += [(last + 2, other)] if other == after - 1 else []
        if _acts(string, runs[0][0], after, high, end, following):
            for run in runs:
                yield _Run(*run, "actor.subject")
            return
        shorter = _possessor(string, at, runs[0], end)
        if shorter:
            yield shorter
            return


def _heads(string: str, low: int, high: int) -> Iterator[int]:
    """Where the subject of a clause may begin: behind 同时, at the head, behind a date."""
    lead = _LEAD_IN.match(string, low, high)
    if lead:
        yield lead.end()
    yield low
    yield from (match.end() for match in _dates(string, lead.end() if lead else low, high))


def _dates(string: str, low: int, high: int) -> Iterator[re.Match[str]]:
    match = _TIME.match(string, low, min(high, low + 30))
    while match is not None:
        yield match
        longer = _TIME.match(string, match.end(), min(high, low + 30))
        match = longer if longer and longer.end() > match.end() else None


def _comma_joined(string: str, at: int, end: int) -> list[tuple[int, int]]:
    """The run at `at` and those that follow it behind a comma, all one subject."""
    runs: list[tuple[int, int]] = []
    for _ in range(_MOST_JOINED):
        to = run_at(string, at, end)
        if to is None:
            return runs
        runs.append((at, to))
        if to >= end or string[to] != "，":
            return runs
        at = to + 1
    return runs


def _past_bracket(string: str, at: int, end: int) -> int:
    match = _BRACKET.match(string, at, end)
    return match.end() if match else at


def _acts(string: str, start: int, at: int, high: int, end: int, following: int | None) -> bool:
    if at < end and string[at] == "，":
        return bool(_ACTS.match(string, at + 1, end)) and not string.startswith("的", at - 1)
    stop = string.find("，", at, end)
    stop = end if stop < 0 else stop
    if string[stop - 1] == "的":
        return stop < end and bool(_AFTER_CONDITION.match(string, stop + 1, end))
    if not _ACTS.match(string, at, end) and not _LEAVES.match(string, at, end):
        return False
    return not _relative(string, at, stop)


_RELATIVE = re.compile(
    r"[^，。；要应须可]{1,40}的[^，。；的]{1,24}(?:应当?|要|须|必须|不得|请于|于[^，]{2,20}报)"
)


def _relative(string: str, at: int, stop: int) -> bool:
    """A verb that only describes a thing: 各市制定的计划应当…"""
    return bool(_RELATIVE.match(string, at, stop))


def _possessor(string: str, at: int, run: tuple[int, int], end: int) -> _Run | None:
    """各市的总结请于…报送: whose report it is has to send it; whose affairs they are has to act."""
    start, to = run
    if _FUND.match(string, to, end) or _PERSONS.match(string, to, end):
        return None
    each = string.startswith(("各", "市、区", "县（市、区）"), start)
    if _REPORTS.match(string, to, end) and not re.match("[^，。；]{0,30}由", string[to:end]):
        return _Run(start, to, "actor.possessor")
    if each and _POSSESSED.match(string, to, end):
        return _Run(start, to, "actor.possessor")
    return None


def _pivots(string: str, hidden: str, low: int, high: int, end: int) -> Iterator[_Run]:
    for match in _ASKS.finditer(hidden, low, high):
        to = run_at(string, match.end(), end)
        if to is None:
            continue
        after = _past_bracket(string, to, end)
        if (_BY_APPROVES if match["by"] else _APPROVES).match(string, after, end):
            continue
        if match["by"]:
            if after >= high or _ACTS.match(string, after, end) or string[after] == "，":
                yield _Run(match.end(), to, "actor.by")
        elif _ACTS.match(string, after, end) and not string.startswith(("，", "报"), after):
            yield _Run(match.end(), to, "actor.pivot")


def _nouns(string: str, low: int, high: int, end: int) -> Iterator[_Run]:
    """Bodies by kind and not by name, where a deontic follows: 接种单位要…"""
    for at in _heads(string, low, high):
        to = nouns_at(string, at, high)
        if to is None or _URGING.search(string, at, to) or _OBJECT.match(string, at, to):
            continue
        if _ORDERED.match(string, to, high):
            yield _Run(at, to, "actor.noun")
            return


def _companies(
    string: str, hidden: str, low: int, high: int, following: int | None
) -> Iterator[_Run]:
    """An enterprise or the like as the head of a longer subject: 未按期完成改造的企业，不得…"""
    for match in _COMPANY.finditer(string, low, high):
        if _URGING.search(hidden, low, match.start()) or _OBJECT.match(hidden, low, match.start()):
            continue
        to = match.end()
        direct = to < high and (
            _AFTER_CONDITION.match(string, to, high) or _LEAVES.match(string, to, high)
        )
        topical = to == high and following is not None and _AFTER_CONDITION.match(string, following)
        if direct or topical:
            yield _Run(match.start("head"), match.end("head"), "actor.subject")
            return


def _with_roles(string: str, end: int, runs: list[_Run]) -> Iterator[_Run]:
    """The role of each run by the words of its own stretch, and the helpers that it names."""
    for index, run in enumerate(runs):
        stop = runs[index + 1].start if index + 1 < len(runs) else end
        near = _until_comma(string, run.end, stop)
        helpers = _helpers(string, run, end)
        yield replace(run, role=_role(string, run, near, stop))
        yield from (helper for helper in helpers if helper.start >= run.end and helper.end <= stop)


def _until_comma(string: str, start: int, stop: int) -> int:
    at = string.find("，", start + 1, stop)
    return stop if at < 0 else at


def _role(string: str, run: _Run, near: int, stop: int) -> str:
    if _ENTERPRISES.fullmatch(string, run.start, run.end):
        return "responsible"
    if _SHARE_LEAD.match(string, run.end, near):
        return "lead"
    if _SHARE_SUPPORT.match(string, run.end, near):
        return "support"
    return "by_duty" if _SHARE_BY_DUTY.search(string, run.end, stop) else "responsible"


def _helpers(string: str, run: _Run, end: int) -> list[_Run]:
    """Bodies joined by 会同 support; those whom 配合 names are helped, and act."""
    joined = _HELPS.match(string, run.end, end)
    if joined:
        to = run_at(string, joined.end(), end)
        return [_Run(joined.end(), to, "actor.helper", "support")] if to else []
    helped = _HELPED.match(string, run.end, end)
    if helped:
        to = run_at(string, helped.end(), end)
        if to and _ACTS.match(string, to, end):
            return [_Run(helped.end(), to, "actor.helped")]
    return []
