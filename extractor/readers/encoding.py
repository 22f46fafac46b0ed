"""Bytes to characters: the encodings of Chinese offices, the least mistakable first."""

import codecs
import unicodedata
from collections import Counter
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
_SAMPLE = 20_000
# Of the characters that are not ASCII, how many of a UTF-8 text may be damaged.
_DAMAGED_UTF8 = 0.03
_LEAST_UTF16 = 0.95


def decode(data: bytes, declared: Iterable[str] = ()) -> tuple[str, str, int] | None:
    """The text, its encoding and how many of its characters were damaged; None when it is no text.

    A mark at the beginning decides, then strict UTF-8, the look of UTF-16, UTF-8 with a little
    damage, the encodings `declared` by the file, strict GB18030, GB18030 with a little damage, and
    a guess last. A character cut off at the end of the file is left out.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_lenient(data[len(mark) :], encoding), encoding)
    text = _strict(data, "utf-8")
    if text is not None and _plausible(text):
        return text, "utf-8", 0
    return _wide(data) or _damaged_utf8(data) or _narrow(data, declared)


def problems(data: bytes, encoding: str, damaged: int) -> tuple[tuple[str, str], ...]:
    """What decoding lost, as the problems of a source: damaged characters, one cut off at the end."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    decoder.decode(data, final=False)
    found: list[tuple[str, str]] = []
    if damaged:
        found.append(("encoding", f"{damaged} characters could not be read as {encoding}"))
    if decoder.getstate()[0]:
        found.append(("truncated", "the file breaks off in the middle of a character"))
    return tuple(found)


def _wide(data: bytes) -> tuple[str, str, int] | None:
    """UTF-16 without a mark."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if _looks_like_utf16(data[:4_096], encoding):
            return _checked(_lenient(data, encoding), encoding)
    return None


def _narrow(data: bytes, declared: Iterable[str]) -> tuple[str, str, int] | None:
    """Encodings in which ASCII stays ASCII."""
    for encoding in (*declared, "gb18030"):
        text = _strict(data, encoding)
        if text is not None and _plausible(text):
            return text, encoding, 0
    if b"\x00" in data:
        return None
    lenient = [(_lenient(data, encoding), encoding) for encoding in _USUAL]
    text, encoding = min(lenient, key=lambda entry: entry[0].count("\ufffd"))
    return _checked(text, encoding) or _guessed(data)


def _damaged_utf8(data: bytes) -> tuple[str, str, int] | None:
    """UTF-8 that is broken in few places: GB18030 would read nonsense from it without a word."""
    text = _lenient(data, "utf-8")
    damaged = text.count("\ufffd")
    wide = sum(count for character, count in Counter(text).items() if character > "\x7f")
    return _checked(text, "utf-8") if 0 < damaged <= _DAMAGED_UTF8 * wide else None


def _looks_like_utf16(sample: bytes, encoding: str) -> bool:
    """Whether nearly all pairs of bytes are Chinese, its punctuation or ASCII.

    Pairs of Latin letters look Chinese too, but the low bytes of true Chinese are of all kinds.
    """
    pairs = len(sample) // 2
    highs, lows = sample[1 : 2 * pairs : 2], sample[: 2 * pairs : 2]
    if encoding == "utf-16-be":
        highs, lows = lows, highs
    counted = Counter(highs)
    chinese = sum(counted[byte] for byte in range(0x4E, 0xA0))
    known = chinese + counted[0x30] + counted[0xFF] + counted[0x20] + counted[0]
    if pairs < 2 or known < _LEAST_UTF16 * pairs:
        return False
    if counted[0] > 0.7 * pairs:
        return 0 not in lows
    odd = sum(not 0x20 <= low < 0x7F for low in lows)
    return chinese > 0.3 * pairs and odd > 0.3 * pairs


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
    sample = text[:_SAMPLE]
    foreign = sum(
        sample.count(character)
        for character in set(sample)
        if character not in "\n\r\t\f\v\x85"
        and unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
    )
    return foreign <= 0.02 * len(sample)
