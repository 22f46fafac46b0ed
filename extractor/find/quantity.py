"""Numbers that decide whom a duty hits (label threshold) or that are to be reached (target).

Each figure is looked at inside its clause; the clause with the figure replaced by its kind is the
frame on which the decision rules of `lexicon/quantity_frames.toml` are tried in order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from extractor.find.pipeline import Board, finder
from extractor.interpret.figure import Figure
from extractor.interpret.measured import attribute_start, phrase_end, rank_start
from extractor.interpret.quantities import figures, speaks
from extractor.lexicon.load import compiled, table
from extractor.model import Mark

_SIGNS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "eq": "=", "top": "=", "bottom": "="}
_LETTERS = {
    "physical": "p", "class": "c", "count": "n", "times": "t", "share": "s", "money": "m",
    "age": "a", "score": "q", "bare": "x", "rank": "r", "days": "n",
}  # fmt: skip
_SENTENCE = re.compile(r"[^。\n]+")
_STOPS = "，；：\n"
_EVENT = re.compile(f"[（）{_STOPS}]")
_REACH = 120
"""A clause longer than this on one side of a figure is looked at no further."""
_DATE_WIDTH = 12
_FEW = 4
_PAID = ("quantity.none.money", "quantity.none.share")
_DATED = re.compile(
    r"(?:到|至|力争)?(?:20[0-9]{2}年(?:底|末|年底)?(?![0-9一二三四五六七八九十]*月?[0-9]*日?(?:起|印发|以来))|“?十[四五六]五”?(?:末|期间|时期))"
)
_COUNTED = re.compile("[一-龥]{0,8}")
_NAME = re.compile(r"“[^“”]{1,16}”|“[^“”\n]{1,200}”(?=的?(?:规定|条款|精神|表述))")
"""Names and words quoted from another document state nothing of the notice's own."""


@dataclass(frozen=True, slots=True)
class _Frame:
    id: str
    label: str
    pattern: re.Pattern[str]


_SERIES = _Frame("quantity.threshold.series", "threshold", re.compile(""))
"""What no frame decides but a figure of the same unit behind it does."""


@cache
def frames() -> tuple[_Frame, ...]:
    """The decision rules in their order."""
    rows = table("quantity_frames")["frame"]
    return tuple(
        _Frame(r["id"], r["label"], compiled(r["pattern"], "quantity_frames")) for r in rows
    )


@finder("quantity", reads=("citation", "section", "item"), writes=("quantity",))
def find_quantities(board: Board) -> Iterator[Mark]:
    """Sentence by sentence, so that a date to be reached holds for the figures behind it."""
    hidden = [(mark.start, mark.end) for mark in board.marks("citation")]
    hidden += [match.span() for match in _NAME.finditer(board.string)]
    hidden.sort()
    heads = {mark.start: mark.end for mark in [*board.marks("section"), *board.marks("item")]}
    for sentence in _SENTENCE.finditer(board.string):
        start = heads.get(sentence.start(), sentence.start())
        yield from _in_sentence(board.string, min(start, sentence.end()), sentence.end(), hidden)


@dataclass(slots=True)
class _Reading:
    """A figure, the clause it stands in, and the rule that decides it."""

    figure: Figure
    low: int
    high: int
    rule: _Frame | None


def _in_sentence(
    string: str, start: int, end: int, hidden: list[tuple[int, int]]
) -> Iterator[Mark]:
    read = list(_readings(string, start, end, hidden))
    _complete_series(string, read)
    floor = start
    for index, one in enumerate(read):
        if one.rule is None or one.rule.label == "none":
            continue
        figure, target = one.figure, one.rule.label == "target"
        stop = read[index + 1].figure.start if index + 1 < len(read) else one.high
        extend = _target_span if target else _threshold_span
        low, high = max(one.low, floor), min(one.high, max(stop, figure.end))
        at, to = extend(string, figure, low, high)
        yield Mark(at, to, "quantity", one.rule.label, one.rule.id)
        floor = to


