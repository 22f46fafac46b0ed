"""Who acts in a piece: layer `actor`, labelled with the role; assembly reads the names.

An actor is a run of bodies at the head of a clause, in front of a deontic, an action verb or what
leads up to one; or a body that is asked, told or left to act (由…, 提请…依法关停: rule
`actor.pivot`). Approvers, receivers and those who are only urged are none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.find.enterprise import COMPANY, companies
from extractor.find.kind import by_kind, by_place, by_trait, spoken_of
from extractor.find.pipeline import Board, finder
from extractor.find.pivot import entrusted, handlers, past_bracket, pivots
from extractor.find.predicate import (
    ACTS,
    AFTER_CONDITION,
    DESCRIBES,
    LEAVES,
    ORDERED,
    Run,
    relative,
)
from extractor.find.role import helping, with_roles
from extractor.interpret.body_grammar import ENTERPRISE
from extractor.interpret.runs import nouns_at, run_at
from extractor.interpret.segment import segments, veiled
from extractor.lexicon.load import table
from extractor.model import Mark

_TABLE = table("actor")
_ATOMS, _SUBJECT = _TABLE["atoms"], _TABLE["subject"]
_LEAD_IN = re.compile(f"(?:{_SUBJECT['lead_in']})+")
_TIME = re.compile(_SUBJECT["time"])
_FIGURE = re.compile("[0-9一二三四五六七八九十每今明当]|年度|收到")
# A number that a lost line feed has left behind heading words, and a second subject behind 且.
_INNER_HEAD = re.compile(
    r"(?=[0-9并且而省市县区])(?<![，；：])(?:(?<=[一-龥])[0-9]{1,2}\.(?=[一-龥])|(?:并?且|而)(?=[各海省市县区学医企])|(?=(?:省级|市级|县级|区级)(?:按照?|给予|予以)))"
)
_REPORTS = re.compile(
    r"[^。；]{0,60}?(?:请于|于[^，。；]{2,24}前?(?:报|送|反馈|提交)|(?:及时|按时|定期)?(?:报送|上报|报(?:至|市|省|国|县|区)))"
)
_POSSESSED = re.compile(
    r"[^，。；：]{2,50}?(?:，)?(?:均|都|也)?(?:应当?(?!急)|必须|须|要(?!求|素))"
)
_HANDLED = re.compile(
    rf"{_TABLE['handled']['verb']}[^，。；的]{{2,40}}?{_TABLE['handled']['told']}"
)
_GRADED = re.compile(_TABLE["graded"]["act"])
_FUND = re.compile(r"[^，。；]{0,20}(?:基金|资金|经费|专项)(?:应|要|可|由)")
_INTRODUCES = re.compile(_SUBJECT["introduces"])
# 未完成任务的市政府要…: what is true of the body stands before its name.
_BY_ITSELF = re.compile("由(?:其|上述(?:部门|单位)|该(?:部门|单位))")
_PERSONS = re.compile(_ATOMS["heads_of"])
_BECOMES = re.compile("(?:作为|为|是)(?=[^，。；]{0,30}(?:单位|部门|主体)(?:$|[，。；、]))")


_MOST_JOINED = 8
"""How many runs of bodies behind commas are taken as one subject."""


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
        for run in with_roles(board.string, clause.end, runs):
            yield Mark(run.start, run.end, "actor", run.role, run.rule)


def _actors(string: str, hidden: str, start: int, end: int, told: list[Mark]) -> list[Run]:
    found: list[Run] = []
    parts = segments(hidden, start, end)
    covered = start
    for index, (low, high) in enumerate(parts):
        if low < covered:
            continue
        following = parts[index + 1][0] if index + 1 < len(parts) else None
        heads = list(_heads(string, low, high))
        runs = [
            *helping(string, low, end),
            *_subjects(string, heads, high, end, following),
            *pivots(string, hidden, low, high, end),
            *handlers(string, hidden, low, high),
            *entrusted(string, low, high),
        ]
        runs = runs or list(by_kind(string, heads, high, end))
        runs = runs or list(spoken_of(string, low, high, end))
        runs = runs or list(by_place(string, heads, low, high))
        runs = runs or list(by_trait(string, heads, high, end))
        runs = runs or list(companies(string, hidden, low, high, following))
        found += runs
        found += _inner(string, low, high, end, following)
        covered = max([covered, *(run.end for run in runs)])
    for match in _BY_ITSELF.finditer(string, start, end):
        before = [mark for mark in told if mark.end <= match.start()]
        if before:
            found.append(Run(before[-1].start, before[-1].end, "actor.pivot"))
    return [_standing(string, start, parts, run) for run in _apart(found)]


def _standing(string: str, start: int, parts: list[tuple[int, int]], run: Run) -> Run:
    """Who acts in what a piece introduces is not its subject: 推行“提前申报”，海关即办理…."""
    embedded = parts and run.start >= parts[0][1] and _INTRODUCES.match(string, start)
    return replace(run, rule="actor.embedded") if embedded and run.role != "support" else run


def _apart(runs: list[Run]) -> list[Run]:
    """Runs in order that do not overlap."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.start, -run.end)):
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _subjects(
    string: str, heads: list[int], high: int, end: int, following: int | None
) -> Iterator[Run]:
    """Runs at the head of a clause that ends at `high`, behind a date or 同时, or none."""
    for at in heads:
        runs = _comma_joined(string, at, end)
        if not runs:
            continue
        last = _and_nouns(string, runs, high)
        after = past_bracket(string, last, end)
        if after > last and (string[last + 1] == "或"):
            other = run_at(string, last + 2, after - 1)
            runs += [(last + 2, other)] if other == after - 1 else []
        if _acts(string, runs[0][0], after, high, end, following):
            for run in runs:
                yield Run(*run, "actor.subject" if run_at(string, *run) else "actor.noun")
            yield from _copulas(string, after, high)
            return
        shorter = _possessor(string, at, runs[0], end)
        if shorter:
            yield shorter
            return


