"""Runs: what is read, what is listed, what is kept, what is won and lost."""

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extractor.errors import FileError, UnreadableFile
from extractor.evaluate import (
    Evaluation,
    below,
    compare_runs,
    evaluate,
    load,
    load_floors,
    raise_floors,
    raised,
    read_predictions,
    render,
    render_comparison,
    save,
)

TEXT = "一、主要任务\n各县要于6月底前报送工作总结。企业不得新增产能；市发改委负责检查。\n"


def _obligation(quote: str, **values: Any) -> dict[str, Any]:
    empty = {"measures": [], "responsible": [], "recipients": [], "deadlines": [], "industries": []}
    told = {"section": "一、", "modality": "must", "topic": "other", "quote": quote}
    return told | empty | values


def _unit(unit: str, role: str, quote: str) -> dict[str, Any]:
    return {"unit": unit, "role": role, "system": "other", "quote": quote, "inherited": False}


def _deadline(end: str) -> dict[str, Any]:
    return {"kind": "by", "end": end, "quote": "6月底前", "inherited": False}


GOLD: dict[str, Any] = {
    "document": "a",
    "metadata": {"title": "工作方案"},
    "sections": [{"level": 1, "number": "一、", "heading": "主要任务"}],
    "citations": [],
    "key_industries": [],
    "obligations": [
        _obligation("各县要于6月底前报送工作总结", deadlines=[_deadline("2021-06-30")]),
        _obligation("企业不得新增产能", modality="must_not"),
        _obligation("市发改委负责检查", responsible=[_unit("市发改委", "responsible", "市发改委")]),
    ],
}


def _changed(**changes: Any) -> dict[str, Any]:
    return GOLD | changes


LATE = _changed(
    obligations=[
        _obligation("各县要于6月底前报送工作总结", deadlines=[_deadline("2022-06-30")]),
        *GOLD["obligations"][1:],
    ]
)
WRONG_ROLE = _changed(
    obligations=[
        *GOLD["obligations"][:2],
        _obligation("市发改委负责检查", responsible=[_unit("市发改委", "lead", "市发改委")]),
    ]
)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, texts = tmp_path / "gold", tmp_path / "texts"
    gold.mkdir()
    texts.mkdir()
    (gold / "a.json").write_text(json.dumps(GOLD), "utf-8")
    (gold / "provisions.json").write_text('{"provisions": []}', "utf-8")
    (texts / "a.txt").write_text(TEXT, "utf-8")
    return gold, texts


def _run(folders: tuple[Path, Path], predicted: Mapping[str, Any]) -> Evaluation:
    return evaluate(*folders, predicted={"a": predicted})


def _shown(renderable: object) -> str:
    console = Console(file=StringIO(), width=200)
    console.print(renderable)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_gold_itself_is_right_in_every_figure(folders: tuple[Path, Path]) -> None:
    assert set(_run(folders, GOLD).scores().values()) == {1.0}


def test_a_notice_without_a_prediction_is_a_full_miss(folders: tuple[Path, Path]) -> None:
    evaluation = evaluate(*folders, predicted={})
    assert evaluation.notices[0].failure == "no prediction"
    assert evaluation.totals()["obligations"] == (0, 0, 3)


def test_a_notice_on_which_the_extractor_fails_is_a_full_miss(folders: tuple[Path, Path]) -> None:
    def failing(path: Path) -> dict[str, Any]:
        raise UnreadableFile(path.name, "is damaged")

    evaluation = evaluate(*folders, predicted=failing)
    assert evaluation.notices[0].failure == "a.txt: is damaged"
    assert evaluation.totals()["linked"] == (0, 0, 2)


def test_without_predictions_the_extractor_reads_the_texts(folders: tuple[Path, Path]) -> None:
    evaluation = evaluate(*folders)
    assert evaluation.notices[0].failure is None
    assert evaluation.totals()["obligations"].predicted > 0


def test_the_text_may_lie_in_a_folder_of_its_own(folders: tuple[Path, Path]) -> None:
    gold, texts = folders
    (texts / "a").mkdir()
    (texts / "a.txt").rename(texts / "a" / "notice.txt")
    assert evaluate(gold, texts, {"a": GOLD}).totals()["obligations"].right == 3


def test_folders_without_gold_or_without_texts_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="holds no gold annotations"):
        evaluate(tmp_path, tmp_path, {})
    (tmp_path / "a.json").write_text("{}", "utf-8")
    with pytest.raises(FileError, match="holds no text of a"):
        evaluate(tmp_path, tmp_path, {})


