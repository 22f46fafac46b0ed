"""DOC: Word 97–2003 and the `.wps` files that are such; read from the piece table, or by an office.

Our own reading needs nothing but olefile. LibreOffice, where it is installed, is asked only about
documents with numbers that Word counts itself or with tables, and about those of Word 95.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.errors import FileError, UnreadableFile, UnsupportedFormat
from extractor.model import Line, Source
from extractor.readers.doc_body import Stories
from extractor.readers.doc_file import (
    ENDNOTE_TEXT,
    HEADER_TEXT,
    MAGIC,
    NOTE_TEXT,
    WordFile,
    opened,
    positions,
)
from extractor.readers.doc_lists import numbering_of
from extractor.readers.docx import read_docx
from extractor.readers.docx_body import Body
from extractor.readers.docx_numbering import numbering
from extractor.readers.office import converted
from extractor.readers.reader import READERS, Reader
from extractor.settings import Settings

_WORD = "WordDocument".encode("utf-16-le")


def sniff(data: bytes) -> float:
    """An OLE file; one that holds no Word document is told apart while it is read."""
    if not data.startswith(MAGIC):
        return 0.0
    return 0.9 if _WORD in data else 0.3


def read_doc(data: bytes, name: str, settings: Settings) -> Source:
    """Paragraphs as Lines with their path; tables as cells; notes behind the body.

    Codes of fields, deleted and hidden text are left out. Headers and footers are given in
    `Source.facts`, as for DOCX.
    """
    try:
        file = opened(data, name, settings)
    except UnsupportedFormat:
        source = _by_office(data, name, settings) if _WORD in data else None
        if source is None:
            raise
        return source
    stories = _stories(file, name)
    source = _read(file, stories, data, name)
    if stories.numbered or any(line.cell for line in source.lines):
        return _by_office(data, name, settings) or source
    return source


def _read(file: WordFile, stories: Stories, data: bytes, name: str) -> Source:
    try:
        walk = Body(numbering(numbering_of(file), None))
        lines = list(walk.lines(stories.body(0, file.stories.notes), "body"))
        lines.extend(_notes(file, stories, walk))
        facts = tuple(_furniture(file, stories))
    except (struct.error, IndexError, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableFile(name, "a damaged Word document") from error
    digest = hashlib.sha256(data).hexdigest()
    return Source(name=name, format="doc", sha256=digest, lines=tuple(lines), facts=facts)


def _stories(file: WordFile, name: str) -> Stories:
    try:
        return Stories(file)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise UnreadableFile(name, "a damaged Word document") from error


def _notes(file: WordFile, stories: Stories, walk: Body) -> Iterator[Line]:
    """Footnotes, then endnotes, each in the order of the body."""
    count = 0
    for part, first in (
        (NOTE_TEXT, file.stories.notes),
        (ENDNOTE_TEXT, file.stories.endnotes),
    ):
        bounds = positions(file.part(part), 0)
        for start, end in pairwise(bounds[:-1]):
            count += 1
            yield from walk.lines(stories.body(first + start, first + end), f"note[{count}]")


def _furniture(file: WordFile, stories: Stories) -> Iterator[tuple[str, str]]:
    """Headers and footers of each section: even, odd and first pages."""
    bounds = positions(file.part(HEADER_TEXT), 0)
    first = file.stories.headers
    told = set()
    for index, (start, end) in enumerate(pairwise(bounds[6:])):
        kind = "footer" if index % 6 in {2, 3, 5} else "header"
        walk = Body(numbering(None, None))
        lines = walk.lines(stories.body(first + start, first + end), kind)
        words = "\n".join(line.text for line in lines if line.text.strip())
        if words and (kind, words) not in told:
            told.add((kind, words))
            yield kind, words


def _by_office(data: bytes, name: str, settings: Settings) -> Source | None:
    """The same document turned into DOCX by LibreOffice; None when there is none, or it fails."""
    if not settings.office:
        return None
    package = converted(data, "doc", "docx", settings.office_seconds)
    if package is None:
        return None
    try:
        source = read_docx(package, name, settings)
    except FileError:
        return None
    return replace(source, format="doc", sha256=hashlib.sha256(data).hexdigest())


READERS.add("doc", Reader((".doc", ".wps", ".dot", ".wpt"), sniff, read_doc))
