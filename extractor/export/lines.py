"""The notices line by line, so that a row of a workbook can lead to the words it was read from."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from extractor.export.tables import Column, Table, Value
from extractor.model import Notice

_LONGEST = 32_000


def lines_table(notices: Iterable[Notice]) -> Table:
    """A row per line of text that says anything, with its number, page and offset."""
    columns = (
        Column("document", "通知 Notice"),
        Column("line", "行 Line", "number"),
        Column("page", "页 Page", "number"),
        Column("start", "起点 From", "number"),
        Column("text", "原文 Text", "long"),
    )
    found = [entry for notice in notices for entry in _lines(notice)]
    spots = tuple(spot for spot, _ in found)
    return Table("lines", "原文 Text", columns, tuple(row for _, row in found), spots)


def _lines(notice: Notice) -> Iterator[tuple[tuple[str, int], tuple[Value, ...]]]:
    starts = notice.source.page_starts
    at = 0
    for number, line in enumerate(notice.text.split("\n"), start=1):
        if line.strip():
            page = bisect_right(starts, at) if starts else None
            row = (notice.document, number, page, at, line.strip()[:_LONGEST])
            yield (notice.document, at), row
        at += len(line) + 1


def line_of(lines: Mapping[str, list[tuple[int, int]]], spot: tuple[str, int]) -> int | None:
    """The row of the last line of a notice that begins at or before an offset."""
    known = lines.get(spot[0], [])
    place = bisect_right(known, (spot[1], len(known) + max((row for _, row in known), default=0)))
    return known[place - 1][1] if place else None
