"""What may be uploaded, as name and bytes."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from extractor.errors import MissingFile

File = str | os.PathLike[str] | tuple[str, bytes] | BinaryIO
"""A path, a name with its bytes, or a file opened in binary."""
Part = tuple[str, tuple[str, bytes, str]]
_MEDIA_TYPE = "application/octet-stream"


def parts(files: Sequence[File]) -> list[Part]:
    """The fields of the form; raises MissingFile for a path that leads nowhere."""
    return [("files", (*_named(file), _MEDIA_TYPE)) for file in files]


def _named(file: File) -> tuple[str, bytes]:
    if isinstance(file, tuple):
        return file
    if isinstance(file, str | os.PathLike):
        path = Path(file)
        try:
            return path.name, path.read_bytes()
        except OSError as error:
            raise MissingFile(str(path), error.strerror or str(error)) from error
    return Path(str(getattr(file, "name", "notice"))).name, file.read()
