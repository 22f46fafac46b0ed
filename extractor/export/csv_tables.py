"""A zip of tidy CSV tables, UTF-8 with BOM so that Excel opens them as they are."""

import csv
from datetime import date
from io import StringIO

from extractor.export.archive import archive
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.csv import harmless
from extractor.export.tables import Table, Value


def to_csv_tables(parcel: Parcel) -> bytes:
    """One file per table, keys as heads."""
    return archive((f"{table.key}.csv", _csv(table)) for table in parcel.tables())


def _csv(table: Table) -> bytes:
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([column.key for column in table.columns])
    writer.writerows([[_plain(value) for value in row] for row in table.rows])
    return ("\ufeff" + written.getvalue()).encode()


def _plain(value: Value) -> str | float | int | None:
    return value.isoformat() if isinstance(value, date) else harmless_number(value)


def harmless_number(value: str | float | int | None) -> str | float | int | None:
    """A number as it is, words so that no spreadsheet runs them."""
    return value if isinstance(value, float) else harmless(value)


FORMATS.add("csv", Format("zip", "application/zip", to_csv_tables))
