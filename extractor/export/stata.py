"""Stata: a zip of one .dta file per tidy table, variables labelled in Chinese (extra `stata`).

Files are of format 118 (Stata 14 and newer), the oldest that holds Chinese. Columns of sentences are
strL whatever stands in them, so that files of several runs can be appended.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from extractor.errors import ExportError
from extractor.export.archive import archive
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.tables import Column, Table, Value

_LABEL = 80
"""Characters of a label, of a variable or of a file."""
_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# `end` closes a programme in Stata.
_RESERVED = {"end": "end_date"}
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,31}")


def to_dta(parcel: Parcel) -> bytes:
    """Raises ExportError when pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as cause:
        raise ExportError("dta needs pandas: pip install 'taizhang[stata]'") from cause
    return archive((f"{table.key}.dta", _dta(pd, table)) for table in parcel.tables())


def _dta(pd: Any, table: Table) -> bytes:
    named = dict(zip(_names(table.columns), table.columns, strict=True))
    frame = pd.DataFrame(
        {
            name: _series(pd, column, [row[at] for row in table.rows])
            for at, (name, column) in enumerate(named.items())
        }
    )
    written = BytesIO()
    frame.to_stata(
        written,
        write_index=False,
        version=118,
        time_stamp=_MADE,
        data_label=table.title[:_LABEL],
        variable_labels={name: column.head[:_LABEL] for name, column in named.items()},
        convert_dates={name: "td" for name, column in named.items() if column.kind == "date"},
        convert_strl=[name for name, column in named.items() if column.kind == "long"],
    )
    return written.getvalue()


def _series(pd: Any, column: Column, values: list[Value]) -> Any:
    if column.kind == "date":
        return pd.Series(values, dtype="datetime64[s]")
    if column.kind == "number":
        return pd.Series(values, dtype="float64")
    return pd.Series(["" if value is None else str(value) for value in values], dtype="object")


def _names(columns: tuple[Column, ...]) -> Iterator[str]:
    """Names that Stata takes, each once; what is called after a notice is numbered, see its label."""
    taken: set[str] = set()
    for number, column in enumerate(columns, start=1):
        name = _RESERVED.get(column.key, column.key)
        free = _NAME.fullmatch(name) and name not in taken
        taken.add(name if free else f"column{number}")
        yield name if free else f"column{number}"


FORMATS.add("dta", Format("zip", "application/zip", to_dta))
