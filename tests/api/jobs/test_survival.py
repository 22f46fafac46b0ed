"""Processes killed at random moments lose nothing; `benchmarks/survival.py` does it at length."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_nothing_is_lost_doubled_or_torn(database: str, tmp_path: Path) -> None:
    given = ["--database", database, "--data", str(tmp_path), "--uploads", "6", "--kills", "2"]
    given += [
        "--processes",
        "1" if database.startswith("sqlite") else "2",
        "--seed",
        "4",
        "--life",
        "2",
    ]
    came = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "survival.py"), *given],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert came.returncode == 0, came.stdout + came.stderr
