"""Bodies named in running text: how far a run of names goes from where it begins."""

import re
from functools import lru_cache

from extractor.interpret.bodies import parse_body
from extractor.interpret.body_grammar import (
    ASSOCIATION,
    BODY,
    COLLECTIVE,
    CONCERNED,
    ENTERPRISE,
    FORMS,
    GOVERNMENT,
    GROUP,
    MODIFIER,
    NAMES,
    OFFICE,
    ONE_LEVEL,
    PAIRED,
    PLURAL,
    RELEVANT,
    SEATS,
    WORDS,
)
from extractor.interpret.region import short_names
from extractor.interpret.trie import branching
from extractor.interpret.units import read_list, read_units
from extractor.lexicon.load import table

_RUNNING = table("bodies")["running"]
# Most characters open no verb: one look at the first spares the trial of all of them.
_OPENING = "".join(sorted({verb[0] for verb in _RUNNING["verbs"].split("|")}))
_VERBS = f"(?=[{_OPENING}])(?:{_RUNNING['verbs']})"
_NAMED = rf"(?!{_RUNNING['not_first']}|[一-龥]{{0,3}}(?:{_VERBS}))(?:[一-龥]{{2,5}}?[省市州县区盟旗]|[一-龥]{{2,4}}{_RUNNING['zone']})"
_OPEN = rf"(?:{_RUNNING['inner']}|(?!{_VERBS}){_RUNNING['letter']})"
_SITES = rf"(?:{FORMS}|{ONE_LEVEL})"
_PLACED = rf"(?:{PLURAL}|(?:各级|各|有关|相关)?{_SITES}{{1,2}}|{_NAMED})"
_GLOSS = r"(?:（(?!以下|简称|附|见|含|如)[一-龥、]{1,20}）)?"
# 学校（幼儿园）: a kind of body and another that is treated like it.
_KIN = rf"(?:（{COLLECTIVE}）)?"
_LONG = (
    rf"(?:{PLURAL}|各?{_SITES}|{_NAMED}|国务院)"
    rf"(?:(?!{_RUNNING['not_in_group']})(?:[^，。；：、\n“”]|“[^“”\n]{{1,12}}”)){{0,36}}?{GROUP}"
)
_BRANCH = (
    r"(?:中国人民银行|人民银行|人行|国家开发银行|[一-龥]{2,4}银行)"
    r"[一-龥]{0,8}?(?:中心支行|中支|分行|支行|营业管理部|营管部)"
)
# 山西银保监局, 青岛海关: bodies under no local government bear the place without its rank.
_VERTICAL = rf"{branching(short_names())}{_RUNNING['vertical']}"
_FURTHER_HEADS = branching(
    word
    for word in _RUNNING["heads"]
    if word.endswith(("部门", "机构", "单位", "中心", "集团", "大队", "支队", "林场", "企业"))
)
# 旅文局 behind a named office: behind a comma any short office is one more of them.
_FURTHER = rf"(?<=[、和与及]){_OPEN}{{2,6}}?(?:局|委|厅|办|{_FURTHER_HEADS})(?=[、，和与及等应要须将会不必可按根])"
_CABINET = (
    rf"(?:{WORDS}{OFFICE}|(?:{WORDS})?(?:办公厅|办公室|研究室|督查室|办)(?:{_OPEN}{{2,8}}?专班)?"
    rf"|(?:各|有关|相关|职能|组成|所属)+部门)?"
)
_ACTIVITY = branching(table("bodies")["enterprise"]["activities"])
_FIRM = (
    rf"(?=[^，。；：、]{{3,24}}(?:公司|会))(?:(?:国网|南网|中国|[一-龥]{{2,4}}?[省市])?{_OPEN}{{2,12}}?(?:（[^（）]{{1,8}}）)?{_RUNNING['firm']}"
    rf"|(?:中国|全国|(?:[一-龥]{{2,4}}?)?[省市]){_OPEN}{{2,12}}?{_RUNNING['union']})"
)
# 所在地乡镇（街道）: a tier of local government and whose it is.
_TIERS = branching(word for word in table("bodies")["places"]["tiers"])
# 某县、某区、某区政府: places by their own names that share one ending.
_TOWN = rf"(?:{_NAMED}|(?!{_RUNNING['not_first']})[一-龥]{{2,4}}?(?:镇|乡|街道))"
_PLACES = (
    rf"(?=[一-龥]{{2,6}}[省市县区州盟旗镇乡道][、和与])"
    rf"(?:{_TOWN}[、和与]){{1,9}}{_TOWN}{GOVERNMENT}"
)
_PAIR = re.sub(r"\?P<\w+>", "?:", PAIRED)  # a name of a group holds once in a pattern
_MEMBER = (
    rf"(?:{_PAIR}|{_PLACES}|{_PLACED}?{RELEVANT}(?!事务)|各{_OPEN}{{1,6}}?(?:部门|单位|机构)"
    rf"|{_BRANCH}|{_VERTICAL}|{_PLACED}?{WORDS}(?:{_OPEN}{{0,4}}?(?:机构|大队|支队|总队|执法队|服务站))"
    rf"|{_RUNNING['whose']}{_PLACED}{WORDS}{OFFICE}"
    rf"|{_RUNNING['whose']}{_TIERS}(?!{WORDS}{OFFICE}|{GROUP}|{GOVERNMENT})"
    rf"|(?:{_PLACED})??{WORDS}{OFFICE}(?:系统)?{_GLOSS}"
    rf"|(?:{_RUNNING['whose']}?{_PLACED}|{_RUNNING['governing']}|{_RUNNING['whose']})?{GOVERNMENT}(?!采购|投资){_GLOSS}{_CABINET}"
    rf"|{_RUNNING['ranked']}|{_FIRM}"
    rf"|(?:全[省市县区])?{MODIFIER}(?:{ENTERPRISE}|{COLLECTIVE}|{ASSOCIATION}){_KIN}"
    rf"|{_LONG}|{_PLACED}{_OPEN}{{0,12}}?(?:{OFFICE}|{BODY})(?!业金融机构)(?:办公室)?{_GLOSS}"
    rf"|{_ACTIVITY}(?:、{_ACTIVITY})+(?=等?单位|、|等)(?:单位)?"
    rf"|{_PLACED}?{WORDS}(?={ONE_LEVEL}?[、和及与等])"
    rf"|{GROUP}|{NAMES}|{branching(table('bodies')['names']['centres'])}"
    rf"|(?:{_PLACED}[一-龥]{{0,8}}?)?{CONCERNED}"
    rf"|(?:{SEATS}|{PLURAL}|各{_SITES}){_GLOSS}"
    rf"|{_PLACED}?(?:(?:和|与|及)?{WORDS}))"
)
_ET_CETERA = rf"(?:等(?:部门(?:和|、)单位|{RELEVANT}|(?:行政)?(?:主管|管理|监管)?部门|单位|机构|[^，。；、]{{0,16}}职责的部门|{_OPEN}{{0,12}}?(?:单位|部门|机构|组织|团体|企业|学校))?)"
_LONGEST = 300
"""Longer runs of names stand in no sentence; hostile input costs no more."""
_JOINT = rf"{_ET_CETERA}?(?:、|和|及其|及|与|或者?|以及|(?=各))"
# The empty group 1 is set behind every member: where it is, a joint has to come first.
_RUN = re.compile(rf"(?:(?(1){_JOINT})(?:{_MEMBER}|(?(1){_FURTHER}|(?!)))())+{_ET_CETERA}?")
# Alone these are levels and regions, not bodies.
_BARE = frozenset(_RUNNING["bare"])


