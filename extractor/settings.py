"""Limits and choices that a caller may set; passed down by argument, never read in the middle."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes are in bytes unless the name says otherwise."""

    max_bytes: int = 100_000_000
    """The largest file that is opened."""
    max_unpacked_bytes: int = 200_000_000
    """What a packed file (DOCX, OFD) may unpack to, all its parts together."""
    max_parts: int = 5_000
    """How many parts (images, sheets of XML) a packed file may have."""
    max_ratio: int = 200
    """How many times its packed size a part of a package or a member of an archive may unpack to."""
    free_ratio_bytes: int = 8_000_000
    """Up to this size a part is no bomb, however well it was packed."""
    max_members: int = 1_000
    """How many files an archive of notices may hold."""
    max_pages: int = 2_000
    max_pixels: int = 80_000_000
    """The largest picture of one page that is unpacked for OCR (A4 at 900 dots an inch)."""
    max_characters: int = 5_000_000
    """The longest text that is taken for a notice."""
    office: bool = True
    """Whether LibreOffice, where it is installed, is asked about DOC files with lists or tables."""
    office_seconds: float = 60.0
    """How long LibreOffice may take for one document."""
