"""Markdown: a table of tasks per notice, or the matrix of a comparison."""

from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.comparison_tables import provisions_table, verdict_words
from extractor.export.tables import due_in_chinese, units_of
from extractor.model import Comparison, Notice
from extractor.model.comparison import cells_of


def to_markdown(parcel: Parcel) -> bytes:
    """GitHub's dialect; line feeds in cells become breaks."""
    parts = [_notice(notice) for notice in parcel.notices]
    if parcel.comparison is not None:
        parts.insert(0, _matrix(parcel.comparison))
    parts.append("---\n\n" + "\n".join(f"- {_safe(line)}" for line in parcel.about()))
    return "\n\n".join(parts).encode() + b"\n"


def _matrix(comparison: Comparison) -> str:
    """The provisions, each cell opened by its verdict where there is a reference."""
    table = provisions_table(comparison)
    rows = []
    for provision, row in zip(comparison.provisions, table.rows, strict=True):
        cells, values = cells_of(provision), ["—" if value is None else str(value) for value in row]
        for number, column in enumerate(comparison.columns, start=-len(comparison.columns)):
            said = verdict_words(comparison, cells.get(column.id))
            if said:
                values[number] = f"**{said}** {values[number]}"
        rows.append(values)
    return f"## {table.title}\n\n" + _grid([column.head for column in table.columns], rows)


def _notice(notice: Notice) -> str:
    title = notice.metadata.title.value if notice.metadata.title else notice.document
    heads = ["序号", "工作任务", "牵头单位", "责任（配合）单位", "完成时限"]
    rows = [
        [
            str(number),
            duty.evidence.words,
            units_of(duty, "lead") or "",
            units_of(duty, "responsible", "by_duty", "support") or "",
            due_in_chinese(duty) or "",
        ]
        for number, duty in enumerate(notice.obligations, start=1)
    ]
    return f"## {title}\n\n" + _grid(heads, rows)


def _grid(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(_safe, line)) + " |" for line in lines)


def _safe(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", "<br>").replace("<script", "&lt;script")


FORMATS.add("md", Format("md", "text/markdown; charset=utf-8", to_markdown))
