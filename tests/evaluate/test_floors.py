"""The figures on the five notices do not fall. `taizhang evaluate --write-floors` raises them."""

from pathlib import Path

from extractor.evaluate import below, evaluate, load_floors
from extractor.evaluate.figures import FIGURES, MEANS

_ROOT = Path(__file__).parents[2]


def test_no_figure_has_fallen_below_its_floor() -> None:
    floors = load_floors(_ROOT / "annotations" / "floors.json")
    assert floors is not None, "there are no floors"
    assert set(floors.figures) == {*FIGURES, *(f"{figure}/notice" for figure in MEANS)}
    evaluation = evaluate(_ROOT / "annotations", _ROOT / "corpora")
    assert below(floors, evaluation) == ()
