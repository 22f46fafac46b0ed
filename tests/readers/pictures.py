"""Pages of the corpora as a scanner gives them: turned, noisy, sealed, packed."""

import io
import math
from functools import cache
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
NOTICE = CORPORA / "weihai-2021/notice.pdf"
DPI = 200


@cache
def printed(number: int) -> Any:
    """A page of the notice as printed, BGR; not to be written to."""
    import pypdfium2

    with pypdfium2.PdfDocument(NOTICE) as document:
        return document[number - 1].render(scale=DPI / 72).to_numpy()[:, :, :3].copy()


def scan(number: int, degrees: float = 0.0, noise: float = 6.0) -> Any:
    """The page lain into a scanner with its lines running downhill by so many degrees."""
    return scanned(printed(number), degrees, noise)


def scanned(picture: Any, degrees: float = 0.0, noise: float = 6.0) -> Any:
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), borderValue=(245, 245, 245))
    grain = np.random.default_rng(5).normal(0, noise, turned.shape)
    return np.clip(turned * 0.97 + grain, 0, 255).astype(np.uint8)


def sealed(picture: Any, x: float, y: float) -> Any:
    """The page with a red seal of 42 mm about a point (in points from the top left)."""
    import cv2
    import numpy as np

    middle, radius = (round(x * DPI / 72), round(y * DPI / 72)), round(21 / 25.4 * DPI)
    ink = np.zeros(picture.shape[:2], np.uint8)
    cv2.circle(ink, middle, radius, 255, 7, cv2.LINE_AA)
    star = [_on_circle(middle, radius * (0.32, 0.13)[k % 2], k / 10) for k in range(10)]
    cv2.fillPoly(ink, [np.array(star, np.int32)], 255, cv2.LINE_AA)
    for k in range(13):  # strokes for the words round the rim
        left, top = _on_circle(middle, radius * 0.76, 0.68 + k * 0.054)
        cv2.rectangle(ink, (left - 12, top - 14), (left + 12, top + 14), 255, 4)
        cv2.line(ink, (left - 14, top), (left + 14, top), 255, 4)
    strength = (ink / 255 * 0.85)[..., None]
    tinted = picture * (np.array([40, 30, 215]) / 255)
    return (picture * (1 - strength) + tinted * strength).astype(np.uint8)


def _on_circle(middle: tuple[int, int], radius: float, turns: float) -> tuple[int, int]:
    angle = 2 * math.pi * (turns - 0.25)
    return round(middle[0] + radius * math.cos(angle)), round(middle[1] + radius * math.sin(angle))


def packed(*pictures: Any, kind: str = "JPEG", **options: Any) -> bytes:
    """The pictures as a file: JPEG, PNG, TIFF or PDF."""
    from PIL import Image

    pages = [Image.fromarray(picture[:, :, ::-1]) for picture in pictures]
    how: dict[str, Any] = {
        "JPEG": {"quality": 75, "dpi": (DPI, DPI)},
        "PNG": {"dpi": (DPI, DPI)},
        "TIFF": {"save_all": True, "append_images": pages[1:], "dpi": (DPI, DPI)},
        "PDF": {"save_all": True, "append_images": pages[1:], "resolution": DPI, "quality": 75},
    }[kind]
    stream = io.BytesIO()
    pages[0].save(stream, kind, **{**how, **options})
    return stream.getvalue()


def table(rows: list[list[str]], lefts: list[float], tops: list[float]) -> Any:
    """A page with a ruled table (edges in points); its words are cut out of the printed page 1."""
    import cv2
    import numpy as np

    page = np.full_like(printed(1), 255)
    xs, ys = ([round(edge * DPI / 72) for edge in edges] for edges in (lefts, tops))
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), (0, 0, 0), 2)
    for y in ys:
        cv2.line(page, (xs[0], y), (xs[-1], y), (0, 0, 0), 2)
    for top, row in zip(ys, rows, strict=False):
        for left, words in zip(xs, row, strict=False):
            piece = _cut(words)
            height, width = piece.shape[:2]
            page[top + 25 : top + 25 + height, left + 20 : left + 20 + width] = piece
    return page


def _cut(words: str) -> Any:
    from extractor.readers import read

    for line in read(NOTICE.read_bytes(), "notice.pdf").lines:
        at = line.text.find(words)
        if line.page == 1 and at >= 0 and line.box and line.edges:
            left, right = line.edges[at] - 1, line.edges[at + len(words)] + 1
            x0, y0, x1, y1 = (
                round(value * DPI / 72) for value in (left, line.box[1], right, line.box[3])
            )
            return printed(1)[y0 : y1 + 1, x0:x1]
    raise LookupError(words)
