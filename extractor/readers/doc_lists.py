"""Lists of a Word 97–2003 file as the `w:numbering` that a DOCX would hold ([MS-DOC] 2.9.131)."""

import struct
from typing import Any

from extractor.readers.doc_file import LIST_USES, LISTS, WordFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIST, _USE, _LEVEL = 28, 16, 28
# Number formats (MSONFC) by their name in WordprocessingML.
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
    15: "decimalHalfWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
    255: "none",
}  # fmt: skip


def numbering_of(file: WordFile) -> Any:
    """The lists; numbers of lists are the ordinals that paragraphs use. Damage ends the list."""
    from lxml import etree

    root = etree.Element(f"{_W}numbering")
    try:
        _abstract(root, file.part(LISTS), file.rest(LISTS))
        _used(root, file.part(LIST_USES))
    except (struct.error, IndexError):
        return root
    return root


def _abstract(root: Any, lists: bytes, levels: bytes) -> None:
    at = 0
    count = int.from_bytes(lists[:2], "little")
    for index in range(count):
        name, simple = struct.unpack_from("<i22xB", lists, 2 + index * _LIST)
        abstract = _sub(root, "abstractNum", abstractNumId=str(name))
        for level in range(1 if simple & 1 else 9):
            at += _level(abstract, levels, at, level)


def _level(parent: Any, levels: bytes, at: int, number: int) -> int:
    """Write one level; its size in bytes."""
    start, format_, flags = struct.unpack_from("<iBB", levels, at)
    characters, paragraphs, limit = struct.unpack_from("<BBB", levels, at + 24)
    text_at = at + _LEVEL + characters + paragraphs
    length = int.from_bytes(levels[text_at : text_at + 2], "little")
    size: int = text_at + 2 + 2 * length - at
    text = levels[text_at + 2 : text_at + 2 + 2 * length].decode("utf-16-le", "replace")
    lvl = _sub(parent, "lvl", ilvl=str(number))
    _sub(lvl, "start", val=str(start))
    _sub(lvl, "numFmt", val=_FORMATS.get(format_, "decimal"))
    _sub(lvl, "lvlText", val="".join(_spelled(character) for character in text))
    if flags & 0x04:
        _sub(lvl, "isLgl")
    if flags & 0x08:
        _sub(lvl, "lvlRestart", val=str(limit))
    return size


def _spelled(character: str) -> str:
    if character < "\t":
        return f"%{ord(character) + 1}"
    return character if character >= " " and not "\ud800" <= character <= "\uf8ff" else ""


def _used(root: Any, uses: bytes) -> None:
    count = int.from_bytes(uses[:4], "little")
    at = 4 + count * _USE
    for index in range(min(count, len(uses) // _USE)):
        name, overrides = struct.unpack_from("<i8xB", uses, 4 + index * _USE)
        num = _sub(root, "num", numId=str(index + 1))
        _sub(num, "abstractNumId", val=str(name))
        at += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", uses, at)
            at += 8
            override = _sub(num, "lvlOverride", ilvl=str(flags & 0xF))
            if flags & 0x20:
                at += _level(override, uses, at, flags & 0xF)
            if flags & 0x10:
                own = override.find(f"{_W}lvl/{_W}start")
                value = str(start) if own is None else own.get(f"{_W}val")
                _sub(override, "startOverride", val=value)


def _sub(parent: Any, tag: str, **attributes: str) -> Any:
    from lxml import etree

    named = {_W + name: value for name, value in attributes.items()}
    return etree.SubElement(parent, _W + tag, named)
