"""What the page says of itself, in Chinese and in English: the script shows the one that is chosen."""

from collections.abc import Iterator

from extractor.export.review.markup import Markup, element
from extractor.lexicon.load import table
from extractor.lexicon.vocabulary import chinese, english

Pair = tuple[str, str]


def label(name: str, *values: str | int, room: str = "labels") -> Pair:
    """The two names of a label of `lexicon/review.toml`, with values put in where it has `{}`."""
    zh, en = table("review")[room].get(name, (name, name.replace("_", " ")))[:2]
    return zh.format(*values), en.format(*values)


def code(vocabulary: str, value: str | None) -> Pair:
    """The two names of a code of the vocabulary."""
    return (chinese(vocabulary, value), english(vocabulary, value)) if value else ("—", "—")


def said(pair: Pair, name: str = "span", /, **attributes: str | int | bool | None) -> Markup:
    """Words of the page in an element of their own."""
    return element(name, pair[0], **attributes, data_zh=pair[0], data_en=pair[1])


def told(pair: Pair) -> dict[str, str | int | bool | None]:
    """Words that are heard or hovered, as attributes."""
    return {"aria_label": pair[0], "data_label_zh": pair[0], "data_label_en": pair[1]}


def issue_names(kind: str) -> Pair:
    """What a code of `Notice.issues` is called."""
    return table("review")["issues"].get(kind, kind), kind.replace("_", " ")


def reason_names(reason: str) -> Pair:
    """The two halves of a reason that is written `中文 (English)`.

    >>> reason_names("印发通知的套语 (the covering letter)")
    ('印发通知的套语', 'the covering letter')
    """
    zh, bracket, rest = reason.partition(" (")
    return (zh, rest.removesuffix(")")) if bracket else (reason, reason)


def palette() -> Iterator[tuple[str, str, str]]:
    """Each kind of mark with its colour on light and on dark ground."""
    for kind, (_, _, light, dark) in table("review")["kinds"].items():
        yield kind, light, dark
