"""Marks -> headings with the stretches they govern, and sections as the notice gives them."""

from extractor.assemble.reading import Heading, Reading
from extractor.model import Mark, Section


def read_headings(string: str, marks: tuple[Mark, ...]) -> tuple[Heading, ...]:
    """All headings and numbered paragraphs; each governs up to the next of its level or above."""
    heads = sorted(
        (mark for mark in marks if mark.layer in ("section", "item")), key=lambda mark: mark.start
    )
    found: list[Heading] = []
    stack: list[int] = []
    for index, mark in enumerate(heads):
        level = int(mark.label)
        while stack and found[stack[-1]].level >= level:
            stack.pop()
        later = [other.start for other in heads[index + 1 :] if int(other.label) <= level]
        number = string[mark.start : mark.end]
        if mark.layer == "section":
            number = string[mark.start : number_end(string, mark)]
        found.append(
            Heading(
                mark=mark,
                level=level,
                number=number,
                end=later[0] if later else len(string),
                parent=stack[-1] if stack else None,
                words=mark.layer == "section",
            )
        )
        stack.append(len(found) - 1)
    return tuple(found)


def number_end(string: str, mark: Mark) -> int:
    """Where the number of a heading ends and its words begin.

    >>> number_end("（十二）加强领导", Mark(0, 8, "section", "2", "r"))
    4
    """
    index = mark.start
    if string[index] in "（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        closed = string.find("）", index, mark.end)
        index = closed + 1 if closed >= 0 else index + 1
        return index + 1 if string[index : index + 1] == "、" else index
    while string[index] not in "、.章部分":
        index += 1
    while index < mark.end and string[index] in "、.章部分":
        index += 1
    return index


def read_sections(reading: Reading) -> tuple[Section, ...]:
    """The headings that have words."""
    made = []
    for heading in reading.headings:
        if not heading.words:
            continue
        after = number_end(reading.string, heading.mark)
        made.append(
            Section(
                level=heading.level,
                number=heading.number,
                heading=reading.string[after : heading.mark.end],
                evidence=reading.evidence(heading.start, heading.mark.end, heading.mark.rule),
            )
        )
    return tuple(made)


def path_at(headings: tuple[Heading, ...], position: int) -> tuple[int, ...]:
    """The headings that govern a position, from the top, as indexes."""
    return tuple(
        index for index, head in enumerate(headings) if head.start <= position < head.end
    )
