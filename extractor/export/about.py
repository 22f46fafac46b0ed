"""What an export was made of and with, so that it can be made again: hashes, versions, reference."""

from collections.abc import Iterable

from extractor.export.tables import Column, Table, Value
from extractor.lexicon.version import lexicon_version
from extractor.model import Comparison, Notice
from extractor.version import VERSION

GENERATOR = '<meta name="generator" content="taizhang">'
"""Stands near the top of every page written here: such a page is no notice to be read again."""


def about_table(notices: Iterable[Notice], comparison: Comparison | None) -> Table:
    """A row per thing worth knowing; `sha256` is that of the file a notice was read from.

    The versions of a comparison are those it was made with; without one they are those of now.
    """
    columns = (
        Column("name", "名称 Name"),
        Column("value", "内容 Value", "long"),
        Column("document", "通知 Notice"),
    )
    rows: tuple[tuple[Value, ...], ...] = (
        *((name, value, None) for name, value in _made_with(comparison)),
        *(
            row
            for notice in notices
            for row in (
                ("file", notice.source.name, notice.document),
                ("sha256", notice.source.sha256, notice.document),
                ("schema", notice.schema_version, notice.document),
            )
        ),
    )
    return Table("about", "说明 About", columns, rows)


def _made_with(comparison: Comparison | None) -> list[tuple[str, str]]:
    if comparison is None:
        return [("extractor", VERSION), ("lexicon", lexicon_version())]
    method = comparison.method
    return [
        ("extractor", method.extractor_version),
        ("lexicon", method.lexicon),
        ("comparison", method.comparison_version),
        ("seed", str(method.seed)),
        ("reference", comparison.reference or "—"),
    ]


def about_lines(notices: Iterable[Notice], comparison: Comparison | None) -> list[str]:
    """The same as lines of words: `sha256 weihai-2021: 4f26…`."""
    rows = about_table(notices, comparison).rows
    return [
        f"{name} {document}: {value}" if document else f"{name}: {value}"
        for name, value, document in rows
        if name not in ("file", "schema")
    ]
