"""Which words of a piece decide whether it orders, forbids, permits or encourages.

The leading predicate decides: clauses that only lead up to it (通过…, 按照…, 对…的企业) are passed
over. A prohibition that ends the piece decides whatever leads it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extractor.interpret.segment import segments
from extractor.lexicon.load import Rule, alternation, rules, table
from extractor.lexicon.opening import guarded

Border = Callable[[int], bool]
Ending = Callable[[int], int]

_FRAMES = table("modality")["frames"]
_PLACING = table("modality")["placing"]
_RULES = {rule.id: rule for rule in rules("modality")}


def _joined(ids: list[str]) -> re.Pattern[str]:
    patterns = (f"(?P<r{index}>{_RULES[key].pattern.pattern})" for index, key in enumerate(ids))
    return re.compile(guarded("|".join(patterns)))


_WORD, _HEAD = _joined(_PLACING["word"]), _joined(_PLACING["head"])
_ADVERBS = f"(?:{alternation(_FRAMES['adverbs'])}|、)*+"
_SUBJECT = f"(?:(?![将把对被]|{alternation(_FRAMES['unnamed'])})[^的]{{0,40}}?{alternation(_FRAMES['bodies'])})?"
_MODAL = "(?:.{0,40}?(?:应当|应该|必须|应|须|要|需|可以?+))?"
_BY = "(?:(?:通过|采取|采用|运用|以|按照)[^的]{1,40}?(?:方式|形式|途径|措施|手段)|在[^的]{2,20}?[中上下内])?"
_AT_HEAD = re.compile(f"(?:{_ADVERBS}{_SUBJECT}|{_MODAL}){_ADVERBS}{_BY}")
_PREPOSITION = re.compile(
    f"(?:{_SUBJECT}|{_MODAL}){_ADVERBS}(?P<preposition>(?!(?<=可)以|{alternation(_FRAMES['not_prepositions'])}){alternation(_FRAMES['prepositions'])}|{_FRAMES['strictly']})"
)
# 保障性住房: a verb with 性 behind it says of what kind a thing is.
_OPENS = re.compile(guarded(_ADVERBS + alternation(_FRAMES["predicates"]) + "(?!性)"))
_PREDICATE = re.compile(alternation(_FRAMES["predicates"]))
_NOMINAL = frozenset(_FRAMES["nominal"])
_VERB = re.compile(alternation(_FRAMES["verbs"]))
_CLOSES = re.compile(alternation(_FRAMES["closers"]) + "$")
_CLOSED = re.compile(
    f"{alternation(_FRAMES['closers'])}{_ADVERBS}{alternation(_FRAMES['predicates'])}(?!的)"
    "|(?:为|向)[^，]{1,40}(?:提供|发放|开放)"
    "|对[^，的]{2,40}(?:实行|实施|给予|予以|进行|开展|采取)(?![^，]*的)"
)
_AS = re.compile(r"以.{2,60}为(?!由).{1,8}$")
# 改造过程中, 完成整改后: when, though it opens with a verb.
_MOMENT = re.compile(
    "(?:过程中|期间|之前|之后|(?<![落先今前最])后|(?<![同及实按准随定适临小])时|基础上|前提下|情况下|条件下)$"
)
_PLACE = re.compile("在[^，的]{2,40}(?:[内外上下中里间旁]|范围|区域|地[区段带]|路段|场所|阶段)")
_FULL_MODALS = frozenset(["不得", "不予", "可以", "应当", "必须"])
_LONGEST_NAME = 8
_APPROVED = re.compile(
    "报?经[^，]{0,30}(?:同意|批准|许可|核准|审[核批定]|认定|认可|备案|公示|论证|协商一致)"
)
_NAMES = re.compile(alternation(_FRAMES["nouns"]) + "$")
_WHOM = re.compile(
    f"对于?(?:在|{_ADVERBS}{alternation(_FRAMES['predicates'])})[^，]*的(?P<who>[^，的]{{1,16}})$"
)
_ACTOR = re.compile(
    f"(?!{_ADVERBS}{alternation(_FRAMES['steering'])})"
    f"[^，的]{{2,30}}?(?:{alternation(_FRAMES['bodies'])}|{alternation(_FRAMES['nouns'])})$"
)
# 取得证书的项目: what must hold of whom a duty is towards; 投入运行1年以上: since when.
_STATE = re.compile(rf"(?:同时)?{alternation(_FRAMES['states'])}[^，]*的[^，的]{{2,14}}")
_DURATION = re.compile(
    "(?:[0-9一二三四五六七八九十两]个?[年月日周]|年度)(?:以上|后)$|(?:期满|届满|到期)后?$"
)
_LEADS = re.compile(_ADVERBS)
_TIME = re.compile(
    r"(?:力争|争取)?(?:[0-9〓一二三四五六七八九十两〇○年月日号季度末底前后内起初至到从自在于截止每、—-]"
    r"|今年|明年|当年|本年|全年|半年|[上中下]旬|完成时|之日|“)++"
)
_GOVERNED = re.compile(alternation(_FRAMES["governors"]) + "(?!的|用)")
_QUALIFIES = re.compile(r"[^的]{0,30}的(?!$)")


@dataclass(frozen=True, slots=True)
class Lead:
    """The label, the words `[start, end)` that decide it, and the rule they fell under."""

    label: str
    start: int
    end: int
    rule: str


def leading(
    string: str,
    start: int,
    end: int,
    begins: Border = lambda _: True,
    ending: Ending = lambda position: position + 1,
) -> Lead:
    """The words that decide the modality of the piece `string[start:end]`.

    `string` is veiled; `begins` and `ending` know the borders of its words.

    >>> def label(words): return leading(words, 0, len(words)).label
    >>> label("情节严重的，责令停业、关闭"), label("确有困难的，可申请延期")
    ('must', 'may')
    >>> label("对不合格的产品，一律不予发证"), label("加强管理，严禁违规新建")
    ('must_not', 'must')
    >>> label("通过以奖代补方式，引导农户轮作"), label("完善制度，引导农户轮作")
    ('encourage', 'must')
    """
    stretches = segments(string, start, end)
    lead = _first(string, stretches, begins, ending)
    if lead.label != "must_not" and len(stretches) > 1:
        return _prohibition(string, *stretches[-1]) or lead
    return lead


def _first(string: str, stretches: list[tuple[int, int]], begins: Border, ending: Ending) -> Lead:
    pending: Lead | None = None
    for low, high in stretches:
        words = string[low:high]
        head = _head(string, low, high)
        if head:
            return head
        introducing = introduces(words)
        found = _modal(string, low, high, begins)
        if introducing and found and _qualifies(words, found.end - low):
            found = None
        if introducing and found and _goes_on(words, found.start - low, found.end - low):
            return found
        if found and found.label == "may" and pending is None:
            return found
        if introducing:
            pending = pending or (found if found and found.label == "must" else None)
            continue
        if pending:
            return pending
        return found or _bare(string, low, high, ending)
    low, high = stretches[-1] if stretches else (0, 0)
    return pending or _modal(string, low, high, begins) or _bare(string, low, high, ending)


def _goes_on(words: str, at: int, after: int) -> bool:
    """Whether a clause that opens like a frame has its predicate behind the modal (对问题要整改)."""
    preposition = _PREPOSITION.match(words)
    return (
        preposition is not None
        and preposition.end() < at
        and after < len(words)
        and not _CLOSES.search(words)
    )


def _qualifies(words: str, after: int) -> bool:
    """Whether a modal that ends at `after` describes a thing (应当淘汰的产能) and binds nobody."""
    preposition = _PREPOSITION.match(words)
    return "的" in words[after:] and not (preposition and preposition.start("preposition") >= after)


@lru_cache(maxsize=4096)
def frame(words: str) -> str | None:
    """The preposition of a clause that only leads up to a predicate, else None.

    >>> frame("按照省政府要求"), frame("按照分工做好防汛工作"), frame("开展检查")
    ('按照', None, None)
    """
    preposition = _PREPOSITION.match(words)
    return preposition["preposition"] if preposition and introduces(words) else None


@lru_cache(maxsize=4096)
def introduces(words: str) -> bool:
    """Whether a clause only leads up to a predicate: a frame, a condition, a date, a subject.

    >>> introduces("情节严重的"), introduces("到2025年"), introduces("开展检查")
    (True, True, False)
    """
    if _TIME.fullmatch(words) or _LEADS.fullmatch(words):
        return True
    if _PLACE.fullmatch(words):
        return True
    if _AS.search(words) or _MOMENT.search(words) or _APPROVED.fullmatch(words):
        return True
    preposition = _PREPOSITION.match(words)
    if preposition:
        return _only_leads(words, preposition["preposition"], preposition.start("preposition"))
    if _OPENS.match(words):
        return words.endswith("的") or bool(_STATE.fullmatch(words) and _NAMES.search(words))
    if _DURATION.search(words):
        return True
    return bool(_NAMES.search(words)) and not _WORD.search(words[words.rfind("的") + 1 :])


def _only_leads(words: str, preposition: str, at: int) -> bool:
    after = at + len(preposition)
    if words.endswith("的") or preposition in _FRAMES["always"] or _towards(words, at):
        return True
    if _CLOSED.search(words, at):
        return False
    if _CLOSES.search(words):
        return True
    verbs = _VERB if preposition in _NOMINAL else _PREDICATE
    return not verbs.search(words, max(after, words.rfind("的") + 1))


def _towards(words: str, at: int) -> bool:
    """Whether the whole clause from `at` on names whom a duty is towards (对开展试点的城市)."""
    whom = _WHOM.match(words, at)
    return whom is not None and not _PREDICATE.search(whom["who"])


def _modal(string: str, low: int, high: int, begins: Border) -> Lead | None:
    opens = _OPENS.match(string, low, high)
    for match in _WORD.finditer(string, low, high):
        at, to = match.span()
        rule = _rule(match, _PLACING["word"])
        if opens and opens.end() <= at and not _named(string, low, opens.end(), at, to):
            return None
        if to == high and rule.label != "must_not":
            continue
        if rule.label == "must_not" and _described(string, to, high):
            continue
        if to - at == 1 and not begins(at):
            continue
        return Lead(rule.label, at, to, rule.id)
    return None


def _named(string: str, start: int, low: int, at: int, to: int) -> bool:
    """Whether the words before a modal name its subject, though they begin like a verb.

    They do where they end in a name (参加培训的人员 + 可, 建设单位 + 不得), and before 不得, 可以 and
    other full modals wherever nothing governs these (培训时间 + 不得, not 明确不得).
    """
    words = string[start:at]
    return (
        _ACTOR.match(words) is not None
        or re.search(r"的[^的]{1,14}$", string[low:at]) is not None
        or (
            string[at:to] in _FULL_MODALS
            and at - start <= _LONGEST_NAME
            and not _GOVERNED.search(words)
        )
    )


def _described(string: str, low: int, high: int) -> bool:
    """Whether a prohibition only describes a thing (明令禁止使用的农药)."""
    return _QUALIFIES.match(string, low, high) is not None and string[low - 2 : low] == "禁止"


def _head(string: str, low: int, high: int) -> Lead | None:
    for match in _HEAD.finditer(string, low, high):
        if _AT_HEAD.fullmatch(string, low, match.start()):
            rule = _rule(match, _PLACING["head"])
            return Lead(rule.label, match.start(), match.end(), rule.id)
    return None


def _rule(match: re.Match[str], ids: list[str]) -> Rule:
    return _RULES[ids[int(str(match.lastgroup)[1:])]]


def _bare(string: str, low: int, high: int, ending: Ending) -> Lead:
    """An order without a modal: its first verb, so far as the words are known."""
    leads = _LEADS.match(string, low, high)
    at = leads.end() if leads and leads.end() < high else low
    found = _PREDICATE.search(string, at, high)
    if found:
        return Lead("must", found.start(), found.end(), "modality.imperative")
    return Lead("must", at, min(high, ending(at)), "modality.imperative")


def _prohibition(string: str, low: int, high: int) -> Lead | None:
    """不得、不予、一律不 as the predicate of the last clause of a piece."""
    if string[high - 1] == "的":
        return None
    for match in _ENDING.finditer(string, low, high):
        if not _GOVERNED.search(string, low, match.start()) and not _QUALIFIES.fullmatch(
            string, match.end(), high
        ):
            return Lead("must_not", match.start(), match.end(), "modality.must_not")
    return None


_ENDING = re.compile(
    r"(?:[且并也均]|一律)不(?=收取|享受|受理|列入|纳入|作为|办理|组织|安排)|不得(?!不|已)|不予|不准|不许|不允许|不再|一律不|一概不|(?<!少)不可(?!或缺|分割|避免|抗|逆|预|替代|少|再生|移动|比)"
)
