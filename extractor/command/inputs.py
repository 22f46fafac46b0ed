"""From what a user points at to the files that are read: files, folders, globs, archives."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path

from extractor.batch import Document, Failure
from extractor.errors import FileError
from extractor.export.about import GENERATOR
from extractor.settings import Settings

_ARCHIVE = ".zip"
_PAGES = frozenset({".html", ".htm"})
_HEAD = 4096


@dataclass(slots=True)
class Inputs:
    """The files to read, in the order given and sorted below each folder, each file once.

    The files of an archive stand below it as below a folder (`notices.zip/附件1.doc`); `members`
    says of each of them which archive it is in, and what it is called there. `many` says that the
    user asked for a collection, however many files it holds; `left_out` are the files of folders
    whose ending no reader knows, and the pages that we wrote there ourselves; `bad` are sentences
    on what led nowhere.
    """

    files: list[Path] = field(default_factory=list)
    many: bool = False
    left_out: list[Path] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    members: dict[Path, tuple[Path, str]] = field(default_factory=dict)

    def documents(self, settings: Settings) -> Iterator[Document]:
        """The files one after the other; a member that cannot be unpacked is a Failure."""
        from extractor.readers.archive import Archive

        opened: dict[Path, Archive] = {}
        for path in self.files:
            if path not in self.members:
                yield path
                continue
            whole, name = self.members[path]
            called = f"{whole.name}/{name}"
            try:
                if whole not in opened:
                    opened = {whole: Archive(whole, str(whole), settings)}
                yield called, opened[whole].read(name)
            except FileError as error:
                yield Failure(called, error.code, error.cause)


def gather(given: list[str], suffixes: frozenset[str], settings: Settings | None = None) -> Inputs:
    """All files behind the paths `given`; of a folder those that end in one of `suffixes`.

    An archive of files (ZIP) is like a folder.
    """
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
    inputs.files = []
    for path in once.values():
        _unpacked(inputs, path, suffixes, settings or Settings())
    return inputs


def _unpacked(inputs: Inputs, path: Path, suffixes: frozenset[str], settings: Settings) -> None:
    """The file, or the files in it; an archive that cannot be opened is told by its reader."""
    from extractor.readers.archive import Archive, is_archive

    names: tuple[str, ...] = ()
    if is_archive(path, settings):
        try:
            names = Archive(path, str(path), settings).names
        except FileError:
            names = ()
    if not names:
        inputs.files.append(path)
        return
    inputs.many = True
    for name in sorted(names):
        member = path / name
        if member.suffix.lower() not in suffixes:
            inputs.left_out.append(member)
            continue
        inputs.files.append(member)
        inputs.members[member] = (path, name)
    if not any(path in member.parents for member in inputs.members):
        inputs.bad.append(f"{path}: no file of a known format in this archive")


def _folder(inputs: Inputs, folder: Path, suffixes: frozenset[str]) -> None:
    inputs.many = True
    below = sorted(path for path in folder.rglob("*") if path.is_file() and _seen(path, folder))
    endings = suffixes | {_ARCHIVE}
    known = [path for path in below if path.suffix.lower() in endings and not _written_here(path)]
    inputs.files += known
    inputs.left_out += sorted({*below} - {*known})
    if not known:
        inputs.bad.append(f"{folder}: no file of a known format in this folder")


def _written_here(path: Path) -> bool:
    """A page for reviewing or comparing, which would be read as one more notice."""
    if path.suffix.lower() not in _PAGES:
        return False
    try:
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(_HEAD)
    except OSError:
        return False


def _seen(path: Path, folder: Path) -> bool:
    return not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _pattern(inputs: Inputs, pattern: str, suffixes: frozenset[str]) -> None:
    inputs.many = True
    found = sorted(Path(name) for name in glob(pattern, recursive=True))  # noqa: PTH207
    found = [path for path in found if path.exists()]
    files = [path for path in found if path.is_file()]
    ours = [path for path in files if _written_here(path)]
    inputs.files += [path for path in files if path not in ours]
    inputs.left_out += ours
    if "**" not in pattern:
        for folder in filter(Path.is_dir, found):
            _folder(inputs, folder, suffixes)
    if not found:
        inputs.bad.append(f"{pattern}: nothing matches")
