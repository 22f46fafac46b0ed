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
    max_pages: int = 2_000
    max_characters: int = 5_000_000
    """The longest text that is taken for a notice."""
