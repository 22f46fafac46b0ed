"""`taizhang extract`: notices in, obligations out, on the screen or into a folder."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from extractor.batch import Failure, Outcome, extract_many
from extractor.command.app import BAD_INPUT, app, complain, say, settings_given
from extractor.command.families import with_families
from extractor.command.inputs import Inputs, gather
from extractor.command.outputs import stems
from extractor.export import EXPORTS
from extractor.export.export import Export

if TYPE_CHECKING:
    from extractor.model import Notice

_WORTH_A_BAR = 4


def _known(names: list[str] | None) -> list[str] | None:
    for name in names or []:
        if name not in EXPORTS:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(EXPORTS)}")
    return names


@app.command("extract")
def extract_command(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs.", metavar="PATH...")],
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            callback=_known,
            metavar="|".join(EXPORTS),
            help="Output format (json where none is given); may be repeated with -o.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder to write to.", metavar="DIR")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Worker processes (as many as are useful where none is given)."),
    ] = None,
) -> None:
    """Extract the obligations of notices.

    A bad file is named with its cause and never stops the others; the exit code is then 2.
    """
    from extractor.readers import READERS

    settings = settings_given()
    formats = [EXPORTS[name] for name in dict.fromkeys(format_ or ["json"])]
    _check(formats, output)
    suffixes = frozenset(end for _, reader in READERS.items() for end in reader.suffixes)
    inputs = gather(paths, suffixes, settings)
    if output is None and inputs.many and formats[0].alone:
        raise typer.BadParameter("several notices in this format need an output folder (-o DIR)")
    for sentence in inputs.bad:
        complain(sentence)
    read = extract_many(inputs.documents(settings), workers=workers, settings=settings)
    outcomes = _with_bar(read, len(inputs.files))
    run = _Run(inputs)
    if output is None:
        run.to_screen(outcomes, formats[0])
    else:
        run.to_folder(outcomes, formats, output)
    if inputs.left_out:
        count = len(inputs.left_out)
        kinds = "1 file of another kind" if count == 1 else f"{count} files of other kinds"
        complain(f"left out {kinds}")
    if inputs.bad or run.failed:
        raise typer.Exit(BAD_INPUT)


def _check(formats: list[Export], output: Path | None) -> None:
    if output is None and len(formats) > 1:
        raise typer.BadParameter("several formats need an output folder (-o DIR)")
    if output is not None and output.exists() and not output.is_dir():
        raise typer.BadParameter(f"{output} is not a folder")
    apart = [export.extension for export in formats if export.together is None]
    if len(apart) > len(set(apart)):
        raise typer.BadParameter("two of these formats would write the same files")


class _Run:
    """One run over all files: what failed in it is counted as it passes."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.names = stems(inputs.files)
        self.failed = 0

    def read(self, outcomes: Iterable[Outcome]) -> Iterator["Notice"]:
        """The notices, each with a `document` of its own; failures are told at once."""
        return with_families(self._named(outcomes))

    def _named(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[Path, "Notice"]]:
        for path, name, outcome in zip(self.inputs.files, self.names, outcomes, strict=True):
            if isinstance(outcome, Failure):
                self.failed += 1
                complain(outcome)
            else:
                yield path, outcome.model_copy(update={"document": name})

    def to_screen(self, outcomes: Iterable[Outcome], export: Export) -> None:
        notices = self.read(outcomes)
        if self.inputs.many or export.together:
            for part in export.write(notices):
                say(part)
        else:
            for notice in notices:
                say(export.each(notice))

    def to_folder(self, outcomes: Iterable[Outcome], formats: list[Export], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        single = [export for export in formats if export.together is None]
        with ExitStack() as stack:
            joint = {
                export: stack.enter_context(
                    _opened(folder / f"{export.together}.{export.extension}")
                )
                for export in formats
                if export.together
            }
            for export, file in joint.items():
                file.write(export.before)
            count = 0
            for notice in self.read(outcomes):
                for export in single:
                    _written(folder / f"{notice.document}.{export.extension}", export.each(notice))
                for export, file in joint.items():
                    file.write((export.between if count else "") + export.each(notice))
                count += 1
            for export, file in joint.items():
                file.write(export.after)
        say(f"{count} of {len(self.names)} notices written to {folder}\n")


def _opened(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")


def _written(path: Path, text: str) -> None:
    with _opened(path) as file:
        file.write(text)


def _with_bar(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar on the error stream while there are many."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        return outcomes
    from rich.console import Console
    from rich.progress import track

    return iter(
        track(
            outcomes,
            description="notices",
            total=total,
            console=Console(stderr=True),
            transient=True,
        )
    )
