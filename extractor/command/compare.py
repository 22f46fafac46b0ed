"""`taizhang compare`: notices side by side, taken away as one file."""

from typing import Annotated

import typer

from extractor.command import taking
from extractor.command.app import BAD_INPUT, app, complain, say
from extractor.errors import CompareError


@app.command("compare")
def compare_command(
    paths: taking.Paths,
    reference: Annotated[
        str | None,
        typer.Option(
            help="The notice that all others are measured against: its file, 发文字号, title or "
            "place, or a beginning of one of them that no other has.",
            metavar="ID",
        ),
    ] = None,
    upstream: Annotated[
        list[str] | None,
        typer.Option(
            help="A document from above whose words are looked for; may be repeated.",
            metavar="PATH",
        ),
    ] = None,
    format_: taking.FormatName = None,
    output: taking.Output = None,
    personal: taking.Personal = False,
    tools: taking.Tools = None,
    texts: taking.Texts = None,
) -> None:
    """Lay notices side by side: provisions, differences, origin of wording, views.

    A bad file is named with its cause and never stops the others; the exit code is then 2.
    """
    from extractor.compare import compare

    name = taking.format_of(format_, output)
    notices, failed = taking.read_notices(paths, texts)
    above, missing = taking.read_notices(upstream, texts) if upstream else ([], False)
    try:
        comparison = compare(
            notices, reference, upstream={notice.document: notice.text for notice in above}
        )
    except CompareError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    for note in comparison.notes:
        complain(note.message)
    shared = sum(
        sum(bool(cell.obligations) for cell in row.cells) > 1 for row in comparison.provisions
    )
    say(
        f"{len(comparison.columns)} notices, {len(comparison.provisions)} provisions, "
        f"{shared} of them in more than one\n"
    )
    taking.write_file(comparison, name, output, "comparison", personal, tools)
    if failed or missing:
        raise typer.Exit(BAD_INPUT)
