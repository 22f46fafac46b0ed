"""The year that a bare month of the plan belongs to, and where it was read."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from extractor.assemble.reading import Reading
from extractor.model import Grounded, Metadata

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NAMED = re.compile(
    r"(?<![0-9〔（至到~～—－-])(?P<year>20[0-9]{2})年(?!版|本|以?来|以?前|底?前|修订|[-—－~～至到])"
)
_CITED = re.compile(r"〔(?P<year>(?:19|20)[0-9]{2})〕")
_FEWEST = 2


def plan_years(reading: Reading, metadata: Metadata) -> Iterator[Grounded[int] | None]:
    """Where the year of a bare month may be read, the best place first.

    A period of one year; the issue date, the number, the day it takes effect; the first year of a
    longer period; the printing; at last the year that the text itself names most often.
    """
    period = metadata.period
    several = (
        period is not None and period.value is not None and period.value[:4] != period.value[11:15]
    )
    yield None if several else _year(period)
    yield _year(metadata.issue_date)
    yield _year(metadata.document_number)
    yield _year(metadata.effective_date)
    yield _year(period)
    yield _year(metadata.print_date)
    yield _named_most(reading)


def _year(grounded: Grounded[Any] | None) -> Grounded[int] | None:
    match = _YEAR.search(str(grounded.value)) if grounded and grounded.value else None
    return (
        Grounded[int](value=int(match[0]), evidence=grounded.evidence)
        if match and grounded
        else None
    )


def _named_most(reading: Reading) -> Grounded[int] | None:
    """The year named most often, and twice at least; none before that of a document cited."""
    string = reading.string
    cited = max((int(match["year"]) for match in _CITED.finditer(string)), default=0)
    named = [match for match in _NAMED.finditer(string) if int(match["year"]) >= cited]
    (year, times), *others = Counter(match["year"] for match in named).most_common(2) or [("", 0)]
    if times < _FEWEST or (others and others[0][1] == times):
        return None
    first = next(match for match in named if match["year"] == year)
    evidence = reading.evidence(*first.span(), "part.year_named")
    return Grounded[int](value=int(year), evidence=evidence)
