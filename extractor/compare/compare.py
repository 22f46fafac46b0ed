"""The verb: notices in, one comparison out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from extractor.compare.align import align
from extractor.compare.clause import Clause, Numbering, clauses_of
from extractor.compare.columns import Table, lay_out, plan_year
from extractor.compare.differences import differences
from extractor.compare.kinship import kinships
from extractor.compare.label import label
from extractor.compare.likeness import Likeness
from extractor.compare.minhash import SEED
from extractor.compare.origin import origins
from extractor.compare.standing import Standing
from extractor.compare.verdict import verdict
from extractor.errors import CompareError
from extractor.lexicon.version import lexicon_version
from extractor.model import Comparison, Difference, Notice, Provision
from extractor.model.comparison import Cell, Method, Verdict
from extractor.model.vocabulary import Topic
from extractor.version import VERSION

_SURE = 0.7
"""Rows whose members are as alike as this on the average are as sure as can be."""
_PAIRS = 40
"""So many pairs of members say how alike a row is."""
_LISTED = 20
"""Names that an error lists."""


def compare(
    notices: Iterable[Notice],
    reference: str | Notice | None = None,
    *,
    upstream: Mapping[str, str] | None = None,
) -> Comparison:
    """Lay notices side by side: rows are provisions, columns notices, cells obligations or a gap.

    `reference` is the notice that all others are measured against: its `document`, file name,
    发文字号, title or place, or a beginning of these that no other has, or a Notice, which
    becomes the first column where it is not among the notices. With it each cell has a verdict
    (`same`, `stricter`, `looser`, `other`, `missing`, `added`), and differences start from it;
    without it they start from the earliest notice of the row. `upstream` are texts by name (a ministry's order, a province's plan) in
    which the words of obligations are looked for besides.

    Rows come in the order of the reference, then of the first notice that has them. The same
    notices give the same comparison. Every difference quotes both sides; offsets are those of
    `Notice.text`, half-open. Days are calendar days; a threshold that hits more is the stricter
    one; the verdict on a date looks at the day within the year of each plan.

    Raises CompareError for fewer than two different notices and for a reference that none of
    them answers to. Notices given twice, without obligations, of one text, or of one place and
    year are compared and told in `notes`.
    """
    given = list(notices)
    if isinstance(reference, Notice):
        given.insert(0, reference)
    table = lay_out(given)
    base = _reference(table, reference)
    numbering = Numbering()
    # Ties fall by the bytes of the notices, not by the order in which they are given.
    order = sorted(enumerate(table.notices), key=lambda entry: entry[1].source.sha256)
    clauses = [
        clause for number, notice in order for clause in clauses_of(notice, number, numbering)
    ]
    likeness = Likeness(clauses, numbering)
    rows = _in_order(align(likeness), clauses, base)
    scores = [_score(likeness, row) for row in rows]
    # What was needed to align is much, and not needed for the rest.
    del likeness, numbering
    dates = [column.issue_date for column in table.columns]
    making = _Making(table, clauses, base)
    return Comparison(
        method=_method(),
        columns=table.columns,
        notices=table.notices,
        reference=None if base is None else table.notices[base].document,
        provisions=tuple(
            making.provision(f"p{index:03d}", row, score)
            for index, (row, score) in enumerate(zip(rows, scores, strict=True), start=1)
        ),
        origins=origins(table.notices, clauses, rows, dates, upstream or {}),
        kinships=kinships(table.notices, dates),
        notes=table.notes,
    )


def _method() -> Method:
    return Method(extractor_version=VERSION, lexicon=lexicon_version(), seed=SEED)


def _reference(table: Table, reference: str | Notice | None) -> int | None:
    """The column of the reference; CompareError where none or several answer to the name."""
    if reference is None:
        return None
    if isinstance(reference, Notice):
        return next(
            number
            for number, notice in enumerate(table.notices)
            if notice.source.sha256 == reference.source.sha256
        )
    for answers in (_called, _placed, _begun):
        found = [
            number for number in range(len(table.notices)) if answers(table, number, reference)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise CompareError(f"the reference {reference!r} may be any of {_listed(table, found)}")
    every = _listed(table, range(len(table.notices)))
    raise CompareError(f"the reference {reference!r} is none of {every}")


def _listed(table: Table, numbers: Sequence[int]) -> str:
    names = "、".join(table.notices[number].document for number in numbers[:_LISTED])
    more = len(numbers) - _LISTED
    return f"{names} and {more} more" if more > 0 else names


def _called(table: Table, number: int, name: str) -> bool:
    return name in _names(table, number)


def _begun(table: Table, number: int, name: str) -> bool:
    begun = name.casefold()
    return bool(begun) and any(
        known.casefold().startswith(begun) for known in _names(table, number)
    )


def _names(table: Table, number: int) -> set[str]:
    notice = table.notices[number]
    meta = notice.metadata
    stated = (meta.document_number, meta.title, meta.notice_title)
    names = {notice.document, notice.source.name, table.columns[number].name}
    return names | {value.value for value in stated if value and value.value}


def _placed(table: Table, number: int, name: str) -> bool:
    region = table.notices[number].metadata.region
    place = region.value if region else None
    return place is not None and name in {
        place.county or place.city or place.province,
        place.adcode,
    }


def _in_order(
    rows: list[list[int]], clauses: Sequence[Clause], base: int | None
) -> list[list[int]]:
    """The rows of the reference first, then by the first notice that has them and its order."""

    def place(number: int) -> tuple[bool, int, int]:
        clause = clauses[number]
        return clause.notice != base, clause.notice, clause.place

    return sorted((sorted(row, key=place) for row in rows), key=lambda row: place(row[0]))


class _Making:
    """Makes provisions of rows."""

    def __init__(self, table: Table, clauses: Sequence[Clause], base: int | None) -> None:
        self.table = table
        self.clauses = clauses
        self.base = base
        self.years = [plan_year(notice) for notice in table.notices]

    def provision(self, name: str, row: list[int], score: float) -> Provision:
        """One row: cells, differences from its base, label."""
        members = [self.clauses[n] for n in row]
        standings: dict[int, Standing] = {}
        for clause in members:
            known = standings.get(clause.notice)
            duties = (*known.duties, clause.duty) if known else (clause.duty,)
            document = self.table.notices[clause.notice].document
            standings[clause.notice] = Standing(document, duties)
        base = self._base(standings)
        found = {
            other: differences(standings[base], standing)
            for other, standing in standings.items()
            if other != base
        }
        return Provision(
            id=name,
            label=label(members),
            topic=_usual([clause.duty.topic.value for clause in members]),
            score=score,
            cells=self._cells(standings, found),
            base=standings[base].notice if found else None,
            differences=tuple(d for each in found.values() for d in each),
        )

    def _base(self, standings: dict[int, Standing]) -> int:
        if self.base is not None and self.base in standings:
            return self.base
        dates = [column.issue_date for column in self.table.columns]
        return min(standings, key=lambda n: (dates[n] is None, dates[n] or date.max, n))

    def _cells(
        self, standings: dict[int, Standing], found: dict[int, tuple[Difference, ...]]
    ) -> tuple[Cell, ...]:
        told = self.base is not None and self.base in standings
        shown = range(len(self.table.notices)) if told else sorted(standings)
        return tuple(self._cell(n, standings.get(n), found.get(n, ()), told) for n in shown)

    def _cell(
        self,
        number: int,
        standing: Standing | None,
        found: tuple[Difference, ...],
        in_reference: bool,
    ) -> Cell:
        document = self.table.notices[number].document
        if standing is None:
            return Cell(notice=document, verdict="missing")
        ids = tuple(duty.id for duty in standing.duties)
        judged = self._verdict(number, found, in_reference)
        return Cell(notice=document, obligations=ids, verdict=judged)

    def _verdict(
        self, number: int, found: tuple[Difference, ...], in_reference: bool
    ) -> Verdict | None:
        if self.base is None:
            return None
        if not in_reference:
            return "added"
        return verdict(found, self._years_behind(number)) if found else "same"

    def _years_behind(self, number: int) -> int:
        own, theirs = self.years[number], self.years[self.base or 0]
        return own - theirs if own and theirs else 0


def _score(likeness: Likeness, row: list[int]) -> float:
    """How alike the members are on the average of some pairs, 1 where there is but one."""
    clauses = likeness.clauses
    pairs = [
        (one, other)
        for at, one in enumerate(row[:_PAIRS])
        for other in row[at + 1 : at + 1 + max(1, _PAIRS // len(row))]
        if clauses[one].notice != clauses[other].notice
    ]
    if not pairs:
        return 1.0
    mean = sum(likeness.own(*pair) for pair in pairs) / len(pairs)
    return round(min(1.0, mean / _SURE), 3)


def _usual(values: Sequence[Topic | None]) -> Topic | None:
    return max(values, key=lambda value: (values.count(value), -values.index(value)))
