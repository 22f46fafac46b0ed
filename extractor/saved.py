"""What this library, or an annotator, has written down, read back: notices without their files.

Known are notices as JSON (one, or an array) and JSON Lines, a comparison (its notices), and
annotations in the shape of `annotations/*.json` beside the text they were made on.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import MissingFile, UnreadableFile
from extractor.model import Notice

SUFFIXES = frozenset({".json", ".jsonl"})
_ENDING = ".annotation"

TextOf = Callable[[str], str | None]
"""The text of the annotation of this name, None where there is none."""


def load(path: str | Path, texts: str | Path | None = None) -> tuple[Notice, ...]:
    """The notices of a JSON or JSON Lines file, in order.

    An annotation NAME.json (or NAME.annotation.json) needs its text: NAME.txt beside it, or in the
    folder `texts` NAME.txt or NAME/notice.txt. Its quotes are looked for there: what stands nowhere
    is told in `issues`. Raises MissingFile and UnreadableFile, which name the file and the cause.
    """
    place = Path(path)
    try:
        held = place.read_bytes()
    except FileNotFoundError as cause:
        raise MissingFile(str(place), "no such file") from cause
    except OSError as cause:
        raise UnreadableFile(str(place), (cause.strerror or "cannot be read").lower()) from cause
    folders = [place.parent / "{}.txt"]
    if texts is not None:
        folders += [Path(texts) / "{}.txt", Path(texts) / "{}" / "notice.txt"]
    return parse(str(place), held, lambda name: _text(name, folders))


def parse(name: str, data: bytes, text_of: TextOf) -> tuple[Notice, ...]:
    """`load` for bytes from anywhere; `text_of` finds the text of an annotation."""
    try:
        return tuple(_notice(name, entry, text_of) for entry in _entries(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
        raise UnreadableFile(name, f"is no JSON of notices: {_reason(cause)}") from cause


def annotation_name(path: str | Path) -> str:
    """What the text of an annotation is called.

    >>> annotation_name("a/weihai-2021.annotation.json")
    'weihai-2021'
    """
    return Path(path).stem.removesuffix(_ENDING)


def _text(name: str, places: Iterable[Path]) -> str | None:
    for place in places:
        path = Path(str(place).replace("{}", name))
        if path.is_file():
            return path.read_text("utf-8")
    return None


def _entries(data: bytes) -> list[Any]:
    """The objects of a JSON value, or of JSON Lines."""
    words = data.decode("utf-8-sig")
    try:
        held = json.loads(words)
    except ValueError:
        lines = [line for line in words.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        held = [json.loads(line) for line in lines]
    if isinstance(held, dict) and "provisions" in held and "notices" in held:
        held = held["notices"]
    return held if isinstance(held, list) else [held]


def _notice(name: str, entry: Any, text_of: TextOf) -> Notice:
    if not isinstance(entry, dict) or "schema_version" in entry or "obligations" not in entry:
        return Notice.model_validate_json(json.dumps(entry))
    from extractor.evaluate.annotated import annotated_notice

    called = annotation_name(name)
    text = text_of(called)
    if text is None:
        raise MissingFile(name, f"is an annotation; there is no {called}.txt beside it")
    notice = annotated_notice(called, text, entry)
    if notice.obligations and not any(duty.evidence.quote for duty in notice.obligations):
        raise UnreadableFile(name, f"is an annotation of another text than {called}.txt")
    document = entry.get("document")
    return notice.model_copy(update={"document": document}) if document else notice


def _reason(cause: Exception) -> str:
    if isinstance(cause, ValidationError):
        first = cause.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg'].lower()}"
    return f"{cause}" if isinstance(cause, ValueError) else f"lacks {cause}"
