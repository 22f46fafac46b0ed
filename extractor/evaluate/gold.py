"""Gold annotations and the texts they were made on, as they lie in folders."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor.errors import FileError, UnreadableFile

GOLD = Path("annotations")
TEXTS = Path("corpora")

# Files of the gold folder that are no annotation of a notice.
_OTHER = frozenset({"provisions", "floors"})


@dataclass(frozen=True, slots=True)
class GoldNotice:
    """A notice that somebody has annotated by the codebook."""

    name: str
    text_path: Path
    text: str
    annotation: dict[str, Any]


def gold_notices(gold: Path = GOLD, texts: Path = TEXTS) -> tuple[GoldNotice, ...]:
    """The annotated notices by name; FileError when a folder, a text or the JSON is not there.

    The text of `<name>.json` is `<name>.txt` in the folder of texts, or `<name>/notice.txt`.
    """
    found = tuple(_notices(gold, texts))
    if not found:
        raise FileError(str(gold), "holds no gold annotations")
    return found


def _notices(gold: Path, texts: Path) -> Iterator[GoldNotice]:
    for path in sorted(gold.glob("*.json")):
        if path.stem not in _OTHER:
            place = _text_path(path.stem, texts)
            yield GoldNotice(path.stem, place, place.read_text("utf-8"), read_annotation(path))


def _text_path(name: str, texts: Path) -> Path:
    for place in (texts / f"{name}.txt", texts / name / "notice.txt"):
        if place.is_file():
            return place
    raise FileError(str(texts), f"holds no text of {name}")


def read_annotation(path: Path) -> dict[str, Any]:
    """An annotation file; UnreadableFile when it is none."""
    try:
        annotation = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as cause:
        raise UnreadableFile(str(path), f"is no annotation: {cause}") from cause
    if not isinstance(annotation, dict):
        raise UnreadableFile(str(path), "is no annotation: not a JSON object")
    return annotation


def read_predictions(folder: Path) -> dict[str, dict[str, Any]]:
    """The annotations that somebody else has made, by the name of the notice."""
    return {
        path.stem: read_annotation(path)
        for path in sorted(folder.glob("*.json"))
        if path.stem not in _OTHER
    }


def fingerprint(notices: tuple[GoldNotice, ...]) -> str:
    """Sixteen hex digits over all annotations and texts: figures compare only where it is equal."""
    digest = sha256()
    for notice in notices:
        gold = json.dumps(notice.annotation, ensure_ascii=False, sort_keys=True)
        for part in (notice.name, notice.text, gold):
            digest.update(f"{len(part)}\0{part}\0".encode())
    return digest.hexdigest()[:16]
