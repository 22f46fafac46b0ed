"""How the service bears many callers at once, over HTTP as they would: first readers, then uploads.

    python benchmarks/load.py [--clients 50] [--seconds 60] [--uploads 100]

`taizhang serve` runs in a process of its own on SQLite in a temporary folder, with two extraction
processes and the five notices. First CLIENTS ask without a pause for SECONDS: pages with facets,
full text, notices, single obligations, words, now and then an upload. Then uploads are sent one by
one while both extraction processes always have something to read; the time is that from sending
to the 202. Callers and service share this machine. Exit code 1 on any error.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from taizhang.client import AsyncClient, ClientError

ROOT = Path(__file__).parents[1]
CITIES = ("weihai-2021", "fuzhou-2021", "zhanjiang-2021", "liaocheng-2022", "wuhai-2021")
TEXTS = {city: ROOT / "corpora" / city / "notice.txt" for city in CITIES}
WORDS = ("淘汰", "能耗", "安全生产", "排污许可", "报送", "企业", "目录", "应急管理")
UPLOAD_EVERY = 40
# Files that wait to be read, for each upload that is timed.
WAITING = 5


@contextmanager
def served(folder: str, rate_per_minute: int = 600) -> Iterator[str]:
    """The address of a service with the five notices; the rate is that of callers with a key."""
    rest = {name: words for name, words in os.environ.items() if not name.startswith("TAIZHANG_")}
    load = [word for path in TEXTS.values() for word in ("--load", str(path))]
    with Path(folder, "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "api", "serve", "--port", "0", "--workers", "2", *load],
            env={
                **rest,
                "TAIZHANG_DATA_DIR": folder,
                "TAIZHANG_RATE_PER_MINUTE": str(rate_per_minute),
            },
            stderr=log,
            cwd=ROOT,
        )
        try:
            yield _address(Path(folder, "log"), process)
        finally:
            process.terminate()
            process.wait(60)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    while process.poll() is None:
        if found := re.search(r"(http://\S+) \(stop", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.1)
    raise SystemExit(log.read_text("utf-8"))


def another(number: int) -> tuple[str, bytes]:
    """A notice of the corpus, made another by a sentence."""
    text = TEXTS[CITIES[number % len(CITIES)]].read_text("utf-8")
    return f"{number}.txt", f"{text}\n请于2022年6月底前报送第{number}号总结。\n".encode()


class Callers:
    """What callers ask, how long each answer took, and what went wrong."""

    def __init__(self, ids: list[str], duties: list[str]) -> None:
        self.ids, self.duties = ids, duties
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()
        self.numbers = iter(range(1_000_000))
        self.asks: tuple[tuple[str, Callable[[AsyncClient], Awaitable[object]]], ...] = (
            ("a page, facets", lambda c: c.search(limit=50, facets=["region", "topic", "system"])),
            ("full text, facets", lambda c: c.search(text=random.choice(WORDS), facets="topic")),  # noqa: S311
            ("by deadline", lambda c: c.search(deadline_to="2021-12-31", sort="due", limit=20)),
            ("notices", lambda c: c.notices(limit=20)),
            ("one notice", lambda c: c.notice(random.choice(self.ids))),  # noqa: S311
            ("one obligation", lambda c: c.obligation(random.choice(self.duties))),  # noqa: S311
            ("words", lambda c: c.vocabulary()),
        )

    async def ask(self, client: AsyncClient, until: float) -> None:
        """One caller, without a pause, until the time is over."""
        while time.monotonic() < until:
            if random.randrange(UPLOAD_EVERY) == 0:  # noqa: S311 - a benchmark
                number = next(self.numbers)
                await self.timed("an upload", client.upload(another(number)))
                continue
            name, asked = random.choice(self.asks)  # noqa: S311 - a benchmark
            await self.timed(name, asked(client))

    async def timed(self, name: str, answer: Awaitable[object]) -> None:
        """Wait for an answer and note how long it took."""
        begun = time.perf_counter()
        try:
            await answer
        except ClientError as error:
            self.errors[f"{name}: {error}"] += 1
        self.seconds[name].append(time.perf_counter() - begun)

    def report(self, title: str, elapsed: float) -> None:
        """One line for each kind of call."""
        count = sum(map(len, self.seconds.values()))
        print(
            f"{title}: {count} answers, {count / elapsed:.0f} a second, {self.errors.total()} errors"
        )
        for name, seconds in sorted(self.seconds.items()):
            print(f"  {name:20}{len(seconds):6}   p50 {_ms(seconds, 50)}   p95 {_ms(seconds, 95)}")
        for error, times in self.errors.most_common(5):
            print(f"  {times} x {error}")


def _ms(seconds: list[float], percent: int) -> str:
    if len(seconds) < 2:
        return "      –"
    return f"{statistics.quantiles(seconds, n=100)[percent - 1] * 1000:4.0f} ms"


async def readers(url: str, clients: int, seconds: float) -> int:
    """So many callers at once; how many errors there were."""
    async with AsyncClient(url) as first:
        ids = [notice.id for notice in (await first.notices()).items]
        duties = [one.id for one in (await first.search(limit=200)).items]
    callers = Callers(ids, duties)
    each = [AsyncClient(url, patience=120) for _ in range(clients)]
    begun = time.monotonic()
    await asyncio.gather(*(callers.ask(client, begun + seconds) for client in each))
    callers.report(f"{clients} callers at once", time.monotonic() - begun)
    for client in each:
        await client.close()
    return callers.errors.total()


async def uploads(url: str, count: int) -> int:
    """Uploads one by one while both processes read; how many errors there were."""
    callers = Callers([], [])
    async with AsyncClient(url) as client:
        # What the readers handed in is read first.
        for job in (await client.jobs(status=["queued", "running"], limit=1)).items:
            await client.wait(job.id)
        waiting = iter(range(2_000_000, 2_000_000 + count * WAITING))
        while files := [another(number) for number in islice(waiting, 50)]:
            await client.upload(*files)
        begun = time.monotonic()
        for number in range(1_000_000, 1_000_000 + count):
            await callers.timed("an upload", client.upload(another(number)))
            await asyncio.sleep(0.2)
        callers.report("while two extractions run", time.monotonic() - begun)
        left = await client.jobs(status=["queued", "running"], limit=1)
        print(f"  {left.total} jobs not read yet at the end")
    return callers.errors.total()


def main() -> None:
    """Both, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--uploads", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="taizhang-load-") as folder, served(folder) as url:
        print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        errors = asyncio.run(readers(url, given.clients, given.seconds))
        errors += asyncio.run(uploads(url, given.uploads))
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
