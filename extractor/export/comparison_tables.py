"""A comparison as tables: the matrix of provisions, the differences, all dates on one line."""

import re

from extractor.export.tables import (
    OBLIGATION,
    Column,
    Fact,
    Table,
    Value,
    due,
    make,
    place,
    row_id,
    units_of,
    words,
)
from extractor.lexicon.vocabulary import chinese
from extractor.model import Comparison, Notice, Obligation
from extractor.model.comparison import Cell, Difference, Provision, Side, cells_of, obligations_of
from extractor.model.comparison import Column as HeadOf

_ASPECTS = {
    "deadline": "时限", "duration": "期间", "threshold": "门槛", "target": "目标值", "system": "条线",
    "role": "角色", "level": "层级", "modality": "效力", "measures": "措施", "recipients": "报送对象",
    "condition": "条件", "exception": "例外", "wording": "措辞",
}  # fmt: skip
_DIRECTIONS = {
    "earlier": "更早", "later": "更晚", "longer": "更长", "shorter": "更短", "stricter": "更严", "looser": "更宽",
    "stronger": "更强", "weaker": "更弱", "higher": "更高", "lower": "更低", "added": "增加", "missing": "缺少",
    "changed": "不同",
}  # fmt: skip
_NAMES = {"nation": "国家级", "province": "省级", "city": "市级", "county": "县级", "town": "乡级"}
VERDICTS = {
    "same": "相同", "stricter": "更严", "looser": "更宽", "other": "不同", "missing": "缺少", "added": "新增",
}  # fmt: skip


def provisions_table(comparison: Comparison) -> Table:
    """The matrix: a row per provision, a column per notice, a gap where a notice has none."""
    columns = (
        Column("id", "编号 Id", to="members"),
        Column("label", "事项 Provision", "long"),
        Column("topic", "主题 Topic"),
        Column("score", "匹配度 Score", "number"),
        *(Column(column.id, _head(comparison, column), "long") for column in comparison.columns),
    )
    duties = obligations_of(comparison)
    rows = tuple(_provision(comparison, duties, row) for row in comparison.provisions)
    return Table("provisions", "事项对照 Provisions", columns, rows)


def _head(comparison: Comparison, head: HeadOf) -> str:
    return f"{head.name}（参照）" if head.id == comparison.reference else head.name


def verdict_words(comparison: Comparison, cell: Cell | None) -> str | None:
    """How a cell stands beside the reference; None without one, and in its own column."""
    if cell is None or cell.notice == comparison.reference:
        return None
    return VERDICTS.get(cell.verdict or "")


def _provision(
    comparison: Comparison, duties: dict[tuple[str, str], Obligation], row: Provision
) -> tuple[Value, ...]:
    known = cells_of(row)
    cells = (_cell(duties, known.get(column.id), column.id) for column in comparison.columns)
    topic = chinese("topic", row.topic) if row.topic else None
    return (row.id, row.label, topic, round(row.score, 3), *cells)


def _cell(duties: dict[tuple[str, str], Obligation], cell: Cell | None, notice: str) -> str | None:
    if cell is None or not cell.obligations:
        return None
    return "\n".join(_said(duties[notice, one]) for one in cell.obligations)


def _said(duty: Obligation) -> str:
    heads = (("牵头", "lead"), ("负责", "responsible"), ("分工", "by_duty"), ("配合", "support"))
    lines = [duty.evidence.words]
    lines += [f"{name}：{units}" for name, role in heads if (units := units_of(duty, role))]
    when = due(duty)
    return "\n".join([*lines, f"时限：{when}"] if when else lines)


def members_table(comparison: Comparison) -> Table:
    """Which obligations stand in which row, and how they stand beside the reference."""
    columns = (
        Column("provision", "编号 Id", to="provisions"),
        Column("label", "事项 Provision", "long"),
        Column("document", "通知 Notice"),
        OBLIGATION,
        Column("verdict", "比照参照 Verdict"),
    )
    duties = obligations_of(comparison)
    notices = {notice.document: notice for notice in comparison.notices}
    facts = (
        Fact(
            (
                row.id,
                row.label,
                cell.notice,
                f"{cell.notice}/{duty}",
                VERDICTS.get(cell.verdict or ""),
            ),
            notices[cell.notice],
            duties[cell.notice, duty].evidence,
        )
        for row in comparison.provisions
        for cell in row.cells
        for duty in cell.obligations
    )
    return make("members", "事项成员 Members", columns, facts)


