"""What every part of the assembly works on: the text with its marks, its outline and its pieces."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extractor.model import Evidence, Line, Mark, Place, Source, Text
from extractor.model.vocabulary import System


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading or numbered paragraph, and the stretch `[start, end)` that it governs.

    `mark` covers number and heading words, which begin at `words_start` (`words` is False: the bare
    number of a paragraph that is a whole sentence); `rank` orders kinds of number within each
    other, `level` is the codebook's (0 for articles); `parent` is an index into
    `Reading.headings` or None.
    """

    mark: Mark
    rank: int
    level: int
    words_start: int
    end: int
    parent: int | None
    words: bool

    @property
    def start(self) -> int:
        return self.mark.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the body that became an obligation: clean offsets, and where it stands.

    `path` holds indexes into `Reading.headings` from the top; `item` is the innermost of them (-1
    outside any), the unit within which an omitted subject is carried over. `paragraph` and
    `sentence` number the paragraphs and the 。-sentences of the text.
    """

    index: int
    start: int
    end: int
    path: tuple[int, ...]
    paragraph: int
    sentence: int
    table: int | None = None
    row: int | None = None

    @property
    def item(self) -> int:
        return self.path[-1] if self.path else -1


@dataclass(frozen=True)
class Reading:
    """One notice on the table: all the parts of `assemble` read this and nothing else."""

    source: Source
    text: Text
    marks: tuple[Mark, ...]
    headings: tuple[Heading, ...]
    pieces: tuple[Piece, ...] = ()
    year: int | None = None
    """The plan's year: what the year of a bare month or day is."""
    year_mark: Mark | None = None
    """Where the plan's year was read."""
    issued: date | None = None
    """The day the notice was signed, or else printed."""
    house: System | None = None
    """The 条线 of the one department that issued the notice: that of its own offices (人事处)."""
    _layers: dict[str, tuple[list[int], list[Mark]]] = field(default_factory=dict, repr=False)

    @property
    def string(self) -> str:
        return self.text.string

    def layer(self, layer: str) -> list[Mark]:
        """The marks of a layer in order of their start."""
        return self._layer(layer)[1]

    def within(self, layer: str, start: int, end: int) -> list[Mark]:
        """The marks of a layer that lie wholly inside `[start, end)`."""
        starts, marks = self._layer(layer)
        low, high = bisect_left(starts, start), bisect_right(starts, end)
        return [mark for mark in marks[low:high] if mark.end <= end]

    def _layer(self, layer: str) -> tuple[list[int], list[Mark]]:
        if not self._layers:
            grouped: dict[str, list[Mark]] = {}
            for mark in sorted(self.marks, key=lambda mark: (mark.start, -mark.end)):
                grouped.setdefault(mark.layer, []).append(mark)
            self._layers.update(
                (name, ([mark.start for mark in marks], marks)) for name, marks in grouped.items()
            )
        return self._layers.get(layer, ([], []))

    def quote(self, mark: Mark | Piece) -> str:
        """The clean words of a mark or piece."""
        return self.string[mark.start : mark.end]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.source.lines:
            starts.append(at)
            at += len(line.text) + 1
        return starts

    @cached_property
    def _located(self) -> bool:
        """Whether the lines know where in the file they stand; those of plain text do not."""
        return any(line.page is not None or line.path is not None for line in self.source.lines)

    @cached_property
    def recognised(self) -> tuple[tuple[int, int, float], ...]:
        """Start, end and confidence of the lines of `source.text` that were read off a picture."""
        return tuple(
            (start, start + len(line.text), line.confidence)
            for start, line in zip(self._line_starts, self.source.lines, strict=True)
            if line.confidence is not None
        )

    @property
    def page_starts(self) -> tuple[int, ...]:
        """Where in the source's text pages 1, 2, … begin; a page without lines where the next does."""
        last = max((page.number for page in self.source.pages), default=0)
        numbers = [line.page or 0 for line in self.source.lines]
        ends = [*self._line_starts, len(self.source.text)]
        return tuple(ends[bisect_left(numbers, page)] for page in range(1, last + 1))

    def evidence(self, start: int, end: int, rule: str, *, inherited: bool = False) -> Evidence:
        """Evidence for the clean stretch `[start, end)`: quote and offsets are the source's."""
        low, high = self.text.origin(start, end)
        return Evidence(
            quote=self.source.text[low:high],
            start=low,
            end=high,
            places=tuple(self._places(start, end)) if self._located else (),
            rule=rule,
            inherited=inherited,
        )

    def _places(self, start: int, end: int) -> Iterator[Place]:
        """One place per line that gives characters to the clean stretch `[start, end)`.

        Page marks and running heads that a sentence runs over have no part in it.
        """
        starts, offsets = self._line_starts, self.text.offsets
        at = start
        while at < end:
            index = bisect_right(starts, offsets[at]) - 1
            line, begin = self.source.lines[index], starts[index]
            stop = bisect_left(offsets, begin + len(line.text), at, end)
            if stop > at and (line.page is not None or line.path is not None):
                box = _cut(line, offsets[at] - begin, offsets[stop - 1] + 1 - begin)
                yield Place(page=line.page, box=box, path=line.path)
            at = max(stop, at + 1)


def _cut(line: Line, left: int, right: int) -> tuple[float, float, float, float] | None:
    """The box of the columns `[left, right)`: that of the line where it does not know its edges."""
    if line.box is None or line.edges is None:
        return line.box
    return line.edges[left], line.box[1], line.edges[right], line.box[3]
