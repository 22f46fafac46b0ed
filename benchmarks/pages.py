"""The questions of `benchmarks/store.py` asked over HTTP, as a program would ask them.

    python benchmarks/pages.py [--notices 2000] [--times 30] [--keep FOLDER]

`taizhang serve` runs in a process of its own on SQLite; a key opens the workspace of 2,000 notices
and 100,000 obligations. Each question is asked TIMES times on one connection; the time is that from
sending to the last byte of the page of fifty, caller and service on this machine.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

import httpx
from load import served
from store import FACETS, FILTERS, TEXTS, WORKSPACE, fill, p95

from api.settings import ServiceSettings
from api.store import Store
from api.store.filters import ObligationFilter, ThresholdFilter
from api.store.keys import create_key
from api.store.obligations import search

_THRESHOLD = {"attribute": "threshold", "least": "threshold_min", "most": "threshold_max"}


def prepared(folder: Path, count: int) -> str:
    """A store with so many notices in the folder, where it is not full yet; the secret of a key."""
    store = Store.open(ServiceSettings(data_dir=folder))
    with store.read() as connection:
        full = search(connection, WORKSPACE, ObligationFilter(), limit=1).total
    if not full:
        print(f"{count} notices stored in {fill(store, count):.0f} s")
    with store.begin() as connection:
        _, secret = create_key(connection, WORKSPACE, "read", "benchmark")
    store.close()
    return secret


def query(asked: ObligationFilter) -> dict[str, Any]:
    """The filter as it stands in an address."""
    said: dict[str, Any] = {}
    for each in fields(asked):
        value = getattr(asked, each.name)
        if isinstance(value, ThresholdFilter):
            given = {one.name: getattr(value, one.name) for one in fields(value)}
            said |= {_THRESHOLD.get(k, f"threshold_{k}"): v for k, v in given.items() if v}
        elif value:
            said[each.name] = list(value) if isinstance(value, tuple) else str(value)
    return said


def asked(client: httpx.Client, title: str, query: dict[str, Any], times: int) -> list[float]:
    """Milliseconds of each answer; raises HTTPStatusError where one is no answer."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        client.get("/v1/obligations", params=query).raise_for_status()
        spent.append((time.perf_counter() - begun) * 1000)
    print(f"{title:40}{sorted(spent)[len(spent) // 2]:8.1f}{p95(spent):8.1f}")
    return spent


def later(client: httpx.Client, query: dict[str, Any]) -> dict[str, Any]:
    """The same question, five pages on."""
    cursor = None
    for _ in range(5):
        given = query | ({"cursor": cursor} if cursor else {})
        cursor = client.get("/v1/obligations", params=given).raise_for_status().json()["next"]
        if cursor is None:
            return given
    return query | {"cursor": cursor}


def report(title: str, answers: list[list[float]]) -> None:
    """The p95 of all questions together, and of the slowest one."""
    every = [figure for each in answers for figure in each]
    print(
        f"{title}: p95 of all {p95(every):.1f} ms, slowest question {max(map(p95, answers)):.1f} ms"
    )


def main() -> None:
    """Fills a store, or takes one that is kept, serves it, and asks."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--notices", type=int, default=2000)
    given.add_argument("--times", type=int, default=30)
    given.add_argument("--keep", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="taizhang-pages-") as folder:
        data = options.keep or Path(folder)
        secret = prepared(data, options.notices)
        with (
            served(str(data), rate_per_minute=1_000_000) as url,
            httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}) as client,
        ):
            print(f"{'ms':40}{'median':>8}{'p95':>8}")
            pages = []
            for name, (filtered, sort) in FILTERS.items():
                first = query(filtered) | {"sort": sort}
                pages.append(asked(client, name, first, options.times))
                pages.append(asked(client, f"{name}, later", later(client, first), options.times))
            report("filtered page", pages)
            texts = [
                asked(client, word, {"text": word, "sort": "due", "facets": FACETS}, options.times)
                for word in TEXTS
            ]
            report("full text with all facets", texts)


if __name__ == "__main__":
    sys.exit(main())
