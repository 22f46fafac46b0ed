"""Obligations as rows: CSV for spreadsheets, JSON Lines for programs, as they come from the store."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from api.shapes import ObligationAnswer
from api.store.obligations import StoredObligation
from extractor.export.csv import harmless
from extractor.model.records import COLUMNS, obligation_record

_LEFT_OUT = frozenset({"issuers"})
HEADS = ("notice", *(column for column in COLUMNS if column not in _LEFT_OUT))
"""The columns of the CSV: the id of the notice, then those of the library's tables."""
_BATCH = 200


def csv_rows(found: Iterable[StoredObligation]) -> Iterator[bytes]:
    """The heading, then the rows, a few hundred at a time."""
    written = StringIO()
    written.write("\ufeff")
    writer = csv.writer(written)
    writer.writerow(HEADS)
    for number, stored in enumerate(found, start=1):
        record = _record(stored)
        writer.writerow([harmless(record[head]) for head in HEADS])
        if number % _BATCH == 0:
            yield _taken(written)
    yield _taken(written)


def json_lines(found: Iterable[StoredObligation]) -> Iterator[bytes]:
    """An obligation a line, in the shape of the list."""
    lines: list[str] = []
    for stored in found:
        lines.append(ObligationAnswer.of(stored).model_dump_json())
        if len(lines) >= _BATCH:
            yield ("\n".join(lines) + "\n").encode("utf-8", "replace")
            lines.clear()
    yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _record(stored: StoredObligation) -> dict[str, str | int | None]:
    issued = stored.issue_date
    return {
        **obligation_record(stored.obligation),
        "notice": stored.notice,
        "document": stored.document,
        "title": stored.title,
        "document_number": stored.document_number,
        "province": stored.province,
        "city": stored.city,
        "county": stored.county,
        "adcode": stored.adcode,
        "issue_date": issued.isoformat() if issued else None,
        "id": stored.id,
    }


def _taken(written: StringIO) -> bytes:
    said = written.getvalue().encode("utf-8", "replace")
    written.seek(0)
    written.truncate()
    return said
