"""What a match can begin with, and that looking at it first changes nothing."""

import re

import pytest

from extractor.lexicon.load import expand, names, table
from extractor.lexicon.opening import guarded, opening
from extractor.lexicon.proof import example

OPENINGS = {
    "words": ("推进|加快|推动", "加推"),
    "a group that may be missing": ("(?:加快|做好)?推进", "做加推"),
    "any number of them": ("(?:各|有关)*部门", "各有部"),
    "at least one of them": ("(?:各|有关)+部门", "各有"),
    "a class": ("[月季周]报", "周季月"),
    "a short range": ("第?[0-2]", "012第"),
    "what it looks around for is none": ("(?<!不)(?=支|扶)(?:支|扶)持", "扶支"),
    "an anchor is none": ("^请|$", None),
    "a name": ("(?P<mark>整改|改正)到位", "改整"),
    "a bar in a class is none": ("[，|]甲|乙", "|乙，"),
    "a wide range": ("[一-龥]后", None),
    "all but some": ("[^，。]{2,4}后", None),
    "anything": (".后", None),
    "a code": (r"\d后", None),
    "nothing at all": ("(?:加快)?", None),
    "none of it": ("甲{0}乙", "乙甲"),
    "flags": ("(?m)^甲", None),
    "flags of a group": ("(?i:a)", None),
}


@pytest.mark.parametrize(("pattern", "expected"), OPENINGS.values(), ids=OPENINGS)
def test_opening(pattern: str, expected: str | None) -> None:
    assert opening(pattern) == expected


def _patterns() -> list[object]:
    return [
        pytest.param(expand(entry["pattern"], name), id=entry["id"])
        for name in names()
        for entry in table(name).get("rule", [])
    ]


SENTENCES = "\n".join(
    example(written).sentence
    for name in names()
    for entry in table(name).get("rule", [])
    for written in [*entry["hits"], *entry["misses"]]
)


@pytest.mark.parametrize("pattern", _patterns())
def test_a_look_at_the_first_character_changes_no_match(pattern: str) -> None:
    looked = guarded(pattern)
    if looked != pattern:
        found = [match.span() for match in re.finditer(pattern, SENTENCES)]
        assert [match.span() for match in re.finditer(looked, SENTENCES)] == found
