"""What people take away: one file per format, each registers itself.

`EXPORTS` are the formats of single notices as text, written one by one; `FORMATS` those of many
notices or of a comparison as one file.
"""

from extractor.export import (
    annotation_tools,
    charts,
    comparison_html,
    csv,
    csv_tables,
    docx,
    html,
    ics,
    json,
    jsonl,
    markdown,
    parquet,
    saved,
    stata,
    table,
    xlsx,
)
from extractor.export.book import FORMATS, export
from extractor.export.export import EXPORTS, Export

__all__ = [
    "EXPORTS",
    "FORMATS",
    "Export",
    "annotation_tools",
    "charts",
    "comparison_html",
    "csv",
    "csv_tables",
    "docx",
    "export",
    "html",
    "ics",
    "json",
    "jsonl",
    "markdown",
    "parquet",
    "saved",
    "stata",
    "table",
    "xlsx",
]
