"""`taizhang compare`: notices side by side, taken away as one file."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.command.app import BAD_INPUT, app, complain, say
from extractor.command.taking import known_format, read_notices, write_file
from extractor.errors import CompareError
from extractor.export import FORMATS


@app.command("compare")
def compare_command(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs.", metavar="PATH...")],
    reference: Annotated[
        str | None,
        typer.Option(help="The notice that all others are measured against.", metavar="ID"),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", callback=known_format, metavar="|".join(FORMATS)),
    ] = "xlsx",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write.", metavar="FILE")
    ] = None,
    personal: Annotated[
        bool, typer.Option("--personal", help="Keep contact names and telephone numbers.")
    ] = False,
    tools: Annotated[
        Path | None,
        typer.Option(
            help="A mapping of measures to policy tools in place of ours.", metavar="TOML"
        ),
    ] = None,
) -> None:
    """Lay notices side by side: provisions, differences, origin of wording, views.

    The reference is named by its file, 发文字号, title or place. A bad file is named with its
    cause and never stops the others; the exit code is then 2.
    """
    from extractor.compare import compare

    notices, failed = read_notices(paths)
    try:
        comparison = compare(notices, reference)
    except CompareError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    for note in comparison.notes:
        complain(note.message)
    shared = sum(len(row.cells) > 1 for row in comparison.provisions)
    say(
        f"{len(comparison.columns)} notices, {len(comparison.provisions)} provisions, "
        f"{shared} of them in more than one\n"
    )
    write_file(comparison, format_, output, "comparison", personal, tools)
    if failed:
        raise typer.Exit(BAD_INPUT)
