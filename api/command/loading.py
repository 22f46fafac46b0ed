"""Notices that are to be there when the service starts."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from api.access import HOME
from extractor import Failure, Settings
from extractor.batch import Document
from extractor.command.app import complain
from extractor.command.inputs import gather
from extractor.command.outputs import stems
from extractor.readers import READERS

if TYPE_CHECKING:
    from api.jobs import Jobs

_AT_ONCE = 100
_PATIENCE = 3600.0


def load(jobs: "Jobs", given: list[str], settings: Settings) -> None:
    """Read files, folders, globs and archives into the workspace of this machine.

    What is there already is left as it is; what cannot be read is told, and stops nothing.
    """
    suffixes = frozenset(end for _, reader in READERS.items() for end in reader.suffixes)
    inputs = gather(given, suffixes, settings)
    for sentence in inputs.bad:
        complain(sentence)
    stemmed = zip(inputs.files, stems(inputs.files), strict=True)
    names = {path: name.removesuffix(path.suffix) + path.suffix for path, name in stemmed}
    files = _opened(inputs.documents(settings), names)
    loaded, known = 0, 0
    while some := list(islice(files, _AT_ONCE)):
        job = jobs.submit(HOME, some)
        ended = jobs.wait(HOME, job.id, _PATIENCE) or job
        for file in ended.files:
            loaded += file.status == "succeeded"
            known += file.known
            if file.status == "failed":
                complain(f"{file.name}: {file.message}")
    complain(f"{loaded} notices loaded" + (f", {known} of them known already" if known else ""))


def _opened(documents: Iterator[Document], names: dict[Path, str]) -> Iterator[tuple[str, bytes]]:
    """Each under a name of its own."""
    for document in documents:
        if isinstance(document, Failure):
            complain(document)
        elif isinstance(document, tuple):
            yield document
        else:
            path = Path(document)
            try:
                yield names[path], path.read_bytes()
            except OSError as error:
                complain(f"{path}: {error.strerror or error}")
