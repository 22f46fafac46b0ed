"""Numbered headings and numbered paragraphs: the outline everything else hangs on.

Layer `section` has the headings (number and heading words), layer `item` the bare numbers of
numbered paragraphs that are whole sentences and so no headings. The label is the rank of the
number: which kind of number stands inside which (`lexicon/outline.toml`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.find.pipeline import Board, finder
from extractor.interpret.outline import level_of, ordinal, read_decimal, read_number
from extractor.interpret.units import ROLE_LABEL, TIME_LABEL
from extractor.lexicon.load import alternation, table
from extractor.model import Mark

_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 42
# 考核以年度检查和日常抽查相结合的方式进行。 tells how something is done: no heading.
_PREDICATE, _LONG_PREDICATE = re.compile("(?:进行|负责|为准|汇总上报)$"), 12
# A line of a list (1. 改造公路100公里) that closes with its units and has nothing under it is a task.
_LISTED = 30
_LONGEST_TOP, _FEWEST_DECIMALS, _TOP_RANK = 24, 3, 11
# 本公告自发布之日起施行。 is a sentence about the instrument and heads nothing.
_ITSELF = re.compile(
    alternation(table("outline")["whole"]["selves"]) + "(?:自|由|从|有|未|施行|执行)"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that opens with a number; `words` is how many characters head it (0: none)

    `doubtful` ones may be whole sentences after all; those with a comma say nothing of the others.
    """

    start: int
    end: int
    after: int
    rank: int
    words: int
    doubtful: bool
    comma: bool
    decimal: bool = False
    alone: bool = False
    """Its words and a full stop are the whole paragraph."""


def paragraphs(string: str) -> Iterator[tuple[int, int]]:
    """The half-open stretches between line feeds, empty ones left out."""
    start = 0
    for part in string.split("\n"):
        if part:
            yield start, start + len(part)
        start += len(part) + 1


@finder("outline", reads=("part",), writes=("section", "item"))
def find_outline(board: Board) -> Iterator[Mark]:
    """Headings and item numbers, paragraph by paragraph."""
    parts = board.marks("part")
    numbered = list(_numbered(board.string, parts))
    for entry, heads in zip(numbered, _agreed(numbered), strict=True):
        if entry.words and heads:
            end = entry.after + entry.words
            rule = "outline.decimal" if entry.decimal else "outline.heading"
            yield Mark(entry.start, end, "section", str(entry.rank), rule)
        else:
            rule = "outline.decimal" if entry.decimal else "outline.item"
            yield Mark(entry.start, entry.after, "item", str(entry.rank), rule)


def _numbered(string: str, parts: list[Mark]) -> Iterator[Numbered]:
    spans = list(paragraphs(string))
    decimals = decimal_starts(string)
    borders = {part.start for part in parts}
    second: int | None = None
    for index, (start, end) in enumerate(spans):
        if any(part.start <= start and end <= part.end for part in parts):
            continue
        decimal = start in decimals
        read = (read_decimal if decimal else read_number)(string, start, end)
        if read is None:
            continue
        rank, after = read
        value = ordinal(string[start:after])
        if rank == 40 and second is not None and value == second + 1 and string[start] == "（":
            # （5）between（四）and（六）: a slip of the pen, it stands in the place of（五）.
            rank = 20
        second = value if rank == 20 else None if rank < 20 else second
        following, listed = _following(string, spans, index + 1, borders)
        words, doubtful = heading_words(string[after:end], following, rank, listed=listed)
        comma = "，" in string[after : after + words]
        words = words if level_of(rank) else 0
        alone = string[after + words : end] == "。"
        yield Numbered(start, end, after, rank, words, doubtful, comma, decimal, alone)


def _following(
    string: str, spans: list[tuple[int, int]], index: int, borders: set[int]
) -> tuple[str, bool]:
    """The paragraph behind the lines of units and dates from `index` on, and whether there are any.

    Empty where a part round the body begins there, or the notice ends.
    """
    first = index
    while index < len(spans) and _units(string, *spans[index]):
        index += 1
    listed = index > first
    if index == len(spans) or (listed and spans[index][0] in borders):
        return "", listed
    return string[slice(*spans[index])], listed