def _readings(
    string: str, start: int, end: int, hidden: list[tuple[int, int]]
) -> Iterator[_Reading]:
    target, paid = False, ""
    last: _Reading | None = None
    looked, promised = start, False
    for figure in figures(string, start, end):
        if _hidden(figure, hidden) or not speaks(string, figure):
            continue
        promised = promised or bool(_DATED.search(string, looked, figure.start))
        looked, dated = max(looked, figure.start - _DATE_WIDTH), target or promised
        low, high = _clause(string, figure, start, end)
        if last is not None and _for_some(string, last, figure, low):
            rule = last.rule
        else:
            rule = _decide(string, figure, low, high, dated=dated)
        if paid == figure.kind and _goes_on(string, figure, low, rule):
            continue
        paid = figure.kind if rule is not None and rule.id in _PAID else ""
        target = rule is not None and (
            rule.label == "target" or (target and rule.label == "threshold")
        )
        last = _Reading(figure, low, high, rule)
        yield last


def _for_some(string: str, last: _Reading, figure: Figure, low: int) -> bool:
    """Whether a bracket right behind a target states it for some: 不超过15个（甲市不超过20个）."""
    if not string.startswith("（", low) or not figure.before:
        return False
    if not _COUNTED.fullmatch(string, last.figure.end, low):
        return False
    same = figure.amounts[0].unit == last.figure.amounts[0].unit
    return same and last.rule is not None and last.rule.label == "target"


def _goes_on(string: str, figure: Figure, low: int, rule: _Frame | None) -> bool:
    """Whether a figure behind a subsidy or fee states another of it: 首付不低于20%，二套不低于30%."""
    if figure.kind == "money":
        return rule is None or rule.label != "threshold"
    near = figure.kind == "share" and figure.start - low <= _FEW
    return near and rule is not None and rule.id == "quantity.target.predicate"


def _complete_series(string: str, read: list[_Reading]) -> None:
    """15万吨以下, at the end of its clause, is decided by 9万吨以下的煤矿 in the next one."""
    following: _Reading | None = None
    for one in reversed(read):
        amount = one.figure.amounts[0]
        if one.rule is None and following and amount.comparator == "eq":
            continue  # 其他11个地区15万吨以下: the count belongs to the place
        if following and _undecided(one) and _leads_to(string, one, following):
            one.rule = _SERIES
        following = one if one.rule is not None and one.rule.label == "threshold" else None


def _undecided(one: _Reading) -> bool:
    """Whether no frame decides, or only that a measure stands in front: 年用水量5万立方米以上，."""
    return one.rule is None or one.rule.id == "quantity.target.measured"


def _leads_to(string: str, one: _Reading, following: _Reading) -> bool:
    """Whether a figure ends its clause and the next clause, or the same, has one of its unit."""
    unit, ahead = one.figure.amounts[0].unit, following.figure.amounts[0].unit
    near = one.low == following.low or 0 <= following.low - one.high <= 1
    ends = string.startswith(("，", "、", "；"), one.figure.end)
    if near and ends and string.startswith("或", one.figure.end + 1):
        return True
    return near and ends and unit is not None and unit == ahead


def _hidden(figure: Figure, hidden: list[tuple[int, int]]) -> bool:
    index = bisect_right(hidden, figure.at, key=itemgetter(0)) - 1
    return any(high > figure.at for _, high in hidden[max(0, index - 1) : index + 1])


def _clause(string: str, figure: Figure, start: int, end: int) -> tuple[int, int]:
    """The clause round a figure: up to ，；： or, inside brackets, to the bracket, which is kept."""
    start, end = max(start, figure.start - _REACH), min(end, figure.end + _REACH)
    low, depth = start, 0
    for event in reversed(list(_EVENT.finditer(string, start, figure.start))):
        depth += {"）": 1, "（": -1}.get(event[0], 0)
        if depth < 0:
            low = event.start()
            break
        if depth == 0 and event[0] in _STOPS:
            low = event.end()
            break
    high, depth = end, 0
    for event in _EVENT.finditer(string, figure.end, end):
        depth += {"（": 1, "）": -1}.get(event[0], 0)
        if depth < 0:
            high = event.end()
            break
        if depth == 0 and event[0] in _STOPS:
            high = event.start()
            break
    return low, high


