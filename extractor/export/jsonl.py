"""JSON Lines: one whole notice per line, for corpora that do not fit into memory."""

from extractor.export.export import EXPORTS, Export
from extractor.model import Notice


def to_jsonl(notice: Notice) -> str:
    """The notice as JSON on one line."""
    return notice.model_dump_json() + "\n"


EXPORTS.add("jsonl", Export("jsonl", "application/jsonl", to_jsonl, together="notices"))
