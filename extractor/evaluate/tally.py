"""What a figure counts: what was right, what was missed, what was invented."""

from typing import NamedTuple

from pydantic import Field

from extractor.model.evidence import Frozen


class Item(NamedTuple):
    """One value that was missed or invented: in which obligation, what, read from which words."""

    where: str
    value: str
    quote: str = ""


class Count(NamedTuple):
    """True positives, predicted and gold; ratios are rounded to three places, as they are reported.

    Nothing predicted counts as precision 1, nothing to be found as recall 1.
    """

    right: int
    predicted: int
    gold: int

    def plus(self, other: "Count") -> "Count":
        """Both counts together: figures over several notices are pooled, not averaged."""
        return Count(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def _ratios(self) -> tuple[float, float]:
        precision = self.right / self.predicted if self.predicted else 1.0
        recall = self.right / self.gold if self.gold else 1.0
        return precision, recall

    @property
    def precision(self) -> float:
        return round(self._ratios[0], 3)

    @property
    def recall(self) -> float:
        return round(self._ratios[1], 3)

    @property
    def f1(self) -> float:
        precision, recall = self._ratios
        total = precision + recall
        return round(2 * precision * recall / total, 3) if total else 0.0


class Tally(Frozen):
    """One figure of one notice."""

    right: int = Field(description="values that are in both annotations")
    missed: tuple[Item, ...] = ()
    invented: tuple[Item, ...] = ()

    @property
    def count(self) -> Count:
        return Count(self.right, self.right + len(self.invented), self.right + len(self.missed))
