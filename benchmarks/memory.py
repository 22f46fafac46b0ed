"""Whether a thousand notices, one after another, leave memory as they found it.

    python benchmarks/memory.py [COUNT]

The notices of `corpora/`, in all formats that need no OCR, are read over and over in one process;
the resident memory is printed at every hundred. The last line is the growth from the first hundred.
"""

import os
import sys
import time
from pathlib import Path

from extractor import extract

ROOT = Path(__file__).parents[1]
COUNT = 1_000
STEP = 100
SUFFIXES = (".txt", ".docx", ".doc", ".ofd", ".pdf", ".html")


def resident() -> int:
    """The resident memory of this process in bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    found = (ROOT / "corpora").glob("*/notice.*")
    paths = sorted(path for path in found if path.suffix in SUFFIXES)
    first, begun = 0, time.process_time()
    for number in range(1, count + 1):
        extract(paths[number % len(paths)])
        if number % STEP == 0:
            first = first or resident()
            print(f"{number:5} notices: {resident() / 1e6:,.1f} MB resident")
    print(f"growth since the first {STEP}: {(resident() - first) / 1e6:+,.1f} MB")
    print(f"processor time: {(time.process_time() - begun) / count * 1000:.0f} ms a notice")


if __name__ == "__main__":
    main()
