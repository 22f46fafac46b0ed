"""How fast PDF text is read, beside pdfplumber on the same pages. Processor time, one core.

    python benchmarks/pdf.py [PDF...]

Without arguments: the five PDFs of `corpora/`.
Ours gives lines with boxes, tables as cells and the position of every character; pdfplumber is asked
for its text only.
"""

import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber

from extractor.readers import read

ROOT = Path(__file__).parents[1]
ROUNDS = 5


def pages_a_second(work: Callable[[], int]) -> float:
    """The best of some rounds of work that returns the number of its pages."""
    best = 0.0
    for _ in range(ROUNDS):
        begun = time.process_time()
        pages = work()
        best = max(best, pages / (time.process_time() - begun))
    return best


def ours(data: bytes) -> int:
    """Read as the library does."""
    return len(read(data, "notice.pdf").pages)


def theirs(data: bytes) -> int:
    """Read with pdfplumber's `extract_text`."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
        return len(document.pages)


def documents() -> Iterator[tuple[str, bytes]]:
    """The PDFs to read, by name."""
    given = [Path(name) for name in sys.argv[1:]]
    for path in given or sorted(ROOT.glob("corpora/*/notice.pdf")):
        yield f"{path.parent.name}/{path.name}", path.read_bytes()


def main() -> None:
    """Print the figures."""
    whole = {"ours": 0.0, "pdfplumber": 0.0}
    count = 0
    for name, data in documents():
        pages = ours(data)
        characters = len(read(data, name).text)
        fast, slow = pages_a_second(lambda: ours(data)), pages_a_second(lambda: theirs(data))  # noqa: B023
        print(
            f"{name}: {pages} pages of {characters // pages} characters, "
            f"{fast:.0f} pages/s; pdfplumber {slow:.0f}; {fast / slow:.1f} times"
        )
        count += pages
        whole["ours"] += pages / fast
        whole["pdfplumber"] += pages / slow
    for who, seconds in whole.items():
        print(f"{who}: {count / seconds:.0f} pages/s over {count} pages")


if __name__ == "__main__":
    main()
