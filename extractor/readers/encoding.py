"""Bytes to characters: the encodings of Chinese offices, the least mistakable first."""

import codecs
import unicodedata
from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL = ("utf-8", "gb18030")
_DAMAGE = 0.01


def decode(data: bytes, declared: Iterable[str] = ()) -> tuple[str, str, int] | None:
    """The text, its encoding and how many of its characters were damaged; None when it is no text.

    A mark at the beginning decides, then strict UTF-8, the encodings `declared` by the file, strict
    GB18030, UTF-8 and GB18030 with a little damage, and a guess last. A character cut off at the
    end of the file is left out.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_lenient(data[len(mark) :], encoding), encoding)
    for encoding in (_USUAL[0], *declared, *_USUAL[1:]):
        text = _strict(data, encoding)
        if text is not None and _plausible(text):
            return text, encoding, 0
    if b"\x00" in data:
        return None
    lenient = [(_lenient(data, encoding), encoding) for encoding in _USUAL]
    text, encoding = min(lenient, key=lambda entry: entry[0].count("\ufffd"))
    return _checked(text, encoding) or _guessed(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=False)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(data, final=False)


def _checked(text: str, encoding: str) -> tuple[str, str, int] | None:
    damaged = text.count("\ufffd")
    if damaged > _DAMAGE * len(text) or not _plausible(text):
        return None
    return text, encoding, damaged


def _guessed(data: bytes) -> tuple[str, str, int] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    if best is None:
        return None
    text = _strict(data, best.encoding)
    return (text, best.encoding, 0) if text is not None and _plausible(text) else None


def _plausible(text: str) -> bool:
    """Whether this can be writing: next to no control, private or unassigned characters."""
    sample = text[:20_000]
    foreign = sum(
        unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
        for character in sample
        if character not in "\n\r\t\f\v\x85"
    )
    return foreign <= 0.02 * len(sample)
