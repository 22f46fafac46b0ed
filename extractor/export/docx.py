"""DOCX in the layout of a 任务分解表: 序号·工作任务·牵头单位·责任（配合）单位·完成时限."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from extractor.export.archive import without_times
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.tables import due_in_chinese, units_of
from extractor.model import Notice

_HEADS = ("序号", "工作任务", "牵头单位", "责任（配合）单位", "完成时限")
_WIDTHS_CM = (1.3, 11.2, 4.0, 5.2, 3.2)
_CENTRED = (True, False, True, True, True)
_SONG, _HEI = "SimSun", "SimHei"


def to_docx(parcel: Parcel) -> bytes:
    """One table per notice on landscape A4, the head row repeated on every page."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document: Any = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.4)
    fixed = datetime(2020, 1, 1, tzinfo=UTC)
    document.core_properties.created = document.core_properties.modified = fixed
    # The field holds no more than 255 characters.
    document.core_properties.comments = "; ".join(parcel.about())[:255]
    for index, notice in enumerate(parcel.notices):
        if index:
            document.add_page_break()
        _sheet(document, notice)
    held = BytesIO()
    document.save(held)
    return without_times(held.getvalue())


def _sheet(document: Any, notice: Notice) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    title = notice.metadata.title.value if notice.metadata.title else notice.document
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(heading, f"{title}任务分解表", 16, _HEI)
    grid = document.add_table(rows=1, cols=len(_HEADS))
    grid.style = "Table Grid"
    grid.autofit = False
    # Some programs go by the columns, others by the cells.
    for column, width in zip(grid.columns, _WIDTHS_CM, strict=True):
        column.width = Cm(width)
    _fill(grid.rows[0], _HEADS, _HEI)
    _mark(grid.rows[0], "w:tblHeader")
    for number, duty in enumerate(notice.obligations, start=1):
        cells = (
            str(number),
            duty.evidence.words,
            units_of(duty, "lead") or "",
            units_of(duty, "responsible", "by_duty", "support") or "",
            due_in_chinese(duty) or "",
        )
        _fill(grid.add_row(), cells, _SONG)
    for row in grid.rows:
        _mark(row, "w:cantSplit")


def _fill(row: Any, cells: tuple[str, ...], font: str) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    for cell, value, width, centred in zip(row.cells, cells, _WIDTHS_CM, _CENTRED, strict=True):
        cell.width = Cm(width)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        if centred or font == _HEI:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(cell.paragraphs[0], value.replace("；", "、"), 10.5, font)


def _run(paragraph: Any, value: str, size: float, font: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(value)
    run.font.size = Pt(size)
    run.font.name = font
    run.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _mark(row: Any, name: str) -> None:
    """Word repeats a head (tblHeader) and keeps a row on one page (cantSplit)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    # The schema wants cantSplit before tblHeader.
    row._tr.get_or_add_trPr().insert(0, mark)  # noqa: SLF001


FORMATS.add(
    "docx",
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_docx,
    ),
)
