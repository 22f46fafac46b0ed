"""The five notices as a scanner and as a telephone give them, made from their PDFs.

    pip install --editable '.[ocr]'
    python corpora/tooling/scans.py OUT [NOTICE...]

writes `<notice>-scan.pdf` (200 dots an inch, turned by up to one degree, noise, JPEG) and
`<notice>-photo.pdf` (seen from aside, uneven light and a shadow, a little out of focus, JPEG). The
same versions give the same pictures.
"""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

CORPORA = Path(__file__).resolve().parent.parent
DPI = 200
TURNS = (0.7, -0.9, 0.3, 1.0, -0.5)
PAPER, TABLE = (245, 245, 245), (90, 100, 110)


def printed(pdf: Path) -> Iterator[Any]:
    """The pages of a PDF as BGR pictures, 200 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=DPI / 72).to_numpy()[:, :, :3].copy()


def scanned(page: Any, number: int) -> Any:
    """A page lain into a scanner not quite straight; `number` decides which way."""
    height, width = page.shape[:2]
    degrees = TURNS[number % len(TURNS)]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    turned = cv2.warpAffine(page, turn, (width, height), borderValue=PAPER)
    return _grained(turned * 0.97, number, 6)


def photographed(page: Any, number: int) -> Any:
    """A page on a table as a telephone sees it, bent over it with a shadow on one side."""
    height, width = page.shape[:2]
    dice = np.random.default_rng(1000 + number)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inwards = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    away = dice.uniform(0.008, 0.035, (4, 2)).astype(np.float32) * inwards * [width, height]
    seen = (corners + away).astype(np.float32)
    turn = cv2.getPerspectiveTransform(corners, seen)
    taken = cv2.warpPerspective(page, turn, (width, height), borderValue=TABLE)
    soft = cv2.GaussianBlur(taken, (3, 3), 0)
    return _grained(soft * _light(height, width, dice), number, 5)


def _light(height: int, width: int, dice: Any) -> Any:
    """Brighter at one corner than at the other, with a soft shadow over the lower part."""
    across = np.linspace(*dice.permutation([1.0, 0.68]), width)[None, :]
    down = np.linspace(1.0, dice.uniform(0.8, 0.95), height)[:, None]
    edge = dice.uniform(0.45, 0.75) * height
    shade = 1 - 0.2 / (1 + np.exp(-(np.arange(height)[:, None] - edge) / (0.04 * height)))
    return (across * down * shade)[..., None]


def _grained(picture: Any, number: int, noise: float) -> Any:
    grain = np.random.default_rng(5 + number).normal(0, noise, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


LOOKS: dict[str, Callable[[Any, int], Any]] = {"scan": scanned, "photo": photographed}


def made(pdf: Path, look: str, pages: int | None = None) -> bytes:
    """A PDF of pictures of the pages (of the first so many), JPEG of quality 75."""
    pictures = []
    for number, page in enumerate(printed(pdf)):
        if pages is not None and number >= pages:
            break
        pictures.append(Image.fromarray(LOOKS[look](page, number)[:, :, ::-1]))
    stream = io.BytesIO()
    pictures[0].save(
        stream, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI, quality=75
    )
    return stream.getvalue()


def main(out: Path, wanted: list[str]) -> None:
    """Write both files of the notices wanted, of all where none is named."""
    out.mkdir(parents=True, exist_ok=True)
    for pdf in sorted(CORPORA.glob("*/notice.pdf")):
        if not wanted or pdf.parent.name in wanted:
            for look in LOOKS:
                (out / f"{pdf.parent.name}-{look}.pdf").write_bytes(made(pdf, look))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
