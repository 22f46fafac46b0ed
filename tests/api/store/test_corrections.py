"""What people say stands beside what the machine said, and outlives a new reading."""

import pytest

from api.store import Conflict, InvalidCorrection, NotFound, Store
from api.store.corrections import correct, history, unplaced
from api.store.filters import ObligationFilter
from api.store.listing import get_head
from api.store.notices import load_notice
from api.store.obligations import StoredObligation, get_obligation, search
from tests.api.store.keeping import OURS, SMALL, keep, small

FILE = "0" * 64


def stored(store: Store, words: str = SMALL, version: str = "1.0") -> str:
    """The id of a small notice, read by this version."""
    return keep(store, small(words), made_with=(version, "a"), sha256=FILE).id


def duties(store: Store, asked: ObligationFilter | None = None) -> list[StoredObligation]:
    """The obligations that are shown."""
    with store.read() as connection:
        return list(search(connection, OURS, asked or ObligationFilter()).items)


def say(store: Store, duty: str, changes: dict[str, object], **more: object) -> StoredObligation:
    """A correction in a transaction of its own."""
    with store.begin() as connection:
        return correct(connection, OURS, duty, changes, who="王芳", **more)  # type: ignore[arg-type]


def test_a_correction_is_shown_found_and_counted(store: Store) -> None:
    notice = stored(store)
    first = duties(store)[0]
    said = say(store, first.id, {"topic": "water", "responsible": ["市水务局"]}, note="见正文")
    assert said.obligation.topic.value == "water"
    assert said.revision > first.revision
    assert [each.id for each in duties(store, ObligationFilter(topic="water"))] == [first.id]
    assert [each.id for each in duties(store, ObligationFilter(unit="水务"))] == [first.id]
    assert [each.id for each in duties(store, ObligationFilter(text="水务局"))] == [first.id]
    with store.read() as connection:
        shown = load_notice(connection, OURS, notice)
        machine = load_notice(connection, OURS, notice, corrected=False)
        head = get_head(connection, OURS, notice)
    assert shown is not None
    assert machine is not None
    assert head is not None
    assert shown.notice.obligations[0] == said.obligation
    assert machine.notice.obligations[0] == first.obligation
    assert (shown.corrections, head.corrections, shown.revision) == (2, 2, 2)


def test_history_says_who_when_before_and_after(store: Store) -> None:
    stored(store)
    first = duties(store)[0]
    say(store, first.id, {"modality": "may"}, note="一读")
    say(store, first.id, {"modality": "encourage"})
    with store.read() as connection:
        told = history(connection, OURS, first.id)
    assert [each.field for each in told] == ["modality", "modality"]
    assert [each.before["value"] for each in told] == ["must", "may"]
    assert [each.after["value"] for each in told] == ["may", "encourage"]
    assert [each.note for each in told] == ["一读", None]
    assert {each.who for each in told} == {"王芳"}
    assert told[0].created < told[1].created


def test_a_stale_revision_is_a_conflict(store: Store) -> None:
    stored(store)
    first, second = duties(store)[:2]
    say(store, first.id, {"topic": "water"}, revision=first.revision)
    with pytest.raises(Conflict):
        say(store, first.id, {"topic": "energy"}, revision=first.revision)
    say(store, second.id, {"topic": "water"}, revision=second.revision)
    with store.read() as connection:
        assert len(history(connection, OURS, first.id)) == 1


def test_what_people_rejected_is_not_shown_and_can_come_back(store: Store) -> None:
    notice = stored(store)
    first, *rest = duties(store)
    say(store, first.id, {"rejected": True})
    assert duties(store) == rest
    assert [each.id for each in duties(store, ObligationFilter(rejected=True))] == [first.id]
    with store.read() as connection:
        there = get_obligation(connection, OURS, first.id)
        shown = load_notice(connection, OURS, notice)
        head = get_head(connection, OURS, notice)
    assert there is not None
    assert there.rejected
    assert shown is not None
    assert len(shown.notice.obligations) == len(rest)
    assert head is not None
    assert head.obligations == len(rest)
    say(store, first.id, {"rejected": False})
    assert [each.id for each in duties(store)] == [first.id, *(each.id for each in rest)]


