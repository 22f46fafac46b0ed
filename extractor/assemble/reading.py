"""What every part of the assembly works on: the text with its marks, its outline and its pieces."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from extractor.model import Evidence, Mark, Place, Source, Text


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
        if layer not in self._layers:
            marks = sorted(
                (mark for mark in self.marks if mark.layer == layer),
                key=lambda mark: (mark.start, -mark.end),
            )
            self._layers[layer] = [mark.start for mark in marks], marks
        return self._layers[layer]

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

    def evidence(self, start: int, end: int, rule: str, *, inherited: bool = False) -> Evidence:
        """Evidence for the clean stretch `[start, end)`: quote and offsets are the source's."""
        low, high = self.text.origin(start, end)
        return Evidence(
            quote=self.source.text[low:high],
            start=low,
            end=high,
            places=tuple(self._places(low, high)),
            rule=rule,
            inherited=inherited,
        )

    def _places(self, low: int, high: int) -> Iterable[Place]:
        starts = self._line_starts
        index = max(0, bisect_right(starts, low) - 1)
        while index < len(starts) and starts[index] < high:
            line, begin = self.source.lines[index], starts[index]
            left, right = max(low - begin, 0), min(high - begin, len(line.text))
            index += 1
            if left >= right or not line.text[left:right].strip():
                continue
            if line.page is None and line.path is None:
                continue
            box = line.box
            if box is not None and line.edges is not None:
                box = (line.edges[left], box[1], line.edges[right], box[3])
            yield Place(page=line.page, box=box, path=line.path)
