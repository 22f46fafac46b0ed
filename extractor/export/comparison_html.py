"""A comparison, or notices, as one self-contained page: sortable, filterable, quotes on hover."""

from html import escape
from importlib.resources import files

from extractor.export.about import GENERATOR
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.comparison_tables import differing, verdict_words
from extractor.export.tables import Column, Table, Value
from extractor.model.comparison import cells_of

_HEAD = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
    f'<meta name="viewport" content="width=device-width, initial-scale=1">{GENERATOR}'
)
_LONG = 140


def to_html(parcel: Parcel) -> bytes:
    """No network, no other file; everything that the notices say is escaped."""
    folder = files(__package__).joinpath("page")
    style = folder.joinpath("tables.css").read_text("utf-8")
    script = folder.joinpath("tables.js").read_text("utf-8")
    shown = [table for table in parcel.tables() if table.rows]
    shown.sort(key=lambda table: table.key != "provisions")
    tabs = "".join(
        f'<button data-table="{table.key}">{escape(table.title)} <b>{len(table.rows)}</b></button>'
        for table in shown
    )
    body = "".join(_table(table, parcel) for table in shown)
    page = (
        f"{_HEAD}<title>台账 Taizhang</title><style>{style}</style></head><body>"
        f'<header><h1>台账 <small>Taizhang</small></h1><input id="filter" type="search" '
        f'placeholder="筛选 Filter…" aria-label="筛选 Filter"><nav>{tabs}</nav></header>'
        f"<main>{body}</main><script>{script}</script></body></html>"
    )
    return page.encode()


def _table(table: Table, parcel: Parcel) -> str:
    heads = "".join(
        f'<th scope="col"><button data-sort="{index}" data-kind="{column.kind}">{escape(column.head)}</button></th>'
        for index, column in enumerate(table.columns)
    )
    classes = _classes(table, parcel)
    rows = "".join(_row(table, line, row, classes) for line, row in enumerate(table.rows))
    return (
        f'<section id="{table.key}"><div><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _row(
    table: Table, line: int, row: tuple[Value, ...], classes: dict[tuple[int, int], tuple[str, str]]
) -> str:
    hover = _quoted(table, row)
    cells = (
        _cell(value, column, *classes.get((line, index), ("", "")))
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True))
    )
    title = f' title="{escape(hover)}"' if hover else ""
    return f"<tr{title}>{''.join(cells)}</tr>"


def _quoted(table: Table, row: tuple[Value, ...]) -> str:
    """What a row of facts was read from: 「quote」 place, file."""
    held = dict(zip((column.key for column in table.columns), row, strict=True))
    if not table.spots or not held.get("quote"):
        return ""
    return f"「{held['quote']}」 {held['place']} · {held['file']}"


def _cell(value: Value, column: Column, kind: str, verdict: str) -> str:
    words = "" if value is None else str(value)
    short = words[:_LONG] + "…" if len(words) > _LONG else words
    shown = escape(short).replace("\n", "<br>")
    if column.to and words:
        shown = f'<a href="#{column.to}">{shown}</a>'
    if verdict:
        shown = f"<b>{verdict}</b> {shown}"
    classed = f' class="{kind}"' if kind else ""
    whole = f' title="{escape(words)}"' if len(words) > _LONG else ""
    return f"<td{classed}{whole}>{shown}</td>"


def _classes(table: Table, parcel: Parcel) -> dict[tuple[int, int], tuple[str, str]]:
    """Gaps, cells that differ, and verdicts of the matrix: a class, and what is said."""
    comparison = parcel.comparison
    if table.key != "provisions" or comparison is None:
        return {}
    moved, first = differing(comparison), len(table.columns) - len(comparison.columns)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for line, row in enumerate(comparison.provisions):
        cells = cells_of(row)
        for number, column in enumerate(comparison.columns):
            cell = cells.get(column.id)
            empty = cell is None or not cell.obligations
            kind = "gap" if empty else "differs" if (row.id, column.id) in moved else ""
            said = verdict_words(comparison, cell)
            verdict = str(cell.verdict) if cell is not None and said else ""
            found[line, first + number] = (f"{kind} {verdict}".strip(), said or "")
    return found


FORMATS.add("html", Format("html", "text/html; charset=utf-8", to_html))
