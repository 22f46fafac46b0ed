"""Obligations are found by all that the codebook says of them, page by page, and counted."""

from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.store import InvalidCursor, InvalidFilter, Store
from api.store.filters import ObligationFilter, ThresholdFilter
from api.store.obligations import (
    FACETS,
    SORTS,
    StoredObligation,
    get_obligation,
    search,
    stream,
)
from extractor import Notice, Obligation
from tests.api.store.keeping import OURS, THEIRS

ALL = 1000


def everything(store: Store, asked: ObligationFilter | None = None) -> list[StoredObligation]:
    """All that a filter lets through."""
    with store.read() as connection:
        return list(stream(connection, OURS, asked or ObligationFilter()))


def expected(store: Store, holds: object) -> set[str]:
    """The ids of those that a plain Python function holds of."""
    return {each.id for each in everything(store) if holds(each.obligation, each)}  # type: ignore[operator]


def party(duty: Obligation, *, unit: str = "", role: str = "", system: str = "") -> bool:
    """Whether one party has all of these."""
    return any(
        unit in each.unit and role in ("", each.role) and system in ("", each.system)
        for each in duty.responsible
    )


FILTERS = {
    "topic": (ObligationFilter(topic="energy"), lambda duty, _: duty.topic.value == "energy"),
    "two topics": (
        ObligationFilter(topic=("energy", "safety")),
        lambda duty, _: duty.topic.value in ("energy", "safety"),
    ),
    "modality": (
        ObligationFilter(modality="encourage"),
        lambda duty, _: duty.modality.value == "encourage",
    ),
    "measure": (
        ObligationFilter(measure="inspect"),
        lambda duty, _: "inspect" in [each.value for each in duty.measures],
    ),
    "system": (ObligationFilter(system="ecology"), lambda duty, _: party(duty, system="ecology")),
    "role": (ObligationFilter(role="lead"), lambda duty, _: party(duty, role="lead")),
    "part of a unit": (ObligationFilter(unit="发展"), lambda duty, _: party(duty, unit="发展")),
    "unit and role of one party": (
        ObligationFilter(unit="市场监管", role="support"),
        lambda duty, _: party(duty, unit="市场监管", role="support"),
    ),
    "system and role of one party": (
        ObligationFilter(system="industry", role="by_duty"),
        lambda duty, _: party(duty, system="industry", role="by_duty"),
    ),
    "confidence": (
        ObligationFilter(confidence="inherited"),
        lambda duty, _: duty.confidence == "inherited",
    ),
    "deadline up to": (
        ObligationFilter(deadline_to=date(2021, 6, 30)),
        lambda duty, _: any(d.end and d.end <= date(2021, 6, 30) for d in duty.deadlines),
    ),
    "deadline between": (
        ObligationFilter(deadline_from=date(2021, 7, 1), deadline_to=date(2021, 12, 31)),
        lambda duty, _: any(
            d.end and date(2021, 7, 1) <= d.end <= date(2021, 12, 31) for d in duty.deadlines
        ),
    ),
    "threshold by sign": (
        ObligationFilter(threshold=ThresholdFilter(comparator="gt")),
        lambda duty, _: any(each.comparator == "gt" for each in duty.thresholds),
    ),
    "threshold by size": (
        ObligationFilter(threshold=ThresholdFilter(least=10)),
        lambda duty, _: any(each.value >= 10 for each in duty.thresholds),
    ),
    "threshold by unit": (
        ObligationFilter(threshold=ThresholdFilter(unit="蒸吨/小时")),
        lambda duty, _: any(each.unit == "蒸吨/小时" for each in duty.thresholds),
    ),
    "region": (
        ObligationFilter(region="371000"),
        lambda _, stored: stored.adcode == "371000",
    ),
    "region by name": (ObligationFilter(region="福州"), lambda _, stored: stored.city == "福州市"),
    "industry": (
        ObligationFilter(industry="钢铁"),
        lambda duty, _: any("钢铁" in (each.value or "") for each in duty.industries),
    ),
    "several at once": (
        ObligationFilter(region="370000", modality="must", topic="environment"),
        lambda duty, stored: (
            (stored.adcode or "").startswith("37")
            and duty.modality.value == "must"
            and duty.topic.value == "environment"
        ),
    ),
}


