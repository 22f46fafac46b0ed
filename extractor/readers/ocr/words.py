"""What a recogniser confuses and the language decides: widths, brackets of a number, page marks."""

import re
from collections import Counter

_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_MARKS = "，。；：、！？（）《》“”〔〕〈〉"
# A half-width sign is wide where Chinese stands on one side and no digit or letter on both.
_NARROW = re.compile(rf"(?<=[{_HAN}{_MARKS}])[,;:()!?]|[,;:()!?](?=[{_HAN}{_MARKS}])")
_ENOUGH = 3
_NUMBER = re.compile(r"[\[［(（【〔]((?:19|20)\d{2})[\]］)）】〕](?=第?\d{1,5}号)")
_PAGE_MARK = re.compile(r"[一—–\-－](\s?\d{1,4}\s?)[一—–\-－]")
_NOUGHT = re.compile(r"(?<=[一二三四五六七八九〇])[O0oＯ○](?=[一二三四五六七八九〇O0oＯ○年])")
_DIGITS = ((re.compile(r"(?<=\d)[OoＯ](?=\d)"), "0"), (re.compile(r"(?<=\d)[lI|](?=\d)"), "1"))


def printed_narrow(page: str) -> frozenset[str]:
    """The signs that a page prints half-width inside Chinese: those it has so more often than not.

    >>> sorted(printed_narrow("依法(局),限期(厅),关停(办)。整改（委）,"))
    ['(', ')', ',']
    """
    narrow = Counter(_NARROW.findall(page))
    return frozenset(
        sign
        for sign, count in narrow.items()
        if count >= _ENOUGH and count > page.count(_WIDE[sign])
    )


def put_right(line: str, narrow: frozenset[str] = frozenset()) -> str:
    """The line as it was printed, character for character: its length never changes.

    Signs of `narrow` are left as they are.

    >>> put_right("鲁工信发[2021]63号(此件公开发布)")
    '鲁工信发〔2021〕63号（此件公开发布）'
    >>> put_right("一 7 一"), put_right("二O二一年"), put_right("时间:9:30,地点")
    ('— 7 —', '二〇二一年', '时间：9:30，地点')
    """
    if _PAGE_MARK.fullmatch(line):
        return f"—{line[1:-1]}—"
    line = _NUMBER.sub(r"〔\1〕", line)
    for _ in range(2):  # a sign beside a sign that has just become wide
        line = _NARROW.sub(lambda sign: sign[0] if sign[0] in narrow else _WIDE[sign[0]], line)
    for _ in range(2):  # noughts beside noughts
        line = _NOUGHT.sub("〇", line)
    for pattern, digit in _DIGITS:
        line = pattern.sub(digit, line)
    return line
