"""The members of a list of bodies: split where one name ends, never inside a name."""

import re
from dataclasses import dataclass

from extractor.interpret.bodies import Body, parse_body
from extractor.interpret.body_grammar import BRACKET, PAIRED, PLURAL
from extractor.interpret.places import RANKED, ranked
from extractor.interpret.trie import branching
from extractor.lexicon.load import alternation, table
from extractor.model.vocabulary import Role

VEIL = "〓"
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Member:
    """One name of a list as printed, `[start, end)` of the string.

    `kind` is that of `parse_body`; `group` numbers the stretches between which no ending is
    shared; `tail` is an ending that stands once behind all (等部门).
    """

    words: str
    kind: str
    start: int
    end: int
    group: int
    role: Role | None = None
    tail: str = ""
    helper: bool = False


_PAIRED = re.compile(PAIRED)
_VEILED = re.compile(
    rf"{RANKED}|(?:乡镇|街道)、(?:村|社区)两级|{PAIRED}|{PLURAL}|部门、单位|{BRACKET}|“[^”]*”|《[^》]*》"
)
# 市财政局（牵头）: the role of one name stands in a parenthesis behind it.
_ROLE_BEHIND = re.compile(r"（(?:总)?(?P<role>牵头|主办|主责|配合|协办|参与)(?:单位|部门)?）$")
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("牵头", "主办", "主责"), "lead"),
    **dict.fromkeys(("配合", "协办", "参与"), "support"),
}
_HELPERS = re.compile(alternation(table("duty")["helpers"]["words"]))
_OPENING = re.compile(
    r"(?:(?:以上|上述|本项|该项|此项)(?:各项)?(?:工作|任务|事项|内容)由|其中|具体|原则上|并由|由|请|并|以及|及其|及|和|与|（|涉及)+(?=.)"
)
_ET_CETERA = re.compile(r"(?<![高初])等(?!级|候|价|额|级保护)")
# These words of a shared ending say what the names before it are.
_LINE = re.compile(r"行业|领域|系统|.{2,4}服务|.{2,6}重点|重点")
_BARE_TAIL = re.compile(
    r"(?:[0-9一二三四五六七八九十两]{0,3}[个家])?(?!有关|相关|各|其他|国务院|负有)"
    r"(?P<which>[一-龥]{0,12}?)"
    r"(?P<ending>行政主管部门|主管部门|管理部门|行政部门|监管部门|职能部门"
    r"|部门和单位|部门|单位|机构|机关|地区|企业|组织|学校|团体)?"
)
# 等部门以及各县政府: what is joined behind the shared ending are further names.
_ENDED = re.compile(
    r"(?P<ending>部门|单位|机构|企业|组织|团体)(?:以及|及其|及|和|与)(?!单位|个人)(?=.)"
)
_AND = re.compile(r"以及|及其|和|与|及|或者|或")
# 相关部门和单位 is one name, whatever is joined to it: 相关部门和单位及各地区.
# 各镇党委政府 are two bodies under one place, though nothing stands between them.
_PARTY_AND_STATE = re.compile(
    r"(?P<party>(?P<place>[^、，；：]{1,14}?)(?:党委|党工委|党（工）委)|(?P<rank>[省市县区州])委(?=(?P=rank)))"
    r"(?P<state>(?P=rank)?(?:人民)?政府|办事处|管委会)"
)
_ONE_NAME = re.compile(r"(?:单位|部门|机构|个人)(?:$|以及|及|和|与)")
_JOINT = re.compile("和|与|及|(?:(?<=^各.)|(?<=^各..)|(?<=）)|(?<=^各...))各(?!类)")
_COMPLETE = {"office", "government", "place", "whole"}
# Any short noun is taken for a name behind a label: 航运中心筹备组, 三号水厂.
_NOMINAL = re.compile(
    rf"(?!{table('bodies')['running']['verbs']}|大力|推行|打击|扎实|加快|加大|修订|深化|持续)"
    r"[一-龥A-Za-z（）〔〕、]{2,16}"
)
_HEADS = branching(table("bodies")["running"]["heads"])
# 村卫生室和零售药店: nouns that each have a head of their own.
_NOUNS = re.compile(
    f"(?P<one>[一-龥]{{0,10}}?{_HEADS})(?:和|与|及|以及)(?P<other>[一-龥]{{0,10}}?{_HEADS})"
)
_SENTENCE = re.compile(r"对(?!外)|[的了把将在于]|应当|必须|不得|情况|工作$|要求|任务|措施")


def veil(string: str) -> str:
    """The string with commas inside brackets, titles and places of several levels out of sight.

    >>> veil("各县（市、区）、市直部门"), veil("市、县〔市、区〕政府")
    ('各县（市〓区）、市直部门', '市〓县〔市〓区〕政府')
    """
    if len(string) > 1 and string[0] in "（〔" and string[-1] in "）〕":
        return string[0] + veil(string[1:-1]) + string[-1]
    return _VEILED.sub(lambda match: re.sub("[、，；。：\n ]", VEIL, match[0]), string)


