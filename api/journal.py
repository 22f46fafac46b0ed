"""One line of JSON for each thing that happens; never a word of a document."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

LOGGER: Final = logging.getLogger("taizhang.service")
REQUEST_ID: ContextVar[str] = ContextVar("taizhang_request_id", default="")


class _Lines(logging.Formatter):
    """A record as JSON: the event, and the facts that `note` was given."""

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = getattr(record, "facts", {})
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "request_id": REQUEST_ID.get() or None,
            **facts,
        }
        said = {name: value for name, value in line.items() if value is not None}
        return json.dumps(said, ensure_ascii=False, default=str)


def begin() -> None:
    """Write to the error stream, once however often an application is made."""
    if LOGGER.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def note(event: str, /, level: int = logging.INFO, **facts: Any) -> None:
    """Log an event with its facts: names of routes, counts, durations, ids."""
    LOGGER.log(level, event, extra={"facts": facts})


def failure(error: BaseException) -> dict[str, Any]:
    """What may be logged of an unforeseen error: its kind and where it was met.

    Its message stays out: those of databases and parsers quote what they were given.
    """
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    causes: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 5:
        causes.append(type(cause).__name__)
        cause = cause.__cause__
    return {
        "error": " < ".join(causes),
        "at": [
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames
        ],
    }
