"""An evaluation for people: figures per notice and in total, then value by value."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.evaluate.changes import LISTED, Change, Comparison
from extractor.evaluate.evaluation import Evaluation
from extractor.evaluate.figures import FIGURES
from extractor.evaluate.tally import Count, Item


def render(evaluation: Evaluation, *, values: bool = True) -> RenderableType:
    """The tables of a run for `rich`; `values` adds every value that was missed or invented."""
    parts: list[RenderableType] = [_figures(evaluation), *_failures(evaluation)]
    if values:
        parts += _differences(evaluation)
    return Group(*parts)


def _figures(evaluation: Evaluation) -> Table:
    table = Table(title="Precision, recall and F1 of every figure; F1 of every notice")
    table.add_column("figure")
    for heading in ("P", "R", "F1", "right", "predicted", "gold"):
        table.add_column(heading, justify="right")
    for notice in evaluation.notices:
        table.add_column(notice.name, justify="right")
    for figure, total in evaluation.totals().items():
        each = (f1(notice.figures[figure].count) for notice in evaluation.notices)
        table.add_row(figure, *_cells(total), *each)
    for figure, mean in evaluation.means().items():
        table.add_row(figure, "", "", f"{mean:.3f}")
    return table


def _cells(count: Count) -> Iterator[str]:
    yield from (f"{ratio:.3f}" for ratio in (count.precision, count.recall, count.f1))
    yield from (str(number) for number in (count.right, count.predicted, count.gold))


def f1(count: Count) -> str:
    """F1 as a cell; a dash where there is nothing to find and nothing was invented."""
    return f"{count.f1:.3f}" if count.gold or count.predicted else "–"


def _failures(evaluation: Evaluation) -> Iterator[Text]:
    for notice in evaluation.notices:
        if notice.failure:
            yield Text(f"{notice.name}: {notice.failure}", style="red")


def _differences(evaluation: Evaluation) -> Iterator[RenderableType]:
    for notice in evaluation.notices:
        table = _values(f"{notice.name}: missed (−) and invented (+)")
        for figure in LISTED:
            tally = notice.figures[figure]
            for sign, items in (("−", tally.missed), ("+", tally.invented)):
                for item in items:
                    table.add_row(sign, figure, *item_cells(item))
        if table.row_count:
            yield table


def _values(title: str) -> Table:
    table = Table(title=title, show_lines=False, expand=True)
    table.add_column("", width=1)
    table.add_column("figure", no_wrap=True)
    for heading, share in (("obligation", 2), ("value", 3), ("quote", 4)):
        table.add_column(heading, overflow="fold", ratio=share)
    return table


def item_cells(item: Item) -> tuple[Text, Text, Text]:
    """Obligation, value and quote; as plain text, for a notice may hold square brackets."""
    return Text(item.where), Text(item.value), Text(item.quote)


def render_comparison(comparison: Comparison) -> RenderableType:
    """A run beside an earlier one: the figures that moved, then gains and losses by value."""
    parts: list[RenderableType] = []
    if not comparison.same_gold:
        parts.append(Text("Gold or texts have changed since the earlier run.", style="yellow"))
    parts.append(_moved(comparison))
    gains, losses = comparison.gains(), comparison.losses()
    parts.append(Text(f"{len(gains)} values won, {len(losses)} lost"))
    for title, sign, changes in (("Won", "+", gains), ("Lost", "−", losses)):
        if changes:
            parts.append(_changes(title, sign, changes))
    return Group(*parts)


def _moved(comparison: Comparison) -> RenderableType:
    table = Table(title="F1 of the figures that moved")
    table.add_column("figure")
    for heading in ("before", "now", "change"):
        table.add_column(heading, justify="right")
    for figure in (*FIGURES, *(name for name in comparison.now if name not in FIGURES)):
        before, now = comparison.before.get(figure), comparison.now.get(figure)
        if before is None or now is None or before == now:
            continue
        style = "green" if now > before else "red"
        table.add_row(figure, f"{before:.3f}", f"{now:.3f}", Text(f"{now - before:+.3f}", style))
    return table if table.row_count else Text("No figure moved.")


def _changes(title: str, sign: str, changes: Iterable[Change]) -> Table:
    table = _values(title)
    table.add_column("how", no_wrap=True)
    for change in changes:
        where, value, quote = item_cells(change.item)
        place = Text(f"{change.notice} ").append_text(where)
        table.add_row(sign, change.figure, place, value, quote, change.kind)
    return table
