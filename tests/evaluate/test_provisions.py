"""Pairs F1: the figure itself on small rows, and what the project promises on the five notices."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.command import app
from extractor.errors import FileError
from extractor.evaluate.provisions import count, evaluate_provisions, gold_pairs

ROOT = Path(__file__).parents[2]


def rows(path: Path, *members: dict[str, list[str]]) -> Path:
    path.write_text(json.dumps({"provisions": [{"members": row} for row in members]}), "utf-8")
    return path


def test_pairs_are_counted_between_notices(tmp_path: Path) -> None:
    gold = gold_pairs(rows(tmp_path / "gold.json", {"a": ["o1"], "b": ["o1", "o2"]}))
    found = gold_pairs(rows(tmp_path / "found.json", {"a": ["o1"], "b": ["o1"], "c": ["o9"]}))
    assert len(gold) == 2
    assert count(gold, found) == (1, 3, 2)


@pytest.mark.parametrize("held", ["[]", '{"provisions": [{}]}', '{"provisions": 3}', "{"])
def test_a_file_of_no_provisions_is_refused(tmp_path: Path, held: str) -> None:
    (tmp_path / "provisions.json").write_text(held, "utf-8")
    with pytest.raises(FileError, match=r"provisions\.json"):
        gold_pairs(tmp_path / "provisions.json")


def test_the_five_notices() -> None:
    found = evaluate_provisions(ROOT / "annotations", ROOT / "corpora")
    assert found.on_gold.f1 >= 0.85
    assert found.end_to_end.f1 >= 0.80


def test_the_command_ends_with_the_figure_from_the_files() -> None:
    arguments = ["--gold", str(ROOT / "annotations"), "--texts", str(ROOT / "corpora")]
    run = CliRunner().invoke(app, ["evaluate", "--provisions", *arguments])
    assert run.exit_code == 0
    last = run.stdout.splitlines()[-1]
    assert last.startswith("pairs F1 0.")
    assert float(last.split()[-1]) >= 0.80


def test_the_command_tells_a_folder_without_provisions(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["evaluate", "--provisions", "--gold", str(tmp_path)])
    assert run.exit_code == 2
    assert "provisions.json" in run.stderr
