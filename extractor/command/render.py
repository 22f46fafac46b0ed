"""`taizhang render`: the pages of a notice with the evidence of its obligations marked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch import Failure, extract_many
from extractor.command.app import BAD_INPUT, app, complain, say, settings_given
from extractor.command.choice import the_one
from extractor.errors import FileError
from extractor.model import Notice, Obligation
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.render import Drawing


@app.command("render")
def render_command(
    file: Annotated[
        Path, typer.Argument(help="The notice: a PDF, a scan or an OFD.", metavar="FILE")
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="PNG",
            help="Picture to write; several pages are written as PNG-1.png, PNG-2.png, ….",
        ),
    ],
    obligation: Annotated[
        str | None,
        typer.Option(
            help="Its id, the beginning of it, or its number in the text (12 or o12); all of them "
            "where none is given.",
            metavar="ID",
        ),
    ] = None,
    page: Annotated[int | None, typer.Option(min=1, help="Draw this page alone.")] = None,
    scale: Annotated[
        float, typer.Option(min=0.2, max=10, help="Pixels per point (1/72 inch).")
    ] = 2.0,
) -> None:
    """Draw the pages on which an obligation stands, its words and its values marked in colour.

    A band below each page says what the colours mean; values with a broken line are inherited.
    """  # fmt: skip
    settings = settings_given()
    [notice] = extract_many([file], settings=settings)
    if isinstance(notice, Failure):
        complain(notice)
        raise typer.Exit(BAD_INPUT)
    duties = _duties(notice, obligation, file)
    try:
        drawings = _drawn(file, notice, duties, page, scale, settings)
        _write(drawings, output)
    except (FileError, OSError) as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from error


def _duties(notice: Notice, wanted: str | None, file: Path) -> list[Obligation]:
    if wanted is None:
        return list(notice.obligations)
    return [the_one(notice, wanted, file)]


def _drawn(
    file: Path,
    notice: Notice,
    duties: list[Obligation],
    page: int | None,
    scale: float,
    settings: Settings,
) -> "list[Drawing]":
    from extractor.render import draw_apart

    data = file.read_bytes()
    return draw_apart(data, notice, duties, page=page, scale=scale, settings=settings)


def _write(drawings: "list[Drawing]", output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    for drawing in drawings:
        path = output
        if len(drawings) > 1:
            path = output.with_name(f"{output.stem}-{drawing.page}{output.suffix or '.png'}")
        path.write_bytes(drawing.png)
        say(f"{path}: page {drawing.page}; {', '.join(drawing.kinds) or 'nothing marked'}\n")
