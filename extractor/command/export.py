"""`taizhang export`: notices taken away as one file, without being compared."""

import typer

from extractor.command import taking
from extractor.command.app import BAD_INPUT, app


@app.command("export")
def export_command(
    paths: taking.Paths,
    format_: taking.FormatName = None,
    output: taking.Output = None,
    personal: taking.Personal = False,
    tools: taking.Tools = None,
    texts: taking.Texts = None,
) -> None:
    """Write all notices into one workbook, zip of tables, calendar, table of tasks or page."""
    name = taking.format_of(format_, output)
    notices, failed = taking.read_notices(paths, texts)
    if notices:
        taking.write_file(notices, name, output, "notices", personal, tools)
    if failed or not notices:
        raise typer.Exit(BAD_INPUT)
