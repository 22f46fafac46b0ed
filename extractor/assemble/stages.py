"""Stages that a plan names without a number (第一阶段：动员部署（3月）。…) and what they cover."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractor.assemble.reading import Reading

_HEAD = re.compile(
    r"^[—－-]{0,2}(?:第[一二三四五六七八]阶段|[^，。；：、（）\n]{2,12}阶段)"
    r"[^。；\n（）]{0,40}(?:（[^（）\n]{2,30}）)?[^。；\n（）]{0,12}(?:[。；]|：?$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The words `[start, opens)` that name a stage; `[opens, end)` is what belongs to it."""

    start: int
    opens: int
    end: int


def read_stages(reading: Reading) -> list[Stage]:
    """Stages in order; one whose name fills its line reaches to the next stage or heading."""
    string = reading.string
    heads = [match.span() for match in _HEAD.finditer(string)]
    stops = sorted({start for start, _ in heads} | {head.start for head in reading.headings})
    found = []
    for start, opens in heads:
        line = string.find("\n", opens)
        end = len(string) if line < 0 else line
        if line == opens:
            after = bisect_right(stops, start)
            end = stops[after] if after < len(stops) else len(string)
        found.append(Stage(start, opens, end))
    return found


def stage_at(stages: list[Stage], position: int) -> Stage | None:
    """The stage that a position behind its name belongs to."""
    index = bisect_right(stages, position, key=lambda stage: stage.opens) - 1
    return stages[index] if index >= 0 and position < stages[index].end else None
