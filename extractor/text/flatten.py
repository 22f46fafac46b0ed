"""Source -> Text, the map carried and never reconstructed."""

from extractor.model import CellSpan, Line, Source, Text
from extractor.text.characters import folded
from extractor.text.furniture import furniture
from extractor.text.join import full_width, goes_on


def flatten(source: Source) -> Text:
    """The clean string of a source: one line feed between paragraphs, none inside them."""
    starts = _starts(source.lines)
    dropped = furniture(source.lines)
    kept = [
        (index, *folded(line.text))
        for index, line in enumerate(source.lines)
        if index not in dropped
    ]
    kept = [entry for entry in kept if entry[1]]
    width = full_width([len(clean) for index, clean, _ in kept if not source.lines[index].paragraph])
    characters: list[str] = []
    offsets: list[int] = []
    cells: list[CellSpan] = []
    for place, (index, clean, columns) in enumerate(kept):
        line = source.lines[index]
        begin = len(characters)
        characters.extend(clean)
        offsets.extend(starts[index] + column for column in columns)
        if line.cell is not None:
            cells.append(CellSpan(begin, len(characters), line.cell.table, line.cell.row, line.cell.column))
        if place + 1 < len(kept) and _breaks(line, clean, source.lines[kept[place + 1][0]], kept[place + 1][1], width):
            characters.append("\n")
            offsets.append(starts[index] + len(line.text))
    return Text("".join(characters), tuple(offsets), tuple(cells))


def _starts(lines: tuple[Line, ...]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts


def _breaks(line: Line, clean: str, following: Line, clean_following: str, width: int | None) -> bool:
    if line.cell != following.cell or (line.paragraph and following.paragraph):
        return True
    return not goes_on(clean, clean_following, width)
