"""CSV: one row per obligation, in the form in which a spreadsheet opens it without questions."""

import csv
from collections.abc import Iterable
from io import StringIO

from extractor.export.export import EXPORTS, Export
from extractor.model import Notice
from extractor.model.records import COLUMNS

# A spreadsheet runs a cell that begins like this as a formula (OWASP, CSV injection).
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def to_csv(notice: Notice) -> str:
    """The rows of a notice without the heading row."""
    return _rows([record[column] for column in COLUMNS] for record in notice.to_records())


def harmless(cell: str | int | None) -> str | int | None:
    """A cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("≤2021-06-30"), harmless(7)
    ("'=1+1", '≤2021-06-30', 7)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _rows(rows: Iterable[Iterable[str | int | None]]) -> str:
    written = StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


# The mark at the beginning tells Excel that the file is UTF-8.
EXPORTS.add(
    "csv",
    Export("csv", "text/csv", to_csv, together="obligations", before="\ufeff" + _rows([COLUMNS])),
)