def _units(string: str, start: int, end: int) -> bool:
    """Whether a paragraph says by whom or by when what stands above it is to be done."""
    if string[start] in "（〔":
        return _UNIT_BRACKET.fullmatch(string, start, end) is not None
    return _UNIT_LINE.match(string, start, end) is not None


def decimal_starts(string: str) -> frozenset[int]:
    """Where paragraphs begin that are numbered 1, 1.1, 1.1.1, in a document that counts so.

    It does where 1.1 and two more such numbers open paragraphs and nothing numbered 一、 stands
    before them; a single number belongs to the count when it is the next and heads few words.

    >>> sorted(decimal_starts("1总则\\n1.1目的\\n制定预案。\\n1.2依据\\n2体系\\n2.1机构"))
    [0, 4, 16, 22, 26]
    >>> decimal_starts("1.总则\\n1.1米以下的，不予登记。")
    frozenset()
    """
    if "1.1" not in string:
        return frozenset()
    found: list[tuple[int, int]] = []
    deep = top = 0
    first = False
    for start, end in paragraphs(string):
        read = read_decimal(string, start, end)
        if read is None:
            if not first and read_number(string, start, end) is not None:
                return frozenset()
            continue
        rank, after = read
        number = string[start:after].rstrip(".、")
        if rank > _TOP_RANK:
            first = first or number == "1.1"
            deep += first
            found += [(start, rank)] if first else []
        elif int(number) == top + 1 and _heads_a_part(string, after, end):
            top += 1
            found.append((start, rank))
    return frozenset(start for start, _ in found) if deep >= _FEWEST_DECIMALS else frozenset()


def _heads_a_part(string: str, after: int, end: int) -> bool:
    return end - after <= _LONGEST_TOP and not re.search("[。；，：]", string[after:end])


def _agreed(numbered: list[Numbered]) -> list[bool]:
    """Whether each has heading words, siblings agreeing.

    A doubtful one follows the clear majority among its siblings, else that of its rank.
    """
    families: dict[tuple[int, int], list[Numbered]] = {}
    ranks: dict[int, list[Numbered]] = {}
    keys = []
    stack: list[int] = []
    for index, entry in enumerate(numbered):
        while stack and numbered[stack[-1]].rank >= entry.rank:
            stack.pop()
        keys.append((stack[-1] if stack else -1, entry.rank))
        families.setdefault(keys[-1], []).append(entry)
        ranks.setdefault(entry.rank, []).append(entry)
        stack.append(index)
    return [
        not entry.doubtful
        or not (
            _like_a_sentence(entry, families[key]) or _sentences(families[key], ranks[entry.rank])
        )
        for entry, key in zip(numbered, keys, strict=True)
    ]


def _like_a_sentence(entry: Numbered, siblings: list[Numbered]) -> bool:
    """A short sentence with something below it, whose siblings are sentences: the last of a list."""
    return entry.alone and any(not other.words for other in siblings)


def _sentences(siblings: list[Numbered], rank: list[Numbered]) -> bool:
    """Whether the paragraphs of a list are whole sentences: most of its clear members say so."""
    headed = bare = 0
    for members in (siblings, rank):
        headed = sum(bool(entry.words) and not entry.comma for entry in members)
        bare = sum(not entry.words for entry in members)
        if not headed and not bare:
            continue
        if bare >= 2 * headed or headed >= 2 * bare:
            return bare > headed
    return bare > headed


