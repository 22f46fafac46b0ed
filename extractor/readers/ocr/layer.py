"""Whether the text that a PDF carries can be what its pages show."""

import re
from functools import cache

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_OTHER_SCRIPTS = re.compile(r"[\u00a1-\u024f\u0370-\u058f\u0600-\u0eff]")
_ENOUGH = 40
_MOST_RARE = 0.12
_MOST_FOREIGN = 0.15
# In notices of any subject one Chinese character in six is one of these.
_EVERYDAY = frozenset(
    "的一和年工作业产发展国家市县区政府部门单位管理安全实施方案通知月日号第人民行制办有为及在对中"
)
_ENOUGH_FOR_EVERYDAY = 120
_LEAST_EVERYDAY = 0.04
_SIDE = "[\u3400-\u9fff，。；：、（）《》〔〕“”]"
# What a recogniser leaves where it went wrong: narrow signs and stray letters inside Chinese,
# brackets of two kinds, drawing signs, strokes that are no words.
_SLIP = re.compile(
    rf"(?<={_SIDE})\s*[;:,()!?\"]\s*(?={_SIDE})"
    rf"|(?<={_SIDE})\s*[A-Za-z|\\~^`_{{}}\[\]<>*#$&@©®]{{1,2}}\s*(?={_SIDE})"
    r"|\(\([^()]|[^()]\)\)|\(\s?\d{4}\s?[JjlI\]】]|[~^`|\\{}■□◆¬¦©®™丨丶]"
)
_GAP = re.compile(r"(?<=[\u3400-\u9fff，。；、])[ ]{1,3}(?=[\u3400-\u9fff])")
_MOST_SLIPS = 0.004
_LEAST_SLIPS = 2


@cache
def _common(character: str) -> bool:
    """Whether schools teach the character: the first level of GB 2312 or of Big5."""
    simple = character.encode("gb2312", "ignore")
    if len(simple) == 2 and 0xB0 <= simple[0] <= 0xD7:
        return True
    traditional = character.encode("big5", "ignore")
    return len(traditional) == 2 and 0xA4 <= traditional[0] <= 0xC6


def doubt(text: str) -> str | None:
    """Why the text of a page cannot be what is printed there; None where it may well be.

    >>> doubt("ÖÐ»ªÈËÃñ¹²ºÍ¹ú" * 10)
    '10 in 10 characters are rare or of another script'
    >>> doubt("各区市要于7月底前将工作方案报市工业和信息化局。" * 10)
    """
    han = _HAN.findall(text)
    foreign = len(_OTHER_SCRIPTS.findall(text))
    whole = len(han) + foreign
    if whole < _ENOUGH:
        return None
    rare = sum(not _common(one) for one in han)
    if foreign > _MOST_FOREIGN * whole or rare > _MOST_RARE * whole:
        share = max(1, round(10 * (rare + foreign) / whole))
        return f"{share} in 10 characters are rare or of another script"
    everyday = sum(one in _EVERYDAY for one in han)
    if len(han) >= _ENOUGH_FOR_EVERYDAY and everyday < _LEAST_EVERYDAY * len(han):
        return "its characters do not make words"
    return None


def suspected(text: str) -> bool:
    """Whether a text has any slip at all; blanks need not be known for this."""
    return _SLIP.search(text) is not None


def misread(text: str) -> bool:
    """Whether an OCR layer has more slips than a reader can put up with.

    >>> misread("按照市政府(2021 J 28号文件要求  各区市要制定方案;明确责任单位和完成时限，每月月底前报送进展情况。")
    True
    >>> misread("按照市政府〔2021〕28号文件要求，各区市要制定方案；明确责任单位和完成时限，每月月底前报送进展情况。")
    False
    """
    whole = len(_HAN.findall(text))
    slips = len(_SLIP.findall(text)) + len(_GAP.findall(text))
    return whole >= _ENOUGH and slips >= _LEAST_SLIPS and slips > _MOST_SLIPS * whole
