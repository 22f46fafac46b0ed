"""No workspace sees, guesses or changes what is another's, whatever function it asks."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from api.store import (
    Connection,
    NotFound,
    Store,
    audit,
    comparisons,
    corrections,
    idempotency,
    jobs,
    keys,
    listing,
    notices,
    obligations,
    work,
)
from api.store.filters import NoticeFilter, ObligationFilter
from extractor import compare
from tests.api.store.keeping import OURS, THEIRS, keep, small

OTHER = small("关于防汛工作的通知\n\n一、各镇街应加强值班值守。\n", "other.txt")


class Theirs:
    """What another workspace has: one of each thing."""

    def __init__(self, store: Store) -> None:
        self.store = store
        kept, other = keep(store, small(), THEIRS), keep(store, OTHER, THEIRS)
        self.notice, self.sha256 = kept.id, kept.sha256
        with store.begin() as connection:
            first = obligations.search(connection, THEIRS, ObligationFilter()).items[0]
            self.duty = corrections.correct(
                connection, THEIRS, first.id, {"topic": "water"}, who="they"
            ).id
            self.job = jobs.create_job(
                connection, THEIRS, [("small.txt", kept.sha256)], idempotency_key="key"
            ).id
            self.key, self.secret = keys.create_key(connection, THEIRS, "admin", "theirs")
            self.comparison = comparisons.save_comparison(
                connection,
                THEIRS,
                compare([kept.notice, other.notice]),
                notices=[kept.id, other.id],
            ).head.id
            audit.record(connection, THEIRS, who="they", action="notice.create")

    def everything(self) -> tuple[Any, ...]:
        """All of it, as its owner sees it."""
        with self.store.read() as connection:
            return (
                notices.load_notice(connection, THEIRS, self.notice),
                obligations.get_obligation(connection, THEIRS, self.duty),
                corrections.history(connection, THEIRS, self.duty),
                jobs.get_job(connection, THEIRS, self.job),
                keys.list_keys(connection, THEIRS),
                comparisons.load_comparison(connection, THEIRS, self.comparison),
                audit.entries(connection, THEIRS),
            )


Ask = Callable[[Connection, Theirs], Any]
# What each function answers the other workspace when it is given the right id.
SEES_NOTHING: dict[str, tuple[Ask, Any]] = {
    "notices.load_notice": (lambda c, t: notices.load_notice(c, OURS, t.notice), None),
    "notices.machine_notice": (lambda c, t: notices.machine_notice(c, OURS, t.notice, 1), None),
    "notices.packed_notice": (lambda c, t: notices.packed_notice(c, OURS, t.notice), None),
    "notices.versions": (lambda c, t: notices.versions(c, OURS, t.notice), ()),
    "notices.delete_notice": (lambda c, t: notices.delete_notice(c, OURS, t.notice), None),
    "notices.count_notices": (lambda c, t: notices.count_notices(c, OURS), 0),
    "listing.get_head": (lambda c, t: listing.get_head(c, OURS, t.notice), None),
    "listing.list_notices": (lambda c, t: listing.list_notices(c, OURS).items, ()),
    "listing.list_notices, text": (
        lambda c, t: listing.list_notices(c, OURS, NoticeFilter(text="能耗")).total,
        0,
    ),
    "obligations.get_obligation": (lambda c, t: obligations.get_obligation(c, OURS, t.duty), None),
    "obligations.search": (
        lambda c, t: obligations.search(c, OURS, ObligationFilter(), facets=obligations.FACETS),
        None,
    ),
    "obligations.search, notice": (
        lambda c, t: obligations.search(c, OURS, ObligationFilter(notice=t.notice)).total,
        0,
    ),
    "obligations.search, text": (
        lambda c, t: obligations.search(c, OURS, ObligationFilter(text="能耗")).total,
        0,
    ),
    "obligations.search, unit": (
        lambda c, t: obligations.search(c, OURS, ObligationFilter(unit="局", citation="法")).total,
        0,
    ),
    "obligations.chosen": (
        lambda c, t: obligations.chosen(c, OURS, ObligationFilter(), most=9),
        {},
    ),
    "obligations.stream": (
        lambda c, t: list(obligations.stream(c, OURS, ObligationFilter(rejected=True))),
        [],
    ),
    "corrections.history": (lambda c, t: corrections.history(c, OURS, t.duty), ()),
    "corrections.unplaced": (lambda c, t: corrections.unplaced(c, OURS, t.notice), ()),
    "jobs.get_job": (lambda c, t: jobs.get_job(c, OURS, t.job), None),
    "jobs.list_jobs": (lambda c, t: jobs.list_jobs(c, OURS).total, 0),
    "keys.revoke_key": (lambda c, t: keys.revoke_key(c, OURS, t.key.id), False),
    "keys.list_keys": (lambda c, t: keys.list_keys(c, OURS), ()),
    "audit.entries": (lambda c, t: audit.entries(c, OURS).items, ()),
    "comparisons.load_comparison": (
        lambda c, t: comparisons.load_comparison(c, OURS, t.comparison),
        None,
    ),
    "comparisons.list_comparisons": (lambda c, t: comparisons.list_comparisons(c, OURS).total, 0),
    "comparisons.delete_comparison": (
        lambda c, t: comparisons.delete_comparison(c, OURS, t.comparison),
        False,
    ),
    "idempotency.recall": (lambda c, t: idempotency.recall(c, OURS, "key", "f"), None),
    "work.cancel_job": (lambda c, t: work.cancel_job(c, OURS, t.job), None),
    "work.settle_job": (lambda c, t: work.settle_job(c, OURS, t.job), None),
    "work.begin_file": (lambda c, t: work.begin_file(c, OURS, t.job, 0), None),
    "work.webhook_of": (lambda c, t: work.webhook_of(c, OURS, t.job), None),
}
REFUSES: dict[str, Ask] = {
    "notices.rebuild_rows": lambda c, t: notices.rebuild_rows(c, OURS, t.notice),
    "corrections.correct": lambda c, t: corrections.correct(
        c, OURS, t.duty, {"topic": "safety"}, who="we"
    ),
    "comparisons.save_comparison": lambda c, t: comparisons.save_comparison(
        c, OURS, compare([small(), OTHER]), notices=[t.notice, t.notice]
    ),
}
# These make something new, of the workspace that asks.
MAKES = {
    "notices.save_notice", "jobs.create_job", "keys.create_key", "audit.record",
    "idempotency.remember", "work.succeed_file", "work.fail_file", "work.cancel_file",
    "work.note_pages", "work.spread_file", "work.settle_known",
}  # fmt: skip


@pytest.fixture
def theirs(store: Store) -> Theirs:
    """What the other workspace has."""
    return Theirs(store)


def test_whoever_asks_with_the_right_id_finds_nothing(store: Store, theirs: Theirs) -> None:
    before = theirs.everything()
    for name, (ask, answer) in SEES_NOTHING.items():
        with store.begin() as connection:
            found = ask(connection, theirs)
        if name == "obligations.search":
            assert (found.items, found.total) == ((), 0)
            assert not any(found.facets.values())
        else:
            assert found == answer, name
        assert theirs.everything() == before, name
    assert not store.delete_notice(OURS, theirs.notice)
    assert theirs.everything() == before


def test_whoever_changes_with_the_right_id_is_refused(store: Store, theirs: Theirs) -> None:
    before = theirs.everything()
    for ask in REFUSES.values():
        with pytest.raises(NotFound), store.begin() as connection:
            ask(connection, theirs)
        assert theirs.everything() == before


def test_what_one_makes_is_ones_own(store: Store, theirs: Theirs) -> None:
    before = theirs.everything()
    kept = keep(store, small(), OURS)
    assert kept.id != theirs.notice
    assert not kept.known, "that another has the file is not said"
    with store.begin() as connection:
        job = jobs.create_job(
            connection, OURS, [("other.txt", theirs.sha256)], idempotency_key="key"
        )
        assert not job.repeated
        work.succeed_file(connection, OURS, theirs.job, 0, [kept.id])
        work.fail_file(connection, OURS, theirs.job, 0, "internal", "no")
        work.cancel_file(connection, OURS, theirs.job, 0)
        work.note_pages(connection, OURS, theirs.job, 0, 5)
        work.spread_file(connection, OURS, theirs.job, 0, [])
        work.settle_known(connection, OURS, theirs.job, 0)
        keys.create_key(connection, OURS, "read", "ours")
        audit.record(connection, OURS, who="we", action="notice.create")
    assert theirs.everything() == before


@pytest.mark.parametrize(
    "module",
    [notices, listing, obligations, corrections, jobs, keys, audit, comparisons, idempotency, work],
    ids=lambda module: module.__name__,
)
def test_no_function_is_left_out(module: ModuleType) -> None:
    """Every public function that takes a workspace is in one of the lists above."""
    room = module.__name__.rsplit(".", 1)[-1]
    listed = {name.split(",")[0] for name in (*SEES_NOTHING, *REFUSES, *MAKES)}
    own = {
        f"{room}.{name}"
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and list(inspect.signature(function).parameters)[:2] == ["connection", "workspace"]
    }
    assert own <= listed
