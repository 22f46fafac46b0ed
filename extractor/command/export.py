"""`taizhang export`: notices taken away as one file, without being compared."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.command.app import BAD_INPUT, app
from extractor.command.taking import known_format, read_notices, write_file
from extractor.export import FORMATS


@app.command("export")
def export_command(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs.", metavar="PATH...")],
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
    """Write all notices into one workbook, zip of tables, calendar, table of tasks or page."""
    notices, failed = read_notices(paths)
    if notices:
        write_file(notices, format_, output, "notices", personal, tools)
    if failed or not notices:
        raise typer.Exit(BAD_INPUT)
