"""Whose words they are: where the words of an obligation stand in earlier notices and above.

Within notices a clause is compared with the earliest clauses of its own row and wording; an
upstream text is searched for any run of its characters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, takewhile

from extractor.compare.clause import Clause
from extractor.compare.wording import Pair, Written, equal_runs, written
from extractor.model import Evidence, Notice
from extractor.model.comparison import Origin, SharedSpan

_SHINGLE = 6
"""So many characters in a row are no accident."""
_GAP = 3
"""Shared runs that so few characters part are one run that is nearly the same."""
_ASKED = 4
"""Earliest clauses of a row that a clause is compared with."""
_LEAST = 0.3
"""A smaller share is the language of the office, not of a source."""


@dataclass(frozen=True, slots=True)
class _Found:
    share: float
    spans: tuple[SharedSpan, ...]


class Upstream:
    """A text from above, searched for runs of characters."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._written = written(Evidence(quote=text, start=0, end=len(text), rule="upstream"), None)
        self._places: dict[str, int] = {}
        string = self._written.string
        for at in range(len(string) - _SHINGLE + 1):
            self._places.setdefault(string[at : at + _SHINGLE], at)

    def find(self, words: Written) -> _Found:
        """The longest runs of the words that stand here, from left to right."""
        runs: list[tuple[Pair, Pair]] = []
        at, string, ours = 0, self._written.string, words.string
        while at <= len(ours) - _SHINGLE:
            place = self._places.get(ours[at : at + _SHINGLE])
            if place is None:
                at += 1
                continue
            length = _SHINGLE
            while (
                at + length < len(ours)
                and place + length < len(string)
                and ours[at + length] == string[place + length]
            ):
                length += 1
            runs.append(((at, at + length), (place, place + length)))
            at += length
        return _found(words, self._written, runs)


def origins(
    notices: Sequence[Notice],
    clauses: Sequence[Clause],
    rows: Sequence[Sequence[int]],
    dates: Sequence[date | None],
    upstream: Mapping[str, str],
) -> tuple[Origin, ...]:
    """For each obligation whose words stand elsewhere the source that holds the most of them."""
    above = [Upstream(name, text) for name, text in upstream.items()]
    said = [written(clause.duty.evidence) for clause in clauses]
    found: list[tuple[tuple[int, int], Origin]] = []
    for row in rows:
        order = _by_age(row, clauses, dates)
        for number in row:
            best = _best(number, order, clauses, said, dates, notices, above)
            if best is not None:
                found.append(((clauses[number].notice, clauses[number].place), best))
    return tuple(origin for _, origin in sorted(found, key=lambda entry: entry[0]))


def _best(
    number: int,
    order: "_ByAge",
    clauses: Sequence[Clause],
    said: Sequence[Written],
    dates: Sequence[date | None],
    notices: Sequence[Notice],
    above: Iterable[Upstream],
) -> Origin | None:
    clause = clauses[number]
    own = dates[clause.notice]
    sources: list[tuple[float, int, str, bool, bool | None, _Found]] = []
    for rank, text in enumerate(above):
        held = text.find(said[number])
        sources.append((held.share, -rank + 1000, text.name, True, None, held))
    asked = list(islice(order.sources(clause, own, clauses), _ASKED))
    for rank, other in enumerate(asked):
        held = shared(said[number], said[other])
        theirs = dates[clauses[other].notice]
        earlier = None if own is None or theirs is None or own == theirs else theirs < own
        name = notices[clauses[other].notice].document
        sources.append((held.share, -rank, name, False, earlier, held))
    if not sources:
        return None
    share, _, name, is_upstream, earlier, held = max(sources, key=lambda s: (round(s[0], 1), s[1]))
    if share < _LEAST:
        return None
    return Origin(
        notice=notices[clause.notice].document,
        obligation=clause.duty.id,
        source=name,
        upstream=is_upstream,
        share=share,
        earlier=earlier,
        spans=held.spans,
    )


@dataclass(frozen=True, slots=True)
class _ByAge:
    """The clauses of a row by date, and those of notices that bear none."""

    dated: tuple[tuple[date, int], ...]
    undated: tuple[int, ...]

    def sources(self, clause: Clause, own: date | None, clauses: Sequence[Clause]) -> Iterator[int]:
        """Clauses of other notices, the oldest first; none of a notice that was issued later."""
        older = takewhile(lambda entry: own is None or entry[0] <= own, self.dated)
        for number in chain((number for _, number in older), self.undated):
            if clauses[number].notice != clause.notice:
                yield number


def _by_age(row: Sequence[int], clauses: Sequence[Clause], dates: Sequence[date | None]) -> _ByAge:
    order = sorted(row, key=lambda n: (clauses[n].notice, clauses[n].place))
    known = [(day, n) for n in order if (day := dates[clauses[n].notice]) is not None]
    undated = tuple(n for n in order if dates[clauses[n].notice] is None)
    return _ByAge(tuple(sorted(known, key=lambda entry: entry[0])), undated)


def shared(here: Written, there: Written) -> _Found:
    """The runs of one piece that stand in another, in the same order."""
    return _found(here, there, equal_runs(here.string, there.string))


def _found(here: Written, there: Written, runs: list[tuple[Pair, Pair]]) -> _Found:
    whole = list(_joined(runs))
    length = sum(run[0][1] - run[0][0] for run, _ in whole)
    spans = tuple(
        SharedSpan(here=here.span(*ours), there=there.span(*theirs), exact=exact)
        for (ours, theirs), exact in whole
    )
    return _Found(round(length / len(here.string), 4) if here.string else 0.0, spans)


def _joined(runs: list[tuple[Pair, Pair]]) -> Iterator[tuple[tuple[Pair, Pair], bool]]:
    """Runs long enough to tell, those joined that little parts; whether each is exact."""
    open_run: tuple[Pair, Pair] | None = None
    exact = True
    for ours, theirs in runs:
        if open_run is not None and _near(open_run, (ours, theirs)):
            grown = (open_run[0][0], ours[1]), (open_run[1][0], theirs[1])
            exact = exact and (open_run[0][1], open_run[1][1]) == (ours[0], theirs[0])
            open_run = grown
            continue
        if open_run is not None and _long(open_run):
            yield open_run, exact
        open_run, exact = (ours, theirs), True
    if open_run is not None and _long(open_run):
        yield open_run, exact


def _near(one: tuple[Pair, Pair], other: tuple[Pair, Pair]) -> bool:
    here, there = other[0][0] - one[0][1], other[1][0] - one[1][1]
    return 0 <= here <= _GAP and 0 <= there <= _GAP


def _long(run: tuple[Pair, Pair]) -> bool:
    return run[0][1] - run[0][0] >= _SHINGLE
