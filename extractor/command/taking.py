"""What `compare` and `export` share: their options, notices read from paths, one file written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch import Failure, extract_many
from extractor.command.app import BAD_INPUT, complain, say, settings_given
from extractor.command.families import with_families
from extractor.command.inputs import Inputs, gather
from extractor.command.outputs import stems
from extractor.errors import ExportError, FileError
from extractor.export import FORMATS, export
from extractor.saved import SUFFIXES, annotation_name, load, parse
from extractor.settings import Settings

if TYPE_CHECKING:
    from extractor.model import Comparison, Notice


_USUAL = "xlsx"


def _known_format(name: str | None) -> str | None:
    if name is not None and name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(FORMATS)}")
    return name


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders or globs: notices, or what was extracted or annotated before (JSON).",
        metavar="PATH...",
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        callback=_known_format,
        metavar="|".join(FORMATS),
        help=f"Without it the ending of the file says it, else {_USUAL}.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="File to write.", metavar="FILE")
]
Personal = Annotated[
    bool,
    typer.Option("--personal", help="Keep names and telephone numbers of persons, and addresses."),
]
Tools = Annotated[
    Path | None,
    typer.Option(help="A mapping of measures to policy tools in place of ours.", metavar="TOML"),
]
Texts = Annotated[
    Path | None,
    typer.Option(
        help="Where the texts of annotations are: <name>.txt or <name>/notice.txt.", metavar="DIR"
    ),
]


def read_notices(
    paths: list[str], texts: Path | None = None, settings: Settings | None = None
) -> tuple[list["Notice"], bool]:
    """The notices behind these paths, and whether any file could not be used (told at once)."""
    from extractor.model import named_apart
    from extractor.readers import READERS

    settings = settings or settings_given()
    suffixes = frozenset(end for _, reader in READERS.items() for end in reader.suffixes)
    inputs = gather(paths, suffixes | SUFFIXES, settings)
    for sentence in inputs.bad:
        complain(sentence)
    reading = _Reading(inputs, settings, texts, bool(inputs.bad))
    return named_apart(reading.notices()), reading.failed


@dataclass(slots=True)
class _Reading:
    """Reads what was saved, then extracts the rest; notices come in the order of the files."""

    inputs: Inputs
    settings: Settings
    texts: Path | None
    failed: bool
    saved: dict[Path, tuple["Notice", ...]] = field(default_factory=dict)
    used: set[Path] = field(default_factory=set)
    """Texts that what was saved was made of; they are not read a second time."""

    def notices(self) -> list["Notice"]:
        files = self.inputs.files
        for path in files:
            if path.suffix.lower() in SUFFIXES:
                self.saved[path] = self._load(path)
        self.inputs.files = [path for path in files if path not in self.saved.keys() | self.used]
        fresh = dict(self._extracted())
        return [
            notice
            for path in files
            for notice in self.saved.get(path, ()) or filter(None, [fresh.get(path)])
        ]

    def _load(self, path: Path) -> tuple["Notice", ...]:
        beside = path.parent / f"{annotation_name(path)}.txt"
        try:
            found = self._packed(path, beside) if path in self.inputs.members else self._lying(path)
        except FileError as error:
            self.failed = True
            complain(error)
            return ()
        if any(notice.source.name == beside.name for notice in found):
            self.used.add(beside)
        return found

    def _lying(self, path: Path) -> tuple["Notice", ...]:
        return load(path, self.texts)

    def _packed(self, path: Path, beside: Path) -> tuple["Notice", ...]:
        from extractor.readers.archive import Archive

        whole, name = self.inputs.members[path]
        archive = Archive(whole, str(whole), self.settings)
        text = self.inputs.members.get(beside)
        return parse(
            str(path),
            archive.read(name),
            lambda _: archive.read(text[1]).decode("utf-8", "replace") if text else None,
        )

    def _extracted(self) -> Iterator[tuple[Path, "Notice"]]:
        named = list(self._named())
        families = with_families(iter(named))
        yield from zip((path for path, _ in named), families, strict=True)

    def _named(self) -> Iterator[tuple[Path, "Notice"]]:
        files = self.inputs.files
        outcomes = extract_many(self.inputs.documents(self.settings), settings=self.settings)
        for path, name, outcome in zip(files, stems(files), outcomes, strict=True):
            if isinstance(outcome, Failure):
                self.failed = True
                complain(outcome)
            else:
                yield path, outcome.model_copy(update={"document": name})


def format_of(name: str | None, output: Path | None) -> str:
    """The format that is asked for, else that of the file's ending; BadParameter for a bare ZIP."""
    if name is not None:
        return name
    ending = output.suffix.lower().removeprefix(".") if output else ""
    if ending == "zip":
        packed = ", ".join(known for known, form in FORMATS.items() if form.extension == ending)
        raise typer.BadParameter(f"a ZIP of what? Give --format: {packed}")
    return ending if ending in FORMATS else _USUAL


def _misleading(path: Path, name: str) -> str | None:
    """A sentence on a file whose ending promises something else than it holds."""
    extension = FORMATS[name].extension
    if path.suffix.lower() in ("", f".{extension}"):
        return None
    held = "holds a ZIP of several files" if extension == "zip" else f"is written as {name}"
    return f"{path} {held}: .{extension} would be its ending"


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
    except OSError as error:
        complain(f"{path}: {(error.strerror or 'cannot be written').lower()}")
        raise typer.Exit(BAD_INPUT) from None
    except ExportError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    if told := _misleading(path, name):
        complain(told)
    say(f"{path}\n")
