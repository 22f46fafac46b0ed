"""Titles of documents: what may be one, and where it ends when it is broken over lines."""

import re
from collections.abc import Sequence

from extractor.interpret.issuers import is_body
from extractor.lexicon.load import alternation, rules, table

KIND = alternation(table("part")["atoms"]["kind"])
_TITLE = next(rule.pattern for rule in rules("part") if rule.id == "part.title")
_OPENING = re.compile(
    r"(?:等[一二三四五六七八九十0-9]+[个家]?(?:部门|单位))?(?:关于|印发|转发|批转|修订印发|《)"
)
_BY_BODY = re.compile(r"([\u4e00-\u9fff、]{3,60}?)(?:关于|印发|转发|批转)")
_MORE = re.compile(
    rf"的?(?:实施|工作|行动|管理|暂行|若干|具体|专项|重点){{0,3}}{KIND}(?:（[^（）]{{1,24}}）)?$|的.{{0,12}}$|（[^（）。]{{1,24}}）$|[\u4e00-\u9fff]{{0,12}}{KIND}的{KIND}$"
)
_CLOSED = ("的通知", "的公告", "的批复")
_PAIRS = (("《", "》"), ("〈", "〉"), ("（", "）"), ("“", "”"), ("〔", "〕"))


def is_title(words: str) -> bool:
    """Whether words, joined from their lines, are a whole title.

    >>> is_title("某市2021年节能工作方案"), is_title("关于印发《某市节能工作方案")
    (True, False)
    """
    return bool(_TITLE.match(words)) and (balanced(words) or words.endswith(_CLOSED))


def opens_title(line: str, bodies: Sequence[str]) -> bool:
    """Whether a line goes on with the bodies in the lines above it as one title.

    >>> opens_title("关于加强消防工作的意见", ["某市人民政府"])
    True
    >>> opens_title("某省能源局关于加强节能工作的通知", ["某省财政厅某省教育厅"])
    True
    >>> opens_title("某市人民政府关于加强消防工作的意见", ["某市人民政府"])
    False
    """
    if any(line.startswith(body) for body in bodies):
        return False
    named = _BY_BODY.match(line)
    return bool(_OPENING.match(line)) or (named is not None and is_body(named[1]))


def title_goes_on(words: str, line: str) -> bool:
    """Whether a title that could end here takes in the next line.

    >>> title_goes_on("关于印发某市节能工作方案", "的通知")
    True
    >>> title_goes_on("某省节能行动计划", "（2022-2024年）")
    True
    >>> title_goes_on("某市财政局关于做好助学工作的通知", "某市助学工作方案")
    False
    """
    if words.endswith(("通知", "公告", "批复")) and not line.startswith("（"):
        return False
    return (
        not balanced(words)
        or bool(_MORE.match(line))
        or (
            bool(re.search("(?:印发|转发|公布|发布)", words))
            and not words.endswith("通知")
            and line.endswith("通知")
        )
    )


def balanced(words: str) -> bool:
    """Whether every bracket and book-title mark that opens in the words also closes there."""
    return all(words.count(opening) == words.count(closing) for opening, closing in _PAIRS)


_COVER = re.compile(
    r"(?:印发|转发|批转|公布|发布|下发|颁布|颁发)(?P<object>.+?)的?(?:通知|函|公告|通告|通报|令)$|关于(?:对|就|公开征求|征求)?(?P<named>《.+》).*?的?(?:公示|公告|通知|通告|函|启事)$|印发(?P<given>《[^《》]+》)$"
)
_INTRODUCED = re.compile(
    r"^.{0,80}?(?:关于)?(?:印发|转发|批转|公布|发布|下发)《?|^关于(?:对|做好|加强|开展|推进)?《?|^《"
)


def bare_title(words: str) -> str:
    """A title without the 《》 round the whole of it.

    >>> bare_title("《某市节能工作方案》"), bare_title("某市落实《某省条例》办法")
    ('某市节能工作方案', '某市落实《某省条例》办法')
    """
    if words.startswith("《") and words.find("》") == len(words) - 1:
        return words[1:-1]
    if (
        words.startswith("《")
        and words.endswith("》")
        and words.count("《") == 1 + words[1:-1].count("》")
    ):
        return words[1:-1]
    return words


def instrument_in(notice_title: str) -> tuple[int, int] | None:
    """Where a covering notice's title names its instrument.

    >>> words = "某市财政局关于印发《某市助学办法》的通知"
    >>> words[slice(*instrument_in(words))]
    '《某市助学办法》'
    """
    match = _COVER.search(notice_title)
    if not match:
        return None
    return match.span("object" if match["object"] else match.lastgroup or 0)


def title_place(title: str) -> str:
    """The title from where a place would open it.

    >>> title_place("关于印发《某市2021年工作方案》的通知")
    '某市2021年工作方案》的通知'
    """
    return _INTRODUCED.sub("", title, count=1)
