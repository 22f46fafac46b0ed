"""Numbers as notices write them -> exact decimals: Arabic with multipliers, Chinese, mixed, fractions."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "贰": 2, "三": 3, "叁": 3, "四": 4,
    "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WAN, _YI = Decimal(10**4), Decimal(10**8)
_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[一-龥〇○]")
_POSITIONAL = re.compile(f"[{''.join(_DIGITS)}]{{2,}}")
_LONGEST = 32
_SHARE = re.compile(r"(?P<whole>[^分]+)分之(?P<part>.+)")


@lru_cache(maxsize=2048)
def number(words: str) -> Decimal | None:
    """The number that the words write, or None when they are none.

    >>> [str(number(words)) for words in ("120万", "1.2亿", "1,000", "1万5千", "3千万")]
    ['1200000', '120000000', '1000', '15000', '30000000']
    >>> [str(number(words)) for words in ("十二点五万", "两千五百", "二〇二五", "一百零五", "两万五")]
    ['125000', '2500', '2025', '105', '25000']
    >>> [str(number(words)) for words in ("百分之三十", "万分之五", "三分之一", "半")]
    ['0.3', '0.0005', '0.3333333333333333333333333333', '0.5']
    >>> number("若干") is None
    True

    A run of more than 32 characters is no number that a notice would write.

    >>> number("9" * 400) is None
    True
    """
    words = "".join(words.split())
    if len(words) > _LONGEST:
        return None
    share = _SHARE.fullmatch(words)
    if share:
        return _share(number(share["whole"]), number(share["part"]))
    if words in ("半", "一半"):
        return Decimal("0.5")
    if _POSITIONAL.fullmatch(words):
        return Decimal("".join(str(_DIGITS[character]) for character in words))
    whole, point, decimals = words.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    return _whole(words)


def _share(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return part / whole if whole and part is not None else None


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    """十二点五万: the digits behind the point, then the multipliers behind them."""
    digits = ""
    while len(digits) < len(decimals) and decimals[len(digits)] in _DIGITS:
        digits += decimals[len(digits)]
    front, factor = _whole(whole), _factor(decimals[len(digits) :])
    if not digits or front is None or factor is None:
        return None
    behind = "".join(str(_DIGITS[character]) for character in digits)
    return plain((front + Decimal(f"0.{behind}")) * factor)


_STEPS: dict[str, Decimal] = {
    **{word: Decimal(step) for word, step in _SMALL.items()},
    "万": _WAN,
    "亿": _YI,
}


def _factor(words: str) -> Decimal | None:
    factor = Decimal(1)
    for character in words:
        step = _STEPS.get(character)
        if step is None:
            return None
        factor *= step
    return factor


def _whole(words: str) -> Decimal | None:
    """Sections of 亿 and 万, inside each of them tens, hundreds and thousands."""
    tokens = _TOKEN.findall(words)
    if not tokens or "".join(tokens) != words:
        return None
    sections = {_YI: Decimal(0), _WAN: Decimal(0), Decimal(1): Decimal(0)}
    digit: Decimal | None = None
    last = Decimal(1)
    for token in tokens:
        step = _STEPS.get(token)
        if step is None:
            value = _digit(token)
            if value is None or (digit and token not in _DIGITS):
                return None
            digit, last = value, Decimal(10) if token in "零〇○" else last
            continue
        _close(sections, step, digit)
        digit, last = None, step
    if digit is not None and tokens[-1] in _DIGITS and last >= 100 and len(tokens) > 1:
        digit *= last / 10
    return plain(sum(sections.values()) + (digit or Decimal(0)))


def _close(sections: dict[Decimal, Decimal], step: Decimal, digit: Decimal | None) -> None:
    """A multiplier lifts what stands below it: the last digit, or the whole section."""
    if step < _WAN:
        sections[Decimal(1)] += (Decimal(1) if digit is None else digit) * step
        return
    below = sum(value for base, value in sections.items() if base < step or step == _YI)
    for base in sections:
        if base < step or step == _YI:
            sections[base] = Decimal(0)
    lone = digit is None and not below
    sections[step] += (Decimal(1) if lone else below + (digit or 0)) * step


def _digit(token: str) -> Decimal | None:
    if token in _DIGITS:
        return Decimal(_DIGITS[token])
    try:
        return Decimal(token.replace(",", ""))
    except InvalidOperation:
        return None


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent.

    >>> plain(Decimal("1.20E+6"))
    Decimal('1200000')
    """
    shortened = value.normalize()
    return Decimal(int(shortened)) if shortened == shortened.to_integral() else shortened
