"""How fast scans are read: our reader beside RapidOCR alone, on the same pages, turn by turn.

    python benchmarks/ocr.py [PAGES]

The first pages of the five notices of `corpora/` are rendered at 200 dots an inch, turned by up to
one degree and packed as JPEG. Both unpack the picture and recognise it; the models are loaded
before the clock starts. The figure is the median over the rounds.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from rapidocr import RapidOCR

from extractor.readers import read

ROOT = Path(__file__).parents[1]
DPI = 200
ROUNDS = 5
TURNS = (0.7, -0.9, 0.3, 1.0, -0.5)


def scans(count: int) -> list[bytes]:
    """The first pages of the notices, as scanned."""
    made: list[bytes] = []
    for path in sorted(ROOT.glob("corpora/*/notice.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            for number in range(min(count, len(document))):
                page = document[number].render(scale=DPI / 72).to_numpy()[:, :, :3]
                made.append(packed(page, TURNS[len(made) % len(TURNS)]))
    return made


def packed(page: Any, degrees: float) -> bytes:
    """A page turned and compressed."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(page, turn, (width, height), borderValue=(245, 245, 245))
    grain = np.random.default_rng(5).normal(0, 6, turned.shape)
    noisy = np.clip(turned + grain, 0, 255).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noisy[:, :, ::-1]).save(stream, "JPEG", quality=75, dpi=(DPI, DPI))
    return stream.getvalue()


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    """How long one picture takes."""
    begun = time.perf_counter()
    work(data)
    return time.perf_counter() - begun


def main() -> None:
    """Print the figures."""
    pages = scans(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    alone = RapidOCR(params={"Global.log_level": "critical"})
    contestants: dict[str, Callable[[bytes], object]] = {
        "RapidOCR alone": alone,
        "taizhang": lambda data: read(data, "scan.jpg"),
    }
    for work in contestants.values():
        work(pages[0])
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        spent = dict.fromkeys(contestants, 0.0)
        for data in pages:
            for name, work in contestants.items():
                spent[name] += seconds(work, data)
        for name, whole in spent.items():
            times[name].append(whole / len(pages))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name}: {median:.2f} s a page ({len(pages)} pages, {ROUNDS} rounds)")
    print(f"ours to theirs: {medians['taizhang'] / medians['RapidOCR alone']:.2f}")


if __name__ == "__main__":
    main()
