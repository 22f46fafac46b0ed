"""What a process of its own does: notices into a comparison, notices or a comparison into a file.

It is given packed JSON, as the store keeps it, and answers with a letter and bytes: what was made,
or a sentence on why it cannot be.
"""

import importlib
import zlib
from collections.abc import Callable, Collection, Sequence

from extractor import Comparison, Notice, compare, export
from extractor.errors import CompareError, ExportError
from extractor.model import named_apart
from extractor.settings import Settings

MADE, NOT_COMPARABLE, NOT_EXPORTABLE = b"M", b"C", b"E"


def load() -> None:
    """All that is needed, so that nobody's time is taken by it."""
    for module in ("extractor.compare", "extractor.export"):
        importlib.import_module(module)


def compared(bodies: Sequence[bytes], reference: int | None, _: Settings) -> bytes:
    """A comparison as packed JSON; `reference` is the place of the one to measure against."""

    def made() -> bytes:
        notices = named_apart(map(_notice, bodies))
        base = None if reference is None else notices[reference].document
        return zlib.compress(compare(notices, base).model_dump_json().encode(), 6)

    return _answered(made)


def exported(
    bodies: Sequence[bytes],
    only: Sequence[Collection[str]] | None,
    form: str,
    personal: bool,
    _: Settings,
) -> bytes:
    """Notices as a file; `only` names, for each of them, the obligations that are wanted."""

    def made() -> bytes:
        notices = [_notice(body) for body in bodies]
        if only is not None:
            notices = [_cut(notice, some) for notice, some in zip(notices, only, strict=True)]
        return export(named_apart(notices), form, personal=personal)

    return _answered(made)


def comparison_exported(body: bytes, form: str, personal: bool, _: Settings) -> bytes:
    """A comparison as a file."""
    return _answered(
        lambda: export(
            Comparison.model_validate_json(zlib.decompress(body)), form, personal=personal
        )
    )


def _answered(make: Callable[[], bytes]) -> bytes:
    try:
        return MADE + make()
    except CompareError as error:
        return NOT_COMPARABLE + str(error).encode("utf-8", "replace")
    except ExportError as error:
        return NOT_EXPORTABLE + str(error).encode("utf-8", "replace")


def _notice(body: bytes) -> Notice:
    return Notice.model_validate_json(zlib.decompress(body))


def _cut(notice: Notice, only: Collection[str]) -> Notice:
    duties = tuple(duty for duty in notice.obligations if duty.id in only)
    return notice.model_copy(update={"obligations": duties})
