"""What `compare` and `export` share: notices read from paths, one file written."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.batch import Failure, extract_many
from extractor.command.app import BAD_INPUT, complain, say, settings_given
from extractor.command.families import with_families
from extractor.command.inputs import Inputs, gather
from extractor.command.outputs import stems
from extractor.errors import ExportError
from extractor.export import FORMATS, export

if TYPE_CHECKING:
    from extractor.model import Comparison, Notice


def known_format(name: str) -> str:
    """The name of an export format; anything else is told with the names there are."""
    if name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(FORMATS)}")
    return name


def read_notices(paths: list[str]) -> tuple[list["Notice"], bool]:
    """The notices behind these paths, and whether any file could not be used (told at once)."""
    from extractor.readers import READERS

    settings = settings_given()
    suffixes = frozenset(end for _, reader in READERS.items() for end in reader.suffixes)
    inputs = gather(paths, suffixes, settings)
    for sentence in inputs.bad:
        complain(sentence)
    failed = [bool(inputs.bad)]
    outcomes = extract_many(inputs.documents(settings), settings=settings)
    notices = list(with_families(_named(inputs, outcomes, failed)))
    return notices, any(failed)


def _named(
    inputs: Inputs, outcomes: Iterator["Notice | Failure"], failed: list[bool]
) -> Iterator[tuple[Path, "Notice"]]:
    for path, name, outcome in zip(inputs.files, stems(inputs.files), outcomes, strict=True):
        if isinstance(outcome, Failure):
            failed.append(True)
            complain(outcome)
        else:
            yield path, outcome.model_copy(update={"document": name})


def write_file(
    thing: "list[Notice] | Comparison",
    name: str,
    output: Path | None,
    stem: str,
    personal: bool,
    tools: Path | None,
) -> None:
    """The export as a file; without a path it is `stem` with the format's ending, right here."""
    path = output or Path(f"{stem}.{FORMATS[name].extension}")
    try:
        data = export(thing, name, personal=personal, tools=tools)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except (ExportError, OSError) as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    say(f"{path}\n")
