"""Whose words they are, as tables: the source of each obligation, and the kinship of notices."""

from extractor.export.tables import OBLIGATION, Column, Fact, Table, Value, make
from extractor.model import Comparison
from extractor.model.comparison import Origin, obligations_of


def origins_table(comparison: Comparison) -> Table:
    """A row per obligation whose words stand in another notice or text from above."""
    columns = (
        Column("document", "通知 Notice"),
        OBLIGATION,
        Column("source", "出自 Source"),
        Column("upstream", "上级文件 Upstream"),
        Column("share", "比例 Share", "number"),
        Column("earlier", "早于本件 Earlier"),
        Column("same_words", "相同文字 Same words", "long"),
    )
    duties = obligations_of(comparison)
    notices = {notice.document: notice for notice in comparison.notices}
    facts = (
        Fact(
            (
                item.notice,
                f"{item.notice}/{item.obligation}",
                item.source,
                "是" if item.upstream else None,
                item.share,
                None if item.earlier is None else "是" if item.earlier else "否",
                _same(item, notices[item.notice].text),
            ),
            notices[item.notice],
            duties[item.notice, item.obligation].evidence,
        )
        for item in comparison.origins
    )
    return make("origins", "措辞出处 Origins", columns, facts)


def _same(item: Origin, text: str) -> str:
    """The shared stretches; ≈ before one that is nearly the same."""
    return "；".join(
        ("" if span.exact else "≈") + "".join(text[slice(*span.here)].split())
        for span in item.spans
    )


def kinships_table(comparison: Comparison) -> Table:
    """A row per pair of notices that share text, and which of the two was first."""
    columns = (
        Column("left", "甲 Left"),
        Column("right", "乙 Right"),
        Column("left_share", "甲见于乙 Of left in right", "number"),
        Column("right_share", "乙见于甲 Of right in left", "number"),
        Column("first", "先发 First"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (kin.left, kin.right, kin.left_share, kin.right_share, kin.first)
        for kin in comparison.kinships
    )
    return Table("kinships", "措辞相似 Kinship", columns, rows)
