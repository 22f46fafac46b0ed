"""`taizhang serve` from its start to Ctrl-C, and that `make run` shows a table and then serves."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.command.serve import _listening
from taizhang.client import Client
from tests.api.serving import ROOT, environment, served

CITIES = ("weihai-2021", "fuzhou-2021", "zhanjiang-2021", "liaocheng-2022", "wuhai-2021")
TEXTS = [f"corpora/{city}/notice.txt" for city in CITIES]


def test_five_notices_are_there_when_it_says_where_it_is(tmp_path: Path) -> None:
    words = [word for path in TEXTS for word in ("--load", path)]
    with served(tmp_path, "--workers", "2", *words) as service, Client(service.url) as client:
        page = client.notices()
        assert {notice.name for notice in page.items} == {f"{city}-notice.txt" for city in CITIES}
        assert all(notice.obligations for notice in page.items)
        assert client.search(text="淘汰").total
        assert service.interrupted() == 0
    assert {"taizhang.db", "originals"} <= {path.name for path in tmp_path.iterdir()}
    with served(tmp_path, "--load", TEXTS[0]) as service, Client(service.url) as client:
        assert client.notices().total == len(CITIES)
        assert service.interrupted() == 0


def test_a_port_that_was_asked_for_and_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        came = subprocess.run(
            [sys.executable, "-m", "api", "serve", "--port", port],
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert came.returncode == 2
        assert f"port {port}" in came.stderr


def test_a_port_that_nobody_asked_for_and_is_taken_is_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _listening("127.0.0.1", port, fixed=False) as other:
            assert other.getsockname()[1] not in {0, port}


@pytest.fixture(scope="module")
def planned() -> list[str]:
    """What `make run` would do."""
    if shutil.which("make") is None:
        pytest.skip("there is no make")
    env = {name: words for name, words in os.environ.items() if not name.startswith("MAKE")}
    came = subprocess.run(
        ["make", "-n", "run"], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    return came.stdout.splitlines()


def test_make_run_shows_the_table_and_then_serves_the_five(planned: list[str]) -> None:
    shown = [number for number, line in enumerate(planned) if line.startswith("cat out/")]
    [serving] = [number for number, line in enumerate(planned) if "taizhang serve" in line]
    assert shown[0] < serving == len(planned) - 1
    assert re.findall(r"--load (\S+)", planned[serving]) == TEXTS