def run_at(string: str, start: int, end: int) -> int | None:
    """Where the run of bodies ends that begins at `start`; None when none begins there.

    >>> run_at("各区市及有关部门要认真总结", 0, 13), run_at("能耗方面要加强管理", 0, 9)
    (8, None)
    >>> run_at("市工信局、发展改革、财政等部门应当公布", 0, 19)
    15
    """
    if _NO_START.match(string, start):
        return None
    end = min(end, start + _LONGEST)
    match = _RUN.match(string, start, end)
    while match is not None:
        if stands(string[start : match.end()]):
            return match.end()
        shorter = _shorter(string, start, match.end())
        if shorter is None:
            return None
        match = _RUN.match(string, start, shorter)
    return None


_INNER = _OPEN
_WHICH = rf"(?:{branching(_RUNNING['which'])}){{0,2}}"
_HEADS = branching(_RUNNING["heads"])
_ALONE = branching(
    word for word in _RUNNING["heads"] if len(word) > 1 and word not in _RUNNING["not_alone"]
)
_NOUN = (
    rf"(?:{_WHICH}{_INNER}{{1,14}}?{_HEADS}(?!(?!根据|依据|依照|{_VERBS}){_INNER}{{0,3}}?{_HEADS})|{branching(_RUNNING['which'])}{_HEADS}|{_ALONE}|专家组|工作组|第三方(?:机构|单位)?"
    rf"|被{_INNER}{{2,6}}?(?:部门|单位|机构|企业|地区)|(?:{_INNER}{{2,8}}?)?(?:{_VERBS})(?:部门|单位|机构|主体|机关))"
)
# 快递、外卖企业: kinds of bodies that share the word at the end of the last.
_KINDS = (
    rf"(?:(?!{_VERBS}){_INNER}{{2,8}}、){{1,6}}"
    rf"(?={_INNER}{{1,12}}?(?:企业|公司|机构|单位)|{_INNER}{{2,12}}?{_HEADS})"
)
_NOUNS = re.compile(rf"(?:{_KINDS})?{_NOUN}(?:(?:、|和|及|与){_NOUN})*")
_LIKE = re.compile(_KIN)
_NO_NOUN = re.compile(_RUNNING["no_noun"])
_JOINS_ON = re.compile(_RUNNING["joins_on"])
# With a verb no name begins, unless it tells what the body is for: 协调小组, 建设单位.
_NO_START = re.compile(
    rf"{_RUNNING['no_start']}|(?:{_VERBS})(?!小?组|单位|部门|机构|主体|机关|委员会|办|企业|局|中心|领导)"
)


