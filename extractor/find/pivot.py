"""Bodies that a piece hands its task to: behind 由, asked or told to act, or those it goes through."""

import re
from collections.abc import Iterator

from extractor.find.predicate import ACTS, DESCRIBES, DOES, URGING, Run
from extractor.interpret.places import places_at
from extractor.interpret.runs import nouns_at, run_at
from extractor.interpret.trie import branching
from extractor.lexicon.load import table
from extractor.lexicon.opening import guarded

_PIVOT = table("actor")["pivot"]
_ASKS = re.compile(
    guarded(
        f"(?P<by>(?<![自理缘事])由{_PIVOT['no_by']})|(?<![申邀聘敬])(?P<asks>{branching(_PIVOT['asks'])})(?:由|至|给)?"
    )
)
_ASKS_FAR = re.compile(_PIVOT["asks_far"])
_OF_KIND = re.compile(_PIVOT["of_kind"])
_THROUGH = re.compile(f"经{_PIVOT['no_through']}")
_WHICH = re.compile(_PIVOT["which"])
_APPROVES = re.compile(f"(?:按照?[^，。；]{{0,12}})?{_PIVOT['approves']}")
_BY_APPROVES = re.compile(_PIVOT["by_approves"])
_DESCRIBED = re.compile(rf"{DESCRIBES.pattern}|{_PIVOT['described']}")
_CHANGED = re.compile(_PIVOT["changed"])
_OF_THING = re.compile("[^，。；]{0,8}的(?=[^，。；])")
_HANDS_ON = re.compile(_PIVOT["hands_on"])
_EACH_DOES = re.compile(rf"各?(?:{DOES.pattern})(?!的)")
_QUOTED = re.compile("“[^“”]{1,12}”")
_HEADED = re.compile(_PIVOT["headed"])
_JOINED = re.compile(table("actor")["shares"]["joins"])
_HIRED = re.compile(_PIVOT["hired"])
_HANDED = re.compile("[将把](?!来)[^，。；]{2,50}$")
_COMMA = re.compile("、(?=[^、，。；]{4})")
_BRACKET = re.compile(r"（[^（）]{1,40}）")


def pivots(string: str, hidden: str, low: int, high: int, end: int) -> Iterator[Run]:
    """Bodies behind 由, and those that are asked or told to act."""
    for match in _ASKS.finditer(hidden, low, high):
        asks = match["asks"]
        at, to = _asked(string, match, high, end)
        if to is None:
            yield from _shared_out(string, match, high)
            continue
        after = _past_quoted(string, past_bracket(string, to, end), high)
        if asks and _does(string, asks, after, end):
            yield Run(at, to, "actor.pivot")
        elif not asks and not _changed(string, match.start(), after, high):
            also = _and_nouns(string, to, high)
            if not _is_left_to(string, also or after, high, end):
                continue
            yield Run(at, to, "actor.by")
            if also:
                yield Run(to + 1, also, "actor.by")
            if not _JOINED.match(string, after, end):
                yield from _further(string, after, high)


def _shared_out(string: str, match: re.Match[str], high: int) -> Iterator[Run]:
    """Places by their own names to which a task is left: 由济南市、青岛市各承担一半."""
    to = None if match["asks"] else places_at(string, match.end(), high)
    if to is not None and _EACH_DOES.match(string, to, high):
        yield Run(match.end(), to, "actor.place")


def entrusted(string: str, low: int, high: int) -> Iterator[Run]:
    """将备案事项委托县级主管部门办理: what is handed over is done by the body that receives it."""
    at = string.find("委托", low, high)
    if at < 0 or not _HANDED.search(string, low, at):
        return
    to = None if _HIRED.match(string, at + 2, high) else run_at(string, at + 2, high)
    if to is not None and DOES.match(string, to, high):
        yield Run(at + 2, to, "actor.by")


def _past_quoted(string: str, at: int, high: int) -> int:
    """Behind a manner in quotation marks: 由市河长办“一县一单”反馈."""
    match = _QUOTED.match(string, at, high)
    return match.end() if match else at


def _and_nouns(string: str, at: int, high: int) -> int | None:
    """Where nouns end that are joined to a name: 由区消防大队、公安派出所查封."""
    if at >= high or string[at] not in "、和与及":
        return None
    to = nouns_at(string, at + 1, high)
    return to if to is not None and DOES.match(string, to, high) else None


def _further(string: str, at: int, high: int) -> Iterator[Run]:
    """由牵头部门受理、配合部门分头办理: behind a comma another body with a verb of its own."""
    for match in _COMMA.finditer(string, at, high):
        start = match.end()
        if URGING.search(string, at, match.start()):
            return
        to = run_at(string, start, high) or nouns_at(string, start, high)
        if to is not None and DOES.match(string, to, high):
            yield Run(start, to, "actor.by")


def _asked(string: str, match: re.Match[str], high: int, end: int) -> tuple[int, int | None]:
    """The body behind 由 or a verb that asks, behind what tells which: 由具备资质的机构检测."""
    asks = match["asks"]
    at = match.end()
    to = run_at(string, at, end)
    if to is not None or (asks and not _OF_KIND.fullmatch(asks)):
        return at, to
    to = nouns_at(string, at, high)
    which = _WHICH.match(string, at, high) if to is None and not asks else None
    if which is None:
        return at, to
    at = which.end()
    return at, run_at(string, at, end) or nouns_at(string, at, high)


def _changed(string: str, at: int, after: int, high: int) -> bool:
    """取消由乡镇盖章的环节: what a verb before 由 does away with or sets up is told, not ordered."""
    return bool(_CHANGED.search(string, max(0, at - 4), at)) and "的" in string[after:high]


def handlers(string: str, hidden: str, low: int, high: int) -> Iterator[Run]:
    """Bodies through whose hands a thing goes: 经各区汇总后报送."""
    for match in _THROUGH.finditer(hidden, low, high):
        to = run_at(string, match.end(), high)
        handled = _HANDS_ON.match(string, to, high) if to is not None else None
        if to is not None and handled and not _OF_THING.match(string, handled.end(), high):
            yield Run(match.end(), to, "actor.pivot")


def _is_left_to(string: str, after: int, high: int, end: int) -> bool:
    """Whether a body behind 由 acts, and neither approves nor describes a thing."""
    if _BY_APPROVES.match(string, after, end) or _DESCRIBED.match(string, after, high):
        return False
    if _HEADED.match(string, after, high):
        return False
    if after >= high or string[after] == "，":
        return True
    return bool(ACTS.match(string, after, end) or _JOINED.match(string, after, end))


def _does(string: str, asks: str, after: int, end: int) -> bool:
    """Whether what follows a body that is asked is what it has to do."""
    if _APPROVES.match(string, after, end):
        return False
    if string.startswith("，", after):
        return bool(_ASKS_FAR.fullmatch(asks) and ACTS.match(string, after + 1, end))
    return bool(ACTS.match(string, after, end)) and not string.startswith("报", after)


def past_bracket(string: str, at: int, end: int) -> int:
    """Behind a parenthesis that stands at `at`, or `at`."""
    match = _BRACKET.match(string, at, end)
    return match.end() if match else at
