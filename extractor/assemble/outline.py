"""Marks -> headings with the stretches they govern, and sections as the notice gives them."""

from extractor.assemble.reading import Heading, Reading
from extractor.assemble.words import written
from extractor.interpret.outline import level_of, read_decimal, read_number
from extractor.model import Mark, Section

# A new instrument or the end of one: no heading before it governs anything behind it.
_BORDERS = {"title", "notice_title", "attachment_title", "signature", "cover"}


def read_headings(string: str, marks: tuple[Mark, ...]) -> tuple[Heading, ...]:
    """All headings and numbered paragraphs; each governs up to the next of its rank or above."""
    heads = sorted(
        (mark for mark in marks if mark.layer in ("section", "item")), key=lambda mark: mark.start
    )
    borders = sorted(
        mark.start for mark in marks if mark.layer == "part" and mark.label in _BORDERS
    )
    found: list[Heading] = []
    stack: list[int] = []
    ends = _ends(heads, borders, len(string))
    for mark, end in zip(heads, ends, strict=True):
        while stack and (
            found[stack[-1]].rank >= int(mark.label) or found[stack[-1]].end <= mark.start
        ):
            stack.pop()
        found.append(
            Heading(
                mark=mark,
                rank=int(mark.label),
                level=level_of(int(mark.label)),
                words_start=number_end(string, mark),
                end=end,
                parent=stack[-1] if stack else None,
                words=mark.layer == "section",
            )
        )
        stack.append(len(found) - 1)
    return tuple(found)


def _ends(heads: list[Mark], borders: list[int], length: int) -> list[int]:
    """Where each heading stops governing, found from the back in one pass."""
    ends = [length] * len(heads)
    open_: list[int] = []
    for index, mark in enumerate(heads):
        while open_ and int(heads[open_[-1]].label) >= int(mark.label):
            ends[open_.pop()] = mark.start
        open_.append(index)
    for border in borders:
        for index, mark in enumerate(heads):
            if mark.start < border < ends[index]:
                ends[index] = border
    return ends


def number_end(string: str, mark: Mark) -> int:
    """Where the number of a heading ends and its words begin.

    >>> number_end("（十二）加强领导", Mark(0, 8, "section", "20", "r"))
    4
    """
    end = max(mark.end, mark.start + 1) + 1
    read = read_number(string, mark.start, end)
    if mark.rule == "outline.decimal":
        read = read_decimal(string, mark.start, end)
    return read[1] if read and read[1] <= mark.end else mark.end


def number_words(reading: Reading, heading: Heading) -> str:
    """The number as written, white space dropped."""
    return written(reading, range(heading.start, heading.words_start))


def read_sections(reading: Reading) -> tuple[Section, ...]:
    """The headings that have words."""
    made = []
    for heading in reading.headings:
        if not heading.words:
            continue
        made.append(
            Section(
                level=heading.level,
                number=number_words(reading, heading),
                heading=written(reading, range(heading.words_start, heading.mark.end)),
                evidence=reading.evidence(heading.start, heading.mark.end, heading.mark.rule),
            )
        )
    return tuple(made)


def path_at(headings: tuple[Heading, ...], position: int) -> tuple[int, ...]:
    """The headings that govern a position, from the top, as indexes."""
    return tuple(index for index, head in enumerate(headings) if head.start <= position < head.end)
