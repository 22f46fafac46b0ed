"""`evaluate` gives the figures of the codebook's reference scorer.

`golden.json` holds, for every damage of `damage.py` (and all of them together) done to every gold
annotation and to the one of `constructed.py`, the counts (true positives, predicted, gold) that the
reference scorer gave for the damaged copy against the whole one. The damage is random with a fixed
seed, so the same copies are made here. When gold or damage change, the counts are to be taken anew
from the reference, never from `evaluate` itself.
"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from extractor.evaluate.evaluation import tallies
from extractor.evaluate.gold import gold_notices

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]


def _beside(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, _HERE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


damage, constructed = _beside("damage"), _beside("constructed")

GOLDEN = json.loads((_HERE / "golden.json").read_text("utf-8"))
NOTICES = {
    notice.name: (notice.text, notice.annotation)
    for notice in gold_notices(_ROOT / "annotations", _ROOT / "corpora")
} | {"constructed": (constructed.TEXT, constructed.ANNOTATION)}
DAMAGES = {made.__name__: made for made in (*damage.DAMAGES, damage.everything)}


def test_every_damage_and_every_notice_has_its_golden_counts() -> None:
    assert set(GOLDEN) == set(DAMAGES)
    assert all(set(counts) == set(NOTICES) for counts in GOLDEN.values())


@pytest.mark.parametrize("name", sorted(NOTICES))
@pytest.mark.parametrize("kind", sorted(DAMAGES))
def test_all_figures_are_those_of_the_reference_scorer(kind: str, name: str) -> None:
    text, gold = NOTICES[name]
    found = tallies(text, gold, damage.damaged(gold, DAMAGES[kind], name))
    assert {figure: list(tally.count) for figure, tally in found.items()} == GOLDEN[kind][name]


def test_some_damage_lowers_each_figure() -> None:
    whole = GOLDEN["nothing"]
    for figure in next(iter(whole.values())):
        lowered = [
            kind
            for kind, counts in GOLDEN.items()
            if kind != "all_gone" and any(counts[n][figure] != whole[n][figure] for n in whole)
        ]
        assert lowered, f"no damage touches {figure}: the agreement proves nothing about it"
