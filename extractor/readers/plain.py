"""Plain text: line ends made equal, everything else as it stands."""

import hashlib
import re

from extractor.errors import UnreadableFile
from extractor.model import Line, Source
from extractor.readers.encoding import decode, problems
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85\v]")


def sniff(data: bytes) -> float:
    """Anything that decodes may be text; a format of its own is always the better guess."""
    return 0.2 if decode(data[:8_192]) else 0.0


def read_plain(data: bytes, name: str, settings: Settings) -> Source:
    """One Line per line; pages are counted when the text has form feeds."""
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFile(name, "this is not text in any known encoding")
    text, encoding, damaged = decoded
    return Source(
        name=name,
        format="text",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=_lines(_LINE_END.sub("\n", text.removeprefix("\ufeff"))),
        problems=problems(data, encoding, damaged),
    )


def _lines(text: str) -> tuple[Line, ...]:
    if "\f" not in text:
        return tuple(Line(line) for line in text.split("\n"))
    lines, page = [], 1
    for line in text.split("\n"):
        page += line.count("\f", 0, len(line) - len(line.lstrip()))
        lines.append(Line(line, page=page))
        page += line.lstrip().count("\f")
    return tuple(lines)


READERS.add("text", Reader((".txt", ".text"), sniff, read_plain))