def nouns_at(string: str, start: int, end: int) -> int | None:
    """Where nouns end that name bodies of some kind (接种单位, 校外培训机构); None without any.

    Only what follows can tell that they act: they are weaker than a run of bodies.

    >>> nouns_at("接种单位要规范流程", 0, 9), nouns_at("规范接种流程", 0, 6)
    (4, None)
    """
    if _NO_START.match(string, start):
        return None
    match = _NOUNS.match(string, start, min(end, start + 60))
    if match is None or _NO_NOUN.search(match[0]) or _JOINS_ON.match(string, match.end()):
        return None
    if not read_units(match[0], nouns=True):
        return None
    kin = _LIKE.match(string, match.end(), end)
    return kin.end() if kin else match.end()


def _shorter(string: str, start: int, end: int) -> int | None:
    """The place of the last joint of a run that is none as a whole."""
    last = max(string.rfind(joint, start + 1, end) for joint in "、和及与等")
    return last if last > start + 1 else None


@lru_cache(maxsize=4096)
def stands(words: str) -> bool:
    """Whether words are one body or a list of bodies, each with its ending."""
    if words in _BARE:
        return False
    listing = read_list(words)
    if not listing.units or not listing.sure or listing.closed:
        return False
    return all(_complete(unit.name) for unit in listing.units)


def _complete(name: str) -> bool:
    parsed = parse_body(name)
    return parsed is None or parsed.kind not in ("bare", "named")
