"""An obligation as it is compared: its words without names and dates, its acts, its place."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.interpret.level import level_of
from extractor.interpret.tokenizer import tokenizer
from extractor.lexicon.load import alternation, table
from extractor.lexicon.wordlist import WordList
from extractor.model import Evidence, Notice, Obligation

_BLANK = "〓"
_MARKS = re.compile(r"[^\w%〓]+")
_NOT_WORDS = re.compile(r"[^\w%]+")
_SHORT = 4
"""Fewer characters of a piece's own words than this say too little: then all its words count."""
_KIND_ONLY = frozenset({"enterprise", "relevant", "other"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One obligation of the `notice`-th notice, taken apart into what can be alike.

    `plain` is the piece without white space and marks, `core` with marks and with names, dates and
    framing phrases blanked. Its features stand in a `Numbering`: `pairs` of
    neighbouring characters of its own words, `words`, `concepts`, pairs of `heading` and
    `condition`. `before` is the place of
    the obligation before it in the same section, None where it opens one; `continues` says that
    it cannot be understood without that one.
    """

    notice: int
    place: int
    duty: Obligation
    plain: str
    core: str
    measures: frozenset[str]
    industries: frozenset[str]
    receivers: frozenset[str]
    continues: bool
    before: int | None


class Numbering:
    """Numbers for features, in the order in which they are met, and how often each is."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._last: list[int] = []
        self.clauses: list[int] = []
        """How many clauses have each feature …"""
        self.notices: list[int] = []
        """… and how many notices."""
        self.features: list[dict[str, array[int]]] = []
        """The features of each clause by kind, in the order in which clauses were made."""

    def add(self, features: Mapping[str, Iterable[str]], notice: int) -> None:
        """Number and count the features of one more clause, each once."""
        self.features.append(
            {kind: self._counted(kind, found, notice) for kind, found in features.items()}
        )

    def _counted(self, kind: str, features: Iterable[str], notice: int) -> "array[int]":
        found = array("i", (self._number(kind, feature) for feature in dict.fromkeys(features)))
        for number in found:
            self.clauses[number] += 1
            if self._last[number] != notice:
                self._last[number] = notice
                self.notices[number] += 1
        return found

    def _number(self, kind: str, feature: str) -> int:
        number = self._numbers.setdefault((kind, feature), len(self.clauses))
        if number == len(self.clauses):
            self.clauses.append(0)
            self.notices.append(0)
            self._last.append(-1)
        return number


def clauses_of(notice: Notice, number: int, numbering: Numbering) -> list[Clause]:
    """The obligations of the `number`-th notice as clauses, in the order of the text."""
    headings = _headings(notice)
    named = _Named(notice)
    made: list[Clause] = []
    for place, duty in enumerate(notice.obligations):
        same = place > 0 and notice.obligations[place - 1].section == duty.section
        heading = headings.get(duty.section, "")
        made.append(_clause(duty, (number, place), named.core(duty), heading, same, numbering))
    return made


def _clause(
    duty: Obligation,
    at: tuple[int, int],
    core: str,
    heading: str,
    same: bool,
    numbering: Numbering,
) -> Clause:
    number, place = at
    plain = _NOT_WORDS.sub("", duty.quote)
    runs = _runs(core) or [plain]
    condition = duty.condition.value if duty.condition and duty.condition.value else ""
    opening = _NOT_WORDS.sub("", condition) or plain
    numbering.add(
        {
            "pairs": (pair for run in runs for pair in pairs_of(run)),
            "words": _words(runs),
            "concepts": _concepts("".join(runs)),
            "heading": pairs_of(_NOT_WORDS.sub("", heading)),
            "condition": pairs_of(_NOT_WORDS.sub("", condition)),
        },
        number,
    )
    return Clause(
        notice=number,
        place=place,
        duty=duty,
        plain=plain,
        core=core if _runs(core) else "".join(duty.quote.split()),
        measures=frozenset(str(measure.value) for measure in duty.measures if measure.value),
        industries=frozenset(str(named.value) for named in duty.industries if named.value),
        receivers=frozenset(
            level for body in duty.recipients if (level := level_of(body.value or ""))
        ),
        continues=same and _CONTINUES().match(opening) is not None,
        before=place - 1 if same else None,
    )


def pairs_of(run: str) -> Iterator[str]:
    """The pairs of neighbouring characters, from left to right."""
    return (run[at : at + 2] for at in range(len(run) - 1))


def _runs(core: str) -> list[str]:
    """The stretches of a piece that are its own words; empty where too few are left."""
    runs = [run for run in _MARKS.sub(_BLANK, core).split(_BLANK) if run]
    return runs if sum(map(len, runs)) >= _SHORT else []


def _words(runs: list[str]) -> Iterator[str]:
    stop = _stop_words()
    for run in runs:
        for word in tokenizer().cut(run, HMM=False):
            if len(word) > 1 and word not in stop:
                yield word


def _concepts(own: str) -> Iterator[str]:
    for _, _, names in _concept_words().find(own):
        yield from names


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(table("compare")["framing"]["words"])


@cache
def _concept_words() -> WordList[tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for name, words in table("compare")["concepts"].items():
        for word in words:
            if len(word) > 1:
                names.setdefault(word, []).append(name)
    return WordList({word: tuple(found) for word, found in names.items()})


@cache
def _CONTINUES() -> re.Pattern[str]:  # noqa: N802
    data = table("compare")["continues"]
    return re.compile(f"{alternation(data['openings'])}|{data['openings_pattern']}")


@cache
def _framing() -> re.Pattern[str]:
    return re.compile("|".join(table("compare")["framing"]["patterns"]))


class _Named:
    """Where a notice names documents, bodies and dates, which say nothing about the kind of duty."""

    def __init__(self, notice: Notice) -> None:
        self._text = notice.text
        self._cited = sorted((c.evidence.start, c.evidence.end) for c in notice.citations)

    def core(self, duty: Obligation) -> str:
        """The piece with names and dates blanked, and without the phrases that only lead up."""
        start, end = duty.evidence.start, duty.evidence.end
        letters = list(self._text[start:end])
        for low, high in (*self._cited_within(start, end), *_spans(duty)):
            low, high = max(low, start), min(high, end)
            letters[low - start : high - start] = _BLANK * max(0, high - low)
        string = "".join("".join(letters).split())
        return _framing().sub(_BLANK, string)

    def _cited_within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        return ((low, high) for low, high in self._cited if low < end and high > start)


def _spans(duty: Obligation) -> Iterator[tuple[int, int]]:
    evidence: list[Evidence] = [
        *(party.evidence for party in duty.responsible if party.system not in _KIND_ONLY),
        *(body.evidence for body in duty.recipients),
        *(deadline.evidence for deadline in duty.deadlines if deadline.end),
    ]
    return ((e.start, e.end) for e in evidence if not e.inherited)


def _headings(notice: Notice) -> dict[str, str]:
    """The words of the nearest headings over each section path."""
    found: dict[str, str] = {}
    path: list[tuple[int, str, str]] = []
    for section in notice.sections:
        path = [entry for entry in path if entry[0] < section.level]
        path.append((section.level, "".join(section.number.split()), section.heading))
        numbers = "/".join(number for _, number, _ in path)
        words = [heading for _, _, heading in path if heading]
        found[numbers] = words[-1] if words else ""
    return found
