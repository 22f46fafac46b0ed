"""Automatic numbers of DOCX paragraphs, as Word prints them (ECMA-376 part 1, 17.9)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def counted(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number below ten thousand in Chinese.

    >>> [counted(n) for n in (1, 10, 12, 20, 35, 101, 110)]
    ['一', '十', '十二', '二十', '三十五', '一百〇一', '一百一十']
    """
    if not 0 < number < 10_000:
        return str(number)
    words = ""
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += digits[digit] + (units[power - 1] if power else "")
        elif words and number % 10**power and not words.endswith(digits[0]):
            words += digits[0]
    short = 10 <= number < 20 and digits == _DIGITS
    return words[1:] if short else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        while number >= value and len(words) < 20:
            words, number = words + letters, number - value
    return words


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number < 700 else "?"


def _one_of(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 1 <= number <= count else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": str,
    "decimalFullWidth2": str,
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "japaneseCounting": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": counted,
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: counted(number, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: counted(number, _LEGAL, "拾佰仟"),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "decimalEnclosedCircle": _one_of(0x2460, 20),
    "decimalEnclosedCircleChinese": _one_of(0x2460, 20),
    "decimalEnclosedParen": _one_of(0x2474, 20),
    "decimalEnclosedFullstop": _one_of(0x2488, 20),
    "ideographEnclosedCircle": _one_of(0x3280, 10),
    "ideographParenthesized": _one_of(0x3220, 10),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int | None
    legal: bool


@dataclass
class Numbering:
    """The lists of one document; `number` must be asked for its paragraphs in their order."""

    lists: dict[str, tuple[str, dict[int, _Level], frozenset[int]]]
    """numId -> abstractNumId, its levels, and the levels that this list starts anew."""
    styles: dict[str, tuple[str, int]]
    """Style -> (numId, level) that its paragraphs take."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def number(self, properties: Any) -> str:
        """The number that Word prints before the paragraph with these `w:pPr`, or ''."""
        place = self._place(properties)
        if place is None or place[0] not in self.lists:
            return ""
        list_id, at = place
        abstract, levels, restarted = self.lists[list_id]
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if at in restarted and (list_id, at) not in self._begun:
            counts.pop(at, None)
        self._begun.add((list_id, at))
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            if _restarts(levels.get(deeper), at):
                del counts[deeper]
        return _spelled(level, levels, counts)

    def _place(self, properties: Any) -> tuple[str, int] | None:
        own = None if properties is None else properties.find(f"{_W}numPr")
        style = None if properties is None else _value(properties.find(f"{_W}pStyle"))
        inherited = self.styles.get(style or "")
        if own is None:
            return inherited
        list_id = _value(own.find(f"{_W}numId"))
        at = _integer(_value(own.find(f"{_W}ilvl")), inherited[1] if inherited else 0)
        if list_id is None:
            return None if inherited is None else (inherited[0], at)
        return list_id, at


def _restarts(level: _Level | None, after: int) -> bool:
    if level is None or level.restart is None:
        return True
    return level.restart > 0 and after < level.restart


def _spelled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    words = level.text
    for index in range(9):
        if f"%{index + 1}" not in words:
            continue
        other = levels.get(index)
        count = counts.get(index, other.start if other else 1)
        spell = _FORMATS.get(other.format if other and not level.legal else "decimal", str)
        words = words.replace(f"%{index + 1}", spell(count) if count > 0 else str(count))
    return "" if level.format == "bullet" else words


def numbering(numbers: Any | None, styles: Any | None) -> Numbering:
    """From the roots of `numbering.xml` and `styles.xml`, either of which may be missing."""
    named = dict(_style_numbers(styles)) if styles is not None else {}
    if numbers is None:
        return Numbering({}, named)
    abstracts = {_attribute(one, "abstractNumId"): one for one in numbers.iter(f"{_W}abstractNum")}
    lists = {}
    by_style: dict[str, tuple[str, int]] = {}
    for one in numbers.iter(f"{_W}num"):
        list_id, abstract_id = _attribute(one, "numId"), _value(one.find(f"{_W}abstractNumId"))
        abstract = abstracts.get(abstract_id or "")
        if abstract is None:
            continue
        abstract = _linked(abstract, abstracts)
        levels = {}
        for lvl in abstract.iter(f"{_W}lvl"):
            at = _integer(_attribute(lvl, "ilvl"), 0)
            levels[at] = _level(lvl)
            style = _value(lvl.find(f"{_W}pStyle"))
            if style:
                by_style.setdefault(style, (list_id, at))
        lists[list_id] = (abstract_id or "", *_overridden(one, levels))
    for style, (list_id, at) in named.items():
        known = by_style.get(style)
        named[style] = (list_id, known[1] if known else at)
    return Numbering(lists, named)


def _overridden(one: Any, levels: dict[int, _Level]) -> tuple[dict[int, _Level], frozenset[int]]:
    levels, restarted = dict(levels), set()
    for override in one.iter(f"{_W}lvlOverride"):
        at = _integer(_attribute(override, "ilvl"), 0)
        lvl, start = override.find(f"{_W}lvl"), override.find(f"{_W}startOverride")
        if lvl is not None:
            levels[at] = _level(lvl)
        if start is not None and at in levels:
            old = levels[at]
            levels[at] = _Level(
                _integer(_value(start), 1), old.format, old.text, old.restart, old.legal
            )
            restarted.add(at)
    return levels, frozenset(restarted)


def _linked(abstract: Any, abstracts: dict[str, Any]) -> Any:
    link = _value(abstract.find(f"{_W}numStyleLink"))
    if link is None:
        return abstract
    for other in abstracts.values():
        if _value(other.find(f"{_W}styleLink")) == link:
            return other
    return abstract


def _level(lvl: Any) -> _Level:
    restart = _value(lvl.find(f"{_W}lvlRestart"))
    return _Level(
        start=_integer(_value(lvl.find(f"{_W}start")), 1),
        format=_value(lvl.find(f"{_W}numFmt")) or "decimal",
        text=_value(lvl.find(f"{_W}lvlText")) or "",
        restart=None if restart is None else _integer(restart, 0),
        legal=lvl.find(f"{_W}isLgl") is not None,
    )


def _style_numbers(styles: Any) -> Iterator[tuple[str, tuple[str, int]]]:
    known = {_attribute(style, "styleId"): style for style in styles.iter(f"{_W}style")}
    for name in known:
        place = _style_number(name, known)
        if place is not None:
            yield name, place


def _style_number(name: str, known: dict[str, Any]) -> tuple[str, int] | None:
    at: int | None = None
    for _ in range(20):
        style = known.get(name)
        if style is None:
            return None
        own = style.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            level = _value(own.find(f"{_W}ilvl"))
            at = _integer(level, 0) if at is None and level is not None else at
            list_id = _value(own.find(f"{_W}numId"))
            if list_id is not None:
                return list_id, at or 0
        name = _value(style.find(f"{_W}basedOn")) or ""
    return None


def _value(element: Any | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _attribute(element: Any, name: str) -> str:
    return str(element.get(f"{_W}{name}") or "")


def _integer(value: str | None, default: int) -> int:
    try:
        return default if value is None else int(value)
    except ValueError:
        return default
