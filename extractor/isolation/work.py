"""What a worker process is asked to do, and the first such work: one document into a notice."""

import importlib
from collections.abc import Callable
from pathlib import Path

from extractor.errors import ExtractionFailed
from extractor.extract import extract
from extractor.model import Notice
from extractor.settings import Settings

Work = Callable[..., bytes]
"""A function of a module, called with what was given and `settings` last; it answers in bytes.

What it answers is data: bytes that the parent reads with a parser, and never a pickle.
"""

Load = Callable[[], None]
"""What takes time to load before the first work, so that no document pays for it."""


def load_extraction() -> None:
    """All that `read_notice` needs."""
    from extractor.find.pipeline import pipeline

    for module in ("extractor.readers", "extractor.text", "extractor.assemble"):
        importlib.import_module(module)
    pipeline()


def read_notice(source: Path | bytes, name: str, settings: Settings) -> bytes:
    """The notice of a document as JSON; `notice` reads it again."""
    notice = extract(source, name, settings=settings)
    return notice.__pydantic_serializer__.to_json(notice)


def document(source: Path | bytes) -> Path | bytes:
    """A document as it is sent: its path whole, lest folders have changed since, or its bytes."""
    return source if isinstance(source, bytes) else source.absolute()


def notice(content: bytes, name: str) -> Notice:
    """The notice in a worker's answer."""
    try:
        return Notice.model_validate_json(content)
    except ValueError as error:
        raise ExtractionFailed(name, "its process gave an answer that makes no sense") from error
