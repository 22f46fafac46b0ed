"""One character in, one (or none) out: widths folded, white space inside lines dropped."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# Punctuation takes the form that Chinese text uses, digits and Latin letters the half-width one.
_PUNCTUATION = {
    "(": "（", ")": "）", "﹙": "（", "﹚": "）", "[": "〔", "]": "〕", "﹝": "〔", "﹞": "〕",
    "【": "〔", "】": "〕", "［": "〔", "］": "〕", "<": "〈", ">": "〉", "＜": "〈", "＞": "〉",
    ";": "；", "︰": "：", "﹕": "：", "!": "！", "?": "？", "％": "%", "．": ".", "﹒": ".",
    "，": "，", "；": "；", "：": "：", "（": "（", "）": "）", "！": "！", "？": "？",
    "∶": "∶", "〇": "〇", "…": "…", "～": "～", "“": "“", "”": "”",
}  # fmt: skip
# A number printed with blanks between its digits: what stands behind it says that it is one.
_WIDE_NUMBER = re.compile(
    r"(?<![\d.:：-])(\d{1,2}(?:\s{1,2}\d{1,2}){1,3})\s{0,2}[年月日号〕\]】％%]"
)
_LONGEST_YEAR = 4
_NO_WIDTH = frozenset("\u200b\ufeff\u00ad\x00")
_GAP = re.compile(rf"[\s{''.join(sorted(_NO_WIDTH))}]")
_BETWEEN_DIGITS = {",": "，", ":": "："}


@cache
def fold(character: str) -> str:
    """The form in which a character is searched: exactly one character.

    >>> "".join(fold(c) for c in "（２０２１）［3］")
    '（2021）〔3〕'
    >>> fold("①"), fold("㎡")
    ('①', '㎡')
    """
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if "①" <= character <= "⑳":  # the number of an item, no digit of what follows it
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and not folded.isspace() else character


def folded(line: str) -> tuple[str, list[int]]:
    """A line as it is searched, with the column each character came from.

    White space stays, as one blank, only between Latin words and between two numbers
    (`2022-01-26 21:15`); one number that is merely printed wide (`20 21 年`, `2 0 2 1 年`) is
    closed up. A comma or colon is Chinese unless it stands between two digits; a straight quotation
    mark closes where one is open, else opens.

    >>> folded("到 2025 年, 1,000 家")
    ('到2025年，1,000家', [0, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 14, 16])
    """
    body = line.strip()
    if _GAP.search(body):
        characters, columns = _closed_up(line)
    else:
        first = len(line) - len(line.lstrip())
        characters, columns = [*map(fold, body)], [*range(first, first + len(body))]
    if not _BETWEEN_DIGITS.keys().isdisjoint(characters):
        for index, character in enumerate(characters):
            if character in _BETWEEN_DIGITS and not _between_digits(characters, index):
                characters[index] = _BETWEEN_DIGITS[character]
    return "".join(_quoted(characters) if '"' in characters else characters), columns


def _closed_up(line: str) -> tuple[list[str], list[int]]:
    """The characters of a line with white space in it, and their columns."""
    characters: list[str] = []
    columns: list[int] = []
    pending: int | None = None
    wide: frozenset[int] | None = None
    for column, character in enumerate(line):
        if character in _NO_WIDTH:
            continue
        if character.isspace():
            pending = column if characters else None
            continue
        one = fold(character)
        if pending is not None:
            if characters[-1].isdigit() and one.isdigit():
                wide = _wide_numbers(line) if wide is None else wide
                apart = column not in wide
            else:
                apart = _latin(characters[-1]) and _latin(one)
            if apart:
                characters.append(" ")
                columns.append(pending)
        pending = None
        characters.append(one)
        columns.append(column)
    return characters, columns


def _quoted(characters: list[str]) -> Iterator[str]:
    inside = False
    for character in characters:
        one = character if character != '"' else "”" if inside else "“"
        inside = one == "“" or (inside and one != "”")
        yield one


def _wide_numbers(line: str) -> frozenset[int]:
    """The columns at which a number that is printed wide goes on behind a blank."""
    return frozenset(
        column
        for match in _WIDE_NUMBER.finditer(line)
        if sum(one.isdigit() for one in match[1]) <= _LONGEST_YEAR
        for column in range(match.start(1) + 1, match.end(1))
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _between_digits(characters: list[str], index: int) -> bool:
    return (
        0 < index < len(characters) - 1
        and characters[index - 1].isdigit()
        and characters[index + 1].isdigit()
    )
