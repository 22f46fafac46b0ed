"""What each duty is about, weighed from the words of the piece, its headings and the title."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from extractor.assemble.reading import Heading, Piece, Reading
from extractor.interpret.modality import introduces
from extractor.interpret.segment import segments, veiled
from extractor.lexicon.load import table
from extractor.model import Grounded, Mark
from extractor.model.vocabulary import Topic

# Looking a parametrised class up costs more than making one of it.
_Topic = Grounded[Topic]
_STRENGTHS = table("topic_weighing")["strengths"]
_TITLES = table("topic_weighing")["titles"]
_FIELDS = frozenset(_TITLES["fields"])
_OBJECTS = frozenset(table("topic_weighing")["objects"]["rules"])
_PLACES = table("topic_weighing")["places"]
_SECTIONS = table("topic_weighing")["sections"]
_TOPICAL = re.compile(f"({'|'.join(_SECTIONS['topics'])})[^，]{{0,6}}{_SECTIONS['ending']}")
_MEASURES = table("topic_weighing")["measures"]
_RECAST = tuple((re.compile(case["head"]), case) for case in table("topic_weighing")["recast"])
_HEADS = frozenset(("title", "notice_title", "letterhead", "signature", "document_number"))

Vote = tuple[float, str, Mark]
"""How much a word weighs, the topic it speaks for, and where it stands."""
Span = tuple[int, int]


def read_topic(reading: Reading) -> list[Grounded[Topic]]:
    """Parallel to `reading.pieces`; the evidence is the weightiest word of the topic that won."""
    reading = _recast(reading)
    title = list(_title(reading))
    read: list[Grounded[Topic]] = []
    before: tuple[Piece, Vote | None] | None = None
    for piece in reading.pieces:
        path = [reading.headings[index] for index in reversed(piece.path)]
        section = next((heading for heading in path if _section_topic(reading, heading)), None)
        if section:
            label = str(_section_topic(reading, section))
            read.append(_grounded(reading, label, section.mark, inherited=True))
            continue
        votes = _votes(reading, piece, path, title)
        if before and before[1] and before[0].path == piece.path and _inside(*before):
            votes.append((_PLACES["previous"], *before[1][1:]))
        vote = _elect(votes)
        before = piece, vote
        read.append(_value(reading, piece, vote))
    return read


def _recast(reading: Reading) -> Reading:
    """The reading with the words relabelled that its head gives another topic."""
    heads = [reading.quote(part) for part in reading.layer("part") if part.label in _HEADS]
    labels = {
        rule: case["label"]
        for head, case in _RECAST
        if any(head.search(words) for words in heads)
        for rule in case["rules"]
    }
    if not labels:
        return reading
    marks = tuple(
        replace(mark, label=labels[mark.rule]) if mark.rule in labels else mark
        for mark in reading.marks
    )
    return replace(reading, marks=marks, _layers={})


def _votes(reading: Reading, piece: Piece, path: list[Heading], title: list[Vote]) -> list[Vote]:
    factors = {label: _PLACES["theme"] for _, label, _ in title}
    if factors:
        factors.setdefault("other", _PLACES["foreign"])
    return [
        (weight * factors.get(label, 1.0), label, mark)
        for weight, label, mark in [*_own(reading, piece), *_headings(reading, path)]
    ] + title


def _value(reading: Reading, piece: Piece, vote: Vote | None) -> Grounded[Topic]:
    if vote is None:
        evidence = reading.evidence(piece.start, piece.end, "topic.none")
        return _Topic(value="other", evidence=evidence)
    return _grounded(reading, vote[1], vote[2], inherited=not _inside(piece, vote))


def _inside(piece: Piece, vote: Vote | None) -> bool:
    return vote is not None and piece.start <= vote[2].start < piece.end


def _elect(votes: list[Vote]) -> Vote | None:
    """The weightiest vote for the topic that has most weight; None when none has enough."""
    sums: dict[str, float] = defaultdict(float)
    for weight, label, _ in votes:
        sums[label] += weight
    best = max(sums, key=lambda label: (sums[label], label), default="other")
    if sums.get(best, 0.0) < _PLACES["enough"]:
        return None
    return max(
        (vote for vote in votes if vote[1] == best), key=lambda vote: (vote[0], -vote[2].start)
    )


def _grounded(reading: Reading, label: str, mark: Mark, *, inherited: bool) -> Grounded[Topic]:
    evidence = reading.evidence(mark.start, mark.end, mark.rule, inherited=inherited)
    return _Topic.model_validate({"value": label, "evidence": evidence})


def _section_topic(reading: Reading, heading: Heading) -> str | None:
    if not heading.words:
        return None
    match = _TOPICAL.search(reading.quote(heading.mark))
    return str(_SECTIONS["topics"][match[1]]) if match else None


def _own(reading: Reading, piece: Piece) -> Iterator[Vote]:
    string = veiled(reading.string)
    conditions = [(m.start, m.end) for m in reading.within("condition", piece.start, piece.end)]
    spans = segments(string, piece.start, piece.end)
    frames = [span for span in spans[:-1] if introduces(string[slice(*span)])]
    deciding = reading.within("modality", piece.start, piece.end)
    at = deciding[0].start if deciding else piece.start
    leading = next((span for span in spans if span[0] <= at < span[1]), (piece.start, piece.end))
    placed: dict[str, list[Mark]] = {"leading": [], "clause": [], "aside": [], "object": []}
    marks = list(reading.within("topic", piece.start, piece.end))
    acts = _taken(marks, spans)
    for mark in marks:
        if _among(mark, conditions) or (_among(mark, frames) and not _acts(mark)):
            placed["aside"].append(mark)
        elif acts.get(_clause(spans, mark), set()) - {mark.label}:
            placed["object"].append(mark)
        elif leading[0] <= mark.start < leading[1]:
            placed["leading"].append(mark)
        else:
            placed["clause"].append(mark)
    for place, marks in placed.items():
        yield from _weighed(marks, _PLACES[place])
    for mark in reading.within("measure", piece.start, piece.end):
        if mark.label in _MEASURES:
            label, weight = _MEASURES[mark.label]
            yield weight, label, mark


def _among(mark: Mark, spans: list[Span]) -> bool:
    if not spans:
        return False
    low, high = _clause(spans, mark)
    return low <= mark.start < high


def _acts(mark: Mark) -> bool:
    return _strength(mark) >= float(_STRENGTHS["act"])


def _taken(marks: list[Mark], spans: list[Span]) -> dict[Span, set[str]]:
    """The clauses whose act takes the rest as its object (公布…结果), with the topics of their acts."""
    found: dict[Span, set[str]] = defaultdict(set)
    for act in marks:
        if act.rule in _OBJECTS:
            found[_clause(spans, act)].add(act.label)
    return found


def _clause(spans: list[Span], mark: Mark) -> Span:
    return spans[bisect_right(spans, mark.start, key=itemgetter(0)) - 1]


def _strength(mark: Mark) -> float:
    return float(_STRENGTHS.get(mark.rule.rpartition(".")[2], _STRENGTHS["matter"]))


def _hints(mark: Mark) -> bool:
    return _strength(mark) <= float(_STRENGTHS["hint"])


def _weighed(
    marks: Iterable[Mark], place: float, most: float = _STRENGTHS["act"]
) -> Iterator[Vote]:
    seen: set[str] = set()
    for mark in sorted(marks, key=lambda mark: -_strength(mark)):
        weight = place * min(_strength(mark), most)
        factor = _PLACES["repeated"] if mark.label in seen else 1.0
        yield weight * factor, mark.label, mark
        seen.add(mark.label)


def _headings(reading: Reading, path: list[Heading]) -> Iterator[Vote]:
    worded = [heading for heading in path if heading.words]
    for place, heading in zip(_PLACES["headings"], worded, strict=False):
        marks = reading.within("topic", heading.mark.start, heading.mark.end)
        for weight, label, mark in _weighed(marks, place, _STRENGTHS["matter"]):
            factor = _PLACES["umbrella"] if label in _TITLES["silent"] else 1.0
            yield weight * (_PLACES["announced"] if _hints(mark) else factor), label, mark


def _title(reading: Reading) -> Iterator[Vote]:
    votes = [
        vote
        for part in reading.layer("part")
        if part.label == "title"
        for vote in _weighed(
            filter(_speaks, reading.within("topic", part.start, part.end)),
            _PLACES["title"],
            _STRENGTHS["matter"],
        )
    ]
    alone = len({label for _, label, _ in votes}) == 1
    for weight, label, mark in votes:
        yield weight * (_PLACES["alone"] if alone and label in _FIELDS else 1.0), label, mark


def _speaks(mark: Mark) -> bool:
    """Whether a word of the title says what the notice is about."""
    if mark.rule in _TITLES["spoken"]:
        return True
    return mark.label not in _TITLES["silent"] and not _hints(mark)