@pytest.mark.parametrize(("asked", "holds"), FILTERS.values(), ids=FILTERS.keys())
def test_a_filter_lets_through_what_it_says(
    shelf: Store, asked: ObligationFilter, holds: object
) -> None:
    wanted = expected(shelf, holds)
    with shelf.read() as connection:
        page = search(connection, OURS, asked, limit=ALL)
    assert {each.id for each in page.items} == wanted
    assert page.total == len(wanted)


def test_a_citation_is_found_where_it_stands(shelf: Store, corpus: dict[str, Notice]) -> None:
    cited = [
        (notice, citation)
        for notice in corpus.values()
        for citation in notice.citations
        if citation.title and "环境保护法" in citation.title
    ]
    wanted = {
        duty.id
        for notice, citation in cited
        for duty in notice.obligations
        if duty.evidence.start <= citation.evidence.start
        and citation.evidence.end <= duty.evidence.end
    }
    found = everything(shelf, ObligationFilter(citation="环境保护法"))
    assert {each.obligation.id for each in found} >= wanted
    assert wanted


TEXTS = {
    "a word": "能耗",
    "two words, all must occur": "能耗 整改",
    "two characters within a longer word": "环境",
    "a longer word": "生态环境",
    "words joined": "淘汰落后产能",
    "a single character": "水",
    "full width": "ＩＳＯ",
    "punctuation between": "关停，企业",
}


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS.keys())
def test_words_are_found_alike_in_both_databases(
    shelf: Store, words: str, request: pytest.FixtureRequest
) -> None:
    found = {each.obligation.id for each in everything(shelf, ObligationFilter(text=words))}
    known = request.config.stash.setdefault(_FOUND, {})
    assert known.setdefault(words, found) == found


_FOUND: pytest.StashKey[dict[str, set[str]]] = pytest.StashKey()


def test_every_obligation_is_found_by_each_word_of_its_own(shelf: Store) -> None:
    from extractor.interpret.tokenizer import tokenizer

    for each in everything(shelf)[::9]:
        for word in {
            w for w in tokenizer().cut(each.obligation.quote) if len(w) > 1 and w.isalpha()
        }:
            found = everything(shelf, ObligationFilter(text=word, notice=each.notice))
            assert each.id in {one.id for one in found}, word


def test_the_order_is_the_one_asked_for(shelf: Store) -> None:
    def due(each: StoredObligation) -> date | None:
        return min((d.end for d in each.obligation.deadlines if d.end), default=None)

    with shelf.read() as connection:
        for sort, key in (("due", due), ("issue_date", lambda each: each.issue_date)):
            up = [key(each) for each in stream(connection, OURS, ObligationFilter(), sort=sort)]
            down = [
                key(each) for each in stream(connection, OURS, ObligationFilter(), sort=f"-{sort}")
            ]
            dated = [each for each in up if each]
            assert up == sorted(dated) + [None] * (len(up) - len(dated))
            assert down == sorted(dated, reverse=True) + [None] * (len(up) - len(dated))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sort=st.sampled_from(sorted(SORTS)),
    limit=st.integers(7, 120),
    asked=st.sampled_from([asked for asked, _ in FILTERS.values()] + [ObligationFilter()]),
)
def test_pages_together_are_one_big_page(
    shelf: Store, sort: str, limit: int, asked: ObligationFilter
) -> None:
    with shelf.read() as connection:
        whole = search(connection, OURS, asked, sort=sort, limit=ALL)
        walked: list[StoredObligation] = []
        cursor = None
        while True:
            page = search(connection, OURS, asked, sort=sort, cursor=cursor, limit=limit)
            assert page.total == whole.total
            walked.extend(page.items)
            cursor = page.next
            if cursor is None:
                break
        assert walked == list(whole.items)
        assert walked == list(stream(connection, OURS, asked, sort=sort))


