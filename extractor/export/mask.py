"""Personal data out of what is taken away: names, numbers, mail, addresses, rosters of officials.

Characters are replaced one by one, so that every offset holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from extractor.model import Comparison, Difference, Notice, Provision
from extractor.model.comparison import Side

_STAR = "＊"
_HAN = r"[\u4e00-\u9fff]"
_BLANK = r"[ \t\u3000]"
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-—－\s]?\d{7,8}(?:[-—－转]\d{1,5})?|1[3-9]\d{9})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = r"(?:(?!联系|电话|手机|传真|邮)[\u4e00-\u9fff·]){2,4}"
_NAMED = re.compile(
    rf"(?:联{_BLANK}*系{_BLANK}*人|经办人|负责人)\s*[：:]\s*({_NAME}(?:\s*、\s*{_NAME})*)"
)
_ADDRESS = re.compile(
    rf"(?:地{_BLANK}*址|邮{_BLANK}*编|邮政编码)\s*[：:]\s*([^\n，。；;,）)]{{4,60}})"
)
_OFFICIAL = rf"{_HAN}{_BLANK}{{0,4}}{_HAN}(?:[\u4e00-\u9fff·]{{0,4}})"
_POST = rf"{_BLANK}+[^\n。；！？]{{0,60}}(?:长|任|记|席|员|理|师|主管|负责人)"
_HEADS = (
    "组长 副组长 常务副组长 第一组长 召集人 总召集人 副召集人 总指挥 副总指挥 指挥长 副指挥长 "
    "主任 副主任 成员 联络员"
).split()
_HEAD = "|".join(rf"{_BLANK}*".join(word) for word in _HEADS)
# A body may be a member too: 成员：市教育局.
_BARE = rf"{_NAME}(?<![局委办院部会厅处科组队站心司府校])"
_ROSTER = re.compile(
    rf"^{_BLANK}*(?:{_HEAD})\s*[：:]{_BLANK}*(?:({_OFFICIAL}){_POST}|({_BARE}(?:[、 \t\u3000]+{_BARE})*)){_BLANK}*$"
)
_MEMBER = re.compile(rf"^{_BLANK}*({_OFFICIAL}){_POST}{_BLANK}*$")
_WHOLE = (_PHONE, _MAIL)
_INSIDE = (_NAMED, _ADDRESS)
_LONGEST_NAME = 4


def masked_words(words: str) -> str:
    """The words with what tells of persons covered, character for character.

    >>> masked_words("联系人：张三，电话：010-12345678")
    '联系人：＊＊，电话：＊＊＊＊＊＊＊＊＊＊＊＊'
    >>> masked_words("组  长：王  某  市委副书记、市长")
    '组  长：＊＊＊＊  市委副书记、市长'
    """
    return _starred(words, _personal(words))


def masked(notice: Notice) -> Notice:
    """The notice without personal data: its text, its quotes and its values covered alike.

    The contact is left out. Every quote is still what stands in the text at its offsets.
    """
    names = _names(notice)
    text = _without(names, masked_words(notice.text))
    data = notice.model_dump()
    data["metadata"]["contact"] = None
    data["text"] = text
    return Notice.model_validate(_covered(data, text, names))


def masked_comparison(comparison: Comparison) -> Comparison:
    """The comparison without personal data, in its notices and in what is quoted of them."""
    notices = tuple(map(masked, comparison.notices))
    names = {notice.document: _names(notice) for notice in comparison.notices}
    texts = {notice.document: notice.text for notice in notices}
    return comparison.model_copy(
        update={
            "notices": notices,
            "provisions": tuple(_row(row, texts, names) for row in comparison.provisions),
        }
    )


def _row(row: Provision, texts: Mapping[str, str], names: Mapping[str, list[str]]) -> Provision:
    def side(one: Side) -> Side:
        value = one.value and _without(names[one.notice], masked_words(one.value))
        words = texts[one.notice][one.evidence.start : one.evidence.end]
        if (value, words) == (one.value, one.evidence.quote):
            return one
        return replace(one, value=value, evidence=one.evidence.model_copy(update={"quote": words}))

    def difference(one: Difference) -> Difference:
        return replace(one, left=side(one.left), right=side(one.right))

    told = {name for cell in row.cells for name in names[cell.notice]}
    return row.model_copy(
        update={
            "label": _without(sorted(told), masked_words(row.label)),
            "differences": tuple(map(difference, row.differences)),
        }
    )


def _personal(words: str) -> Iterator[tuple[int, int]]:
    for pattern in _WHOLE:
        yield from (found.span() for found in pattern.finditer(words))
    for pattern in _INSIDE:
        yield from (found.span(1) for found in pattern.finditer(words))
    yield from _officials(words)


def _officials(words: str) -> Iterator[tuple[int, int]]:
    """The names of a roster: behind 组长：, and on each line below that reads name and post."""
    start, listed = 0, False
    for line in words.split("\n"):
        found = _ROSTER.match(line) or (_MEMBER.match(line) if listed else None)
        if found:
            low, high = found.span(found.lastindex or 0)
            yield start + low, start + high
        if line.strip():
            listed = found is not None
        start += len(line) + 1


def _starred(words: str, spans: Iterator[tuple[int, int]]) -> str:
    characters = list(words)
    for low, high in spans:
        characters[low:high] = (
            character if character == "\n" else _STAR for character in characters[low:high]
        )
    return "".join(characters)


def _names(notice: Notice) -> list[str]:
    """The names of the contact; they are covered wherever they stand."""
    contact = notice.metadata.contact
    said = contact.value.name if contact and contact.value else None
    return [name for name in re.split(r"[、,，\s]+", said or "") if 2 <= len(name) <= _LONGEST_NAME]


def _without(names: list[str], words: str) -> str:
    for name in names:
        words = words.replace(name, _STAR * len(name))
    return words


def _covered(value: Any, text: str, names: list[str]) -> Any:
    if isinstance(value, str):
        return _without(names, masked_words(value))
    if isinstance(value, dict):
        made = {
            key: item if key in _KEPT else _covered(item, text, names)
            for key, item in value.items()
        }
        spot = made if "start" in made and "rule" in made else made.get("evidence")
        if "quote" in made and isinstance(spot, dict):
            made["quote"] = text[spot["start"] : spot["end"]]
        return made
    if isinstance(value, list | tuple):
        return tuple(_covered(item, text, names) for item in value)
    return value


# Values that no person stands in and that must stay as they are; the text is covered as a whole.
_KEPT = {
    *("sha256", "id", "rule", "schema_version", "adcode", "format", "kind", "document", "text"),
    *("places",),
}
