"""The boundary that no exception crosses but our own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractionFailed, FileError, LimitExceeded
from extractor.extract import extract
from extractor.model import Notice
from extractor.settings import Settings

_log = logging.getLogger(__name__)


@contextmanager
def guard(name: str) -> Iterator[None]:
    """Whatever goes wrong within, FileErrors alone come out; `name` is the file in hand."""
    try:
        yield
    except FileError:
        raise
    except MemoryError as cause:
        raise LimitExceeded(name, "needs more memory than there is") from cause
    except Exception as cause:  # whatever it is, it concerns this document alone
        _log.debug("%s", name, exc_info=True)
        sentence = f"internal error: {type(cause).__name__}: {cause}".splitlines()[0]
        raise ExtractionFailed(name, sentence) from cause


def guarded(source: Path | bytes, name: str, settings: Settings) -> Notice:
    """`extract`, raising nothing but FileErrors whatever goes wrong inside."""
    with guard(name):
        return extract(source, name, settings=settings)
