"""How good the extractor is: figures against the gold, what was missed and invented, floors."""

from extractor.evaluate.changes import Change, Comparison, compare_runs
from extractor.evaluate.evaluation import (
    Evaluation,
    NoticeEvaluation,
    evaluate,
    load,
    read_notice,
    save,
)
from extractor.evaluate.floors import Floors, below, load_floors, raise_floors, raised
from extractor.evaluate.gold import GOLD, TEXTS, read_predictions
from extractor.evaluate.report import render, render_comparison
from extractor.evaluate.tally import Count, Item, Tally

__all__ = [
    "GOLD",
    "TEXTS",
    "Change",
    "Comparison",
    "Count",
    "Evaluation",
    "Floors",
    "Item",
    "NoticeEvaluation",
    "Tally",
    "below",
    "compare_runs",
    "evaluate",
    "load",
    "load_floors",
    "raise_floors",
    "raised",
    "read_notice",
    "read_predictions",
    "render",
    "render_comparison",
    "save",
]