def split_members(
    string: str, start: int, end: int, group: int, labelled: bool
) -> list[Member] | None:
    """The bodies named by one stretch without commas; None when it names none.

    Behind a label any noun is taken as a name (`labelled`).

    >>> [m.words for m in split_members("应急管理部门等负有监管职责的部门", 0, 16, 0, False)]
    ['应急管理部门', '负有监管职责的部门']
    >>> [m.words for m in split_members("各区市及有关部门", 0, 8, 0, False)]
    ['各区市', '有关部门']
    """
    if end - start > _LONGEST:
        return None
    opening = _OPENING.match(string, start, end)
    if opening and (opening[0][-1] in "由请" or not parse_body(string[start:end])):
        start = opening.end()
    told = _ROLE_BEHIND.search(string, start, end)
    if told:
        found = split_members(string, start, told.start(), group, labelled)
        role = _ROLES[told["role"]]
        return [*found[:-1], _as(found[-1], role, helper=False)] if found else None
    places = ranked(string[start:end])
    if places:
        return [_place(name, start, end, group) for name in places]
    helped = _HELPERS.search(string, start, end)
    if helped and not parse_body(string[start:end]):
        return _with_helpers(string, start, end, group, labelled, helped)
    cetera = _ET_CETERA.search(string, start, end)
    if cetera and not parse_body(string[start:end]):
        return _with_tail(string, start, end, group, labelled, cetera)
    return _joined(string, start, end, group, labelled)


def _place(name: str, start: int, end: int, group: int) -> Member:
    body = parse_body(name)
    return Member(name, body.kind if body else "named", start, end, group)


def _with_helpers(
    string: str, start: int, end: int, group: int, labelled: bool, helped: re.Match[str]
) -> list[Member] | None:
    before = (
        split_members(string, start, helped.start(), group, labelled)
        if helped.start() > start
        else []
    )
    after = split_members(string, helped.end(), end, group, labelled) if helped.end() < end else []
    if before is None or after is None:
        return None
    leading: Role | None = "lead" if "牵头" in helped[0] else None
    return [
        *(_as(member, leading, helper=False) for member in before),
        *(_as(member, "support", helper=True) for member in after),
    ]


def _as(member: Member, role: Role | None, *, helper: bool) -> Member:
    return Member(
        member.words, member.kind, member.start, member.end, member.group, role, member.tail, helper
    )


def _with_tail(
    string: str, start: int, end: int, group: int, labelled: bool, cetera: re.Match[str]
) -> list[Member] | None:
    before = (
        split_members(string, start, cetera.start(), group, labelled)
        if cetera.start() > start
        else []
    )
    if before is None:
        return None
    ended = _ENDED.match(string, cetera.end(), end)
    bare = _BARE_TAIL.fullmatch(string, cetera.end(), end)
    if bare and not ended:
        return [_tailed(member, _shared_tail(bare)) for member in before]
    at = ended.end() if ended else cetera.end()
    after = split_members(string, at, end, group, labelled)
    if after is None:
        return None
    ending = ended["ending"] if ended else "部门"
    return [*(_tailed(member, ending) for member in before), *after]


def _shared_tail(bare: re.Match[str]) -> str:
    """The words behind 等 that end every name before it: 行业市级主管部门, but of 市级部门 the last."""
    ending = bare["ending"] or "部门"
    ending = "部门" if ending == "部门和单位" else ending
    return bare["which"] + ending if bare["which"] and _LINE.match(bare["which"]) else ending


def _tailed(member: Member, ending: str) -> Member:
    return Member(
        member.words,
        member.kind,
        member.start,
        member.end,
        member.group,
        member.role,
        ending,
        member.helper,
    )


def _joined(string: str, start: int, end: int, group: int, labelled: bool) -> list[Member] | None:
    words = string[start:end]
    paired = _PAIRED.fullmatch(words)
    if paired:
        which = paired["which"] or ""
        names = (
            (paired["levels"] or which + paired["seats"], "place"),
            (paired["departments"] or which + paired["what"], "whole"),
        )
        return [Member(name, kind, start, end, group) for name, kind in names]
    both = _PARTY_AND_STATE.fullmatch(words)
    if both:
        seam = start + both.end("party")
        return [
            Member(both["party"], "government", start, seam, group),
            Member((both["place"] or "") + both["state"], "government", seam, end, group),
        ]
    body = parse_body(words)
    nouns = _NOUNS.fullmatch(words) if labelled and _unnamed(body) else None
    if nouns:
        seam, after = start + nouns.end("one"), start + nouns.start("other")
        return [
            Member(string[start:seam], "whole", start, seam, group),
            Member(string[after:end], "whole", after, end, group),
        ]
    if body and not (body.kind in ("whole", "government") and _JOINT.search(words)):
        return [Member(words, body.kind, start, end, group)]
    cut = _conjunction(string, start, end)
    if cut is not None:
        left = _joined(string, start, cut[0], group, labelled)
        right = _joined(string, cut[1], end, group, labelled)
        if left and right:
            return left + right
    if body:
        return [Member(words, body.kind, start, end, group)]
    if labelled and _NOMINAL.fullmatch(words) and not _SENTENCE.search(words):
        return [Member(words, "whole", start, end, group)]
    return None


def _unnamed(body: Body | None) -> bool:
    """商场和超市 is read as the name of a city, and is none."""
    return body is None or body.kind == "named"


def _conjunction(string: str, start: int, end: int) -> tuple[int, int] | None:
    """The first 和, 及 or 与 that stands between two names and not inside one."""
    each = string.find("各", start + 2, end) if string[start] == "各" else -1
    if (
        each > 0
        and not string.startswith("各类", each)
        and parse_body(string[start:each])
        and parse_body(string[each:end])
    ):
        return each, each
    for match in _AND.finditer(string, start + 1, end - 1):
        left = parse_body(string[start : match.start()])
        right = parse_body(string[match.end() : end])
        rest = string[match.end() : end]
        if left is None or (right is None and not _AND.search(rest)):
            continue
        if match[0] in "和、" and _ONE_NAME.match(rest):
            continue
        if left.kind in _COMPLETE or (
            left.kind == "bare" and right and right.ending.endswith("部门")
        ):
            return match.span()
    return None
