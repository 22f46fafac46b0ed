"""The left side: the notice as its file has it, line by line and page by page, with its marks."""

from collections.abc import Iterator
from itertools import pairwise

from extractor.export.review.markup import Markup, element
from extractor.export.review.segments import Segments, painted
from extractor.export.review.words import label, said, told
from extractor.model import Evidence, Notice
from extractor.model.evidence import is_page_mark

_INDENT = (18.0, 60.0)
# A line like a letterhead, a signature, a mark: it is no paragraph of the body.
_SHORT = 24
_ENDS = tuple("。；：，、？！”;:,.")


def source_pane(notice: Notice, segments: Segments) -> Markup:
    """The whole text; paged sources in one sheet per page, the others on one."""
    writer = _Writer(notice, segments)
    starts = notice.source.page_starts
    if not starts:
        return element("div", writer.lines(0, len(notice.text)), class_="sheet flowing")
    bounds = [*starts, len(notice.text)]
    bounds[0] = 0
    return Markup(
        "".join(
            element(
                "section",
                said(label("page", number), class_="folio"),
                writer.lines(start, end),
                class_="sheet paged",
                **told(label("page", number)),
            )
            for number, (start, end) in enumerate(pairwise(bounds), start=1)
        )
    )


class _Writer:
    """Writes lines; knows which of them are titles and headings, and where obligations begin."""

    def __init__(self, notice: Notice, segments: Segments) -> None:
        self._notice, self._segments = notice, segments
        self._paged = bool(notice.source.page_starts)
        self._kinds = painted(notice, segments)
        self._bound: set[int] = set()
        self._pins: dict[int, list[int]] = {}
        for number, duty in enumerate(notice.obligations, start=1):
            first, last = segments.span(duty.evidence)
            self._bound.update(range(first, last + 1))
            self._pins.setdefault(first, []).append(number)
        self._heads = self._of(section.evidence for section in notice.sections)
        meta = notice.metadata
        titles = (meta.title, meta.notice_title)
        self._titles = self._of(value.evidence for value in titles if value)
        self._numbers = self._of([meta.document_number.evidence] if meta.document_number else [])
        self._dates = self._of([meta.issue_date.evidence] if meta.issue_date else [])
        self._indented = set(_indented(notice))

    def _of(self, found: "Iterator[Evidence] | list[Evidence]") -> set[int]:
        covered: set[int] = set()
        for evidence in found:
            first, last = self._segments.span(evidence)
            covered.update(range(first, last + 1))
        return covered

    def lines(self, start: int, end: int) -> Iterator[Markup]:
        """The lines of `text[start:end]` as paragraphs."""
        at = start
        for line in self._notice.text[start:end].removesuffix("\n").split("\n"):
            inside = [part for part in self._segments.within(at, at + len(line)) if part[1]]
            yield element(
                "p", map(self._segment, *zip(*inside, strict=True)) if inside else None,
                class_=self._line_class(at, line, [number for number, _ in inside]),
            )  # fmt: skip
            at += len(line) + 1

    def _line_class(self, at: int, line: str, numbers: list[int]) -> str:
        """What kind of line it is, by what all of it is."""
        whole = (
            ("title", self._titles), ("number", self._numbers), ("date", self._dates),
            ("heading", self._heads),
        )  # fmt: skip
        for name, covered in whole:
            if numbers and covered.issuperset(numbers):
                return f"line {name}" + (" indented" if at in self._indented else "")
        if not numbers:
            return "line blank"
        if self._paged and is_page_mark(line):
            return "line mark"
        if at in self._indented:
            return "line indented"
        short = len(line) < _SHORT and not line.endswith(_ENDS)
        return "line short" if short and not self._heads.intersection(numbers) else "line"

    def _segment(self, number: int, words: str) -> Markup:
        classes = [
            name
            for name, here in (
                ("bound", number in self._bound),
                ("head", number in self._heads),
                (f"k-{self._kinds.get(number)}", number in self._kinds),
            )
            if here
        ]
        pins = "".join(map(_pin, self._pins.get(number, ())))
        return Markup(
            pins + element("span", words, class_=" ".join(classes) or None, data_s=number)
        )


def _pin(number: int) -> Markup:
    return element(
        "button", str(number), type="button", class_="pin", data_o=number,
        **told(label("pin", number)),
    )  # fmt: skip


def _indented(notice: Notice) -> Iterator[int]:
    """Offsets of lines that begin to the right of their page's margin, where evidence tells it."""
    found = [
        *(section.evidence for section in notice.sections),
        *(duty.evidence for duty in notice.obligations),
        *(one.evidence for one in notice.skipped),
    ]
    boxes = [(place.page, place.box[0]) for one in found for place in one.places if place.box]
    margins: dict[int | None, float] = {}
    for page, left in boxes:
        margins[page] = min(left, margins.get(page, left))
    low, high = _INDENT
    for one in found:
        begins = one.start == 0 or notice.text[one.start - 1] == "\n"
        first = one.places[0] if one.places else None
        if begins and first and first.box and low <= first.box[0] - margins[first.page] <= high:
            yield one.start