@pytest.mark.parametrize("content", ["", "[]", "{", "发布"])
def test_a_file_that_is_no_annotation_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, "utf-8")
    with pytest.raises(UnreadableFile, match=r"a\.json: is no annotation"):
        read_predictions(tmp_path)


def test_what_was_missed_and_invented_is_listed_with_its_quote(folders: tuple[Path, Path]) -> None:
    shown = _shown(render(_run(folders, LATE)))
    assert "by · 2021-06-30" in shown
    assert "by · 2022-06-30" in shown
    assert "6月底前" in shown
    values = [line.split("│") for line in shown.splitlines() if "by · " in line]
    assert [cells[1].strip() for cells in values if "deadlines" in cells[2]] == ["−", "+"]


def test_a_run_is_kept_as_it_was(folders: tuple[Path, Path], tmp_path: Path) -> None:
    evaluation = _run(folders, LATE)
    save(evaluation, tmp_path / "run.json")
    assert load(tmp_path / "run.json") == evaluation


def test_a_file_that_is_no_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{}", "utf-8")
    with pytest.raises(UnreadableFile, match="is no saved evaluation"):
        load(tmp_path / "run.json")


def test_gains_and_losses_are_told_value_by_value(folders: tuple[Path, Path]) -> None:
    comparison = compare_runs(_run(folders, LATE), _run(folders, WRONG_ROLE))
    told = {(change.figure, change.kind, change.item.value) for change in comparison.changes}
    assert told == {
        ("deadlines", "found", "by · 2021-06-30"),
        ("deadlines", "no longer invented", "by · 2022-06-30"),
        ("responsible", "no longer found", "市发改委 · responsible"),
        ("responsible", "newly invented", "市发改委 · lead"),
    }
    shown = _shown(render_comparison(comparison))
    assert "2 values won, 2 lost" in shown


def test_values_of_an_obligation_that_nobody_annotated_are_told(
    folders: tuple[Path, Path],
) -> None:
    bare = _obligation("一、主要任务")
    unit = _unit("主要任务", "lead", "主要任务")
    invented = _obligation("一、主要任务", responsible=[unit])
    before, now = (
        _changed(obligations=[*GOLD["obligations"], extra]) for extra in (bare, invented)
    )
    comparison = compare_runs(_run(folders, before), _run(folders, now))
    assert [(c.figure, c.kind, c.item.value) for c in comparison.changes] == [
        ("linked", "newly invented", "主要任务 · lead")
    ]


def test_the_same_run_has_won_and_lost_nothing(folders: tuple[Path, Path]) -> None:
    comparison = compare_runs(_run(folders, LATE), _run(folders, LATE))
    assert comparison.changes == ()
    assert "No figure moved" in _shown(render_comparison(comparison))


def test_changed_gold_is_pointed_out(folders: tuple[Path, Path]) -> None:
    before = _run(folders, GOLD)
    (folders[1] / "a.txt").write_text(TEXT + "附件\n", "utf-8")
    assert "have changed" in _shown(render_comparison(compare_runs(before, _run(folders, GOLD))))


def test_floors_only_rise(folders: tuple[Path, Path]) -> None:
    better, worse = _run(folders, GOLD), _run(folders, LATE)
    floors = raised(raised(None, worse), better)
    assert floors.figures["dated"] == 1.0
    assert raised(floors, worse) == floors


def test_raised_floors_are_kept(folders: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert load_floors(path) is None
    for evaluation in (_run(folders, GOLD), _run(folders, LATE)):
        raise_floors(evaluation, path)
    assert load_floors(path) == raised(None, _run(folders, GOLD))


def test_damaged_floors_are_named(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text("[]", "utf-8")
    with pytest.raises(UnreadableFile, match="holds no floors"):
        load_floors(tmp_path / "floors.json")


def test_a_figure_below_its_floor_is_named(folders: tuple[Path, Path]) -> None:
    floors = raised(None, _run(folders, GOLD))
    assert below(floors, _run(folders, GOLD)) == ()
    assert "dated has fallen from 1.000 to 0.000" in below(floors, _run(folders, LATE))


def test_floors_of_other_gold_do_not_hold(folders: tuple[Path, Path]) -> None:
    floors = raised(None, _run(folders, GOLD))
    (folders[1] / "a.txt").write_text(TEXT + "附件\n", "utf-8")
    assert "other gold" in below(floors, _run(folders, GOLD))[0]
