"""What a reader is, and the list of all readers."""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.model import Source
from extractor.registry import Registry
from extractor.settings import Settings


@dataclass(frozen=True, slots=True)
class Reader:
    """One file format.

    `sniff(data)` says from 0 to 1 how sure the content is of this format; the name of the file
    (`suffixes`, with their dot) only breaks ties. `read(data, name, settings)` raises nothing but
    a FileError.
    """

    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], float]
    read: Callable[[bytes, str, Settings], Source]


READERS: Registry[Reader] = Registry("reader")
