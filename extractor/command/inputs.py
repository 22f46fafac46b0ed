"""From what a user points at to the files that are read: files, folders, globs."""

from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path


@dataclass(slots=True)
class Inputs:
    """The files to read, in the order given and sorted below each folder, each file once.

    `many` says that the user asked for a collection, however many files it holds; `left_out` are
    the files of folders whose ending no reader knows; `bad` are sentences on what led nowhere.
    """

    files: list[Path] = field(default_factory=list)
    many: bool = False
    left_out: list[Path] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)


def gather(given: list[str], suffixes: frozenset[str]) -> Inputs:
    """All files behind the paths `given`; of a folder those that end in one of `suffixes`."""
    inputs = Inputs(many=len(given) > 1)
    for word in given:
        path = Path(word)
        if path.is_dir():
            _folder(inputs, path, suffixes)
        elif path.exists():
            inputs.files.append(path)
        elif has_magic(word):
            _pattern(inputs, word, suffixes)
        else:
            inputs.bad.append(f"{word}: no such file or folder")
    once: dict[Path, Path] = {}
    for path in inputs.files:
        once.setdefault(path.resolve(), path)
    inputs.files = list(once.values())
    return inputs


def _folder(inputs: Inputs, folder: Path, suffixes: frozenset[str]) -> None:
    inputs.many = True
    below = sorted(path for path in folder.rglob("*") if path.is_file() and _seen(path, folder))
    known = [path for path in below if path.suffix.lower() in suffixes]
    inputs.files += known
    inputs.left_out += [path for path in below if path.suffix.lower() not in suffixes]
    if not known:
        inputs.bad.append(f"{folder}: no file of a known format in this folder")


def _seen(path: Path, folder: Path) -> bool:
    return not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _pattern(inputs: Inputs, pattern: str, suffixes: frozenset[str]) -> None:
    inputs.many = True
    found = sorted(Path(name) for name in glob(pattern, recursive=True))  # noqa: PTH207
    found = [path for path in found if path.exists()]
    inputs.files += [path for path in found if path.is_file()]
    if "**" not in pattern:
        for folder in filter(Path.is_dir, found):
            _folder(inputs, folder, suffixes)
    if not found:
        inputs.bad.append(f"{pattern}: nothing matches")
