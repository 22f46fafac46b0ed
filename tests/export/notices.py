"""Notices made for tests of what is written, without reading any text."""

from datetime import date

from extractor.model import (
    SCHEMA_VERSION,
    Deadline,
    Evidence,
    Grounded,
    Metadata,
    Notice,
    Obligation,
    Region,
    Responsible,
    SourceInfo,
    Threshold,
)


def evidence(quote: str, start: int = 0) -> Evidence:
    """Evidence for words at a place."""
    return Evidence(quote=quote, start=start, end=start + len(quote), rule="test")


def duty(quote: str, **fields: object) -> Obligation:
    """An obligation with these words; other fields as given."""
    return Obligation.model_validate(
        {
            "id": f"{abs(hash(quote)):x}",
            "quote": quote,
            "evidence": evidence(quote),
            "section": "一、",
            "modality": Grounded(value="must", evidence=evidence(quote)),
            "topic": Grounded(value="other", evidence=evidence(quote)),
            **fields,
        },
        from_attributes=True,
    )


def notice_of(*duties: Obligation, city: str = "某市") -> Notice:
    """A notice with these obligations."""
    region = Grounded(value=Region(province="某省", city=city), evidence=evidence(city))
    return Notice(
        schema_version=SCHEMA_VERSION,
        document="notice",
        source=SourceInfo(name="notice.txt", format="text", sha256="0" * 64),
        text="\n".join(duty.quote for duty in duties),
        metadata=Metadata.model_validate({"region": region}, from_attributes=True),
        obligations=duties,
    )


def notice_with(*quotes: str) -> Notice:
    """A notice with obligations of these words."""
    return notice_of(*map(duty, quotes))


def full_duty() -> Obligation:
    """An obligation with units in two roles, a deadline and a threshold."""
    return duty(
        "6月底前拆除直径3米以下水泥磨机",
        responsible=(
            Responsible(
                unit="市工业和信息化局", role="lead", system="industry", evidence=evidence("局")
            ),
            Responsible(unit="市财政局", role="support", system="finance", evidence=evidence("局")),
        ),
        deadlines=(Deadline(kind="by", end=date(2021, 6, 30), evidence=evidence("6月底前")),),
        thresholds=(
            Threshold(
                subject="水泥磨机",
                attribute="直径",
                comparator="lt",
                value=3.0,
                unit="m",
                evidence=evidence("直径3米以下"),
            ),
        ),
    )
