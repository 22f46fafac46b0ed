"""The documentation runs: every Python example, every command."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
# What runs until it is told to end is tried in tests/api.
COMMANDS = re.findall(r"^(taizhang (?!serve\b).*?)(?:\s+#.*)?$", README, re.MULTILINE)


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the notices and their annotations in it."""
    for name in ("corpora", "annotations"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES)
def test_python_example(example: str, workplace: Path) -> None:
    script = workplace / "example.py"
    script.write_text(example, "utf-8")
    run(sys.executable, "example.py", cwd=workplace)


@pytest.mark.parametrize("command", COMMANDS)
def test_command(command: str, workplace: Path) -> None:
    run(sys.executable, "-m", "extractor", *shlex.split(command)[1:], cwd=workplace)


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!http|#)([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
