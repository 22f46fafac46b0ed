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
# The pages on what a single command line does; what starts a service has tests of its own.
PAGES = ("comparison", "review")
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


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_a_page_run_one_after_the_other(page: str, workplace: Path) -> None:
    blocks = re.findall(
        r"```sh\n(.*?)```", (ROOT / f"docs/{page}.md").read_text("utf-8"), re.DOTALL
    )
    commands = [line for line in "".join(blocks).splitlines() if line.startswith("taizhang ")]
    assert commands
    for command in commands:
        words = shlex.split(command, comments=True)[1:]
        run(sys.executable, "-m", "extractor", *words, cwd=workplace)


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!http|#)([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
