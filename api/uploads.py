"""Files as they come in: onto the disk while they are read, each with a name that harms nobody."""

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, overload

from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api.problems import Problem
from api.settings import ServiceSettings

_FORM = "multipart/form-data"
_MOST_FIELDS = 50
_MOST_WORDS = 20_000
_LONGEST_NAME = 200
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Contents(Sequence[tuple[str, bytes]]):
    """Names and bytes of files; each is read from the disk when it is asked for, so that no two
    need be in memory at once.
    """

    def __init__(self, files: Sequence[tuple[str, IO[bytes]]]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, index: int) -> tuple[str, bytes]: ...
    @overload
    def __getitem__(self, index: slice) -> "Contents": ...
    def __getitem__(self, index: int | slice) -> "tuple[str, bytes] | Contents":
        if isinstance(index, slice):
            return Contents(self._files[index])
        name, file = self._files[index]
        file.seek(0)
        return name, file.read()

    def __add__(self, other: "Contents") -> "Contents":
        return Contents([*self._files, *other._files])


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form holds: its files, and the words of its other fields."""

    files: Contents
    words: dict[str, list[str]]


@asynccontextmanager
async def received(request: Request, settings: ServiceSettings) -> AsyncGenerator[Upload, None]:
    """The form of a request; its temporary files are gone afterwards.

    The frame counts the bytes and refuses too many of them while they come in.
    """
    media = request.headers.get("content-type", "")
    if media.partition(";")[0].strip().lower() != _FORM:
        raise Problem("wrong_media_type", known=_FORM, what=media[:80] or "-")
    parser = MultiPartParser(
        request.headers,
        _stream(request),
        max_files=settings.max_upload_files,
        max_fields=_MOST_FIELDS,
        max_part_size=_MOST_WORDS,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise _malformed(error, settings) from error
    try:
        yield _upload(form)
    finally:
        await form.close()


def named(given: str | None) -> str:
    r"""What a file is called: the last part of its path, without what would lead a reader astray.

    >>> named("C:\\公文\\通知.pdf"), named("../../etc/passwd"), named(None)
    ('通知.pdf', 'passwd', 'notice')
    """
    last = _NO_NAME.sub("", given or "").replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
    if len(last) > _LONGEST_NAME:
        stem, dot, ending = last.rpartition(".")
        keep = dot + ending if dot and len(ending) < 10 else ""
        last = (stem or last)[: _LONGEST_NAME - len(keep)] + keep
    return last if last.strip(". ") else "notice"


async def _stream(request: Request) -> AsyncGenerator[bytes, None]:
    async for chunk in request.stream():
        yield chunk


def _upload(form: FormData) -> Upload:
    files: list[tuple[str, IO[bytes]]] = []
    words: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            words.setdefault(name, []).append(value)
        elif name == "files":
            files.append((named(value.filename), value.file))
    return Upload(Contents(files), words)


def _malformed(error: MultiPartException, settings: ServiceSettings) -> Problem:
    if error.message.startswith("Too many files"):
        return Problem("too_many_files", most=settings.max_upload_files)
    return Problem("bad_request", why=error.message)
