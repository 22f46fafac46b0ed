"""The choice of the reader, and what holds for every format: limits, emptiness, foreigners."""

import io
from pathlib import PurePath
from zipfile import is_zipfile

from extractor.errors import EmptyNotice, LimitExceeded, UnreadableFile, UnsupportedFormat
from extractor.model import Source
from extractor.readers.archive import is_archive, only_member
from extractor.readers.reader import READERS
from extractor.settings import Settings

# Files that are well known and that no reader takes: what they begin with, and what they are.
_FOREIGN = (
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"PK\x03\x04", "a ZIP archive that holds no document this version reads"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
# The same of files that are made of characters and would pass for plain text.
_FOREIGN_TEXT = (
    (b"{\\rtf", "an RTF file"),
    (b"MIME-Version:", "a web archive (MHT)"),
    (b"%!PS", "a PostScript file"),
)


def read(data: bytes, name: str, settings: Settings | None = None) -> Source:
    """The file as lines, read by the reader whose `sniff` of the content scores best.

    Raises a FileError that names the file and the cause: UnreadableFile, UnsupportedFormat or
    EmptyNotice.
    """
    settings = settings or Settings()
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise EmptyNotice(name, "the file is empty")
    if len(data) > settings.max_bytes:
        raise LimitExceeded(name, f"larger than {settings.max_bytes} bytes")
    if is_archive(data, settings):
        name, data = only_member(data, name, settings)
    source = READERS[_format(data, name)].read(data, name, settings)
    if not source.text.strip():
        raise EmptyNotice(name, "the file holds no text")
    if len(source.text) > settings.max_characters:
        raise LimitExceeded(name, f"more than {settings.max_characters} characters of text")
    return source


def _format(data: bytes, name: str) -> str:
    for magic, what in _FOREIGN_TEXT:
        if data[:64].lstrip().startswith(magic):
            raise UnsupportedFormat(name, f"this is {what}")
    suffix = PurePath(name).suffix.lower()
    scored = [
        (reader.sniff(data), suffix in reader.suffixes, format_)
        for format_, reader in READERS.items()
    ]
    score, _, best = max(scored, key=lambda entry: entry[:2])
    if score > 0:
        return best
    if data.startswith(b"PK\x03\x04") and not is_zipfile(io.BytesIO(data)):
        raise UnreadableFile(name, "a damaged or truncated ZIP file (DOCX, OFD or an archive)")
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormat(name, f"this is {what}")
    named = [format_ for format_, reader in READERS.items() if suffix in reader.suffixes]
    if named:
        raise UnreadableFile(name, f"not a {named[0]} file: damaged, or something else renamed")
    raise UnsupportedFormat(name, "binary data of an unknown format")