NEW_READINGS = {
    "nothing changed": SMALL,
    "a section more before it": SMALL.replace(
        "一、淘汰", "〇、加强领导。市政府统一领导工作。\n一、淘汰"
    ),
    "its words cut otherwise": SMALL.replace(
        "应于2022年6月30日前淘汰", "应于2022年6月30日前全部淘汰"
    ),
}


@pytest.mark.parametrize("words", NEW_READINGS.values(), ids=NEW_READINGS.keys())
def test_corrections_outlive_a_new_reading(store: Store, words: str) -> None:
    stored(store)
    first = duties(store)[0]
    say(store, first.id, {"topic": "water", "measures": ["inspect", "publish"]})
    stored(store, words, version="1.1")
    (found,) = duties(store, ObligationFilter(topic="water"))
    assert "落后设备" in found.obligation.quote
    assert [each.value for each in found.obligation.measures] == ["inspect", "publish"]
    assert found.revision > first.revision
    with store.read() as connection:
        assert len(history(connection, OURS, found.id)) == 2
        assert unplaced(connection, OURS, found.notice) == ()


def test_what_finds_no_place_is_not_forgotten(store: Store) -> None:
    notice = stored(store)
    say(store, duties(store)[0].id, {"topic": "water"})
    other = "关于防汛工作的通知\n\n一、各镇街应加强值班值守。\n"
    stored(store, other, version="1.1")
    assert duties(store, ObligationFilter(topic="water")) == []
    with store.read() as connection:
        assert [each.field for each in unplaced(connection, OURS, notice)] == ["topic"]
    stored(store, SMALL, version="1.2")
    assert len(duties(store, ObligationFilter(topic="water"))) == 1


def test_evidence_of_a_correction(store: Store) -> None:
    stored(store)
    first = duties(store)[0]
    said = say(
        store,
        first.id,
        {
            "recipients": ["落后设备", "本市企业"],
            "deadlines": [{"kind": "by", "end": "2022-12-31", "quote": "2022年6月30日前"}],
        },
    )
    found, whole = said.obligation.recipients
    assert (found.evidence.quote, found.evidence.rule) == ("落后设备", "correction")
    assert whole.evidence.quote == first.obligation.evidence.quote
    (deadline,) = said.obligation.deadlines
    assert deadline.evidence.quote == "2022年6月30日前"
    notice = small()
    for each in (found.evidence, whole.evidence, deadline.evidence):
        assert notice.text[each.start : each.end] == each.quote


def test_a_value_that_stays_keeps_its_evidence(store: Store) -> None:
    stored(store)
    first = next(each for each in duties(store) if each.obligation.responsible)
    old = first.obligation.responsible[0]
    said = say(store, first.id, {"responsible": [old.unit, "市水务局"]})
    assert said.obligation.responsible[0] == old
    assert said.obligation.responsible[1].unit == "市水务局"


BAD = {
    "nothing": {},
    "no such field": {"colour": "red"},
    "the id": {"id": "x"},
    "no such code": {"topic": "colour"},
    "no such code in a list": {"measures": ["colour"]},
    "no list": {"measures": "inspect"},
    "no record": {"deadlines": ["soon"]},
    "no date": {"deadlines": [{"kind": "by", "end": "soon"}]},
    "a field too many": {"deadlines": [{"kind": "by", "colour": 1}]},
    "not true or false": {"rejected": "yes"},
    "no number": {"thresholds": [{"subject": None, "attribute": None, "comparator": "gt",
                                  "value": float("nan"), "unit": None}]},
    "evidence elsewhere": {"topic": {"value": "water", "evidence": {"start": 0, "end": 10**6}}},
    "evidence of other words": {
        "topic": {"value": "water", "evidence": {"start": 0, "end": 2, "quote": "别的"}}
    },
}  # fmt: skip


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD.keys())
def test_what_an_obligation_cannot_take(store: Store, changes: dict[str, object]) -> None:
    stored(store)
    first = duties(store)[0]
    with pytest.raises(InvalidCorrection):
        say(store, first.id, changes)
    assert duties(store)[0] == first


def test_what_is_not_there(store: Store) -> None:
    notice = stored(store)
    for duty in (f"{notice}.0000", "n0.0", "", notice):
        with pytest.raises(NotFound):
            say(store, duty, {"topic": "water"})
        with store.read() as connection:
            assert history(connection, OURS, duty) == ()