def _and_nouns(string: str, runs: list[tuple[int, int]], high: int) -> int:
    """Where the subject ends when nouns follow its names: 各街道和重点单位建立…."""
    last = runs[-1][1]
    if last < high and string[last] in "和与及、":
        to = nouns_at(string, last + 1, high)
        if to is not None and (ORDERED.match(string, to, high) or ACTS.match(string, to, high)):
            runs.append((last + 1, to))
            return to
    return last


def _copulas(string: str, at: int, high: int) -> Iterator[Run]:
    """Further subjects behind a copula: 市教育局为牵头单位、各学校为责任单位."""
    if not _BECOMES.match(string, at, high):
        return
    for match in re.compile("、").finditer(string, at, high):
        to = run_at(string, match.end(), high)
        if to and _BECOMES.match(string, to, high):
            yield Run(match.end(), to, "actor.subject")


def _inner(string: str, low: int, high: int, end: int, following: int | None) -> Iterator[Run]:
    """Subjects inside a clause: behind a number that follows heading words, or behind 且."""
    for match in _INNER_HEAD.finditer(string, low, high):
        yield from _subjects(string, [match.end()], high, end, following)


def _heads(string: str, low: int, high: int) -> Iterator[int]:
    """Where the subject of the clause `[low, high)` may begin: behind 同时, at its head, behind a date."""
    lead = _LEAD_IN.match(string, low, high)
    if lead:
        yield lead.end()
    yield low
    if _FIGURE.search(string, low, min(high, low + 30)):
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


def _acts(string: str, start: int, at: int, high: int, end: int, following: int | None) -> bool:
    if at < end and string[at] == "：":
        opens = start == 0 or string[start - 1] in "\n。；"
        return opens and bool(ACTS.match(string, at + 1, end))
    if at < end and string[at] == "，":
        return bool(ACTS.match(string, at + 1, end)) and not string.startswith("的", at - 1)
    if _GRADED.match(string, at, high) and string.startswith("级", at - 1):
        return False
    stop = string.find("，", at, end)
    stop = end if stop < 0 else stop
    if string[stop - 1] == "的":
        return (
            not DESCRIBES.match(string, at, stop)
            and stop < end
            and bool(AFTER_CONDITION.match(string, stop + 1, end))
        )
    if not ACTS.match(string, at, end) and not LEAVES.match(string, at, end):
        return False
    if DESCRIBES.match(string, at, stop):
        return False
    if _ENTERPRISES.search(string, start, at) and _SERVED.match(string, at, end):
        return False
    return not relative(string, at, stop)


# 企业从境外进口的设备，免于…; 企业进口疫苗，允许…: what it is allowed binds others.
_ENTERPRISES = re.compile(f"(?:{ENTERPRISE})$")
_SERVED = re.compile(
    r"[^，。；要应须可]{1,40}(?:(?<!较.)的[^，。；的]{1,16}，(?:免于|免除|可|应|须|不再|无需)|，(?:允许|支持|鼓励))"
)


def _possessor(string: str, at: int, run: tuple[int, int], end: int) -> Run | None:
    """各市的总结请于…报送: whose report it is has to send it; whose affairs they are has to act."""
    start, to = run
    if _FUND.match(string, to, end) or _PERSONS.match(string, to, end):
        return None
    described = DESCRIBES.match(string, to, end)
    if described and COMPANY.match(string, described.end(), end):
        return None
    if string.startswith("级", to - 1) and to - start > 2:
        return None
    each = string.startswith(("各", "市、区", "县（市、区）"), start)
    if _REPORTS.match(string, to, end) and not re.match("[^，。；]{0,30}由", string[to:end]):
        return Run(start, to, "actor.possessor")
    if each and _POSSESSED.match(string, to, end):
        return Run(start, to, "actor.possessor")
    if _HANDLED.match(string, to, end) and _ENTERPRISES.search(string, start, to):
        return Run(start, to, "actor.possessor")
    return None
