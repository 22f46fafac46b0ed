"""A notice whose line feeds are lost: where its parts begin, told by the language of 公文.

`…〔2020〕3号关于做好…的通知各县人民政府：为…。某市财政局2020年5月1日（此件公开发布）某方案为…`: number,
title, addressees, signature and the instrument behind it each stand on a line of their own in the
notice as it was printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractor.interpret.document_date import DATE
from extractor.interpret.head import head_cuts
from extractor.interpret.issuers import bodies, is_body
from extractor.interpret.region import opens_with_place
from extractor.interpret.title import KIND, bare_title, instrument_in
from extractor.lexicon.load import alternation, compiled, table

LONG = 100
"""A line that may hold more than one part; shorter ones are headings, items and broken lines."""
_HEAD_LINES, _FARTHEST_HEAD = 12, 1200
_LONGEST_SIGNERS, _LONGEST_TITLE = 90, 100
_LONGEST_FIELDS, _FEWEST_FIELDS = 500, 3
_DATE = re.compile(DATE)
# What ends the fields of a page: a day with its hour, or how often it was read.
_VALUE = re.compile(rf"{DATE}(?: ?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?|[0-9]{{1,7}}次?")
_NAMES = re.compile(rf"(?:[\u4e00-\u9fff]|（[^（）]{{1,12}}）|[、 ]){{3,{_LONGEST_SIGNERS}}}$")
_ENACTED = re.compile(
    r"(?:印发|转发|公布|发布|批转)《?(?P<title>[^《》。；：]{4,80})》?的?(?:通知|函|公告)"
)
_ISSUING = re.compile(
    r"^(?P<bodies>(?:(?!关于|印发)[\u4e00-\u9fffA-Za-z（）、 ]){3,120}?)(?:文件|关于|印发)"
)
_SEAL = re.compile("（[^（）]{1,12}）$")
_KIND = re.compile(KIND + "(?:（[^（）]{1,24}）){0,2}》?")


@dataclass(slots=True)
class Named:
    """What the head of a notice has named so far: its issuers, the instrument it brings."""

    lines: int = 0
    issuers: set[str] = field(default_factory=set)
    title: str = ""

    def learn(self, words: str) -> None:
        """Take in a line, or a part of one, of the head."""
        self.lines += 1
        issuing = _ISSUING.match(words)
        if issuing:
            run = issuing["bodies"]
            self.issuers.update(run[low:high] for low, high in bodies(run))
        enacted = _ENACTED.search(words)
        if enacted and not self.title:
            inner = instrument_in(words[: enacted.end()])
            title = words[slice(*inner)] if inner else enacted["title"]
            self.title = bare_title(title).strip("《》")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(table("part")["run_on"][name], "part")


def part_breaks(words: str, columns: list[int], named: Named, *, head: bool) -> list[int]:
    """The indexes of a folded line at which a part of the notice begins; none in an ordinary line.

    `head` says that no heading has been met before; `named` is carried from line to line.

    >>> line = "关于防汛的通知各县人民政府：为切实做好防汛工作，现通知如下。" + "请各县抓好落实。" * 9
    >>> line += "某市水利局2020年5月1日（此件公开发布）"
    >>> cuts = part_breaks(line, list(range(len(line))), Named(), head=True)
    >>> [line[low : low + 6] for low in cuts]
    ['各县人民政府', '为切实做好防', '某市水利局2', '（此件公开发']
    """
    head = head and named.lines < _HEAD_LINES
    if len(words) < LONG:
        if head:
            named.learn(words)
        return []
    cuts: set[int] = set()
    if head:
        web = list(_web(words))
        cuts.update(web)
        start = max(web, default=0)
        cuts.update(start + cut for cut in head_cuts(words[start:_FARTHEST_HEAD], run_on=True))
        _learn(words, sorted(cuts), named)
    cuts.update(match.end() for match in _pattern("behind").finditer(words))
    cuts.update(match.start() for match in _pattern("before").finditer(words))
    cuts.update(match.end("number") for match in _pattern("number_twice").finditer(words, 0, 400))
    for start, end in _signatures(words, columns, named):
        cuts.update((start, end))
    cuts.update(_titles(words, sorted(cuts), named))
    return sorted(cut for cut in cuts if 0 < cut < len(words))


def _web(words: str) -> Iterator[int]:
    """Where the fields of a page's metadata begin, and where the last of them, a date, ends."""
    labels = list(_pattern("web_label").finditer(words, 0, _LONGEST_FIELDS))
    if len(labels) < _FEWEST_FIELDS:
        return
    yield from (label.start() for label in labels)
    value = _VALUE.match(words, labels[-1].end())
    if value:
        yield value.end()


