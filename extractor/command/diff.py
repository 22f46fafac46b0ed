"""`taizhang diff`: what moved between two extractions of the same notices."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.command.app import BAD_INPUT, app, complain, say
from extractor.errors import FileError


@app.command("diff")
def diff_command(
    before: Annotated[Path, typer.Argument(help="JSON of an extraction.", metavar="A.json")],
    after: Annotated[Path, typer.Argument(help="JSON of a later one.", metavar="B.json")],
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only the counts, not every value.")
    ] = False,
) -> None:
    """Say what moved between two extractions of the same notices: obligations and values.

    Both files are what `taizhang extract` or `compare` wrote as json or jsonl, or annotations beside
    their texts. The exit code
    is 1 where something has moved, 0 where nothing has, 2 where a file could not be used.
    """
    from extractor.compare.changes import changes, summary
    from extractor.saved import load

    try:
        found = changes(load(before), load(after))
    except FileError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    lines = [] if quiet else [line for change in found for line in change.lines()]
    say("\n".join([*lines, summary(found)]) + "\n")
    if found:
        raise typer.Exit(1)
