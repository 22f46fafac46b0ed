"""Names of bodies taken apart: place, function words, ending; and the 条线 that they decide."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from extractor.interpret.body_grammar import (
    ASSOCIATION,
    BODY,
    BRACKET,
    COLLECTIVE,
    CONCERNED,
    ENTERPRISE,
    FORMS,
    GOVERNMENT,
    GROUP,
    NAMED,
    NAMES,
    OFFICE,
    ONE_LEVEL,
    PLACE,
    PLURAL,
    RELEVANT,
    SEATS,
    UNIONS,
    WORD,
    WORDS,
    WORK_OFFICE,
)
from extractor.interpret.trie import branching
from extractor.lexicon.load import table
from extractor.model.vocabulary import System

_TABLE = table("bodies")
_SYSTEMS: dict[str, System] = {
    word: cast("System", entry["id"]) for entry in _TABLE["system"] for word in entry["words"]
}
_ACTIVITIES = frozenset(_TABLE["enterprise"]["activities"])
_COMPLETE = frozenset(_TABLE["names"]["complete"])

_WHOLE = re.compile(
    rf"(?P<place>{PLACE})??(?:(?P<words>{WORDS})(?P<ending>{OFFICE})?)(?P<bracket>{BRACKET})?"
)
_PLACE_ONLY = re.compile(
    rf"(?:(?:{_TABLE['running']['whose']})?{branching(_TABLE['places']['tiers'])}|{PLURAL}|{SEATS}|各级|各?{ONE_LEVEL}级|{_TABLE['running']['ranked']}|.{{0,20}}的{PLURAL})"
)
_NAMED_PLACE = re.compile(
    r"(?!各|有关|相关)[一-龥]{1,6}(?:市|县|区|旗|州|盟|镇|乡|开发区|园区|新区|高新区)"
)
_GOVERNED = re.compile(rf"(?P<place>.{{0,30}}?)(?P<ending>{GOVERNMENT})(?P<bracket>{BRACKET})?")
_WITH_POWER = re.compile("有(?:批准|审批)?权限?的|设区的(?=市)")
_RELEVANT = re.compile(
    rf"(?:{NAMED}|{PLURAL}|{FORMS})?{RELEVANT}|.{{0,24}}{CONCERNED}|.{{2,30}}成员单位"
)
_OTHERS = re.compile("(?:各有关|各相关|有关|相关|其他|其它)[一-龥]{2,8}(?:部门|单位)")
_CONCERNED = re.compile(rf"{CONCERNED}$|成员单位$")
_GROUP = re.compile(rf".{{0,45}}(?:{GROUP}|{WORK_OFFICE})")
_OF = re.compile(
    rf"(?:{PLURAL})?[一-龥]{{2,30}}的(?:部门|单位|机构|地区|企业|人民政府|政府){BRACKET}?"
)
_COLLECTIVE = re.compile(rf"[一-龥]{{0,16}}{COLLECTIVE}(?:（{COLLECTIVE}）)?")
_ENTERPRISE = re.compile(rf"[一-龥A-Za-z（）]{{0,24}}(?:{ENTERPRISE}|集团)")
_ASSOCIATION = re.compile(rf"[一-龥]{{0,20}}{ASSOCIATION}")
# 各区、县（市）局: one office each of places of several levels.
_EACH_OFFICE = re.compile(rf"{PLURAL}(?:分?局|委|厅)")
_FIRM = re.compile(rf"[一-龥]{{2,20}}(?:（[^（）]{{1,8}}）)?{_TABLE['running']['firm']}")
_OPEN = re.compile(
    rf"(?:{FORMS})?[一-龥A-Za-z]{{1,26}}(?:{BRACKET}[一-龥]{{0,12}})?(?:{OFFICE}|{BODY}){BRACKET}?"
)
_NOUNS = (re.compile(NAMES), _COLLECTIVE, _ENTERPRISE, _ASSOCIATION, _FIRM, _OPEN, _EACH_OFFICE)
_UNION = re.compile(f"{UNIONS}$")
_BETWEEN = re.compile(_TABLE["borders"]["between"])
_NO_OFFICE = re.compile(_TABLE["borders"]["no_office"])
_SENTENCE = re.compile(_TABLE["borders"]["sentence"])
_WORD = re.compile(WORD)
_LEADING = re.compile(rf"{PLURAL}|(?:{FORMS}|{ONE_LEVEL})(?!场)|各")
_SEATED = re.compile(
    rf"(?<!监督)(?:{GOVERNMENT})(?<!党工委)(?<!党（工）委)$|(?:开发区|新区|园区|街道|乡镇|社区|村|居委会|村委会|地区|县|区)$"
)
_POWER = re.compile("供电|电力|电网|国网|南网")
_BANK = re.compile("(?:银行|支行|中支|分行|营业部)$")
_CENTRAL_BANK = re.compile("人民银行|人行|中心支行|央行")
_TRAILING = re.compile(f"{BRACKET}$")


@dataclass(frozen=True, slots=True)
class Body:
    """A name taken apart.

    `kind` is `office` (市财政局), `bare` (its ending stands behind a later name: 财政),
    `government`, `place` (各区市), `named` (a place by name, whose 政府 follows later) or `whole`.
    """

    kind: str
    place: str = ""
    words: str = ""
    ending: str = ""


@lru_cache(maxsize=4096)
def parse_body(name: str) -> Body | None:
    """The parts of a body's name; None when it is no name of a body.

    >>> parse_body("市发展和改革局")
    Body(kind='office', place='市', words='发展和改革', ending='局')
    >>> parse_body("各县（市）区发展改革")
    Body(kind='bare', place='各县（市）区', words='发展改革', ending='')
    >>> parse_body("各县（市、区）人民政府").kind, parse_body("各区市").kind
    ('government', 'place')
    >>> parse_body("强制性标准") is None
    True
    """
    if not name or len(name) > 60 or _NO_OFFICE.search(name):
        return None
    if name in _ACTIVITIES:
        return Body("bare", words=name)
    return _office(name) or _government(name) or _noun(name)


def _office(name: str) -> Body | None:
    match = _WHOLE.fullmatch(name)
    if match is None:
        return Body("place", place=name) if _PLACE_ONLY.fullmatch(name) else None
    kind = "office" if match["ending"] or _complete(match["words"]) else "bare"
    return Body(kind, match["place"] or "", match["words"], match["ending"] or "")


def _complete(words: str) -> bool:
    """A name that needs no ending: 海关, 人行中心支行."""
    return words in _COMPLETE or words.endswith("支行")


def _government(name: str) -> Body | None:
    match = _GOVERNED.fullmatch(name)
    if match is None or _BETWEEN.search(match["place"]):
        return None
    if _SENTENCE.search(_WITH_POWER.sub("", match["place"])):
        return None
    return Body("government", place=match["place"], ending=match["ending"])


def _noun(name: str) -> Body | None:
    if _BETWEEN.search(name):
        return None
    if any(pattern.fullmatch(name) for pattern in (_RELEVANT, _GROUP, _OF)):
        return Body("whole")
    if _SENTENCE.search(_WITH_POWER.sub("", name)):
        return None
    if any(pattern.fullmatch(name) for pattern in _NOUNS):
        leading = _LEADING.match(name)
        return Body("whole", place=leading[0] if leading else "")
    return Body("named", place=name) if _NAMED_PLACE.fullmatch(name) else None


@lru_cache(maxsize=4096)
def system_of(name: str) -> System:
    """The 条线 of a body by its name, so that cities compare.

    >>> [system_of(name) for name in ("市经信局", "省工业和信息化厅", "自治区经济和信息化委员会")]
    ['industry', 'industry', 'industry']
    >>> system_of("市市场监管局"), system_of("人行某市中心支行"), system_of("市政府金融办")
    ('market', 'central_bank', 'local_finance')
    >>> system_of("省（区、市）"), system_of("各有关部门和单位"), system_of("市科技局")
    ('local_government', 'relevant', 'other')
    >>> [system_of(name) for name in ("其他起草部门", "有关教育部门", "计划单列市科技主管部门")]
    ['relevant', 'other', 'other']
    """
    if _PLACE_ONLY.fullmatch(name):
        return "local_government"
    plain = _TRAILING.sub("", name) or name
    return _by_kind(plain) or _by_word(plain) or "other"


def _by_kind(name: str) -> System | None:
    """What the ending decides whatever the function words."""
    if _GROUP.fullmatch(name) and "成员单位" not in name:
        return "leading_group"
    if _BANK.search(name):
        return "central_bank" if _CENTRAL_BANK.search(name) else "other"
    if _ENTERPRISE.fullmatch(name):
        return "power_supply" if _POWER.search(name) else "enterprise"
    if _PLACE_ONLY.fullmatch(name) or _SEATED.search(name):
        return "local_government"
    if _COLLECTIVE.fullmatch(name) or _UNION.search(name):
        return "other"
    return "association" if _ASSOCIATION.fullmatch(name) else None


def _by_word(name: str) -> System | None:
    generic = _RELEVANT.fullmatch(name) or _OTHERS.fullmatch(name)
    name = name.replace("人民政府", "〓〓〓〓")  # whose letters hold 民政
    leading = _LEADING.match(name)
    match = _WORD.search(name, leading.end() if leading else 0) or _WORD.search(name)
    if match and not (generic and _CONCERNED.search(name)):
        return _SYSTEMS[match[0]]
    return "relevant" if generic else None
