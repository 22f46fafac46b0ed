"""The role of an actor by the words behind it, and the helpers and helped that it names."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.find.predicate import ACTS, ADVERB, Run
from extractor.interpret.body_grammar import ENTERPRISE, MODIFIER
from extractor.interpret.runs import nouns_at, run_at
from extractor.lexicon.load import table

_SHARES = table("actor")["shares"]
_BY_DUTY = re.compile(_SHARES["by_duty"])
_LEAD = re.compile(_SHARES["lead"])
_LEADER = re.compile(_SHARES["leader"])
# 请市教育局于4月20日前，分别牵头制定…: a date stands between a body and what it leads.
_DATED = re.compile("(?:要|应|须)?[于在][^，。；]{2,14}[前内底]，(?=[^，。；]{0,8}牵头)")
_HOST = re.compile(_SHARES["host"])
_COHOST = re.compile(_SHARES["cohost"])
_SUPPORT = re.compile(_SHARES["support"])
_HELPER = re.compile(_SHARES["helper"])
_JOINS = re.compile(
    rf"(?:，)?(?:要|应当?|将|可以?|须|并)?(?:及时|积极|主动)?(?:牵头|负责)?{_SHARES['joins']}"
)
_HELPED = re.compile(r"(?:应当?|要|须|必须)?(?:积极|主动|密切)?(?:配合|协助)")
_OPENS_HELPING = re.compile(rf"(?:并|且)?(?:要|应当?|须|必须|需)?{ADVERB}(?:配合|协助)")
_OPENS_JOINING = re.compile(
    rf"(?:并|且)?(?:要|应当?|须|必须|需|可)?(?:及时|积极|主动)?(?:牵头)?{_SHARES['joins']}"
)
_HELP = re.compile("配合|协助|会同|联合|协同|商")
_NEAR = 14
"""How far into a clause the word may stand by which it helps a body."""
_WORK_OF = re.compile(r"[^，。；、的]{0,12}工作(?=$|[，。；])")
_ENTERPRISES = re.compile(f"{MODIFIER}(?:{ENTERPRISE})$")


def with_roles(string: str, end: int, runs: list[Run]) -> Iterator[Run]:
    """The role of each run by the words of its own stretch, and the helpers that it names."""
    for index, run in enumerate(runs):
        stop = runs[index + 1].start if index + 1 < len(runs) else end
        if run.role == "support":
            yield run
            continue
        said = run.end + string.startswith("：", run.end)
        dated = _DATED.match(string, said, stop)
        said = dated.end() if dated else said
        near = _until_comma(string, said, stop)
        helpers = _helpers(string, run, end)
        yield replace(run, role=_role(string, run, said, near, stop, end))
        yield from (helper for helper in helpers if helper.start >= run.end and helper.end <= stop)


def helping(string: str, low: int, end: int) -> Iterator[Run]:
    """A clause without subject that helps a body to act, or acts together with one.

    配合市财政局制定…: the one helped acts; 会同有关部门开展…: those joined support.
    """
    if not _HELP.search(string, low, min(end, low + _NEAR)):
        return
    helped = _OPENS_HELPING.match(string, low, end)
    if helped:
        to = _body(string, helped.end(), end)
        if to and _is_helped(string, helped.end(), to, end):
            yield Run(helped.end(), to, "actor.helped")
        return
    joined = _OPENS_JOINING.match(string, low, end)
    if joined:
        to = _body(string, joined.end(), end)
        if to and _goes_on(string, to, end):
            yield Run(joined.end(), to, "actor.helper", "support")


def _body(string: str, start: int, end: int) -> int | None:
    return run_at(string, start, end) or nouns_at(string, start, end)


def _goes_on(string: str, at: int, end: int) -> bool:
    at += at < end and string[at] == "，"
    return bool(ACTS.match(string, at, end))


def _is_helped(string: str, start: int, to: int, end: int) -> bool:
    """Whether a body that is helped acts itself; customers who are served do not."""
    if _ENTERPRISES.fullmatch(string, start, to) and not string.startswith("电", start):
        return False
    return bool(ACTS.match(string, to, end) or _WORK_OF.match(string, to, end))


def _until_comma(string: str, start: int, stop: int) -> int:
    at = string.find("，", start + 1, stop)
    return stop if at < 0 else at


def _role(string: str, run: Run, said: int, near: int, stop: int, end: int) -> str:
    if _ENTERPRISES.fullmatch(string, run.start, run.end):
        return "responsible"
    if _LEAD.match(string, said, near) or _LEADER.fullmatch(string, run.start, run.end):
        return "lead"
    if _HOST.fullmatch(string, run.start, run.end) and _COHOST.match(string, run.end, end):
        return "lead"
    if _HELPER.fullmatch(string, run.start, run.end) or _SUPPORT.match(string, said, near):
        return "support"
    return "by_duty" if _BY_DUTY.search(string, run.end, stop) else "responsible"


def _helpers(string: str, run: Run, end: int) -> list[Run]:
    """Bodies joined by 会同 support; those whom 配合 names are helped, and act."""
    joined = _JOINS.match(string, run.end, end)
    if joined:
        to = _body(string, joined.end(), end)
        return [Run(joined.end(), to, "actor.helper", "support")] if to else []
    helped = _HELPED.match(string, run.end, end)
    if helped:
        to = run_at(string, helped.end(), end)
        if to and ACTS.match(string, to, end):
            return [Run(helped.end(), to, "actor.helped")]
    return []
