"""How a predicate opens: the patterns by which a name before it is told to act.

All are matched where the name ends; they are built once from `lexicon/actor.toml`.
"""

import re
from dataclasses import dataclass

from extractor.interpret.trie import branching
from extractor.lexicon.load import table
from extractor.lexicon.opening import guarded

_TABLE = table("actor")
_ATOMS, _SUBJECT, _SHARES = _TABLE["atoms"], _TABLE["subject"], _TABLE["shares"]
ADVERB = f"{branching(_ATOMS['adverb'])}{{0,4}}"
DEONTIC = f"(?:{_ATOMS['deontic']})"
# 学校建设要…: a verb with a deontic right behind it is the head of a noun.
VERB = f"{branching(_ATOMS['verb'])}(?!{_ATOMS['noun_tail']}|{_ATOMS['noun_before']})"
ACTS = re.compile(guarded(f"(?:不仅|既)?{ADVERB}(?:{DEONTIC}|(?:{_ATOMS['preposition']})|{VERB})"))
DOES = re.compile(f"{ADVERB}{VERB}")
# 国务院批准的方案: what follows describes a thing.
DESCRIBES = re.compile(f"{ADVERB}{branching(_ATOMS['verb'])}的(?!是)")
ORDERED = re.compile(
    guarded(
        f"(?:{ADVERB}{DEONTIC}(?!{_SUBJECT['sited']})|(?:具体)?(?:负责|牵头)(?!人|单位|部门|的))"
    )
)
AFTER_CONDITION = re.compile(_SUBJECT["must"])
BY_DUTY = _SHARES["by_duty"]
URGING = re.compile(
    guarded(rf"(?<!未)(?<!没有){branching(_SUBJECT['urging'])}|{_SUBJECT['objects']}")
)
OBJECT = re.compile(_SUBJECT["heads"])
LEAVES = re.compile(
    r"(?:全部|一律|均|都|逐步|有序|依法|自行)?[^，。；的]{0,6}(?:退出|关停|搬迁|改造(?!提升|升级)后)(?=$|[，。；])|改造后[^，。；]{0,20}(?:确保|达到)"
)
# …的工业企业全部建成节水型企业, 符合条件的企业登录平台填报: behind a head that a clause describes.
ADVANCES = re.compile(_SUBJECT["advances"])
# An adjective before 的 describes no act: 制定需求较大的规划要….
# 税务机关对纳税人提出的申请应当…: the thing that is described is the object of a preposition.
_OF_SUBJECT = re.compile("对(?!口|外|标|接)|将|把|向|按照|根据|依据|依照|会同")
_RELATIVE = re.compile(
    r"[^，。；要应须可]{1,40}(?<!较[大高多长强小低少])的[^，。；的]{1,24}(?:应当?|要|须|必须|不得|请于|于[^，]{2,20}报)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of bodies in a piece and how it came to be an actor."""

    start: int
    end: int
    rule: str
    role: str = "responsible"


def relative(string: str, at: int, stop: int) -> bool:
    """A verb that only describes a thing: 各市制定的计划应当…"""
    return not _OF_SUBJECT.match(string, at, stop) and bool(_RELATIVE.match(string, at, stop))
