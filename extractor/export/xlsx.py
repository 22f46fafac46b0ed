"""The workbook: a sheet per table, typed cells, links to the row and the line that a value is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from extractor.errors import ExportError
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.comparison_tables import VERDICTS, differing
from extractor.export.csv import harmless
from extractor.export.lines import line_of, lines_table
from extractor.export.tables import Column, Table, Value
from extractor.lexicon.load import table as lexicon
from extractor.model.comparison import cells_of

_LONGEST_CELL = 32_000
_MOST_ROWS = 1_048_575
_MOST_LINKS = 65_000
"""Excel keeps no more links on a sheet; rows beyond have the words alone."""
_LINE, _TALLEST = 14.5, 400.0
_WIDTHS = {"text": (8, 24), "long": (24, 52), "date": (12, 12), "number": (7, 12), "code": (8, 30)}
_GREY, _AMBER, _HEAD, _LINK = "#EDEDED", "#FFF2CC", "#1F4E5F", "#0B5394"
_A3, _A4 = 8, 9
_WIDE = 6
"""Sheets with more wide columns than this are printed on A3."""
_VOCABULARIES = {
    "modality": "效力 Modality", "topic": "主题 Topic", "measure": "措施 Measure", "role": "角色 Role",
    "system": "条线 System", "deadline_kind": "时限类型 Deadline", "comparator": "比较 Comparator",
    "citation_kind": "引用类型 Citation", "confidence": "依据 Confidence",
}  # fmt: skip


def to_xlsx(parcel: Parcel) -> bytes:
    """The workbook of notices, or of a comparison with its matrix and differences.

    Raises ExportError where a table has more rows than a sheet holds.
    """
    import xlsxwriter

    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    # A fixed date keeps the same input to the same bytes.
    book.set_properties({"title": "Taizhang 台账", "created": datetime(2020, 1, 1, tzinfo=UTC)})
    styles = _styles(book)
    shown = (*parcel.tables(), lines_table(parcel.notices))
    links = _links(shown)
    for table in shown:
        if len(table.rows) > _MOST_ROWS:
            raise ExportError(f"{len(table.rows)} {table.key} do not fit on a sheet: take csv")
        sheet = book.add_worksheet(_sheet_name(table))
        _Sheet(sheet, table, styles, links).write()
        if table.key == "provisions":
            _colour(sheet, table, parcel, styles)
    _codebook(book, styles)
    book.close()
    return held.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    base = {
        "valign": "top",
        "text_wrap": True,
        "font_size": 10,
        "font_name": "Microsoft YaHei",
        "border": 1,
        "border_color": "#D0D0D0",
    }
    plain = {**base, "text_wrap": False}
    return {
        "head": book.add_format(
            {**base, "bold": True, "bg_color": _HEAD, "font_color": "white", "valign": "vcenter"}
        ),
        "text": book.add_format(base),
        "long": book.add_format(base),
        "code": book.add_format(plain),
        "number": book.add_format({**base, "num_format": "General"}),
        "date": book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        "gap": book.add_format({**base, "bg_color": _GREY}),
        "differs": book.add_format({**base, "bg_color": _AMBER}),
        "link": book.add_format({**plain, "font_color": _LINK, "underline": 1}),
    }


def _sheet_name(table: Table) -> str:
    return table.title.split(" ", 1)[-1][:31]


@dataclass(frozen=True, slots=True)
class _Links:
    """Where links lead: rows of tables by their first cell, lines of notices by offset."""

    sheets: Mapping[str, str]
    rows: Mapping[tuple[str, Value], int]
    lines: Mapping[str, list[tuple[int, int]]]

    def to_row(self, column: Column, value: Value) -> str | None:
        """The row that a cell refers to."""
        row = self.rows.get((column.to, value)) if column.to else None
        return self._cell(column.to or "", row)

    def to_line(self, spot: tuple[str, int] | None) -> str | None:
        """The line of the notice on which the words of a row begin."""
        return self._cell("lines", line_of(self.lines, spot)) if spot else None

    def _cell(self, key: str, row: int | None) -> str | None:
        return None if row is None else f"internal:'{self.sheets[key]}'!A{row + 2}"


def _links(shown: tuple[Table, ...]) -> _Links:
    wanted = {column.to for table in shown for column in table.columns}
    rows: dict[tuple[str, Value], int] = {}
    for table in shown:
        if table.key in wanted:
            for number, row in enumerate(table.rows):
                rows.setdefault((table.key, row[0]), number)
    lines: dict[str, list[tuple[int, int]]] = {}
    for number, spot in enumerate(shown[-1].spots):
        if spot:
            lines.setdefault(spot[0], []).append((spot[1], number))
    return _Links({table.key: _sheet_name(table) for table in shown}, rows, lines)


class _Sheet:
    """Writes one table."""

    def __init__(self, sheet: Any, table: Table, styles: dict[str, Any], links: _Links) -> None:
        self.sheet, self.table, self.styles, self.links = sheet, table, styles, links
        self.linked = 0

    def write(self) -> None:
        """Head, rows, widths, filter, and how it is printed."""
        columns, rows, sheet = self.table.columns, self.table.rows, self.sheet
        widths = [
            _width(column, [row[index] for row in rows]) for index, column in enumerate(columns)
        ]
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.head, self.styles["head"])
            sheet.set_column(index, index, widths[index])
        sheet.set_row(0, _LINE * max(map(_head_lines, columns, widths)))
        for line, row in enumerate(rows, start=1):
            for index, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(line, index, column, value)
            sheet.set_row(line, _height(columns, row, widths))
        sheet.freeze_panes(1, 2 if self.table.key == "provisions" else 1)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        self._on_paper()

    def _cell(self, line: int, index: int, column: Column, value: Value) -> None:
        style = self.styles[column.kind]
        if value is None:
            self.sheet.write_blank(line, index, None, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(line, index, value, style)
        elif isinstance(value, int | float):
            self.sheet.write_number(line, index, value, self.styles["number"])
        elif (target := self._target(line, column, value)) and self.linked < _MOST_LINKS:
            self.linked += 1
            self.sheet.write_url(line, index, target, self.styles["link"], _plain(value))
        else:
            self.sheet.write_string(line, index, _plain(value), style)

    def _target(self, line: int, column: Column, value: str) -> str | None:
        if column.key == "place":
            return self.links.to_line(self.table.spots[line - 1])
        return self.links.to_row(column, value)

    def _on_paper(self) -> None:
        wide = sum(column.kind == "long" for column in self.table.columns)
        self.sheet.set_paper(_A3 if wide + len(self.table.columns) / 4 > _WIDE else _A4)
        self.sheet.set_landscape()
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self.sheet.set_footer("&L&8&A&R&8&P / &N")
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)


def _plain(value: Value) -> str:
    return str(harmless(str(value)))[:_LONGEST_CELL]


def _width(column: Column, values: list[Value]) -> float:
    """Wide enough for most cells and for the longest word of the head: a Chinese character takes two."""
    low, high = _WIDTHS[column.kind]
    longest = sorted(map(_columns, values[:400])) or [0]
    head = max(map(_columns, column.head.split(" ", 1))) + 3
    return min(high, max(low, head, longest[int(len(longest) * 0.9)] + 2))


def _head_lines(column: Column, width: float) -> int:
    """The filter's button takes the room of two characters."""
    return 1 if _columns(column.head) + 3 <= width else 2


