"""Lists of responsible units that close an item, a paragraph or a heading: layer `duty`.

Labels: `bracket` （…负责）, `line` 责任单位：…, `heading` a bracket behind heading words, `opening`
a bracket that opens a paragraph. The last part of the rule is the role of names that have neither
label nor predicate of their own: the lines below a lone 牵头单位.
"""

import re
from collections.abc import Iterator

from extractor.find.pipeline import Board, finder
from extractor.interpret.bodies import parse_body
from extractor.interpret.units import (
    OTHER_LABEL,
    ROLE_LABEL,
    TIME_LABEL,
    Listing,
    label_role,
    read_list,
)
from extractor.lexicon.load import alternation, table
from extractor.model import Mark

_LONGEST = 800
"""No list of units is longer; hostile input is passed over."""
_SKIP = table("duty")["skip"]
_ROUND = r"（(?:[^（）\n]|（[^（）\n]{0,60}）){2,500}+）"
_SQUARE = r"〔(?:[^〔〕\n]|〔[^〔〕\n]{0,60}〕){2,500}+〕"
_BRACKET = re.compile(f"{_ROUND}|{_SQUARE}")
# What a list of units has at least one of; most brackets have none and are passed over unread.
_HINT = re.compile(
    "负责|牵头|落实|配合|责任|分工|单位|部门|承办|主办|协办|实施|下同|不再"
    "|[局委厅部办院会署行司校社团队心协联科处业校政府区县市地](?=[、，；）〕。和及（〔]|$|等)"
)
_NO_LIST = re.compile(alternation(_SKIP["openings"]))
_GLOSSES = frozenset(_SKIP["glosses"])
_LABELS = rf"(?:{ROLE_LABEL}|{TIME_LABEL})"
_LINE = re.compile(rf"(?m)^；?(?={_LABELS}：)[^\n]+")
_RUN_IN = re.compile(rf"(?<=[。；）〕！])(?={ROLE_LABEL}：)[^\n]+")
# A list in a paragraph of its own whose parentheses are lost: 市教育局牵头，市财政局按职责分工负责
_BARE = re.compile(
    r"(?m)^(?![（0-9一二三四五六七八九十由第])[^\n。；：“”《]{4,300}(?:负责|落实|牵头|配合|实施|参与|协助)。?$"
)
_LONE_LABEL = re.compile(rf"(?m)^(?P<label>{ROLE_LABEL})：?$")
# A list that a page break has cut in two: its parts close the same item.
_CUT = re.compile(
    rf"[（〔](?={ROLE_LABEL}：)(?P<one>[^（）〔〕。\n]{{2,200}}(?:（[^（）\n]{{1,20}}）[^（）〔〕。\n]{{0,200}}){{0,6}})"
    r"\n(?P<two>[^（）〔〕。\n]{2,200}(?:（[^（）\n]{1,20}）[^（）〔〕。\n]{0,200}){0,6})[）〕]"
)
_BEFORE = "。；！\n）〕：”"
_AFTER = "。；\n"
_TAIL = re.compile(r"(?P<before>[一-龥]{2,12})$")


@finder("duty", reads=("section", "part", "cell"), writes=("duty",))
def find_duties(board: Board) -> Iterator[Mark]:
    """Every list of units outside tables and outside the parts round the body, in order."""
    string = board.string
    heads = {mark.end for mark in board.marks("section")}
    outside = [(mark.start, mark.end) for mark in [*board.marks("part"), *board.marks("cell")]]
    found = [*_lines(string), *_brackets(string, heads)]
    last = 0
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < last or any(low <= mark.start < high for low, high in outside):
            continue
        last = mark.end
        yield mark


def _brackets(string: str, heads: set[int]) -> Iterator[Mark]:
    for match in _BRACKET.finditer(string):
        start, end = match.span()
        if end - start > _LONGEST or not _placed(string, start, end, heads):
            continue
        if not _HINT.search(string, start, end):
            continue
        if _NO_LIST.match(string, start + 1) or string[start + 1 : end - 1] in _GLOSSES:
            continue
        listing = read_list(match[0])
        if not _binds(listing, string, start, match[0]):
            continue
        yield Mark(
            start, end, "duty", _label(string, start, end, heads), "duty.bracket.responsible"
        )