def test_facets_count_what_the_filter_lets_through(shelf: Store) -> None:
    asked = ObligationFilter(modality="must")
    duties = everything(shelf, asked)
    with shelf.read() as connection:
        page = search(connection, OURS, asked, limit=1, facets=tuple(FACETS))
    counted: dict[str, Counter[str | None]] = {
        "topic": Counter(each.obligation.topic.value for each in duties),
        "modality": Counter({"must": len(duties)}),
        "confidence": Counter(each.obligation.confidence for each in duties),
        "measure": Counter(m for each in duties for m in {x.value for x in each.obligation.measures}),
        "system": Counter(s for each in duties for s in {p.system for p in each.obligation.responsible}),
        "role": Counter(r for each in duties for r in {p.role for p in each.obligation.responsible}),
        "unit": Counter(u for each in duties for u in {p.unit for p in each.obligation.responsible}),
        "region": Counter(
            "/".join(name for name in (each.province, each.city, each.county) if name)
            for each in duties
            if each.province
        ),
    }  # fmt: skip
    assert page.total == len(duties)
    for facet, counts in counted.items():
        values = page.facets[facet]
        assert all(counts[value] == times for value, times in values.items()), facet
        assert list(values.values()) == sorted(values.values(), reverse=True)
        assert len(values) == min(100, len(counts)), facet


BAD = {
    "no sort": {"sort": "colour"},
    "no facet": {"facets": ("colour",)},
    "no page": {"limit": 0},
    "a page too large": {"limit": 1001},
}


@pytest.mark.parametrize("given_", BAD.values(), ids=BAD.keys())
def test_what_cannot_be_asked(shelf: Store, given_: dict[str, object]) -> None:
    with shelf.read() as connection, pytest.raises(InvalidFilter):
        search(connection, OURS, ObligationFilter(), **given_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        ObligationFilter(text="，。"),
        ObligationFilter(text="字" * 201),
        ObligationFilter(region="3710000"),
        ObligationFilter(region="//"),
    ],
)
def test_filters_that_say_nothing(shelf: Store, asked: ObligationFilter) -> None:
    with shelf.read() as connection, pytest.raises(InvalidFilter):
        search(connection, OURS, asked)


@pytest.mark.parametrize("words", ["%", "_", "'", '"', "\\", "a' OR 1=1 --", "\x00", "*", "水*"])
def test_signs_of_query_languages_are_only_signs(shelf: Store, words: str) -> None:
    with shelf.read() as connection:
        assert search(connection, OURS, ObligationFilter(unit=words)).total == 0
        with suppress(InvalidFilter):
            search(connection, OURS, ObligationFilter(text=words))


def test_a_cursor_of_another_question_is_refused(shelf: Store) -> None:
    with shelf.read() as connection:
        cursor = search(connection, OURS, ObligationFilter(), limit=5).next
        assert cursor is not None
        others = {
            "another filter": (OURS, ObligationFilter(topic="energy"), "notice", cursor),
            "another sort": (OURS, ObligationFilter(), "due", cursor),
            "another workspace": (THEIRS, ObligationFilter(), "notice", cursor),
            "damaged": (OURS, ObligationFilter(), "notice", "A" + cursor[1:]),
            "cut": (OURS, ObligationFilter(), "notice", cursor[:-3]),
            "no cursor": (OURS, ObligationFilter(), "notice", "第二页"),
        }
        for workspace, asked, sort, given_ in others.values():
            with pytest.raises(InvalidCursor):
                search(connection, workspace, asked, sort=sort, cursor=given_)


def test_a_cursor_grows_old(shelf: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.store.page.CURSOR_SECONDS", -1)
    with shelf.read() as connection:
        cursor = search(connection, OURS, ObligationFilter(), limit=5).next
        with pytest.raises(InvalidCursor, match="too old"):
            search(connection, OURS, ObligationFilter(), cursor=cursor)


def test_one_obligation(shelf: Store) -> None:
    first = everything(shelf)[0]
    with shelf.read() as connection:
        assert get_obligation(connection, OURS, first.id) == first
        assert get_obligation(connection, THEIRS, first.id) is None
        assert get_obligation(connection, OURS, first.notice) is None
