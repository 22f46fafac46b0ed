"""Parquet: a zip of one file per tidy table, typed (extra `parquet`)."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED

from extractor.errors import ExportError
from extractor.export.archive import archive
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.tables import Table


def to_parquet(parcel: Parcel) -> bytes:
    """Raises ExportError when pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as cause:
        raise ExportError("parquet needs pyarrow: pip install 'taizhang[parquet]'") from cause
    return archive(
        ((f"{table.key}.parquet", _parquet(pq, _arrow(pa, table))) for table in parcel.tables()),
        ZIP_STORED,
    )


def _parquet(pq: Any, table: Any) -> bytes:
    written = BytesIO()
    pq.write_table(table, written)
    return written.getvalue()


def _arrow(pa: Any, table: Table) -> Any:
    kinds = {"date": pa.date32(), "number": pa.float64()}
    fields = [(column.key, kinds.get(column.kind, pa.string())) for column in table.columns]
    columns = [
        pa.array(
            [None if row[index] is None else _value(row[index], kind, pa) for row in table.rows],
            type=kind,
        )
        for index, (_, kind) in enumerate(fields)
    ]
    return pa.table(columns, names=[name for name, _ in fields])


def _value(value: Any, kind: Any, pa: Any) -> Any:
    if kind == pa.float64():
        return float(value)
    return value if kind == pa.date32() else str(value)


FORMATS.add("parquet", Format("zip", "application/zip", to_parquet))
