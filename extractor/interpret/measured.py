"""The words of a threshold or target -> what is measured, which property of it, how much."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extractor.interpret.figure import Amount, Figure
from extractor.interpret.quantities import figures, speaks
from extractor.interpret.units_of_measure import per_time
from extractor.lexicon.load import alternation, compiled, table

_BRACKETED = re.compile(r"（(?:含|包括|不含)[^（）]{1,40}）")
_PHRASE = 28
_ATTRIBUTE_CUT = re.compile(
    r".*(?:[，。；、：（）的]|对|凡|将|使(?!用)|把|且|并|或|聚焦|针对|围绕|涉及|包括|新建|扩建|改建|严禁|禁止|限制|禁用|淘汰|关停|支持|推动)"
)
_BEHIND = re.compile(
    r"^(?:、[^，。；、：（）0-9]{2,24}?的(?![，。；、])|的)?(?:(?:比例|标准)(?:进行|来)?(?:配备|配建|配置|设置|安装|抽查|抽检)"
    r"|(?:(?:规模|容量|能力|标准|水平)的?)?(?:的)?)"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the words of one mark say; `amounts` has two members for a range, several for a list."""

    subject: str | None
    attribute: str | None
    amounts: tuple[Amount, ...]
    named: bool = False
    """Whether the attribute stands in the words; else it is the usual one of the unit."""


@cache
def _predicate() -> re.Pattern[str]:
    data = table("quantity")["predicate"]
    characters = "|".join(data["characters"])
    return re.compile(f"(?={alternation(data['words'])}|{characters}|[，。；、：（）\n]|$)")


@cache
def _heads() -> re.Pattern[str]:
    heads = alternation(table("quantity")["attribute"]["heads"])
    return re.compile(f"(?:{heads})(?:为|在|约|：)?$")


@cache
def _flow() -> re.Pattern[str]:
    return compiled(table("quantity")["attribute"]["flow"], "quantity")


@cache
def _subject_edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("quantity")["subject"]
    return re.compile(data["opening"]), re.compile(data["closing"])


@cache
def _times() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = table("quantity")["attribute"]
    rows = (("yearly", "年"), ("daily", "日"), ("hourly", "小时"))
    return tuple((compiled(data[name], "quantity"), time) for name, time in rows)


@cache
def _default_attributes() -> dict[str, str]:
    return {row["unit"]: row["name"] for row in table("quantity")["attribute"]["default"]}


_ALTERNATIVE = re.compile(r"或者(?![^，。；、]{0,20}[0-9])")
"""或者 between two things of one figure; before a second figure it ends the phrase."""


_DOING = re.compile(
    "(?:使用|申报|申请|实施|执行|采用|参与|退出|关停|停产|拆除|改造|完成|淘汰|加工|配备)"
    "(?=(?:企业|单位|机构|项目|主体|人员|场所|用户|车辆|对象))"
)
"""A verb right behind 的 and before a noun tells what the thing does: 100吨以下的使用企业."""


def phrase_end(string: str, start: int, stop: int) -> int:
    """Where the noun phrase ends that a figure ending at `start` belongs to.

    >>> words = "2500吨/日以下的水泥熟料生产线全部整合退出"
    >>> words[9 : phrase_end(words, 9, len(words))]
    '的水泥熟料生产线'
    """
    lead = _BEHIND.match(string[start:stop])
    low = start + (lead.end() if lead else 0)
    limit = min(stop, low + _PHRASE)
    doing = _DOING.match(string, low, limit) if low > start and string[low - 1] == "的" else None
    match = _predicate().search(string[:limit], doing.end() if doing else low)
    while match and _ALTERNATIVE.match(string, match.start()):
        match = _predicate().search(string[:limit], match.start() + 2)
    end = match.start() if match else limit
    if end <= low:
        return start
    bracket = _BRACKETED.match(string, end, stop)
    return bracket.end() if bracket else end