def heading_words(
    paragraph: str, following: str, rank: int = 99, *, listed: bool = False
) -> tuple[int, bool]:
    """How many characters of a numbered paragraph head it (0: a sentence), and whether in doubt.

    A heading stands alone without a full stop, or runs in: it ends at the first full stop and the
    paragraph goes on, or a list of a deeper `rank` does. A parenthesis of units behind the heading
    is not part of it. A line that has nothing but units and dates below it (`listed`), and then its
    sibling, is a task when it is a sentence; so is one that has nothing below it and says who must.

    >>> heading_words("能耗方面。严格执行法律。", "")
    (4, True)
    >>> heading_words("工作部署（2022年上半年）。各县要制定计划。", "")
    (14, True)
    >>> heading_words("环保方面（市生态环境局负责）", "1.严格审查。", 20)
    (4, False)
    >>> heading_words("加强应急值守，及时启动响应。", "2.排查", 30, listed=True)
    (0, False)
    >>> heading_words("市城管局负责生活垃圾清运", "（4）市公安局负责查处", 40)
    (0, False)
    >>> heading_words("改造农村公路100公里（责任单位：市交通运输局）", "2.新建学校20所", 30)
    (0, False)
    >>> heading_words("考核以年度检查和日常抽查的方式进行。每年一次。", "")
    (0, False)
    >>> heading_words("对不合格的企业，责令停产；", "")
    (0, False)
    >>> heading_words("加快老旧货车淘汰，全年淘汰1200辆以上。对企业安装门禁。", "")
    (0, False)
    >>> heading_words("推动终端向园区延伸。（6月底前完成）", "")
    (0, False)
    """
    stop = _first_stop(paragraph)
    if _task(paragraph, stop, following, rank, listed=listed):
        return 0, False
    if stop is None:
        if len(paragraph) > _LONGEST_HEADING or paragraph[-1] in "；，：":
            return 0, False
        length = _without_units(paragraph)
        if length < len(paragraph) and rank >= _LISTED and not _heads("", "", following, rank):
            return 0, False
        return length, "，" in paragraph[:length]
    words, rest = paragraph[:stop], paragraph[stop + 1 :]
    if _ITSELF.match(words) or (len(words) >= _LONG_PREDICATE and _PREDICATE.search(words)):
        return 0, False
    if paragraph[stop] == "：":
        runs_in = len(words) <= 20 and "，" not in words and len(rest) > len(words)
        return (stop, True) if runs_in else (0, False)
    if "的，" in words or _FIGURE.search(words):
        return 0, False
    if paragraph[stop] != "。" or len(words) > _LONGEST_RUN_IN or words.count("，") > 1:
        return 0, False
    if not _BRACKETS.sub("", rest) and not _heads(words, rest, following, rank):
        return 0, False
    return _without_units(words), True


def _task(paragraph: str, stop: int | None, following: str, rank: int, *, listed: bool) -> bool:
    """Whether a paragraph is a task and heads nothing, as the lines below it tell.

    One sentence above its units is; so is a line above its units, or of a clause, when its sibling
    comes next.
    """
    read = read_number(following, 0, len(following))
    if read is not None and read[0] > rank:
        return False
    last = not following or read is not None
    if stop is None:
        listing = listed and (rank >= _LISTED or "，" in paragraph)
        return last and (listing or _CLAUSE.match(paragraph) is not None)
    whole = paragraph[stop] == "。" and stop == len(paragraph) - 1
    return listed and whole and (last or "，" in paragraph)


def _first_stop(paragraph: str) -> int | None:
    depth = 0
    for index, character in enumerate(paragraph):
        if character in "（《“〔":
            depth += 1
        elif character in "）》”〕":
            depth = max(0, depth - 1)
        elif character in "。；：！？" and depth == 0:
            return index
    return None


def _heads(words: str, rest: str, following: str, rank: int) -> bool:
    """A numbered line with a full stop may head what follows unless that is its sibling."""
    if rest or not following:
        return False
    read = read_number(following, 0, len(following))
    if read is not None:
        return read[0] > rank
    return True


# 加快老旧货车淘汰，全年淘汰1200辆以上。 says how much, and is a sentence.
_FIGURE = re.compile("，[^，]{0,20}?[0-9](?![0-9A-Za-z+”])")
# 市城管局负责清运, 各县要建立台账: who and what he is told.
_CLAUSE = re.compile(
    "[^，。；：、（）]{0,20}(?:[局委厅办]|部门|单位|政府|机构|街道|各[省市县区镇乡])(?:负责|牵头|要(?!求)|应(?![急用对])|须)"
)
_UNIT_LINE = re.compile(rf"；?(?:{ROLE_LABEL}|{TIME_LABEL})：")
_BRACKETS = re.compile(r"[（〔](?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*[）〕]|。")
_UNIT_BRACKET = re.compile(
    r"（[^（）]*(?:（[^（）]*）[^（）]*)*(?:负责|牵头|落实|配合|单位|部门|[局厅委部办院]|政府)[^（）]*）$"
)


def _without_units(words: str) -> int:
    match = _UNIT_BRACKET.search(words)
    return match.start() if match and match.start() else len(words)