def _decide(string: str, figure: Figure, low: int, high: int, *, dated: bool) -> _Frame | None:
    outer = _outer(string, figure, low, high)
    frame = _frame(string, figure, low, high, dated=dated)
    found = next((one for one in frames() if one.pattern.search(frame)), None)
    if outer is None or found is None or found.label == "none":
        return found
    around = next((one for one in frames() if one.pattern.search(outer)), None)
    if around is not None and around.id in ("quantity.threshold.ending", "quantity.none.money"):
        return around
    return found


def _outer(string: str, figure: Figure, low: int, high: int) -> str | None:
    """For a figure in brackets that follow another figure, the frame of the clause outside."""
    if not (string[low] == "（" and string[high - 1] == "）") or figure.kind == "rank":
        return None
    stop = high
    while stop < min(len(string), high + _REACH) and string[stop] not in "，。；\n":
        stop += 1
    return f"【{_letter(figure)}≥】{string[high : stop + 1]}"


def _frame(string: str, figure: Figure, low: int, high: int, *, dated: bool) -> str:
    sign = _SIGNS[figure.amounts[0].comparator]
    less = figure.before in table("quantity")["before"]["lt"] and not figure.after
    before = "" if not figure.before or figure.kind == "rank" else "l" if less else "b"
    if len(figure.amounts) == 2 and figure.amounts[0].comparator != figure.amounts[1].comparator:
        sign = "≈"
    token = f"【{_letter(figure)}{before}{sign}】"
    left = _bare(string[low : figure.start])
    behind = string[figure.end : min(high + 12, len(string))].partition("\n")[0]
    return f"{'◆' if dated else ''}{left}{token}{_bare(behind)}"


def _bare(words: str) -> str:
    return words.replace("【", "〔").replace("】", "〕")


def _letter(figure: Figure) -> str:
    letter = _LETTERS[figure.kind]
    unit = figure.amounts[0].unit or ""
    if letter == "p" and unit.rpartition("/")[2] in ("d", "a", "日", "年", "小时", "天", "h"):
        return "c"
    return "P" if letter == "p" and figure.scaled else letter


def _threshold_span(string: str, figure: Figure, low: int, high: int) -> tuple[int, int]:
    if string[low : low + 1] == "（" and string[high - 1 : high] == "）":
        return _bracket_span(string, low, high)
    begin = rank_start if figure.kind == "rank" else attribute_start
    start = begin(string, low, figure.start)
    end = phrase_end(string, figure.end, high)
    if end > figure.end:
        return start, end - (string[end - 1] == "的")
    return _with_subject(string, low, start), figure.end


def _with_subject(string: str, low: int, start: int) -> int:
    """Where nothing follows the figure, the thing measured stands in front of it."""
    return max(low, start - 40) if string[low:start].strip("（、，") else start


def _bracket_span(string: str, low: int, high: int) -> tuple[int, int]:
    """A bracket with the noun phrase round it."""
    start = low
    while start > 0 and low - start < 16 and string[start - 1] not in "，。；、：（）“”\n的":
        start -= 1
    return start, phrase_end(string, high, min(len(string), high + 30))


def _target_span(string: str, figure: Figure, low: int, high: int) -> tuple[int, int]:
    start = low
    while start < figure.start and string[start] in "，、；：（和及":
        start += 1
    following = string[figure.end : figure.end + 1]
    if not following or following in "，。；、：）\n和及且并":
        return start, figure.end
    end = phrase_end(string, figure.end, min(high, figure.end + 34))
    return start, end
