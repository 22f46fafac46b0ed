"""A citation as it stands -> title, number and kind of the document."""

import re
from dataclasses import dataclass
from functools import cache

from extractor.lexicon.load import alternation, compiled, table
from extractor.model.vocabulary import CitationKind

_MARKS = {"《": 1, "》": -1}
_BRACKETS_BEHIND = re.compile(r"(?:[（(][^（）()]*[）)])+$")
# 原卫生部令: the body has gone since, its order is still called by it; 太原 is a place.
_ORDER_HEAD = re.compile(
    r"^(?:原(?=[\u4e00-\u9fff]{2,14}(?:部|总局|委|署))|(?:19|20)[0-9]{2}年)*(?:中华人民共和国)?(?=.*令)"
)
_SHORT = re.compile(
    r"以下(?:统一|分别|合并)?(?:简)?称(?:为|作)?[：:]?((?:“?[《“][^《》“”]{1,30}[》”]”?(?:、|和|及|或)?)+)"
)
_SHORT_NAME = re.compile(r"[《“]([^《》“”]{1,30})[》”]")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation says: title without its outer marks, number, kind; stretches of the words."""

    title: str | None
    number: str | None
    kind: CitationKind
    title_span: tuple[int, int] | None
    number_span: tuple[int, int] | None


@cache
def _number() -> re.Pattern[str]:
    pattern = (
        "(?P<document>{document_number})|(?P<order>{order_number})|(?P<standard>{standard_code})"
        "|(?P<announced>{announced})"
    )
    return compiled(pattern, "citation")


@cache
def _leads() -> re.Pattern[str]:
    words = table("citation")["leads"]
    joints = f".+{alternation(words['joints'])}"
    return re.compile(f"^(?:.*{alternation(words['always'])}|{joints}|.*{words['bodies']})+(?=.)")


@cache
def _order_leads() -> re.Pattern[str]:
    return re.compile(f"^.*{alternation(table('citation')['leads']['always'])}(?=.)")


def read_reference(words: str) -> Reference:
    """The document that the words of a citation name.

    >>> read_reference("《水污染防治法》").kind
    'law'
    >>> one = read_reference("《目录（2019年本）》（2019年中华人民共和国国家发展和改革委员会令第29号）")
    >>> one.title, one.number, one.kind
    ('目录（2019年本）', '国家发展和改革委员会令第29号', 'catalogue')
    >>> read_reference("发改产业（2021）1519号文").number
    '发改产业〔2021〕1519号'
    >>> read_reference("GB/T32150—2015").kind
    'standard'
    >>> one = read_reference("GB31654—2021《餐饮服务通用卫生规范》")
    >>> one.title, one.number
    ('餐饮服务通用卫生规范', 'GB31654—2021')
    """
    title_span = _title_span(words)
    coded = title_span is not None and title_span[0] > 1
    after = title_span[1] + 1 if title_span and not coded else 0
    found = _number().search(words, after)
    title = words[slice(*title_span)] if title_span else None
    number_span = _number_span(words, found, inside=bool(title_span)) if found else None
    if title is None and number_span is None:
        title, title_span = words, (0, len(words))
    number = number_value(words[slice(*number_span)]) if number_span else None
    standard = bool(found and found.lastgroup == "standard")
    kind: CitationKind = "standard" if standard else kind_of(title)
    return Reference(title, number, kind, title_span, number_span)


def _title_span(words: str) -> tuple[int, int] | None:
    opening = words.find("《")
    if opening < 0:
        return None
    depth = 0
    for index in range(opening, len(words)):
        depth += _MARKS.get(words[index], 0)
        if depth == 0:
            return opening + 1, index
    return opening + 1, len(words)


def _number_span(words: str, found: re.Match[str], *, inside: bool) -> tuple[int, int]:
    start, end = found.span()
    if found.lastgroup == "standard":
        return start, end
    leads = _order_leads() if found.lastgroup == "order" or inside else _leads()
    stop = words.find("〔", start, end) if found.lastgroup == "document" else end
    lead = leads.match(words[start : stop if stop > start else end])
    return (start + lead.end() if lead else start), end


def number_value(words: str) -> str:
    """A document number as it is compared: brackets 〔〕, an order without year and 中华人民共和国.

    >>> number_value("2019年中华人民共和国国家发展和改革委员会令第29号")
    '国家发展和改革委员会令第29号'
    """
    words = re.sub(r"[（(\[]((?:19|20)[0-9]{2})[）)\]]", r"〔\1〕", "".join(words.split()))
    return _ORDER_HEAD.sub("", words)


def lead_length(words: str, *, order: bool) -> int:
    """How many characters before a bare number only lead to it.

    >>> lead_length("按照工信部联产业", order=False)
    2
    """
    match = (_order_leads() if order else _leads()).match(words)
    return match.end() if match else 0


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], CitationKind], ...]:
    data = table("citation")
    local = (re.compile(data["local_law"]["pattern"]), "law")
    rows = [(re.compile(alternation(row["endings"]) + "$"), row["kind"]) for row in data["kind"]]
    return (local, *rows)


def kind_of(title: str | None) -> CitationKind:
    """The kind of a document by the ending of its title.

    >>> kind_of("固定污染源排污许可分类管理名录（2019年版）")
    'catalogue'
    >>> kind_of("建设项目管理办法"), kind_of("某省实施〈节约能源法〉办法")
    ('policy', 'law')
    """
    bare = _BRACKETS_BEHIND.sub("", title or "")
    return next((kind for pattern, kind in _kinds() if pattern.search(bare)), "policy")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(alternation(table("citation")["other"]["endings"]) + "$")


def is_document(title: str) -> bool:
    """Whether a title between marks names a document, and no form, certificate or newspaper.

    >>> is_document("验收意见表"), is_document("节约用水条例")
    (False, True)
    """
    return not _others().search(_BRACKETS_BEHIND.sub("", title))


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("citation")["written"]
    return re.compile(data["before"]), re.compile(alternation(data["endings"]) + "$")


def is_yet_to_be_written(before: str, title: str) -> bool:
    """Whether the words before a title say that somebody is to write it, and it is a report.

    >>> is_yet_to_be_written("开展调研，形成", "某市低碳发展分析报告")
    True
    >>> is_yet_to_be_written("认真落实", "政府工作报告"), is_yet_to_be_written("制定", "实施办法")
    (False, False)
    """
    verb, ending = _written()
    return bool(ending.search(_BRACKETS_BEHIND.sub("", title)) and verb.search(before))


@cache
def _shown() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in table("citation")["shown"].items()}


def is_work(before: str, behind: str) -> bool:
    """Whether the words round a title say that it is a work or a medium and no document.

    >>> is_work("组织观看", "。"), is_work("在", "等媒体开设专栏"), is_work("在", "公布结果")
    (True, True, True)
    >>> is_work("贯彻落实", "精神"), is_work("在", "公布之日前")
    (False, False)
    """
    shown = _shown()
    if shown["before"].search(before) or shown["after"].match(behind):
        return True
    return bool(shown["place"].search(before) and shown["published"].match(behind))


@cache
def _vague() -> re.Pattern[str]:
    data = table("citation")["vague"]
    return re.compile(
        f"{alternation(data['of'])}{{0,3}}{alternation(data['kinds'])}(?:（[^（）]*）)?"
    )


def is_vague(title: str) -> bool:
    """Whether a title says only what kind of document it is.

    >>> is_vague("工作手册"), is_vague("实施意见"), is_vague("绿道规划设计导则")
    (True, True, False)
    """
    return bool(_vague().fullmatch(title))


def short_names(words: str) -> tuple[str, ...]:
    """The short names that a bracket behind a title gives it (以下简称《意见》).

    >>> short_names("（国办发〔2019〕5号，以下简称《意见》）")
    ('意见',)
    >>> short_names("（以下分别简称《意见》《通知》）")
    ('意见', '通知')
    """
    match = _SHORT.search(words)
    return tuple(_SHORT_NAME.findall(match[1])) if match else ()
