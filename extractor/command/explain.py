"""`taizhang explain`: one obligation, and why each of its values is what it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from extractor.batch import Failure, extract_many
from extractor.command.app import BAD_INPUT, app, complain, say, settings_given
from extractor.command.choice import the_one
from extractor.lexicon.inheritance import because
from extractor.lexicon.vocabulary import chinese
from extractor.model import Evidence, Notice, Obligation
from extractor.model.records import deadline_words, number, quantity_words

_LISTED = 60


@app.command("explain")
def explain_command(
    file: Annotated[Path, typer.Argument(help="The notice.", metavar="FILE")],
    obligation: Annotated[
        str | None,
        typer.Option(
            help="Its id, the beginning of it, or its number in the text (12 or o12).",
            metavar="ID",
        ),
    ] = None,
) -> None:
    """Explain one obligation: the sentence, the rules that fired, what was inherited and whence.

    Without --obligation the ids of all of them are listed.
    """
    [notice] = extract_many([file], settings=settings_given())
    if isinstance(notice, Failure):
        complain(notice)
        raise typer.Exit(BAD_INPUT)
    if obligation is None:
        say("".join(f"{line}\n" for line in _listed(notice)))
        return
    found = the_one(notice, obligation, file)
    say("".join(f"{line}\n" for line in explanation(notice, found)))


def _listed(notice: Notice) -> Iterator[str]:
    for index, duty in enumerate(notice.obligations, start=1):
        words = duty.evidence.words
        yield f"o{index}\t{duty.id}\t{words[:_LISTED]}{'…' if len(words) > _LISTED else ''}"


def explanation(notice: Notice, duty: Obligation) -> Iterator[str]:
    """The lines of an explanation: the sentence, its place, then value by value."""
    yield f"{notice.document}  {duty.section or '—'}  {duty.id}"
    yield f"  {duty.evidence.words}"
    yield f"  at {_place(duty.evidence)}, by {duty.evidence.rule}; confidence {duty.confidence}"
    for what, value, evidence in _values(duty):
        yield f"  {what}: {value}"
        yield f"      {_why(notice, duty, evidence)}"
    for deadline in duty.deadlines:
        if deadline.year_from:
            yield f"  year of {deadline.evidence.quote}: {_why(notice, duty, deadline.year_from)}"


def _values(duty: Obligation) -> Iterator[tuple[str, str, Evidence]]:
    yield "modality", f"{duty.modality.value}", duty.modality.evidence
    yield "topic", f"{duty.topic.value}", duty.topic.evidence
    for measure in duty.measures:
        yield "measure", f"{measure.value}", measure.evidence
    for party in duty.responsible:
        value = f"{chinese('role', party.role)} {party.unit} [{party.system}]"
        yield "unit", value, party.evidence
    for recipient in duty.recipients:
        yield "recipient", f"{recipient.value}", recipient.evidence
    for deadline in duty.deadlines:
        value = f"{deadline.kind} {deadline_words(deadline)}"
        yield "deadline", value + _unread(deadline.reason), deadline.evidence
    for threshold in duty.thresholds:
        yield "threshold", quantity_words(threshold), threshold.evidence
    for target in duty.targets:
        yield "target", quantity_words(target), target.evidence
    if duty.condition:
        yield "condition", f"{duty.condition.value}", duty.condition.evidence
    for industry in duty.industries:
        yield "industry", f"{industry.value}", industry.evidence


def _unread(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


def _why(notice: Notice, duty: Obligation, evidence: Evidence) -> str:
    words = f"「{''.join(evidence.quote.split())}」 by {evidence.rule}"
    inside = duty.evidence.start <= evidence.start and evidence.end <= duty.evidence.end
    if inside and not evidence.inherited:
        return words
    reason = because(evidence.rule)
    whence = f"{words}, inherited from {_under(notice, evidence)}, {_place(evidence)}"
    return f"{whence}: {reason}" if reason else whence


def _under(notice: Notice, evidence: Evidence) -> str:
    """The heading that the words stand in or below, else the head of the notice."""
    above = [section for section in notice.sections if section.evidence.start <= evidence.start]
    if not above:
        return "the head of the notice"
    nearest = above[-1]
    return f"{nearest.number}{nearest.heading}"


def _place(evidence: Evidence) -> str:
    offsets = f"characters {evidence.start}–{evidence.end}"
    if not evidence.places:
        return offsets
    first = evidence.places[0]
    spot = f"page {first.page}" if first.page is not None else first.path
    if first.box is not None:
        spot = f"{spot} box {' '.join(number(round(edge, 1)) for edge in first.box)}"
    return f"{spot}, {offsets}"
