"""`taizhang evaluate`: the figures of the codebook on annotated notices."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.command.app import BAD_INPUT, app, complain, say
from extractor.errors import FileError

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDTH = 160


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[
        Path, typer.Option(help="Annotated notices, one <name>.json each.", metavar="DIR")
    ] = Path("annotations"),
    texts: Annotated[
        Path, typer.Option(help="Their texts: <name>.txt or <name>/….", metavar="DIR")
    ] = Path("corpora"),
    predicted: Annotated[
        Path | None,
        typer.Option(help="Annotations made by others, instead of extracting.", metavar="DIR"),
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Keep this run, for --against.", metavar="FILE")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(help="A kept run: print what was won and lost since.", metavar="OLD.json"),
    ] = None,
    values: Annotated[
        bool, typer.Option(help="List every value that was missed or invented.")
    ] = True,
    write_floors: Annotated[
        bool,
        typer.Option("--write-floors", help="Raise floors.json of the gold to this run's figures."),
    ] = False,
    provisions: Annotated[
        bool,
        typer.Option(
            "--provisions", help="Instead: lay the notices side by side, and count pairs."
        ),
    ] = False,
) -> None:
    """Measure precision, recall and F1 of every figure, and list what was missed and invented."""
    from extractor import evaluate as figures

    if provisions:
        _provisions(gold, texts)
        return
    try:
        earlier = figures.load(against) if against else None
        made = figures.read_predictions(predicted) if predicted else figures.read_notice
        run = figures.evaluate(gold, texts, made)
        if save:
            figures.save(run, save)
        if write_floors:
            figures.raise_floors(run, gold / "floors.json")
    except FileError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    _show(figures.render(run, values=values and earlier is None))
    if earlier:
        _show(figures.render_comparison(figures.compare_runs(earlier, run)))


def _provisions(gold: Path, texts: Path) -> None:
    """The figures on the annotated obligations, then from the files; pairs F1 of these last."""
    from extractor.evaluate.provisions import evaluate_provisions

    try:
        found = evaluate_provisions(gold, texts)
    except FileError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    for name, count in (("annotated obligations", found.on_gold), ("from files", found.end_to_end)):
        say(
            f"{name}: precision {count.precision:.3f}, recall {count.recall:.3f}, F1 {count.f1:.3f}"
            f" ({count.right} right of {count.predicted} pairs, {count.gold} in the gold)\n"
        )
    say(f"pairs F1 {found.end_to_end.f1:.2f}\n")


def _show(what: "RenderableType") -> None:
    """As wide as the terminal; without one, wide enough for every column."""
    import io
    import sys

    from rich.console import Console

    if sys.stdout.isatty():
        Console().print(what)
        return
    written = io.StringIO()
    Console(file=written, width=_WIDTH, color_system=None).print(what)
    say(written.getvalue())
