"""Whom a piece reports to: layer `recipient`, one mark for each run of bodies."""

import re
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.interpret.bodies import parse_body
from extractor.interpret.runs import run_at
from extractor.interpret.segment import veiled
from extractor.interpret.trie import branching
from extractor.lexicon.load import table
from extractor.model import Mark

_VERBS = table("recipient")["verbs"]
_BEHIND = re.compile(rf"(?:{branching(_VERBS['behind'])})(?=[^，。；]{{2}})")
_REACHING = re.compile(
    r"(?:报送|上报|反馈|提交|推送|发送|寄送|移送|递交|报)[^，。；、]{1,24}?(?:至|到|给)(?=[^，。；]{2})"
)
# 送省教育厅备案: 送 alone sends a thing anywhere, and to a body only where that body files it.
_SENT = re.compile(
    r"(?<![报移抄发运配寄呈输递分护选转函])送(?=[^，。；]{2,40}?(?:备案|备查|汇总|存档))"
)
_TOWARD = re.compile(r"向(?=[^，。；]{2})")
_REPORTS = re.compile(rf"[^，。；]{{0,24}}?{_VERBS['toward']}")
_NOT_BEFORE = re.compile(_VERBS["not_before"])
_APPROVES = re.compile(_VERBS["approves"])
_TOOLS = re.compile(_VERBS["tools"])
_AFTER_PLACE = re.compile(_VERBS["after_place"])
# 报省教育厅学生处: an office within the body that receives.
_OFFICE = re.compile(_VERBS["office"])
_JOINTS = ("、", "和", "与", "及")
_BRACKET = re.compile(r"（[^（）]{0,40}）")
_ALSO = re.compile(r"（[^（）]{0,24}可?向")


@finder("recipient", reads=("clause",), writes=("recipient",))
def find_recipients(board: Board) -> Iterator[Mark]:
    """The receivers named in every piece, in order."""
    hidden = veiled(board.string)
    for clause in board.marks("clause"):
        if clause.label not in ("goal", "cell", "fragment"):
            yield from _behind(board.string, hidden, clause.start, clause.end)
            yield from _sent(board.string, hidden, clause.start, clause.end)
            yield from _reaching(board.string, hidden, clause.start, clause.end)
            yield from _toward(board.string, hidden, clause.start, clause.end)


def _receiver(string: str, start: int, end: int) -> int | None:
    """Where the run of receivers ends; a place or a platform receives nothing."""
    to = run_at(string, start, end)
    if to is None or _TOOLS.match(string, to, end) or string.startswith("的", to):
        return None
    last = max(string.rfind("、", start, to) + 1, start)
    parsed = parse_body(string[last:to])
    if parsed and parsed.kind == "place" and not _AFTER_PLACE.match(string, to, end):
        return None
    return to


def _named(string: str, start: int, to: int, end: int, rule: str) -> Iterator[Mark]:
    """The receivers, each with the office within it that is named behind it."""
    office = _OFFICE.match(string, to, end)
    while office:
        yield Mark(start, office.end(), "recipient", "", "recipient.office")
        start = office.end() + 1
        further = run_at(string, start, end) if string[start - 1 : start] in _JOINTS else None
        if further is None:
            return
        to = further
        office = _OFFICE.match(string, to, end)
    yield Mark(start, to, "recipient", "", rule)


def _behind(string: str, hidden: str, start: int, end: int) -> Iterator[Mark]:
    for match in _BEHIND.finditer(hidden, start, end):
        if match[0] == "报" and _NOT_BEFORE.search(
            string, max(start, match.start() - 3), match.start()
        ):
            continue
        to = _receiver(string, match.end(), end)
        if to is None or _APPROVES.match(string, to, end):
            continue
        if match[0] != "报" or not _gives_up(string, to, end):
            yield from _named(string, match.end(), to, end, "recipient.behind")


_ACTS = re.compile(
    r"(?:依法|按程序|按照?规定|责令|予以|按照?[^，。；]{0,16}权限)[^，。；]{0,12}(?:关停|关闭|退出|淘汰|取缔|处理|处置)"
)


def _gives_up(string: str, at: int, end: int) -> bool:
    """报有批准权的人民政府依法关停: it decides and receives no report."""
    return bool(_ACTS.match(string, at, end))


def _sent(string: str, hidden: str, start: int, end: int) -> Iterator[Mark]:
    """送省教育厅备案."""
    for match in _SENT.finditer(hidden, start, end):
        to = _receiver(string, match.end(), end)
        if to is not None and string.startswith(("备", "汇总", "存档"), to):
            yield Mark(match.end(), to, "recipient", "", "recipient.behind")


def _reaching(string: str, hidden: str, start: int, end: int) -> Iterator[Mark]:
    """报送进展情况至省厅: the thing stands between the verb and the body."""
    for match in _REACHING.finditer(hidden, start, end):
        to = _receiver(string, match.end(), end)
        if to is not None and not _APPROVES.match(string, to, end):
            yield from _named(string, match.end(), to, end, "recipient.reaching")


def _toward(string: str, hidden: str, start: int, end: int) -> Iterator[Mark]:
    for match in _TOWARD.finditer(hidden, start, end):
        to = _receiver(string, match.end(), end)
        if to is None:
            continue
        bracket = _BRACKET.match(string, to, end)
        after = bracket.end() if bracket else to
        if not _REPORTS.match(string, after, end):
            continue
        yield Mark(match.end(), to, "recipient", "", "recipient.toward")
        also = _ALSO.match(string, to, after)
        if also:
            other = run_at(string, also.end(), after - 1)
            if other is not None:
                yield Mark(also.end(), other, "recipient", "", "recipient.toward")
