"""Views for research: what is counted by notice, over topics, 条线, modality, measures and tools."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from unicodedata import normalize

from extractor.errors import ExportError
from extractor.export.tables import Column, Table, Value
from extractor.lexicon.load import table as lexicon
from extractor.lexicon.vocabulary import chinese
from extractor.model import Comparison, Notice, Obligation
from extractor.model.comparison import Cell, cells_of

Count = Callable[[Obligation], Iterable[str]]


def views(notices: tuple[Notice, ...], tools: Path | None = None) -> tuple[Table, ...]:
    """Counts of obligations by notice; the rows that no notice has are left out."""
    mapping = policy_tools(tools)
    names = {**mapping["frames"], **mapping["sides"], "unclassified": "未归类 Unclassified"}
    return (
        _crossed("topics", "主题×通知 Topics", "topic", notices, _topics),
        _crossed("systems", "条线×通知 Systems", "system", notices, _systems),
        _crossed("modality", "效力分布 Modality", "modality", notices, _modality),
        _crossed("measures", "措施分布 Measures", "measure", notices, _measures),
        _crossed("tools", "政策工具 Tools", names, notices, _tools(mapping)),
    )


def policy_tools(path: Path | None = None) -> dict[str, Any]:
    """The mapping of measures to policy tools; raises ExportError when the file is none."""
    if path is None:
        return lexicon("policy_tools")
    try:
        mapping = tomllib.loads(path.read_text("utf-8"))
    except OSError as cause:
        raise ExportError(f"{path}: {(cause.strerror or 'cannot be read').lower()}") from cause
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise ExportError(f"{path}: {cause}") from cause
    if missing := {"frames", "sides", "measures"} - mapping.keys():
        raise ExportError(f"{path}: no table {min(missing)}")
    return mapping


def _topics(duty: Obligation) -> Iterable[str]:
    return (str(duty.topic.value),)


def _systems(duty: Obligation) -> Iterable[str]:
    return {item.system for item in duty.responsible}


def _modality(duty: Obligation) -> Iterable[str]:
    return (str(duty.modality.value),)


def _measures(duty: Obligation) -> Iterable[str]:
    return (str(item.value) for item in duty.measures)


def _tools(mapping: dict[str, Any]) -> Count:
    def count(duty: Obligation) -> Iterable[str]:
        found: set[str] = set()
        for code in _measures(duty):
            found.update(mapping["measures"].get(code, ("unclassified",)))
        return found

    return count


def _crossed(
    key: str,
    title: str,
    names: str | dict[str, str],
    notices: tuple[Notice, ...],
    count: Count,
) -> Table:
    """Rows are codes, most frequent first; columns notices; a cell is a number of obligations."""
    counted = [
        Counter(code for duty in notice.obligations for code in count(duty)) for notice in notices
    ]
    total: Counter[str] = sum(counted, Counter())
    columns = (
        Column("code", "代码 Code"),
        Column("name", "名称 Name"),
        *(Column(notice.document, notice.document, "number") for notice in notices),
        Column("total", "合计 Total", "number"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (code, _name(names, code), *(one[code] for one in counted), total[code])
        for code in sorted(total, key=lambda code: (-total[code], code))
    )
    return Table(key, title, columns, rows)


def _name(names: str | dict[str, str], code: str) -> str:
    return chinese(names, code) if isinstance(names, str) else names.get(code, code)


def citation_network(notices: tuple[Notice, ...]) -> Table:
    """Which documents each notice leans on: an edge per (notice, document), with its mentions.

    A document is one whether it is cited by title, by number or by both, and with or without
    中华人民共和国 before its name.
    """
    named = _numbers(notices)
    edges: Counter[tuple[str, str, str]] = Counter()
    titles: dict[str, str] = {}
    for notice in notices:
        for item in notice.citations:
            bare = _bare_title(item.title)
            target = item.number or named.get(bare) or bare
            titles.setdefault(target, "")
            titles[target] = titles[target] or bare
            edges[notice.document, target, ""] += 1
    edges = Counter({(one, to, titles[to] or to): times for (one, to, _), times in edges.items()})
    leaning = Counter(target for _, target, _ in edges)
    columns = (
        Column("document", "通知 Notice"),
        Column("cited", "被引文件 Cited"),
        Column("title", "文件名 Title", "long"),
        Column("mentions", "次数 Mentions", "number"),
        Column("notices", "引用通知数 Notices", "number"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (document, target, title, mentions, leaning[target])
        for (document, target, title), mentions in sorted(
            edges.items(), key=lambda edge: (-leaning[edge[0][1]], edge[0])
        )
    )
    return Table("network", "引用网络 Network", columns, rows)


def _bare_title(title: str | None) -> str:
    bare = "".join(normalize("NFKC", title or "").split())
    return bare.removeprefix("中华人民共和国") if bare.endswith(_LAWS) else bare


_LAWS = ("法", "条例", "规定", "办法")


def _numbers(notices: tuple[Notice, ...]) -> dict[str, str]:
    """The number of each title, where all who give one give the same."""
    found: dict[str, set[str]] = {}
    for notice in notices:
        for item in notice.citations:
            if item.title and item.number:
                found.setdefault(_bare_title(item.title), set()).add(item.number)
    return {title: next(iter(known)) for title, known in found.items() if len(known) == 1}


def coverage(comparison: Comparison) -> Table:
    """How many provisions of the reference (or of all) each notice took up, and how."""
    base = comparison.reference
    cells = [cells_of(row) for row in comparison.provisions]
    asked = [known for known in cells if base is None or _takes(known, base)]
    rows = []
    for column in comparison.columns:
        taken = sum(_takes(known, column.id) for known in asked)
        verdicts = Counter(
            str(cell.verdict)
            for known in cells
            if (cell := known.get(column.id)) is not None and cell.verdict is not None
        )
        share = round(taken / len(asked), 4) if asked else None
        counts = (verdicts[name] for name, _ in _VERDICT_HEADS)
        rows.append((column.id, column.name, len(asked), taken, share, *counts))
    columns = (
        Column("document", "通知 Notice"),
        Column("name", "名称 Name"),
        Column("asked", "参照事项 Of", "number"),
        Column("taken", "采纳 Taken up", "number"),
        Column("share", "比例 Share", "number"),
        *(Column(key, head, "number") for key, head in _VERDICT_HEADS),
    )
    return Table("coverage", "覆盖 Coverage", columns, tuple(rows))


_VERDICT_HEADS = (
    ("same", "相同 Same"),
    ("stricter", "更严 Stricter"),
    ("looser", "更宽 Looser"),
    ("other", "不同 Other"),
    ("missing", "缺少 Missing"),
    ("added", "新增 Added"),
)


def _takes(cells: dict[str, Cell], notice: str) -> bool:
    cell = cells.get(notice)
    return cell is not None and bool(cell.obligations)
