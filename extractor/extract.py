"""The programme: bytes -> Source -> Text -> marks -> Notice."""

from pathlib import Path
from typing import BinaryIO

from extractor.errors import EmptyNotice, MissingFile, UnreadableFile
from extractor.model import Notice, Obligation
from extractor.settings import Settings

_PRIVATE = frozenset({"enterprise", "other", "relevant"})

Input = str | Path | bytes | BinaryIO


def extract(source: Input, name: str | None = None, *, settings: Settings | None = None) -> Notice:
    """Read one notice; every value of the result carries the words and the place it was read from.

    `source` is a path (`str` or `Path`), the bytes of a file, or a file opened in binary mode.
    `name` is what the file is called: its ending helps to tell the format, its stem becomes
    `Notice.document`. It is taken from the path or the file object where it is not given.
    `settings` holds the limits of size. The file is read in this process: one that makes a parser
    spin is stopped by nobody, so give files from strangers to `extract_isolated`.

    The result is a frozen `Notice`. `notice.obligations` holds one entry per duty, in the order
    of the text, with `modality`, `topic`, `measures`, `responsible` (unit, role, 条线),
    `recipients`, `deadlines`, `thresholds`, `targets`, `condition` and `industries`; beside them
    stand `metadata`, `sections`, `citations`, `issues` and `skipped`. `notice.to_records()` gives
    one flat row per obligation.

    Units: offsets are half-open and count Unicode code points of `notice.text`, so that
    `notice.text[e.start:e.end] == e.quote` for every evidence `e`. Boxes are `(x0, y0, x1, y1)`
    in points from the top left of the page, pages count from 1. Dates are ISO 8601 and
    inclusive, durations ISO 8601 (`P6M`; `working_days` says that `P5D` means 工作日), regions
    GB/T 2260 codes. A quantity's value has its multiplier applied (万, 亿) and is given in
    `unit`: `t`, `t/d`, `t/a`, `tce`, `kW`, `m`, `m2`, `%`, `pp`, else the Chinese word.

    Conventions: the parts of a 公文 follow GB/T 9704—2012 and 《党政机关公文处理工作条例》
    (中办发〔2012〕14号); a bare 以上 includes and a bare 以下 excludes the figure, as in
    《产业结构调整指导目录》; what counts as one obligation is said in `annotations/GUIDE.md`.

    Raises `MissingFile` when there is no such file, `UnsupportedFormat` when no reader knows the
    kind of file, `UnreadableFile` when it is damaged, truncated or encrypted, `EmptyNotice` when
    it holds no text or nothing of a notice. All are `FileError`s with `name` and `cause`.

    The same bytes give the same result, ids included.
    """
    from extractor.assemble import assemble
    from extractor.find import find
    from extractor.readers import read
    from extractor.text import flatten

    settings = settings or Settings()
    data, called = opened(source, name, settings.max_bytes)
    lines = read(data, called, settings)
    text = flatten(lines)
    if not text.string.strip():
        raise EmptyNotice(called, "the file holds no text")
    notice = assemble(lines, text, find(text))
    if not _is_notice(notice):
        raise EmptyNotice(
            called, "no notice in it: no title, number, issuer, heading or official duty"
        )
    return notice


def opened(source: Input, name: str | None, most: int) -> tuple[bytes, str]:
    """The bytes (one more than `most` of them where there are too many) and what they are called."""
    if isinstance(source, bytes):
        return source, name or "notice"
    if isinstance(source, str | Path):
        return _bytes_of(Path(source), most), name or Path(source).name
    data = source.read(most + 1)
    if not isinstance(data, bytes):
        raise TypeError("extract() needs a file opened in binary mode")
    called = getattr(source, "name", None)
    return data, name or (Path(called).name if isinstance(called, str) else "notice")


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise UnreadableFile(str(path), "a device or a pipe, and no file")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as cause:
        raise MissingFile(str(path), "no such file") from cause
    except OSError as cause:
        raise UnreadableFile(str(path), (cause.strerror or "cannot be opened").lower()) from cause


def _is_notice(notice: Notice) -> bool:
    """Whether the text has a part of a 公文, or at least one duty that could stand in one."""
    meta = notice.metadata
    parts = (meta.title, meta.document_number, meta.issuers, meta.addressees, notice.sections)
    return any(parts) or any(_is_official(duty) for duty in notice.obligations)


def _is_official(duty: Obligation) -> bool:
    bodies = {party.system for party in duty.responsible} - _PRIVATE
    return bool(bodies or duty.measures or duty.recipients)
