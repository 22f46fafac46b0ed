"""The store with 100,000 obligations of 2,000 notices: how long a page takes, p95.

    python benchmarks/store.py [--notices 2000] [--database postgresql://…] [--keep FOLDER]

The notices are the five of the corpora, varied: other places and years, other units and figures,
pieces in another order. Times are those of `api.store.obligations.search`, one page of fifty,
statements, unpacking and all: by the clock, and (SQLite works in this process) of the processor,
which says more on a machine where others work too.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from api.settings import ServiceSettings
from api.store import Connection, Store
from api.store.filters import ObligationFilter, ThresholdFilter
from api.store.notices import save_notice
from api.store.obligations import search
from api.warm import warmed
from extractor import Notice, extract

ROOT = Path(__file__).parents[1]
CORPUS = ("weihai-2021", "fuzhou-2021", "zhanjiang-2021", "liaocheng-2022", "wuhai-2021")
OBLIGATIONS = 50
WORKSPACE = "benchmark"
PLACES = tuple(
    (province, f"{province[0]}{name}市", f"{code}{number:02d}00")
    for province, code in (("山东省", 37), ("福建省", 35), ("广东省", 44), ("内蒙古自治区", 15))
    for number, name in enumerate("安宁泰和清平新城东西南北", start=1)
)
NAMES = "安泰和顺清平永昌新源长丰德惠仁义东海南山西岭北原"
MEASURED = ("能耗", "水耗", "排放浓度", "产能", "装机容量", "电耗", "用水量", "投资额")
FACETS = ("region", "topic", "modality", "measure", "system", "unit", "role", "confidence")


def notices(count: int) -> Iterator[Notice]:
    """So many notices, the same each time, of fifty obligations each."""
    corpus = [
        extract((ROOT / "corpora" / name / "notice.txt").read_bytes(), f"{name}.txt")
        for name in CORPUS
    ]
    chance = random.Random(20211231)  # noqa: S311 - variety, not secrecy
    for number in range(count):
        yield varied(corpus[number % len(corpus)], number, chance)


def varied(notice: Notice, number: int, chance: random.Random) -> Notice:
    """The notice as another place might have issued it in another year."""
    said = notice.model_dump(mode="json")
    province, city, code = chance.choice(PLACES)
    years = chance.randint(-10, 3)
    metadata = said["metadata"]
    metadata["region"] = {
        "value": {"province": province, "city": city, "county": None, "adcode": code},
        "evidence": (metadata["region"] or metadata["title"])["evidence"],
        "reason": None,
    }
    if metadata["issue_date"]:
        metadata["issue_date"]["value"] = moved(metadata["issue_date"]["value"], years)
    duties = [chance.choice(said["obligations"]) for _ in range(OBLIGATIONS)]
    said["obligations"] = [
        another(duty, f"{number:08x}{place:08x}", years, chance)
        for place, duty in enumerate(duties)
    ]
    said["document"] = f"{number}"
    return Notice.model_validate(said, strict=False)


def another(duty: dict[str, Any], name: str, years: int, chance: random.Random) -> dict[str, Any]:
    """The obligation with other dates, units, figures and a few other words."""
    place = "".join(chance.sample(NAMES, 2))
    quote = duty["quote"]
    at = chance.randint(0, len(quote))
    return {
        **duty,
        "id": name,
        "quote": f"{quote[:at]}{place}{chance.choice(MEASURED)}{quote[at:]}",
        "deadlines": [
            {**each, "start": moved(each["start"], years), "end": moved(each["end"], years)}
            for each in duty["deadlines"]
        ],
        "responsible": [
            {**party, "unit": (f"{place}区" if chance.random() < 0.3 else "") + party["unit"]}
            for party in duty["responsible"]
        ],
        "thresholds": [
            {**each, "value": round(each["value"] * chance.uniform(0.5, 2), 2)}
            for each in duty["thresholds"]
        ],
    }


def moved(day: str | None, years: int) -> str | None:
    """The same day of another year."""
    if not day:
        return day
    there = date.fromisoformat(day)
    return there.replace(year=there.year + years, day=min(there.day, 28)).isoformat()


def fill(store: Store, count: int) -> float:
    """Stores the notices; gives seconds."""
    begun = time.perf_counter()
    for number, notice in enumerate(notices(count)):
        with store.begin() as connection:
            save_notice(
                connection, WORKSPACE, notice, sha256=f"{number:064x}", name=f"{number}.txt"
            )
    return time.perf_counter() - begun


FILTERS: dict[str, tuple[ObligationFilter, str]] = {
    "everything": (ObligationFilter(), "notice"),
    "everything, by deadline": (ObligationFilter(), "due"),
    "topic": (ObligationFilter(topic="energy"), "-issue_date"),
    "topic and modality, by deadline": (
        ObligationFilter(topic="environment", modality="must"),
        "due",
    ),
    "province": (ObligationFilter(region="370000"), "due"),
    "city by name": (ObligationFilter(region="山泰市"), "notice"),
    "measure": (ObligationFilter(measure="inspect"), "-due"),
    "measure and system": (ObligationFilter(measure="shutdown", system="ecology"), "due"),
    "unit by part of its name": (ObligationFilter(unit="发展和改革"), "notice"),
    "unit as lead": (ObligationFilter(unit="市场监管", role="lead"), "-issue_date"),
    "deadline range": (
        ObligationFilter(deadline_from=date(2019, 1, 1), deadline_to=date(2020, 12, 31)),
        "due",
    ),
    "threshold": (
        ObligationFilter(threshold=ThresholdFilter(comparator="le", least=10, most=1000)),
        "notice",
    ),
    "citation": (ObligationFilter(citation="环境保护法"), "notice"),
    "five at once": (
        ObligationFilter(
            region="370000",
            topic=("energy", "safety"),
            modality="must",
            role="lead",
            deadline_to=date(2021, 12, 31),
        ),
        "due",
    ),
}
TEXTS = ("能耗", "落后产能", "差别电价", "淘汰 设备", "生态环境", "企业", "安宁", "依法关停", "水")


class Spent:
    """Milliseconds of a question asked again and again, each time in a transaction of its own."""

    def __init__(self, run: Callable[[Connection], Any], store: Store, times: int) -> None:
        self.clock: list[float] = []
        self.work: list[float] = []
        for _ in range(times):
            begun, worked = time.perf_counter(), time.process_time()
            with store.read() as connection:
                run(connection)
            self.clock.append((time.perf_counter() - begun) * 1000)
            self.work.append((time.process_time() - worked) * 1000)

    def __str__(self) -> str:
        figures = (statistics.median(self.clock), self.high, p95(self.work))
        return " ".join(f"{figure:8.1f}" for figure in figures)

    @property
    def high(self) -> float:
        """The p95 by the clock."""
        return p95(self.clock)


def p95(figures: list[float]) -> float:
    """What nineteen of twenty stay below."""
    return statistics.quantiles(figures, n=20)[-1]


def report(title: str, answers: list[Spent]) -> None:
    """The p95 of all questions together, and of the slowest one."""
    every = [figure for each in answers for figure in each.clock]
    worked = [figure for each in answers for figure in each.work]
    slowest = max(answers, key=lambda each: each.high)
    print(f"{title:45} p95 of all {p95(every):8.1f} {p95(worked):8.1f}")
    print(f"{title:45} slowest    {slowest.high:8.1f} {p95(slowest.work):8.1f}")


def filtered(store: Store, times: int) -> None:
    """Pages of filters without text: the first, and one in the middle."""
    answers = []
    for name, (asked, sort) in FILTERS.items():
        with store.read() as connection:
            page = search(connection, WORKSPACE, asked, sort=sort)
            first = page
            for _ in range(5):
                if page.next:
                    page = search(connection, WORKSPACE, asked, sort=sort, cursor=page.next)
        for which, cursor in (("first", None), ("later", page.next)):

            def run(
                connection: Connection,
                asked: ObligationFilter = asked,
                sort: str = sort,
                cursor: str | None = cursor,
            ) -> None:
                search(connection, WORKSPACE, asked, sort=sort, cursor=cursor)

            answers.append(Spent(run, store, times))
            print(f"{name:34} {which:6} {first.total:7} {answers[-1]}")
    report("filtered page", answers)


def texts(store: Store, times: int) -> None:
    """Full text with all facets."""
    answers = []
    for words in TEXTS:
        asked = ObligationFilter(text=words)

        def run(connection: Connection, asked: ObligationFilter = asked) -> Any:
            return search(connection, WORKSPACE, asked, sort="due", facets=FACETS)

        with store.read() as connection:
            total = run(connection).total
        answers.append(Spent(run, store, times))
        print(f"{words:34} facets {total:7} {answers[-1]}")
    report("full text with all facets", answers)


def main() -> None:
    """Fills a store, or takes one that is kept, and asks."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--notices", type=int, default=2000)
    given.add_argument("--times", type=int, default=30)
    given.add_argument("--database")
    given.add_argument("--keep", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = options.keep or Path(folder)
        store = Store.open(ServiceSettings(data_dir=data, database_url=options.database))
        with store.read() as connection:
            full = search(connection, WORKSPACE, ObligationFilter(), limit=1).total
        if not full:
            seconds = fill(store, options.notices)
            print(f"{options.notices} notices stored in {seconds:.0f} s")
        warmed()
        print(f"{'':34} {'page':6} {'total':>7} {'median':>8} {'p95':>8} {'p95 CPU':>8}")
        filtered(store, options.times)
        texts(store, options.times)
        store.close()


if __name__ == "__main__":
    sys.exit(main())
