"""发文字号: what is one, and how it is written when brackets and blanks are set right.

Look-alikes that are none: index numbers (索引号 000014349/2018-00212) and the serial numbers of
normative documents (HHCR-2023-01005).
"""

import re

_AGENCY = r"[\u4e00-\u9fffA-Za-z]{1,18}(?:（[\u4e00-\u9fff]{1,6}）[\u4e00-\u9fff]{0,6})?"
_YEARLY = re.compile(
    rf"(?P<agency>(?:{_AGENCY})?)[〔（]{{1,2}}(?P<year>(?:19|20)[0-9]{{2}})年?[〕）J]{{1,2}}(?P<ordinal>第?[0-9]{{1,5}})(?P<end>号?)"
)
_OTHER = re.compile(
    r"[\u4e00-\u9fff、]{0,30}(?:公告|通告|公报|令|通知)?(?:19|20)[0-9]{2}年(?:第[0-9]{1,4}号|[0-9]{1,4}号)(?:令|公告)?"
    r"|(?:[\u4e00-\u9fff、]{2,40}(?:令|公告|通告))?(?:（|)第[0-9零〇一二三四五六七八九十百]{1,6}号(?:）|)令?"
)
_URGENCY = re.compile("^等级：?(?:特提|特急|加急|平急)?(?:[·.]?明电)?")
NUMBER = re.compile(f"{_YEARLY.pattern}|{_OTHER.pattern}")


def document_number(words: str) -> str | None:
    """The number in its usual form, or None when the words are none.

    The brackets of the year become 〔〕, also where an OCR layer has made a J of 〕. A number by
    year without brackets, or without one, stays as it is written.

    >>> document_number("威工信字[2021]63号")
    '威工信字〔2021〕63号'
    >>> document_number("（沪发改环资〔2021〕77号）")
    '沪发改环资〔2021〕77号'
    >>> document_number("鲁发改财金（2022J66")
    '鲁发改财金〔2022〕66号'
    >>> document_number("工业和信息化部公告2014年第45号"), document_number("第29号")
    ('工业和信息化部公告2014年第45号', '第29号')
    >>> document_number("中华人民共和国住房和城乡建设部令第52号")
    '住房和城乡建设部令第52号'
    >>> document_number("等级特急·明电某汛办明电〔2020〕56号"), document_number("〔2021〕27号")
    ('某汛办明电〔2020〕56号', '〔2021〕27号')
    >>> document_number("HHCR-2023-01005")
    """
    folded = words.translate(str.maketrans("[]【】﹝﹞()", "〔〕〔〕〔〕（）"))
    folded = _URGENCY.sub("", folded)
    match = _YEARLY.search(folded)
    if match and (match["end"] or "J" in match[0]):
        return f"{match['agency']}〔{match['year']}〕{match['ordinal']}号"
    match = _OTHER.search(folded.removeprefix("中华人民共和国"))
    return match[0].strip("（）") if match else None
