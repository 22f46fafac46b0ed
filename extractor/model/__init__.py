"""What things are: frozen data that imports nothing of ours.

`Source`, `Text` and `Mark` are what the verbs hand to each other; `Notice` and everything
below it is what a user gets.
"""

from extractor.model.comparison import COMPARISON_VERSION, Comparison, Difference, Provision
from extractor.model.evidence import Evidence, Grounded, Place
from extractor.model.notice import (
    SCHEMA_VERSION,
    Attachment,
    Citation,
    Contact,
    Deadline,
    Issue,
    Metadata,
    Notice,
    Obligation,
    Region,
    Responsible,
    Section,
    Skipped,
    SourceInfo,
    Target,
    Threshold,
    named_apart,
)
from extractor.model.source import Cell, Line, Page, Source
from extractor.model.text import CellSpan, Mark, Text

__all__ = [
    "COMPARISON_VERSION",
    "SCHEMA_VERSION",
    "Attachment",
    "Cell",
    "CellSpan",
    "Citation",
    "Comparison",
    "Contact",
    "Deadline",
    "Difference",
    "Evidence",
    "Grounded",
    "Issue",
    "Line",
    "Mark",
    "Metadata",
    "Notice",
    "Obligation",
    "Page",
    "Place",
    "Provision",
    "Region",
    "Responsible",
    "Section",
    "Skipped",
    "Source",
    "SourceInfo",
    "Target",
    "Text",
    "Threshold",
    "named_apart",
]
