"""The rules of the house that a tool can check: imports, types, style, size of files."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("extractor", "api", "tests", "benchmarks", "corpora")
BIN = Path(sys.executable).parent
CHECKS = {
    "imports run down only": ["lint-imports", "--no-cache"],
    "types hold": ["mypy", "--no-error-summary"],
    "layout": ["ruff", "format", "--check", "--quiet", "extractor", "api", "tests", "benchmarks"],
    "style": ["ruff", "check", "--quiet", "extractor", "api", "tests", "benchmarks"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS.keys())
def test_check_passes(command: list[str]) -> None:
    run = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_longer_than_one_can_read() -> None:
    modules = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long
