"""How soon an upload is acknowledged while others are read, and whether a thousand leave memory flat.

    python benchmarks/uploads.py [COUNT] [--database URL]

Notices of `corpora/`, each made another by a sentence, are uploaded one after the other to jobs of
one process with two extraction processes; a few are always waiting. The resident memory of this
process and of all that it started is printed at every hundredth, then the growth since the first
hundred and the times from the call to the answer. `--database postgresql` makes a PostgreSQL.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from survival import WORKSPACE, database, document

from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store
from extractor.isolation.watch import held

STEP = 100
WAITING = 6


def resident() -> int:
    """The memory that this process holds, in bytes, files that it looks into not counted (Linux)."""
    _, whole, shared, *_ = Path("/proc/self/statm").read_text("ascii").split()
    return (int(whole) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


def upload(jobs: Jobs, count: int) -> list[float]:
    """Upload so many; the seconds that each upload took to be acknowledged."""
    took: list[float] = []
    waiting: list[str] = []
    first, now = (0, 0), (0, 0)
    for number in range(1, count + 1):
        data = document(number)
        begun = time.perf_counter()
        waiting.append(jobs.submit(WORKSPACE, [(f"{number}.txt", data)]).id)
        took.append(time.perf_counter() - begun)
        if len(waiting) >= WAITING:
            jobs.wait(WORKSPACE, waiting.pop(0), 60)
        if number % STEP == 0:
            now = (resident(), held(os.getpid()))
            first = first if first[0] else now
            print(f"{number:5}: {now[0] / 1e6:,.1f} MB here, {now[1] / 1e6:,.1f} MB in all")
    for job in waiting:
        jobs.wait(WORKSPACE, job, 60)
    growth = (now[0] - first[0]) / 1e6, (now[1] - first[1]) / 1e6
    print(f"growth since the first {STEP}: {growth[0]:+,.1f} MB here, {growth[1]:+,.1f} MB in all")
    return took


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000)
    parser.add_argument("--database")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder, database(given.database) as url:
        settings = replace(ServiceSettings(data_dir=Path(folder)), database_url=url)
        store = Store.open(settings)
        jobs = Jobs.start(store, settings)
        begun = time.monotonic()
        try:
            took = upload(jobs, given.count)
        finally:
            jobs.close()
            store.close()
        cuts = statistics.quantiles(took, n=100)
        rate = given.count / (time.monotonic() - begun)
        print(
            f"acknowledged in {cuts[49] * 1000:.0f} ms (median), {cuts[94] * 1000:.0f} ms (p95),"
            f" {max(took) * 1000:.0f} ms (longest); {rate:.1f} uploads/s done"
        )


if __name__ == "__main__":
    main()
