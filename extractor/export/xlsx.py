"""The workbook: a sheet per table, typed cells, frozen heads, filters, and a codebook."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.comparison_tables import VERDICTS, differing
from extractor.export.csv import harmless
from extractor.export.tables import Column, Table, Value
from extractor.lexicon.load import table as lexicon
from extractor.model.comparison import cell_of

_LONGEST_CELL = 32_000
_LINE, _TALLEST = 14.5, 290.0
_WIDTHS = {"text": (8, 24), "long": (24, 52), "date": (12, 12), "number": (9, 14), "code": (10, 20)}
_GREY, _AMBER, _HEAD = "#EDEDED", "#FFF2CC", "#1F4E5F"
_VOCABULARIES = {
    "modality": "效力 Modality", "topic": "主题 Topic", "measure": "措施 Measure", "role": "角色 Role",
    "system": "条线 System", "deadline_kind": "时限类型 Deadline", "comparator": "比较 Comparator",
    "citation_kind": "引用类型 Citation", "confidence": "依据 Confidence",
}  # fmt: skip


def to_xlsx(parcel: Parcel) -> bytes:
    """The workbook of notices, or of a comparison with its matrix and differences."""
    import xlsxwriter

    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    # A fixed date keeps the same input to the same bytes.
    book.set_properties({"title": "Taizhang 台账", "created": datetime(2020, 1, 1, tzinfo=UTC)})
    styles = _styles(book)
    for table in parcel.tables():
        sheet = book.add_worksheet(_sheet_name(table.title))
        _write(sheet, table, styles)
        if table.key == "provisions":
            _colour(sheet, table, parcel, styles)
    _codebook(book, parcel, styles)
    book.close()
    return held.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    base = {
        "valign": "top",
        "text_wrap": True,
        "font_size": 10,
        "border": 1,
        "border_color": "#D0D0D0",
    }
    return {
        "head": book.add_format(
            {**base, "bold": True, "bg_color": _HEAD, "font_color": "white", "border": 1}
        ),
        "text": book.add_format(base),
        "long": book.add_format(base),
        "code": book.add_format({**base, "text_wrap": False}),
        "number": book.add_format({**base, "num_format": "#,##0.####"}),
        "date": book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        "gap": book.add_format({**base, "bg_color": _GREY}),
        "differs": book.add_format({**base, "bg_color": _AMBER}),
        "link": book.add_format({**base, "font_color": "#0B5394", "underline": 1}),
    }


def _sheet_name(title: str) -> str:
    return title.split(" ", 1)[-1][:31]


def _write(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    widths = [
        _width(column, [row[index] for row in table.rows])
        for index, column in enumerate(table.columns)
    ]
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.head, styles["head"])
        sheet.set_column(index, index, widths[index])
    for line, row in enumerate(table.rows, start=1):
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, line, index, column, value, styles)
        sheet.set_row(line, _height(table.columns, row, widths))
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(
    sheet: Any, line: int, index: int, column: Column, value: Value, styles: dict[str, Any]
) -> None:
    style = styles[column.kind]
    if value is None:
        sheet.write_blank(line, index, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(line, index, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(line, index, value, styles["number"])
    elif column.key == "obligation" and "/" in value and len(value) < 120:
        sheet.write_url(line, index, "internal:'Obligations'!A1", styles["link"], value)
    else:
        sheet.write_string(line, index, _plain(value), style)


def _plain(value: Value) -> str:
    return str(harmless(str(value)))[:_LONGEST_CELL]


def _width(column: Column, values: list[Value]) -> float:
    """Wide enough for most cells: a Chinese character takes the width of two."""
    low, high = _WIDTHS[column.kind]
    longest = sorted(_columns(value) for value in (*values[:400], column.head))
    return min(high, max(low, longest[int(len(longest) * 0.9)] + 2))


def _height(columns: tuple[Column, ...], row: tuple[Value, ...], widths: list[float]) -> float:
    """High enough for the wrapped words: not every program measures them when it opens a file."""
    lines = [
        sum(-(-_columns(line) // int(width)) or 1 for line in str(value or "").split("\n"))
        for column, value, width in zip(columns, row, widths, strict=True)
        if column.kind in ("text", "long")
    ]
    return min(_TALLEST, _LINE * max([1, *lines]))


def _columns(value: Value) -> int:
    lines = str(value or "").split("\n")
    return max(sum(1 if character.isascii() else 2 for character in line) for line in lines)


def _colour(sheet: Any, table: Table, parcel: Parcel, styles: dict[str, Any]) -> None:
    """Gaps grey, cells that differ in more than wording amber, the verdict as a remark."""
    comparison = parcel.comparison
    if comparison is None:
        return
    moved = differing(comparison)
    first = len(table.columns) - len(comparison.columns)
    for line, provision in enumerate(comparison.provisions, start=1):
        for number, column in enumerate(comparison.columns):
            value = table.rows[line - 1][first + number]
            if value is None:
                sheet.write_blank(line, first + number, None, styles["gap"])
            elif (provision.id, column.id) in moved:
                sheet.write_string(line, first + number, _plain(value), styles["differs"])
            cell = cell_of(provision, column.id)
            if cell is not None and cell.verdict not in (None, "same"):
                sheet.write_comment(line, first + number, VERDICTS[str(cell.verdict)])


def _codebook(book: Any, parcel: Parcel, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Codebook")
    for index, (head, width) in enumerate(
        (("类别 Field", 22), ("代码 Code", 20), ("中文", 26), ("English", 34))
    ):
        sheet.write_string(0, index, head, styles["head"])
        sheet.set_column(index, index, width)
    line = 1
    for key, title in _VOCABULARIES.items():
        for code, names in lexicon("vocabulary")[key].items():
            for index, value in enumerate((title, code, names[0], names[1])):
                sheet.write_string(line, index, value, styles["text"])
            line += 1
    for name, value in _made_by(parcel):
        sheet.write_string(line, 0, name, styles["text"])
        sheet.write_string(line, 1, value, styles["code"])
        line += 1
    sheet.freeze_panes(1, 0)


def _made_by(parcel: Parcel) -> list[tuple[str, str]]:
    """Hashes and versions, so that the export can be made again."""
    made = [(f"sha256 {notice.source.name}", notice.source.sha256) for notice in parcel.notices]
    if parcel.comparison is not None:
        method = parcel.comparison.method
        made += [("extractor", method.extractor_version), ("lexicon", method.lexicon)]
    return made


FORMATS.add(
    "xlsx",
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
)
