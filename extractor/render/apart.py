"""Drawing in a worker process, under the limits that hold for every file from a stranger."""

import base64
import binascii
import importlib
import json
from collections.abc import Iterable

from extractor.errors import ExtractionFailed
from extractor.isolation import Workers
from extractor.model import Notice, Obligation
from extractor.render.draw import SCALE, Drawing, draw
from extractor.settings import Settings


def draw_apart(
    data: bytes,
    notice: Notice,
    duties: Iterable[Obligation],
    *,
    page: int | None = None,
    scale: float = SCALE,
    settings: Settings | None = None,
    workers: Workers | None = None,
) -> list[Drawing]:
    """`draw` in a worker process, which is ended when it goes beyond a limit of the settings.

    Raises what `draw` raises, LimitExceeded for too much time or memory, ExtractionFailed where
    the process died. With `workers` one of those draws, under their settings; without, a process
    is started (half a second).
    """
    given = (data, notice, tuple(duties), page, scale)
    name = notice.source.name
    if workers is not None:
        return _drawings(workers.do(drawn, *given, name=name), name)
    with Workers(1, settings, load=_load) as own:
        return _drawings(own.do(drawn, *given, name=name), name)


def drawn(
    data: bytes,
    notice: Notice,
    duties: tuple[Obligation, ...],
    page: int | None,
    scale: float,
    settings: Settings,
) -> bytes:
    """The work of the process: the drawings as JSON, their pictures in base64."""
    drawings = draw(data, notice, duties, page=page, scale=scale, settings=settings)
    pages = [(one.page, base64.b64encode(one.png).decode("ascii"), one.kinds) for one in drawings]
    return json.dumps(pages).encode()


def _drawings(content: bytes, name: str) -> list[Drawing]:
    try:
        return [
            Drawing(int(page), base64.b64decode(png, validate=True), tuple(map(str, kinds)))
            for page, png, kinds in json.loads(content)
        ]
    except (ValueError, TypeError, binascii.Error) as error:
        raise ExtractionFailed(name, "its process gave an answer that makes no sense") from error


def _load() -> None:
    for module in ("PIL.Image", "pypdfium2", "extractor.readers", "extractor.render.paint"):
        importlib.import_module(module)