def _placed(string: str, start: int, end: int, heads: set[int]) -> bool:
    """A list of units closes a sentence or a paragraph, stands behind heading words, or opens."""
    if start in heads or start == 0 or string[start - 1] in _BEFORE:
        return True
    return end == len(string) or string[end] in _AFTER


def _binds(listing: Listing, string: str, start: int, words: str) -> bool:
    if not listing.sure:
        return listing.closed and len(listing.units) > 0
    if listing.closed:
        return True
    return _bare(listing, string, start, words)


def _bare(listing: Listing, string: str, start: int, words: str) -> bool:
    """Bodies alone in a parenthesis are a list of duties unless they gloss the words before it."""
    if all(
        parsed and parsed.kind == "place" for parsed in map(parse_body, words[1:-1].split("、"))
    ):
        return words[1] in "各相有"
    if string[start - 1 : start] in ("。", "；", "\n", "！"):
        return True
    before = _TAIL.search(string, max(0, start - 12), start)
    if before is None:
        return False
    return not any(
        parse_body(before["before"][index:]) for index in range(len(before["before"]) - 1)
    )


def _label(string: str, start: int, end: int, heads: set[int]) -> str:
    if start in heads or (start - 1 in heads and string[start - 1] in "。："):
        return "heading"
    opens = start == 0 or string[start - 1] == "\n"
    return "opening" if opens and end < len(string) and string[end] not in _AFTER else "bracket"


def _lines(string: str) -> Iterator[Mark]:
    for match in _CUT.finditer(string):
        if read_list(match["one"] + match["two"]).units:
            rule = f"duty.line.{_last_role(match['one'])}"
            yield Mark(
                match.start(), match.end("one"), "duty", "bracket", "duty.bracket.responsible"
            )
            yield Mark(match.start("two"), match.end(), "duty", "line", rule)
    for pattern in (_LINE, _RUN_IN):
        for match in pattern.finditer(string):
            if _names_units(match[0]):
                yield Mark(match.start(), match.end(), "duty", "line", "duty.line.responsible")
    for match in _BARE.finditer(string):
        listing = read_list(match[0])
        if listing.closed and listing.sure and listing.units:
            yield Mark(match.start(), match.end(), "duty", "line", "duty.line.responsible")
    for match in _LONE_LABEL.finditer(string):
        yield from _below(string, match)


def _last_role(words: str) -> str:
    """The role of the last label in the first part of a list."""
    labels = re.findall(rf"({ROLE_LABEL})：", words)
    return (label_role(labels[-1]) if labels else None) or "responsible"


def _names_units(words: str) -> bool:
    """A line that holds a list or a date under a label, and not a sentence about 责任单位."""
    if len(words) > _LONGEST:
        return False
    if re.match(f"{TIME_LABEL}：", words):
        return len(words) <= 40
    listing = read_list(words)
    return listing.closed and bool(listing.units) and listing.sure


def _below(string: str, label: re.Match[str]) -> Iterator[Mark]:
    """A label alone on its line and the lines of names under it."""
    role = label_role(label["label"]) or "responsible"
    at, marks = label.end() + 1, []
    while at < len(string):
        end = string.find("\n", at)
        end = len(string) if end < 0 else end
        listing = read_list(string[at:end], role)
        if (
            not listing.sure
            or not listing.units
            or re.match(rf"{ROLE_LABEL}：|{OTHER_LABEL}", string[at:end])
        ):
            break
        marks.append(Mark(at, end, "duty", "line", f"duty.line.{role}"))
        at = end + 1
    if marks:
        yield Mark(label.start(), label.end(), "duty", "line", f"duty.label.{role}")
        yield from marks
