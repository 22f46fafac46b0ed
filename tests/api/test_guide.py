"""docs/service.md runs: its curl lines and its Python, against a service of their own."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.serving import CORPORA, ROOT, Served, environment, served

GUIDE = (ROOT / "docs" / "service.md").read_text("utf-8")
HERE = "http://127.0.0.1:8000"
CURLS = re.findall(r"^curl .*$", GUIDE, re.MULTILINE)
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
KEYS = re.findall(r"^taizhang (key .*)$", GUIDE, re.MULTILINE)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service for all lines, in their order."""
    with served(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the notices in it."""
    (tmp_path / "corpora").symlink_to(CORPORA)
    return tmp_path


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
@pytest.mark.parametrize("line", CURLS)
def test_line_of_curl(line: str, service: Served, workplace: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace(HERE, service.url)],
        cwd=workplace,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    written = [path for path in workplace.iterdir() if path.is_file()]
    assert done.stdout or all(path.stat().st_size for path in written)


@pytest.mark.parametrize("example", EXAMPLES)
def test_python(example: str, service: Served, workplace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example.replace(HERE, service.url)],
        cwd=workplace,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "404 not_found" in done.stdout


@pytest.mark.parametrize("words", KEYS)
def test_command_of_keys(words: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api", *shlex.split(words)],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