def attribute_start(string: str, floor: int, start: int) -> int:
    """Where the property begins that stands right in front of a figure; `start` where none does.

    >>> words = "淘汰年产能120万条以下的轮胎"
    >>> words[attribute_start(words, 0, 5) : 5]
    '年产能'
    """
    low = max(floor, start - 18)
    words = string[low:start]
    flow = _flow().search(words) if "年" in words or "日" in words else None
    if flow is not None:
        return low + flow.start()
    cut = _ATTRIBUTE_CUT.match(words)
    begin = cut.end() if cut else 0
    return low + begin if begin < len(words) and _heads().search(words[begin:]) else start


def rank_start(string: str, floor: int, start: int) -> int:
    """Where the words begin that say in which order something is ranked.

    >>> words = "对万元增加值能耗全市排名后20%的企业"
    >>> words[rank_start(words, 0, 10) : 10]
    '万元增加值能耗全市'
    """
    low = max(floor, start - 20)
    cut = _ATTRIBUTE_CUT.match(string[low:start])
    begin = low + cut.end() if cut else low
    return begin + 1 if string[begin : begin + 1] in tuple("和与及或") else begin


def read_threshold(words: str) -> Measured | None:
    """The threshold that the words of a mark state; None when they hold no figure.

    >>> read_threshold("年产能120万条以下的全钢子午胎")
    Measured(subject='全钢子午胎', attribute='年产能', amounts=(Amount(comparator='lt', value=1200000.0, unit='条/年'),), named=True)
    >>> one = read_threshold("2500吨/日及以下规模的水泥熟料生产线")
    >>> one.subject, one.attribute, one.amounts[0].comparator
    ('水泥熟料生产线', '日产能', 'le')
    """
    figure = _last(words)
    if figure is None:
        return None
    ranked = figure.kind == "rank"
    low = rank_start(words, 0, figure.start) if ranked else attribute_start(words, 0, figure.start)
    attribute = words[low : figure.at if ranked else figure.start].rstrip("前后末倒数第在") or None
    subject = _behind(words, figure) or _around(words, figure) or subject_words(words[:low])
    if subject is None and attribute:
        subject, attribute = _property(attribute)
    named = bool(attribute)
    amounts = timed(figure.amounts, attribute)
    if attribute is None or attribute.startswith("每"):
        attribute = _default(amounts) or attribute
    return Measured(_unquoted(subject), attribute, amounts, named)


@cache
def _thing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    things = alternation(table("quantity")["attribute"]["things"])
    properties = alternation(table("quantity")["attribute"]["properties"])
    return re.compile(properties), re.compile(
        f"(?P<thing>.{{2,}}?)(?P<property>{properties}.*)|(?P<owner>.*{things})(?P<rest>[^的]{{2,}})"
    )


def _property(words: str) -> tuple[str | None, str]:
    """A thing and its property, told together in front of a figure.

    >>> _property("学校食堂供餐人数"), _property("生猪年出栏"), _property("供电煤耗")
    (('学校食堂', '供餐人数'), ('生猪', '年出栏'), (None, '供电煤耗'))
    """
    found = None if _thing()[0].match(words) else _thing()[1].fullmatch(words)
    if found is None:
        return None, words
    return found["thing"] or found["owner"], found["property"] or found["rest"]


def _unquoted(subject: str | None) -> str | None:
    """A name up to the quotation mark that closes round it: “…铝壳中频感应电炉”等落后设备."""
    if subject and subject.count("”") > subject.count("“"):
        return subject.partition("”")[0] or None
    return subject


def _last(words: str) -> Figure | None:
    """The figure that a mark is about: others may stand in the words that lead to it."""
    found = [figure for figure in figures(words) if speaks(words, figure)]
    return found[-1] if found else None


def _default(amounts: tuple[Amount, ...]) -> str | None:
    return _default_attributes().get(amounts[0].unit or "")


def timed(amounts: tuple[Amount, ...], attribute: str | None) -> tuple[Amount, ...]:
    """Amounts with the 年, 日 or 小时 that the attribute in front of them implies."""
    if attribute is None:
        return amounts
    time = next((time for pattern, time in _times() if pattern.search(attribute)), None)
    if time is None or any(amount.unit and "元" in amount.unit for amount in amounts):
        return amounts
    still = ("家", "户", "m2", "m", "岁") if time == "日" else ("人", "家", "户", "m2", "m", "岁")
    if any(amount.unit in still for amount in amounts):
        return amounts
    return tuple(replace(amount, unit=per_time(amount.unit, time)) for amount in amounts)


