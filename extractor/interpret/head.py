"""Where the run-on paragraphs of a head are to be cut: number, title, addressees, letter, signature."""

import re

from extractor.interpret.document_date import DATE
from extractor.interpret.title import balanced
from extractor.lexicon.load import alternation, compiled, rules, table

_ADDRESSEE = next(rule.pattern for rule in rules("part") if rule.id == "part.addressee")
_KIND = re.compile(
    alternation(table("part")["atoms"]["kind"]) + "(?:（(?![^（）]{0,24}号）)[^（）]{1,24}）)?"
)
_LETTERHEAD = compiled(table("part")["run_on"]["letterhead"], "part")
_ANNEX = compiled(table("part")["run_on"]["annex"], "part")
_OPENS = compiled(table("part")["run_on"]["opens"], "part")
_SENTENCE = re.compile("[。；：]|，.*，|^(?:为|根据|按照|经|现将)")
_NO_ADDRESSEE = re.compile("的(?:通知|意见|函|公告|通告|决定|批复|通报|请示|报告|方案|办法|计划)")
_WEB = re.compile(r"^.{0,8}https?[：:]//[A-Za-z0-9./_?=&%~：:-]+")
# The buttons of a page that stand before the text of a notice in one line.
_BUTTONS = re.compile(
    r"^〔?字[体号]大?小?：?〔?(?:特大|大)中?小?[〕|]*(?:[〔|]*(?:打印|关闭|收藏|分享|保存)(?:本页|窗口|页面|此页)?[〕|]*)*"
)
_NUMBER = re.compile(
    r"[\u4e00-\u9fff、]{0,30}?(?:公告|通告|令)?(?:19|20)[0-9]{2}年第[0-9]{1,4}号|[（〔]?(?:(?!的)[\u4e00-\u9fffA-Za-z]){2,14}[〔（](?:19|20)[0-9]{2}[〕）J]第?[0-9]{1,5}号[）〕]?"
)
_TO = re.compile("各[^。；：]{1,14}?(?:政府|部门|单位|[委局厅])")
_OPENING_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,12}[〔（](?:19|20)[0-9]{2}[〕）J][0-9]{1,5}号?"
)
_TWICE = re.compile(r"(?P<body>[\u4e00-\u9fff]{4,30})(?=(?P=body))")
_SIGNED = re.compile(
    rf"(?<=。)[^。；，：]{{2,60}}?{DATE}(?=$|（[^（）]{{2,20}}）$)|(?<=[。日])（[^（）]{{2,16}}公开[^（）]{{0,4}}）$"
)
_FARTHEST, _LONGEST_LIST, _AGAIN, _SHORTEST_TITLE = 260, 520, 8, 8


def head_cuts(words: str, *, run_on: bool = False) -> list[int]:
    """The indexes at which a paragraph of a head falls into parts, none for an ordinary one.

    In a line that holds the whole notice (`run_on`) a title also ends where a letter or an
    instrument begins without addressees.

    >>> words = "关于印发某办法的通知某政发〔2020〕43号各县人民政府：现印发给你们。某市人民政府2020年11月1日"
    >>> [words[a:b] for a, b in zip([0, *head_cuts(words)], [*head_cuts(words), len(words)])]
    ['关于印发某办法的通知', '某政发〔2020〕43号', '各县人民政府：', '现印发给你们。', '某市人民政府2020年11月1日']
    """
    cuts = set()
    at = 0
    for opening in (_BUTTONS, _WEB, _ANNEX, _LETTERHEAD, _OPENING_NUMBER, _TWICE):
        match = opening.match(words, at)
        if match and match.end() < len(words):
            at = match.end()
            cuts.add(at)
    while titled := _title(words, at, run_on=run_on):
        at = titled
        cuts.add(at)
        number = _NUMBER.match(words, at)
        at = number.end() if number else at
        cuts.add(at)
        if number:
            break
    letter = _addressed(words, at)
    cuts.add(letter)
    cuts.update(match.start() for match in _SIGNED.finditer(words, max(0, len(words) - 120)))
    return sorted(cut for cut in cuts if 0 < cut < len(words))


def _title(words: str, at: int, *, run_on: bool) -> int:
    """The end of a title behind which its number, its addressees or itself again stand; 0 without."""
    if words.startswith("各", at) and _addressed(words, at):
        return 0
    again = words[at : at + _AGAIN]
    for match in _KIND.finditer(words, at, at + _FARTHEST):
        end = match.end()
        if end == len(words) or _SENTENCE.search(words, at, end):
            return 0
        if not balanced(words[at:end]) or words.startswith("单列", end):
            continue
        if _NUMBER.match(words, end) or words.startswith(again, end) or _addressed(words, end):
            return end
        if match[0] == "通知" and _TO.match(words, end):
            return end
        if run_on and end - at >= _SHORTEST_TITLE and _OPENS.match(words, end):
            return end
    return 0


def _addressed(words: str, at: int) -> int:
    """The end of the addressees that begin at an index; 0 without."""
    colon = words.find("：", at, at + _LONGEST_LIST)
    run = words[at : colon + 1] if colon >= 0 else ""
    if not run or run[0] in "的和及与、（" or "〔" in run or _NO_ADDRESSEE.search(run):
        return 0
    return colon + 1 if _ADDRESSEE.match(run) else 0
