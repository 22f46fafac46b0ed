"""How fast: text to notice after loading, and the command from a cold start. Medians, one core.

    python benchmarks/speed.py [TEXT...]

Without arguments the five notices of `corpora/` are read.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from extractor import extract

ROOT = Path(__file__).parents[1]
ROUNDS = 15
STARTS = 7


def median_seconds(
    work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The median time of a piece of work."""
    times = []
    for _ in range(rounds):
        begun = clock()
        work()
        times.append(clock() - begun)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    given = [Path(name) for name in sys.argv[1:]]
    paths = given or sorted(ROOT.glob("corpora/*/notice.txt"))
    whole, spent = 0, 0.0
    for path in paths:
        data = path.read_bytes()
        length = len(extract(data, path.name).text)
        # The processor's time, which does not depend on what else the machine is doing.
        seconds = median_seconds(partial(extract, data, path.name), ROUNDS, time.process_time)
        print(f"{path.parent.name}/{path.name}: {length} characters, {length / seconds:,.0f}/s")
        whole, spent = whole + length, spent + seconds
    print(f"text to notice: {whole / spent:,.0f} characters/s")
    command = [sys.executable, "-m", "extractor", "extract", str(paths[0])]
    cold = median_seconds(
        lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT), STARTS
    )
    print(f"cold start, one text file: {cold:.2f} s")


if __name__ == "__main__":
    main()
