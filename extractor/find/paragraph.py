"""Paragraphs as the finder of parts sees them: each with the rule that its words satisfy alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.find.outline import decimal_starts, paragraphs
from extractor.find.pipeline import Board
from extractor.interpret.head import head_cuts
from extractor.interpret.outline import read_number
from extractor.lexicon.load import rules
from extractor.model import Mark

RULES = {rule.id: rule for rule in rules("part")}
_LONGEST = 600
_HEAD_LINES = 12
_LOOKED_FOR = ("part.title", "part.notice_title", "part.post", "part.order", "part.minutes")
_KINDS = tuple(rule for rule in RULES.values() if rule.id not in _LOOKED_FOR)
_IN_CELLS = {"part.copies", "part.printed", "part.web_field", "part.number"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the rule that its words satisfy, standing alone ("" for none)."""

    start: int
    end: int
    rule: str
    label: str
    words: str
    numbered: bool
    cell: bool
    cut: bool = False
    """Begins inside a paragraph of the text that runs on."""
    goes_on: bool = False


@dataclass(slots=True)
class Walk:
    """Where the finder is: the stage, the titles it has met, the marks it has made."""

    paragraphs: list[Paragraph]
    stage: str = "head"
    titled: bool = False
    covered: bool = False
    annexed: bool = False
    last: str = ""
    marks: list[Mark] = field(default_factory=list)

    def mark(self, first: int, after: int, label: str, rule: str) -> int:
        start, end = self.paragraphs[first].start, self.paragraphs[after - 1].end
        self.marks.append(Mark(start, end, "part", label, rule))
        return after

    def at(self, index: int) -> Paragraph | None:
        return self.paragraphs[index] if index < len(self.paragraphs) else None


def classified(board: Board) -> Iterator[Paragraph]:
    """The paragraphs, those of the head that run on cut into their parts."""
    string = board.string
    decimals = decimal_starts(string)
    cells = iter(board.text.cells)
    cell = next(cells, None)
    head = True
    for count, (start, end) in enumerate(paragraphs(string)):
        while cell is not None and cell.end <= start:
            cell = next(cells, None)
        inside = cell is not None and cell.start <= start
        numbered = start in decimals or read_number(string, start, end) is not None
        head = head and not inside and count < _HEAD_LINES and not numbered
        cuts = (
            [start + cut for cut in head_cuts(string[start:end])]
            if head and end - start > 20
            else []
        )
        for low, high in zip([start, *cuts], [*cuts, end], strict=True):
            one = _paragraph(string, low, high, inside)
            yield replace(
                one,
                cut=low > start,
                goes_on=high < end,
                numbered=one.numbered or low in decimals,
            )


def _paragraph(string: str, start: int, end: int, cell: bool) -> Paragraph:
    numbered = read_number(string, start, end) is not None
    rule = "" if end - start > _LONGEST else _kind(string[start:end], cell)
    label = RULES[rule].label if rule else ""
    return Paragraph(start, end, rule, label, string[start:end], numbered, cell)


def _kind(words: str, cell: bool) -> str:
    for rule in _KINDS:
        if rule.pattern.match(words) and (not cell or rule.id in _IN_CELLS):
            return rule.id
    return ""