def _behind(words: str, figure: Figure) -> str | None:
    end = phrase_end(words, figure.end, len(words))
    lead = _BEHIND.match(words[figure.end : end])
    phrase = words[figure.end + (lead.end() if lead else 0) : end]
    return phrase.removesuffix("的") or None


def _around(words: str, figure: Figure) -> str | None:
    """The thing outside the bracket that the figure stands in: 无磁轭（≥0.25吨）铝壳中频感应电炉."""
    opened = words.rfind("（", 0, figure.start + 1)
    closed = words.find("）", figure.end)
    if opened < 0 or closed < 0:
        return None
    behind = words[closed + 1 :]
    if behind.startswith(("的", "等", "、", "和", "及", "，")):
        behind = ""
    return behind or subject_words(words[:opened])


def subject_words(words: str) -> str | None:
    """A noun phrase without what only opens or closes it.

    >>> subject_words("到2025年，数据中心电能利用效率普遍")
    '数据中心电能利用效率'
    """
    opening, closing = _subject_edges()
    while True:
        match = opening.match(words)
        if match is None or not match[0]:
            break
        words = words[match.end() :]
    while True:
        match = closing.search(words)
        if match is None or match.start() == match.end():
            break
        words = words[: match.start()]
    return words.strip("，、：（“") or None


def read_target(words: str) -> Measured | None:
    """The target that the words of a mark state; None when they hold no figure.

    >>> one = read_target("到2025年，数据中心电能利用效率普遍不超过1.5")
    >>> one.subject, one.amounts[0].comparator, one.amounts[0].value, one.amounts[0].unit
    ('数据中心电能利用效率', 'le', 1.5, None)
    >>> read_target("完成2000家以上工业企业清洁生产审核").subject
    '工业企业清洁生产审核'
    """
    figure = _last(words)
    if figure is None:
        return None
    before, behind = words[: figure.start], words[figure.end :].removeprefix("的")
    if before.endswith(_BOUND):
        behind = ""
    subject = behind if behind and not behind.startswith(("，", "。")) else subject_words(before)
    output = _production(before) or ("年产" if _YEARLY_OUTPUT.match(behind) else None)
    return Measured(subject, None, timed(figure.amounts, output))


_BOUND = ("应", "应当", "须", "必须", "要", "全部")
"""Behind these a share is of what stands in front: 新建车位应100%预留安装条件."""
_RATES = ("率", "比例", "比重", "占比", "比率")
_AND = re.compile(r"、|和|及(?!时)|与|以及")


def listed_rates(words: str) -> list[int]:
    """Where each of several rates begins that reach one figure together; one place for a single one.

    >>> listed_rates("上线率、完整率均须达到98%以上"), listed_rates("化肥、农药利用率均达到43%以上")
    ([0, 4], [0])
    """
    figure = _last(words)
    before = subject_words(words[: figure.start]) if figure and len(figure.amounts) == 1 else None
    low = words.find(before) if before else -1
    if before is None or low < 0:
        return [0]
    starts = [low]
    for joint in _AND.finditer(before):
        if before[: joint.start()].endswith(_RATES):
            starts.append(low + joint.end())
        elif joint[0] == "、":
            return [0]
    return [0, *starts[1:]] if before.endswith(_RATES) else [0]


def _production(before: str) -> str | None:
    """The last few words in front of a target, where they say how often (年产, 日处理)."""
    match = _OUTPUT.search(before)
    return match[0] if match else None


_YEARLY_OUTPUT = re.compile(r"年[^年]{0,8}(?:产能|生产能力|处理能力)")
_OUTPUT = re.compile(
    r"(?:年产|日产|日处理|年处理|年加工|日加工|日供水)(?:能|量|能力|规模)?(?:新增|增加|达|扩大)?$"
)
