"""The notice put together from its marks; each part of it is read in a file of its own."""

from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from extractor.assemble.citations import read_citations
from extractor.assemble.confidence import read_confidence
from extractor.assemble.deadlines import read_deadlines
from extractor.assemble.header import read_metadata
from extractor.assemble.identity import obligation_id
from extractor.assemble.issues import read_issues
from extractor.assemble.labels import (
    read_conditions,
    read_industries,
    read_key_industries,
    read_measures,
    read_modality,
)
from extractor.assemble.outline import number_words, read_headings, read_sections
from extractor.assemble.pieces import read_pieces
from extractor.assemble.plan_year import plan_years
from extractor.assemble.quantities import read_targets, read_thresholds
from extractor.assemble.reading import Reading
from extractor.assemble.responsible import read_recipients, read_responsible
from extractor.assemble.skipped import read_skipped
from extractor.assemble.topic import read_topic
from extractor.assemble.words import clean_mark
from extractor.interpret.bodies import system_of
from extractor.model import (
    SCHEMA_VERSION,
    Mark,
    Metadata,
    Notice,
    Obligation,
    Source,
    SourceInfo,
    Text,
)
from extractor.model.vocabulary import System

_NO_HOUSE = frozenset({"other", "relevant", "local_government", "leading_group"})


def assemble(source: Source, text: Text, marks: tuple[Mark, ...]) -> Notice:
    """Everything the notice says, grounded in `source.text`."""
    reading = Reading(source, text, marks, read_headings(text.string, marks))
    metadata = read_metadata(reading)
    reading = replace(
        reading,
        pieces=read_pieces(reading),
        house=_house(metadata),
        _layers={},
        **_plan_year(reading, metadata),
    )
    obligations = _obligations(reading)
    return Notice(
        schema_version=SCHEMA_VERSION,
        document=PurePath(source.name).stem,
        source=SourceInfo(
            name=source.name,
            format=source.format,
            sha256=source.sha256,
            pages=len(source.pages) or None,
            page_starts=reading.page_starts,
        ),
        text=source.text,
        metadata=metadata,
        sections=read_sections(reading),
        citations=read_citations(reading),
        obligations=obligations,
        key_industries=read_key_industries(reading),
        issues=read_issues(reading, metadata, obligations),
        skipped=read_skipped(reading),
    )


def _obligations(reading: Reading) -> tuple[Obligation, ...]:
    seen: Counter[str] = Counter()
    made = []
    due = read_deadlines(reading)
    columns = zip(
        reading.pieces,
        read_modality(reading),
        read_topic(reading),
        read_measures(reading),
        read_responsible(reading),
        read_recipients(reading),
        due,
        read_thresholds(reading),
        read_targets(reading, due),
        read_conditions(reading),
        read_industries(reading),
        strict=True,
    )
    for piece, modality, topic, measures, responsible, recipients, deadlines, thresholds, targets, condition, industries in columns:  # fmt: skip
        evidence = reading.evidence(piece.start, piece.end, "clause.piece")
        words = "".join(evidence.quote.split())
        made.append(
            Obligation(
                id=obligation_id(reading.source.sha256, words, seen[words]),
                quote=evidence.quote,
                evidence=evidence,
                section="/".join(
                    number_words(reading, reading.headings[index]) for index in piece.path
                ),
                modality=modality,
                topic=topic,
                measures=measures,
                responsible=responsible,
                recipients=recipients,
                deadlines=deadlines,
                thresholds=thresholds,
                targets=targets,
                condition=condition,
                industries=industries,
                confidence=read_confidence(reading, evidence, responsible, deadlines),
            )
        )
        seen[words] += 1
    return tuple(made)


def _house(metadata: Metadata) -> System | None:
    """The 条线 of the only issuer, where it is a department."""
    systems = {system_of(issuer.value) for issuer in metadata.issuers}
    if len(metadata.issuers) != 1 or systems & _NO_HOUSE:
        return None
    return systems.pop()


def _plan_year(reading: Reading, metadata: Metadata) -> dict[str, Any]:
    """The year of a bare month and where it was read, and the day of the notice: as fields."""
    dated = metadata.issue_date or metadata.print_date
    issued = dated.value if dated else None
    for value in plan_years(reading, metadata):
        if value is not None and value.value is not None:
            mark = clean_mark(reading, value.evidence, "year")
            return {"year": value.value, "year_mark": mark, "issued": issued}
    return {"year": None, "year_mark": None, "issued": issued}