def _height(columns: tuple[Column, ...], row: tuple[Value, ...], widths: list[float]) -> float:
    """High enough for the wrapped words: not every program measures them when it opens a file."""
    lines = [
        sum(-(-_columns(line) // int(width - 1)) or 1 for line in str(value or "").split("\n"))
        for column, value, width in zip(columns, row, widths, strict=True)
        if column.kind in ("text", "long") and column.to is None and isinstance(value, str)
    ]
    return min(_TALLEST, _LINE * max([1, *lines]) + 2)


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
        cells = cells_of(provision)
        for number, column in enumerate(comparison.columns):
            value = table.rows[line - 1][first + number]
            if value is None:
                sheet.write_blank(line, first + number, None, styles["gap"])
            elif (provision.id, column.id) in moved:
                sheet.write_string(line, first + number, _plain(value), styles["differs"])
            cell = cells.get(column.id)
            if cell is not None and cell.verdict not in (None, "same"):
                sheet.write_comment(line, first + number, VERDICTS[str(cell.verdict)])


def _codebook(book: Any, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Codebook")
    for index, (head, width) in enumerate(
        (("类别 Field", 22), ("代码 Code", 22), ("中文", 26), ("English", 34))
    ):
        sheet.write_string(0, index, head, styles["head"])
        sheet.set_column(index, index, width)
    line = 1
    for key, title in _VOCABULARIES.items():
        for code, names in lexicon("vocabulary")[key].items():
            for index, value in enumerate((title, code, names[0], names[1])):
                sheet.write_string(line, index, value, styles["text"])
            line += 1
    sheet.freeze_panes(1, 0)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


FORMATS.add(
    "xlsx",
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
)