def differing(comparison: Comparison) -> set[tuple[str, str]]:
    """The cells (provision, notice) that differ in more than wording."""
    return {
        (row.id, side.notice)
        for row in comparison.provisions
        for difference in row.differences
        if difference.aspect != "wording"
        for side in (difference.left, difference.right)
    }


def differences_table(comparison: Comparison) -> Table:
    """One row per difference, both sides quoted."""
    columns = (
        Column("provision", "编号 Id", to="provisions"),
        Column("label", "事项 Provision", "long"),
        Column("aspect", "方面 Aspect"),
        Column("direction", "右比左 Right beside left"),
        Column("amount", "差 Amount", "number"),
        Column("unit", "单位 Unit"),
        *_side_columns("left", "左", "Left"),
        *_side_columns("right", "右", "Right"),
    )
    names = {column.id: column.name for column in comparison.columns}
    rows = tuple(
        _difference(names, row, difference)
        for row in comparison.provisions
        for difference in row.differences
    )
    return Table("differences", "差异 Differences", columns, rows)


def _difference(names: dict[str, str], row: Provision, difference: Difference) -> tuple[Value, ...]:
    amount = None if difference.amount is None else round(difference.amount, 4)
    return (
        row.id,
        row.label,
        _ASPECTS[difference.aspect],
        _DIRECTIONS[difference.direction],
        amount,
        {"days": "天", "share": "同字率"}.get(difference.unit or "", difference.unit),
        *_side(names, difference.aspect, difference.left),
        *_side(names, difference.aspect, difference.right),
    )


def _side_columns(key: str, head: str, english: str) -> tuple[Column, ...]:
    return (
        Column(f"{key}_notice", f"{head}：通知 {english} notice"),
        Column(f"{key}_value", f"{head}：值 {english} value"),
        Column(f"{key}_quote", f"{head}：原文 {english} quote", "long"),
        Column(f"{key}_place", f"{head}：位置 {english} place"),
        Column(f"{key}_obligation", f"{head}：任务 {english} id", "code", to="obligations"),
    )


def _side(names: dict[str, str], aspect: str, side: Side) -> tuple[Value, ...]:
    return (
        names.get(side.notice, side.notice),
        None if aspect == "wording" else value_words(side.value),
        words(side.evidence),
        place(side.evidence),
        f"{side.notice}/{side.obligation}",
    )


def value_words(value: str | None) -> str | None:
    """A value of a difference for people: durations in words, codes by their Chinese names.

    >>> value_words("P6M"), value_words("R/P3M"), value_words("R"), value_words("industry lead")
    ('6个月', '每3个月', '定期', '工信·牵头')
    """
    if value is None or not value.isascii():
        return value
    found = _DURATION.fullmatch(value)
    if found:
        length = "".join(
            number + _UNITS[unit] for number, unit in _LENGTH.findall(found["length"] or "")
        )
        return f"{'每' if found['again'] else ''}{length}" if length else "定期"
    return "·".join(_NAMES.get(code) or _named(code) for code in value.split())


_DURATION = re.compile(r"(?P<again>R/?)?(?P<length>P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?)?")
_LENGTH = re.compile(r"([\d.]+)([YMWDHS])")
_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "天", "H": "小时", "S": "秒"}


def _named(code: str) -> str:
    named = (chinese(vocabulary, code) for vocabulary in ("system", "role", "modality", "measure"))
    return next((name for name in named if name != code), code)


def timeline_table(notices: tuple[Notice, ...] | list[Notice]) -> Table:
    """All dated deadlines in order of their end."""
    columns = (
        Column("end", "日期 Date", "date"),
        Column("start", "起 Start", "date"),
        Column("document", "通知 Notice"),
        OBLIGATION,
        Column("task", "工作任务 Task", "long"),
        Column("units", "单位 Units", "long"),
    )
    facts = [
        Fact(
            (
                item.end,
                item.start,
                notice.document,
                row_id(notice, duty),
                duty.evidence.words,
                units_of(duty, "lead", "responsible", "by_duty"),
            ),
            notice,
            item.evidence,
        )
        for notice in notices
        for duty in notice.obligations
        for item in duty.deadlines
        if item.end is not None
    ]
    facts.sort(key=lambda fact: tuple(str(cell) for cell in fact.cells[:4]))
    return make("timeline", "时间轴 Timeline", columns, facts)
