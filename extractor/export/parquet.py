"""Parquet: a zip of one file per tidy table, typed (extra `parquet`)."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from extractor.errors import ExportError
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.tables import Table


def to_parquet(parcel: Parcel) -> bytes:
    """Raises ExportError when pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as cause:
        raise ExportError("parquet needs pyarrow: pip install 'taizhang[parquet]'") from cause
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for table in parcel.tables():
            written = BytesIO()
            pq.write_table(_arrow(pa, table), written)
            archive.writestr(
                ZipInfo(f"{table.key}.parquet", (2020, 1, 1, 0, 0, 0)), written.getvalue()
            )
    return held.getvalue()


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
