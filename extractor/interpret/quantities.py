"""Numbers with their units and comparators, as they stand in the clean string."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractor.interpret.comparing import (
    comparators,
    settled,
    words_after,
    words_apart,
    words_before,
    words_parted,
)
from extractor.interpret.figure import Amount, Figure
from extractor.interpret.numerals import number
from extractor.interpret.units_of_measure import unit_code, unit_kinds, unit_pattern, unit_scale
from extractor.lexicon.load import table
from extractor.model.vocabulary import Comparator

_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[百千]?[万亿]{1,2}(?:[0-9]千)?|千(?![0-9瓦克伏米焦帕乏])(?=[^万亿]))?"
_CHINESE = r"(?:[一二三四五六七八九两十百]|千(?![瓦克伏米焦帕乏]))(?:[一二三四五六七八九十百万亿零〇点]|千(?![瓦克伏米焦帕乏]))*"
_BARE_LARGE = r"(?<![0-9一二三四五六七八九两十百千万数])万?亿(?=元(?![级村户县镇区企产]))"
_SHARES = {"百分之": "%", "千分之": "‰", "万分之": None}
_DASH = r"[-－—–―~～至到]{1,2}"
_GAP = re.compile(r"(?:、|和|与|及|以及|，)")
_RATIO = re.compile(rf"(?P<left>{_ARABIC})[:：∶比](?P<right>{_ARABIC})(?![0-9:：∶])")
_SPECIAL: dict[str, tuple[int, str]] = {
    "翻一番": (2, "倍"), "翻番": (2, "倍"), "翻两番": (4, "倍"), "翻1番": (2, "倍"), "翻2番": (4, "倍"),
    "翻三番": (8, "倍"), "一半": (50, "%"),
}  # fmt: skip
_UNFIT_BEFORE = re.compile(r"[0-9A-Za-z.第〔\-+＋“_/]$|[“][^”]{0,3}$")
_BARE_END = re.compile(r"[，。；、）的且和及\n]|$|以[上下内]|左右")
_DAY_COUNT = re.compile(r"天数(?:累计|稳定|力争|均|为)?$")
_SHORTER = ("压", "缩", "减", "降", "控制", "精简")
_TIME_TAKEN = re.compile(
    r"(?:时间|时限|时长|周期|期限|用时|耗时|时效|会期|工期|间隔|天数)[^，。；：、（）]{0,20}$"
)
"""What becomes shorter: 审批时间由45天压减为20天, 会期控制在1天以内."""
_REPLACED = re.compile(r"的?(?:比例)?(?:进行|实[行施])?(?:[减等倍]量|削减|产能)?(?:置换|替代)")
"""A bare ratio counts where something is replaced by it: 1.25∶1减量置换."""
_SPREAD = re.compile(r"分别[^，。；、]{0,14}$")


@dataclass(frozen=True, slots=True)
class _Item:
    """One number with its unit and what stands behind it."""

    start: int
    end: int
    value: Decimal
    word: str
    kind: str
    after: str
    comparator: Comparator | None
    multiplier: Decimal
    scaled: bool = False


@cache
def _number() -> re.Pattern[str]:
    shares = "|".join(_SHARES)
    words = f"(?P<share>{shares})?(?P<number>{_ARABIC}|{_CHINESE}|{_BARE_LARGE})(?P<rough>[余多](?=[一-龥%]))?"
    return re.compile(f"(?P<special>{'|'.join(_SPECIAL)})|{words}")


def figures(string: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """All figures of a stretch, in order, that do not overlap.

    >>> words = "水泥熟料日产能2500吨/日以下的，年产能120万条以上的，能耗不超过0.5吨标准煤/吨"
    >>> [(one.amounts[0].comparator, one.amounts[0].value, one.amounts[0].unit) for one in figures(words)]
    [('lt', 2500.0, 't/d'), ('ge', 1200000.0, '条'), ('le', 0.5, '吨标准煤/吨')]
    >>> [(a.comparator, a.value, a.unit) for a in next(figures("直径2.2米（含）—2.5米的磨机")).amounts]
    [('ge', 2.2, 'm'), ('le', 2.5, 'm')]
    >>> [(a.comparator, a.value) for a in next(figures("分别不高于53和32微克/立方米")).amounts]
    [('le', 53.0), ('le', 32.0)]
    >>> [(a.comparator, a.value, a.unit) for a in next(figures("力争提高三成以上")).amounts]
    [('ge', 30.0, '%')]
    """
    stop = len(string) if end is None else end
    position = start
    pattern = _number()
    while True:
        match = pattern.search(string, position, stop)
        if match is None:
            return
        found = _figure(string, match, start, stop)
        if found is None:
            position = _past(match)
        else:
            yield found
            position = found.end


def _past(match: re.Match[str]) -> int:
    """Behind a number that is none of ours, its digits are not tried again."""
    return match.end() if match["special"] else match.start() + len(match["number"])


def _figure(string: str, match: re.Match[str], start: int, stop: int) -> Figure | None:
    at = match.start()
    if match["special"]:
        return _special(string, match, start, stop)
    rank = _ranked(string, match, start)
    if rank:
        return rank
    if _UNFIT_BEFORE.search(string[max(start, at - 4) : at]):
        return None
    low, before = words_before(string, max(start, at - 14), at)
    ratio = _RATIO.match(string, at, stop)
    if ratio:
        return _ratio_figure(string, ratio, low, before)
    first = _item(string, match, stop)
    if first is None:
        return None
    if first.kind == "days" and not _counts_days(string, start, low, before):
        return None
    low, before = _led(string, first, start, (low, before))
    several = _several(string, first, low, before, stop)
    if several:
        return several
    if not first.word:
        return _bare_figure(string, first, low, before)
    if first.kind == "score" and not (before or first.comparator):
        return None
    return _made((first,), low, before)


def _counts_days(string: str, start: int, low: int, before: str) -> bool:
    """Whether a time is a figure: a number of days is measured, or a time is to become shorter."""
    if before.startswith(_SHORTER) and _TIME_TAKEN.search(string, max(start, low - 26), low):
        return True
    return bool(_DAY_COUNT.search(string[max(0, low - 6) : low]))


def _led(string: str, first: _Item, start: int, led: tuple[int, str]) -> tuple[int, str]:
    """Comparing words that stand further off, where none stand right in front."""
    if led[1]:
        return led
    if first.kind == "share":
        return words_apart(string, max(start, first.start - 24), first.start)
    if first.kind == "physical":
        return words_apart(string, max(start, first.start - 12), first.start, share=False)
    if first.kind in ("count", "times"):
        return words_parted(string, max(start, first.start - 16), first.start)
    return led


def _special(string: str, match: re.Match[str], start: int, stop: int) -> Figure | None:
    """翻一番 and 一半: shares that are no numerals."""
    low, before = words_before(string, max(start, match.start() - 14), match.start())
    after, comparator, end = words_after(string, match.end(), stop)
    value, unit = _SPECIAL[match[0]]
    if unit == "倍":
        before = before or "翻"
    elif not (before or comparator):
        return None
    item = _Item(match.start(), end, Decimal(value), unit, "share", after, comparator, Decimal(1))
    return _made((item,), low, before)


def _item(string: str, match: re.Match[str], stop: int) -> _Item | None:
    words, share = match["number"], match["share"]
    value = number(words) if words else None
    if value is None:
        return None
    end = match.end()
    if share:
        if _SHARES[share] is None:
            value = value / 10000
        unit = _SHARES[share] or ""
        after, comparator, end = words_after(string, end, stop)
        return _Item(
            match.start(), end, value, unit or "比", "share", after, comparator, Decimal(1)
        )
    unit_match = unit_pattern().match(string, end, stop)
    word = unit_match[0] if unit_match else ""
    kind = unit_kinds()[unit_match["base"]] if unit_match else "bare"
    value = value * unit_scale(unit_match["base"]) if unit_match else value
    if word == "成":
        value, word = value * 10, "%"
    end = unit_match.end() if unit_match else end
    after, comparator, end = words_after(string, end, stop)
    if match["rough"] and comparator is None:
        comparator = "gt"
    return _Item(
        match.start(),
        end,
        value,
        word,
        kind,
        after,
        comparator,
        _multiplier(words),
        words[-1] in "十百千万亿",
    )


def _multiplier(words: str) -> Decimal:
    tail = re.search(r"[百千]?[万亿]+$", words)
    return (number(tail[0]) or Decimal(1)) if tail and words[0].isdigit() else Decimal(1)


def _several(string: str, first: _Item, low: int, before: str, stop: int) -> Figure | None:
    """A range (16—24岁, 10吨以上20吨及以下) or, behind 分别, a list."""
    second = _joined(string, first, stop, _DASH)
    if second:
        return _range(first, second, low, before)
    second = _bounded(string, first, stop)
    if second:
        return _range(first, second, low, before)
    if _SPREAD.search(string[max(0, low - 16) : first.start]):
        items = _list(string, first, stop)
        if len(items) > 1 and items[-1].word:
            return _made(items, low, before)
    return None


def _joined(string: str, first: _Item, stop: int, joint: str) -> _Item | None:
    found = re.compile(joint).match(string, first.end, stop)
    match = _number().match(string, found.end(), stop) if found else None
    second = _item(string, match, stop) if match else None
    if second is None or not second.word or (second.kind == "days" and first.kind != "days"):
        return None
    return second if not first.word or first.word == second.word else None


def _bounded(string: str, first: _Item, stop: int) -> _Item | None:
    """The upper bound right behind a lower one: 10吨以上、20吨以下 or 10吨以上，不足20吨."""
    if first.comparator not in ("ge", "gt") or not first.word:
        return None
    joint = re.compile(r"[、，至到—-]?(?P<less>不足|不满|低于|小于|少于|不超过)?").match(
        string, first.end, stop
    )
    match = _number().match(string, joint.end(), stop) if joint else None
    second = _item(string, match, stop) if match else None
    if joint is None or second is None or second.kind != first.kind:
        return None
    if joint["less"]:
        return replace(second, comparator="le" if joint["less"] == "不超过" else "lt")
    return second if second.comparator in ("lt", "le") else None


def _range(first: _Item, second: _Item, low: int, before: str) -> Figure:
    value = first.value
    if not first.word and not first.scaled and second.multiplier > 1:
        value *= second.multiplier
    under: Comparator = second.comparator if second.comparator in ("lt", "le") else "le"
    over: Comparator = "gt" if "不含" in first.after else "ge"
    unit = unit_code(second.word)
    return Figure(
        start=low,
        end=second.end,
        at=first.start,
        kind=second.kind,
        amounts=(Amount(over, _plain(value), unit), Amount(under, _plain(second.value), unit)),
        before=before,
        after=second.after or "range",
        scaled=second.multiplier > 1,
    )


def _list(string: str, first: _Item, stop: int) -> tuple[_Item, ...]:
    items = [first]
    while True:
        gap = _GAP.match(string, items[-1].end, stop)
        match = _number().match(string, gap.end(), stop) if gap else None
        item = _item(string, match, stop) if match else None
        if item is None:
            break
        items.append(item)
    return tuple(_filled(items))


def _filled(items: list[_Item]) -> list[_Item]:
    """What a list leaves out, taken from its last member: unit and comparing words."""
    last = items[-1]
    filled = []
    for item in items:
        if not item.word or (item.word == "个" and last.word == "个百分点"):
            item = replace(item, word=last.word, kind=last.kind)
            if item.multiplier == 1 and last.multiplier > 1 and item.value < last.value / 100:
                item = replace(item, value=item.value * last.multiplier)
        filled.append(replace(item, comparator=item.comparator or last.comparator))
    return filled


def _made(items: tuple[_Item, ...], low: int, before: str) -> Figure:
    words, _, _ = comparators()
    stated = words.get(before)
    amounts = tuple(
        Amount(settled(stated, item.comparator), _plain(item.value), unit_code(item.word))
        for item in items
    )
    last = items[-1]
    return Figure(
        start=low,
        end=last.end,
        at=items[0].start,
        kind=last.kind,
        amounts=amounts,
        before=before,
        after=last.after,
        scaled=last.multiplier > 1,
    )


def _bare_figure(string: str, first: _Item, low: int, before: str) -> Figure | None:
    """A number without a unit counts only behind comparing words and before the end of its phrase."""
    if not before or not _BARE_END.match(string, first.end) or not string[first.start].isdigit():
        return None
    figure = _made((first,), low, before)
    return replace(figure, kind="bare")


def _ratio_figure(string: str, match: re.Match[str], low: int, before: str) -> Figure | None:
    left, right = number(match["left"]), number(match["right"])
    if left is None or not right or not (before or _REPLACED.match(string, match.end())):
        return None
    after, comparator, end = words_after(string, match.end(), len(string))
    words, _, _ = comparators()
    amount = Amount(settled(words.get(before), comparator), _plain(left / right), None)
    return Figure(low, end, match.start(), "bare", (amount,), before, after)


@cache
def _rank() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("quantity")["rank"]
    return re.compile(data["before"]), re.compile(data["units"])


def _ranked(string: str, match: re.Match[str], start: int) -> Figure | None:
    """排名后20%, 前10名: the place in an order."""
    before, units = _rank()
    led = before.search(string[max(start, match.start() - 14) : match.start()])
    value = number(match["number"])
    if led is None or value is None or match["share"] == "万分之":
        return None
    low = max(start, match.start() - 14) + led.start()
    unit = units.match(string, match.end())
    if unit is None and not (led["order"] or match["share"]):
        return None
    word = "%" if match["share"] else (unit[0] if unit else "")
    comparator: Comparator = "top" if led["side"] in table("quantity")["rank"]["top"] else "bottom"
    end = unit.end() if unit else match.end()
    amount = Amount(comparator, _plain(value), word or None)
    return Figure(low, end, match.start(), "rank", (amount,), led[0], "")


def _plain(value: Decimal) -> float:
    return float(value)


_WORDED = re.compile(r"[一二三四五六七八九十两]{1,2}(?=[^一二三四五六七八九十百千万亿两零点])")


def speaks(string: str, figure: Figure) -> bool:
    """Whether a figure says how many: a count in one or two characters is mostly a way of speaking.

    >>> [speaks(words, next(figures(words))) for words in ("三个方面", "培育3家", "至少建设三个")]
    [False, True, True]
    """
    if figure.kind not in ("count", "times"):
        return True
    if figure.amounts[0].value == 1 and _WORDED.match(string, figure.at, figure.end):
        return False
    if figure.after or (figure.before and figure.before not in table("quantity")["before"]["eq"]):
        return True
    return figure.amounts[0].value > 1 and not _WORDED.match(string, figure.at, figure.end)
