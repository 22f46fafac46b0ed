"""DOCX: python-docx opens the package, our own walk reads it."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from extractor.errors import LimitExceeded, UnreadableFile
from extractor.model import Line, Source
from extractor.readers.docx_body import Body
from extractor.readers.docx_numbering import numbering
from extractor.readers.reader import READERS, Reader
from extractor.readers.zip_directory import parts_listed
from extractor.settings import Settings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def sniff(data: bytes) -> float:
    """A ZIP archive that names parts of a Word document."""
    return 0.9 if data.startswith(b"PK\x03\x04") and b"word/" in data else 0.0


def read_docx(data: bytes, name: str, settings: Settings) -> Source:
    """Paragraphs as Lines with their path; tables as cells; notes behind the body.

    What stands in headers and footers is no part of the text and is given in `Source.facts` as
    `header` and `footer`.
    """
    _check_package(data, name, settings)
    document = _opened(data, name)
    part = document.part
    body = Body(numbering(_root(part, "numbering"), _root(part, "styles")))
    lines = list(body.lines(document.element.body, "body"))
    lines.extend(_notes(part, body))
    return Source(
        name=name,
        format="docx",
        sha256=hashlib.sha256(data).hexdigest(),
        lines=tuple(lines),
        facts=tuple(_furniture(part)),
    )


def _check_package(data: bytes, name: str, settings: Settings) -> None:
    """Limits by what the package declares: zipfile unpacks no byte more, whatever is true."""
    if parts_listed(data, settings.max_parts) > settings.max_parts:
        raise LimitExceeded(name, f"more than {settings.max_parts} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(name, "a damaged or truncated DOCX") from error
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(name, "an encrypted DOCX")
    if sum(part.file_size for part in parts) > settings.max_unpacked_bytes:
        raise LimitExceeded(name, f"unpacks to more than {settings.max_unpacked_bytes} bytes")
    for part in parts:
        most = max(settings.max_ratio * part.compress_size, settings.free_ratio_bytes)
        if part.file_size > most:
            raise LimitExceeded(
                name, f"a part unpacks to more than {settings.max_ratio} times its size"
            )


def _opened(data: bytes, name: str) -> Any:
    import zlib

    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise UnreadableFile(name, "a DOCX without a body")
    except (
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        AssertionError,
        IndexError,
        NotImplementedError,
        EOFError,
        OSError,
    ) as error:
        raise UnreadableFile(name, "a damaged DOCX, or no Word document") from error
    return document


def _root(part: Any, relation: str) -> Any | None:
    """The root element of a part related to the document, or None."""
    for related in _related(part, relation):
        return related
    return None


def _related(part: Any, relation: str) -> Iterator[Any]:
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for one in part.rels.values():
        if one.is_external or one.reltype != _RELATION + relation:
            continue
        element = getattr(one.target_part, "element", None)
        if element is not None:
            yield element
            continue
        try:
            yield etree.fromstring(one.target_part.blob, safe)
        except (etree.LxmlError, ValueError):
            continue


def _notes(part: Any, body: Body) -> Iterator[Line]:
    """Footnotes and endnotes in the order in which the body refers to them."""
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _root(part, f"{kind}s")
        for note in () if root is None else root.iter(f"{_W}{kind}"):
            notes[f"{kind}{note.get(f'{_W}id')}"] = note
    for index, reference in enumerate(tuple(body.footnotes), start=1):
        if reference in notes:
            yield from body.lines(notes[reference], f"note[{index}]")


def _furniture(part: Any) -> Iterator[tuple[str, str]]:
    for kind in ("header", "footer"):
        for root in _related(part, kind):
            walk = Body(numbering(None, None))
            words = "\n".join(line.text for line in walk.lines(root, kind) if line.text.strip())
            if words:
                yield kind, words


READERS.add("docx", Reader((".docx", ".docm"), sniff, read_docx))
