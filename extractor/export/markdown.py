"""Markdown: a table of tasks per notice, or the matrix of a comparison."""

from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.comparison_tables import provisions_table
from extractor.export.tables import Table, due_in_chinese, units_of, words
from extractor.model import Notice


def to_markdown(parcel: Parcel) -> bytes:
    """GitHub's dialect; line feeds in cells become breaks."""
    parts = [_notice(notice) for notice in parcel.notices]
    if parcel.comparison is not None:
        parts.insert(0, _table(provisions_table(parcel.comparison)))
    parts.append("---\n\n" + "\n".join(f"- {_safe(line)}" for line in parcel.about()))
    return "\n\n".join(parts).encode() + b"\n"


def _table(table: Table) -> str:
    heads = [column.head for column in table.columns]
    rows = [[str(value) if value is not None else "—" for value in row] for row in table.rows]
    return f"## {table.title}\n\n" + _grid(heads, rows)


def _notice(notice: Notice) -> str:
    title = notice.metadata.title.value if notice.metadata.title else notice.document
    heads = ["序号", "工作任务", "牵头单位", "责任（配合）单位", "完成时限"]
    rows = [
        [
            str(number),
            words(duty.evidence) or "",
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
