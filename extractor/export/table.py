"""A table to read in a terminal: city, task, units with their roles, deadline, threshold."""

import shutil
from collections.abc import Iterator
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from extractor.export.export import EXPORTS, Export
from extractor.lexicon.vocabulary import chinese
from extractor.model import Notice, Obligation, Target, Threshold
from extractor.model.records import deadline_words, quantity_words

_WIDTHS = (80, 160)
_UNITS = 5
_ROLES = ("lead", "responsible", "by_duty", "support")
_UNKNOWN = "—"
_NATIONAL = "全国"


def to_table(notice: Notice) -> str:
    """The notice as a table between 80 and 160 columns wide, fitted to the terminal."""
    low, high = _WIDTHS
    width = min(max(shutil.get_terminal_size((120, 40)).columns, low), high)
    written = StringIO()
    console = Console(file=written, width=width, color_system=None, force_terminal=False)
    console.print(_heading(notice), highlight=False, markup=False, soft_wrap=True)
    if notice.obligations:
        console.print(_table(notice))
    else:
        told = f"没有任务 No obligations; 未列为任务 skipped sentences: {len(notice.skipped)}"
        console.print(f"\n{told}", highlight=False, markup=False)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _heading(notice: Notice) -> str:
    meta = notice.metadata
    title = (meta.title and meta.title.value) or notice.document
    number = meta.document_number and meta.document_number.value
    return title + (f"（{number}）" if number else "")


def _table(notice: Notice) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_lines=False, leading=1)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("城市 City", width=9, overflow="fold")
    table.add_column("任务 Task", ratio=14, overflow="fold")
    table.add_column("单位 Units", ratio=9, overflow="fold")
    table.add_column("时限 Deadline", ratio=6, overflow="fold")
    table.add_column("门槛 Threshold", ratio=6, overflow="fold")
    city = _city(notice)
    for index, duty in enumerate(notice.obligations, start=1):
        cells = (city, _task(duty), _units(duty), _deadlines(duty), _thresholds(duty))
        table.add_row(str(index), *(_plain(cell) for cell in cells))
    return table


def _plain(cell: str) -> str:
    """Square brackets are no markup here."""
    return cell.replace("[", r"\[")


def _city(notice: Notice) -> str:
    region = notice.metadata.region.value if notice.metadata.region else None
    return (region.place or _NATIONAL) if region else _UNKNOWN


def _task(duty: Obligation) -> str:
    words = duty.evidence.words
    mark = "" if duty.modality.value in (None, "must") else _sign(duty.modality.value)
    return mark + words


def _sign(modality: str | None) -> str:
    return f"〔{chinese('modality', modality or '')}〕"


def _units(duty: Obligation) -> str:
    return "\n".join(_of_role(duty)) or _UNKNOWN


def _of_role(duty: Obligation) -> Iterator[str]:
    for role in _ROLES:
        units = list(dict.fromkeys(party.unit for party in duty.responsible if party.role == role))
        if units:
            more = f"…等{len(units)}个" if len(units) > _UNITS else ""
            yield f"{chinese('role', role)}：{'、'.join(units[:_UNITS])}{more}"


def _deadlines(duty: Obligation) -> str:
    words = dict.fromkeys(
        "".join(deadline.evidence.quote.split()) + _resolved(deadline_words(deadline))
        for deadline in duty.deadlines
    )
    return "\n".join(words)


def _resolved(words: str) -> str:
    return f" {words}" if words.startswith(("≤", "P", "R/", "1", "2")) else ""


def _thresholds(duty: Obligation) -> str:
    figures: tuple[Threshold | Target, ...] = (*duty.thresholds, *duty.targets)
    return "\n".join(dict.fromkeys(map(quantity_words, figures)))


EXPORTS.add("table", Export("txt", "text/plain", to_table, together="obligations", between="\n"))
