"""Names written out: a place before the first and an ending behind the last hold for all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.interpret.bodies import parse_body
from extractor.interpret.body_grammar import BODY, OFFICE, WORD
from extractor.interpret.members import Member
from extractor.interpret.trie import branching
from extractor.lexicon.load import table

_TABLE = table("bodies")
_ALONE = frozenset(_TABLE["names"]["other"])
_ACTIVITIES = frozenset(_TABLE["enterprise"]["activities"])
_UNSHARED = frozenset(_TABLE["places"]["unshared"])
_JOINED = frozenset(_TABLE["places"]["joined"])
_PARTY = tuple(_TABLE["names"]["party"])
_STANDS_ALONE = re.compile(
    r"供电|电力|电网|银保监|银监|证监|海关|海事|税务|支行|分行|分局|银行|公司|集团|大学|学院|医院|管理局$|人民政府|政府$|管委会$|总局$|总署$|[省市县区].{2,}"
)
_SEAT_OFFICE = re.compile(r"(?P<seat>(?:省|市|县|区|州|自治区)(?:委|人民政府|政府))")
_PARTY_SEAT = re.compile("(?:党工委|党（工）委)$")
_WORD = re.compile(WORD)
_KIND = re.compile(
    "(?!各|有关|相关|其他|其它|所属|涉及|等)[一-龥]{2,10}?(?P<kind>行业企业|企业|公司|机构)"
)
_HEADED = re.compile(f"(?:{branching(_TABLE['running']['heads'])}|{BODY}|{OFFICE})$")
_LONGEST_KIND = 8
# 水库、水电站、尾矿库管理单位: what a keeper keeps is a thing, though a body may be named so.
_KEPT = re.compile(
    "(?!各|有关|相关|其他)[一-龥]{2,10}?(?P<kind>(?:管理|运营|经营|产权|业主|运行|养护)(?:单位|企业|机构|公司)|物业服务(?:企业|公司)|(?:查验|检查|采样|接种|服务|值守|执勤)点)"
)
_THING = re.compile("(?:站|库|厂|场|院|馆|店|线|路|楼|堂|塔|井|坝|桥|网|小区|码头|港|综合体)$")
_NAMED = re.compile(f"(?:部门|单位|企业|公司|机构|组织|中心|学校|医院|{OFFICE})$")
_LONGEST_REST = 3
_COUNTED = re.compile(
    r"(?<![一-龥])(?:各类|各|相关|有关|所有|上述|该)(?=企业$|公司$|企业单位$)|(?<![一-龥])任何(?!单位|部门)(?=[一-龥]{2})|(?<![一-龥])一[家个](?=[一-龥])"
    # The industry of an enterprise stands with the industries: 铸造行业企业.
    r"|(?<![一-龥])[一-龥]{2,10}行业(?:重点|相关|有关)?(?=企业$)"
)


# Zones have a committee (高新区、经开区管委会); districts have a government.
_ZONE = re.compile("(?:开发|高新|经开|园|新|功能|示范|度假|保税|试验|实验|合作)区$")


@dataclass(slots=True)
class _Shared:
    place: str = ""
    seat: str = ""
    departments: bool = False


def written_out(members: list[Member]) -> Iterator[tuple[Member, str]]:
    """Each member with its full name; a place that only opens the next name is none of its own.

    >>> from extractor.interpret.units import read_units
    >>> [u.name for u in read_units("各县（市、区）、市属开发区发展改革、财政等部门")]
    ['各县（市、区）、市属开发区发展改革部门', '各县（市、区）、市属开发区财政部门']
    """
    shared = _Shared()
    ahead = ""
    for index, member in enumerate(members):
        if _opens_next(members, index):
            ahead += member.words + "、"
            continue
        name = _with_ending(members, index)
        place = _place(name)
        if ahead:
            name, place = ahead + name, ahead + place
            ahead = ""
        elif not place:
            name = _shared_name(shared, member, name)
        _remember(shared, name, place, member)
        yield member, _COUNTED.sub("", "".join(name.split()))


def _opens_next(members: list[Member], index: int) -> bool:
    """Whether a bare place opens the prefix of the next member: 各县（市、区）、开发区财政局."""
    if members[index].kind != "place" or index + 1 == len(members):
        return False
    if members[index].group != members[index + 1].group:
        return False
    following = parse_body(members[index + 1].words)
    if following is None or members[index].words in _JOINED:
        return False
    if following.kind == "place":
        return following.place in _JOINED and _opens_next(members, index + 1)
    return following.kind in ("office", "bare") and following.place in _JOINED


def _with_ending(members: list[Member], index: int) -> str:
    member = members[index]
    zone = member.kind == "place" and bool(_ZONE.search(member.words))
    kin = _kin(members, index)
    if kin:
        return member.words + kin
    if member.kind not in ("bare", "named") and not zone:
        return member.words
    for other in members[index:]:
        if other.group != member.group:
            break
        parsed = parse_body(other.words)
        if zone and parsed and parsed.kind == "government":
            committee = parsed.ending.startswith("管") and other is not member
            return member.words + parsed.ending * committee
        ending = parsed.ending if parsed and parsed.kind == "office" else ""
        if member.kind == "bare" and ending and other is not member:
            return member.words + ending
        if member.kind == "named" and parsed and parsed.kind == "government":
            return member.words + parsed.ending
        if member.words in _ACTIVITIES and parsed and other.words.endswith("单位"):
            return member.words + "单位"
        if member.kind == "bare" and other.tail:
            return member.words + other.tail
    return member.words


def _kin(members: list[Member], index: int) -> str:
    """The word that the kinds of bodies of a list share at the end of the last: 快递、外卖企业."""
    member = members[index]
    if member.kind not in ("bare", "whole") or len(member.words) > _LONGEST_KIND:
        return ""
    if member.tail or index + 1 == len(members) or _NAMED.search(member.words):
        return ""
    alone = bool(_HEADED.search(member.words)) and not member.words.endswith(("矿山", "煤矿"))
    if alone and not _THING.search(member.words):
        return ""
    for other in members[index + 1 :]:
        if other.group != member.group or other.kind not in ("bare", "whole"):
            return ""
        kind = _KEPT.fullmatch(other.words) or _KIND.fullmatch(other.words)
        if kind:
            return "" if alone and kind.re is not _KEPT else kind["kind"]
        if _NAMED.search(other.words) or len(other.words) > _LONGEST_KIND:
            return ""
    return ""


def _place(name: str) -> str:
    parsed = parse_body(name)
    return parsed.place if parsed else ""


def _shared_name(shared: _Shared, member: Member, name: str) -> str:
    """The name under the place of the one before it, unless it is a body of its own standing."""
    if not shared.place or member.kind not in ("office", "bare", "whole", "government"):
        return name
    if name in _ALONE:
        return name
    if member.kind == "government":
        return name if name.startswith(shared.place) else shared.place + name
    parsed = parse_body(name)
    if parsed is None or (parsed.kind == "whole" and not _open_office(name)):
        return name
    if name.endswith("部门") and not shared.departments:
        return name
    if name.endswith(("总局", "总署", "人民银行", "部")) and not name.startswith(_PARTY):
        return name
    if parsed.words in ("人民银行", "中国人民银行", "人行") or name.startswith(
        ("国家", "国务院", "国网", "中国", "中央", "人行")
    ):
        return name
    return (shared.seat if shared.seat and name.startswith(_PARTY) else shared.place) + name


_OPEN_OFFICE = re.compile(r"[一-龥]{2,10}(?:局|委|办|厅|委员会|办公室|中心)")


def _open_office(name: str) -> bool:
    """An office that the tables do not know, unless its name holds a place: 民航某地监管局."""
    word = _WORD.search(name)
    if word and (word.start() > 1 or len(name) - word.end() > _LONGEST_REST):
        return False
    return bool(_OPEN_OFFICE.fullmatch(name)) and not _STANDS_ALONE.search(name)


def _remember(shared: _Shared, name: str, place: str, member: Member) -> None:
    if not place:
        return
    shared.departments = name.endswith("部门")
    if _PARTY_SEAT.search(name):
        shared.place, shared.seat = _PARTY_SEAT.sub("", name), ""
        return
    if member.kind in ("government", "place", "named") or place in _UNSHARED:
        shared.place = shared.seat = ""
        return
    seat = _SEAT_OFFICE.match(name)
    if seat:
        shared.seat = seat["seat"] if seat["seat"].endswith("委") else ""
        shared.place = re.sub("(?:委|人民政府|政府)$", "", seat["seat"])
        return
    if place.startswith(("国家", "国务院")) or "人行" in place or "银行" in place:
        shared.place = shared.seat = ""
        return
    shared.place, shared.seat = place, ""