def _learn(words: str, cuts: list[int], named: Named) -> None:
    for low, high in zip([0, *cuts], [*cuts, min(len(words), _FARTHEST_HEAD)], strict=True):
        if high - low <= 2 * LONG:
            named.learn(words[low:high])


def _signatures(words: str, columns: list[int], named: Named) -> Iterator[tuple[int, int]]:
    """Bodies and the date below them, or a date alone; one that a sentence goes on from is none."""
    for date in _DATE.finditer(words):
        printed = _pattern("print_line").match(words, date.start())
        if not printed and (
            _pattern("signed_before").match(words, date.end())
            or not _ends(words, date.end(), named)
        ):
            continue
        if date.end() == len(words) and words[date.start() - 1] == "。":
            yield date.start(), date.end()
        low = max(0, date.start() - _LONGEST_SIGNERS)
        run = _NAMES.search(words, low, date.start())
        start = _signers(words, columns, run.start(), date.start(), named) if run else None
        end = printed.end() if printed else date.end()
        if start is not None or printed:
            yield end if start is None else start, end


def _ends(words: str, at: int, named: Named) -> bool:
    """Whether a part may end at an index: the line does, a bracket opens, another part begins."""
    if at >= len(words) or words[at] in "（〔《" or _pattern("before").match(words, at):
        return True
    return words.startswith(("附件", "附表", "抄送", "抄报")) or bool(_title_at(words, at, named))


def _signers(words: str, columns: list[int], low: int, high: int, named: Named) -> int | None:
    """Where the bodies that end at `high` begin: behind a closed sentence, at a name of the head,
    at a place behind a wide blank."""
    run = words[low:high]
    if not is_body(_SEAL.sub("", run)) or re.search("在|于|自|由|经|截至|向|和《", run[:2]):
        return None
    known = [at for name in named.issuers if (at := run.find(name)) >= 0]
    if known:
        return low + min(known)
    if low == 0 or words[low - 1] in "。！）；”" or words[low - 1].isascii():
        return low
    gaps = (at for at in range(low + 1, high) if columns[at] > columns[at - 1] + 1)
    return next((at for at in gaps if opens_with_place(words[at:high])), None)


def _titles(words: str, cuts: list[int], named: Named) -> Iterator[int]:
    """The ends of instruments' titles that begin at a cut, brackets of disclosure passed over."""
    for cut in cuts:
        end = _title_at(words, cut, named)
        if end:
            yield end


def _title_at(words: str, at: int, named: Named) -> int:
    """The end of the title of an instrument that begins at an index; 0 when none does."""
    if named.title:
        for opening, closing in (("《", "》"), ("", "")):
            end = at + len(opening + named.title + closing)
            if words.startswith(opening + named.title + closing, at):
                return 0 if _pattern("goes_on").match(words, end) else end
    stop = min(at + _LONGEST_TITLE, len(words))
    for match in _KIND.finditer(words, at, stop):
        if re.search("[，。；：！？]", words[at : match.start()]):
            return 0
        if match.end() - at >= 6 and _pattern("opens").match(words, match.end()):
            return match.end()
    return 0


def heading_end(words: str, at: int) -> int:
    """The end of heading words that begin at an index, when its text follows at once; else 0.

    >>> heading_end("一、总体要求以安全为重点，全面排查。", 2), heading_end("一、总体要求和目标", 2)
    (6, 0)
    """
    match = _headings().match(words, at)
    return match.end("heading") if match else 0


@cache
def _headings() -> re.Pattern[str]:
    data = table("part")["run_on"]
    known = alternation(data["headings"])
    return re.compile(f"(?P<heading>{known})(?={data['heading_ends']})")
