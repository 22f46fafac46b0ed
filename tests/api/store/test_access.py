"""Keys, the audit log, keys of requests, comparisons: small rooms of the store."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from api.store import Conflict, InvalidCursor, InvalidFilter, Store
from api.store.audit import entries, record
from api.store.comparisons import (
    delete_comparison,
    list_comparisons,
    load_comparison,
    save_comparison,
)
from api.store.idempotency import forget_old, recall, remember
from api.store.jobs import create_job, get_job, list_jobs
from api.store.keys import create_key, find_key, has_keys, list_keys, revoke_key, touch_key
from api.store.tables import KEYS
from extractor import compare
from tests.api.store.keeping import OURS, keep, small

FILES = [("a.txt", "a" * 64), ("b.txt", "b" * 64)]


def test_a_key_opens_until_it_is_revoked(store: Store) -> None:
    with store.begin() as connection:
        assert not has_keys(connection)
        key, secret = create_key(connection, OURS, "write", "张三的电脑")
        assert find_key(connection, secret) == key
        assert find_key(connection, secret[:-1]) is None
        assert has_keys(connection)
        assert (key.allows("read"), key.allows("write"), key.allows("admin")) == (True, True, False)
        assert revoke_key(connection, OURS, key.id)
        assert revoke_key(connection, OURS, key.id)
        assert find_key(connection, secret) is None
        assert not has_keys(connection)
        (listed,) = list_keys(connection, OURS)
    assert listed.revoked is not None


def test_the_secret_is_not_kept(store: Store) -> None:
    with store.begin() as connection:
        _, secret = create_key(connection, OURS, "read", "")
        kept = connection.execute(select(KEYS)).mappings().one()
    assert len(secret) >= 43
    assert not any(secret in str(value) for value in kept.values())


def test_use_of_a_key_is_noted_once_a_minute(store: Store) -> None:
    with store.begin() as connection:
        key, secret = create_key(connection, OURS, "read", "")
        touch_key(connection, key)
        used = find_key(connection, secret)
        assert used is not None
        assert used.used is not None
        touch_key(connection, used)
        assert find_key(connection, secret) == used


@pytest.mark.parametrize(
    ("workspace", "scope"), [(OURS, "owner"), ("", "read"), ("w" * 65, "read")]
)
def test_keys_that_there_are_not(store: Store, workspace: str, scope: str) -> None:
    with store.begin() as connection, pytest.raises(InvalidFilter):
        create_key(connection, workspace, scope, "")


def test_the_audit_log_tells_the_latest_first(store: Store) -> None:
    with store.begin() as connection:
        for number in range(5):
            record(connection, OURS, who="王芳", action="notice.delete", detail={"n": number})
        first = entries(connection, OURS, limit=3)
        rest = entries(connection, OURS, limit=3, cursor=first.next)
    assert [each.detail["n"] for each in (*first.items, *rest.items)] == [4, 3, 2, 1, 0]
    assert (first.total, rest.next) == (5, None)


def test_a_rolled_back_deed_is_not_in_the_log(store: Store) -> None:
    def fail() -> None:
        with store.begin() as connection:
            record(connection, OURS, who="王芳", action="notice.delete")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as connection:
        assert entries(connection, OURS).total == 0


def test_a_request_is_remembered(store: Store) -> None:
    with store.begin() as connection:
        assert recall(connection, OURS, "k", "f") is None
        assert remember(connection, OURS, "k", "f", "job-1") == "job-1"
        assert remember(connection, OURS, "k", "f", "job-2") == "job-1"
        assert recall(connection, OURS, "k", "f") == "job-1"
        with pytest.raises(Conflict):
            remember(connection, OURS, "k", "other", "job-3")
        assert forget_old(connection) == 0
    old = (
        "datetime('now', '-3 days')"
        if store.engine.dialect.name == "sqlite"
        else "now() - interval '3 days'"
    )
    with store.begin() as connection:
        connection.execute(text(f"UPDATE idempotency SET created = {old}"))  # noqa: S608
        assert forget_old(connection) == 1
        assert remember(connection, OURS, "k", "other", "job-3") == "job-3"


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_keys_of_requests_that_there_are_not(store: Store, key: str) -> None:
    with store.begin() as connection, pytest.raises(InvalidFilter):
        remember(connection, OURS, key, "f", "r")


def test_a_job_is_kept_with_its_files(store: Store) -> None:
    with store.begin() as connection:
        made = create_job(connection, OURS, FILES, options={"again": True}, webhook="https://x.cn")
    with store.read() as connection:
        there = get_job(connection, OURS, made.id)
    assert there == made
    assert [(file.name, file.status) for file in made.files] == [
        ("a.txt", "queued"),
        ("b.txt", "queued"),
    ]
    assert (made.status, made.finished, made.pages_total, made.options) == (
        "queued",
        False,
        None,
        {"again": True},
    )


def test_a_job_asked_for_twice_is_one(store: Store) -> None:
    with store.begin() as connection:
        first = create_job(connection, OURS, FILES, idempotency_key="k")
        again = create_job(connection, OURS, FILES, idempotency_key="k")
        assert (again.id, first.repeated, again.repeated) == (first.id, False, True)
        with pytest.raises(Conflict):
            create_job(connection, OURS, FILES[:1], idempotency_key="k")
        assert list_jobs(connection, OURS).total == 1


def test_jobs_are_listed_the_newest_first(store: Store) -> None:
    made = []
    for _ in range(5):
        with store.begin() as connection:
            made.append(create_job(connection, OURS, FILES).id)
    with store.read() as connection:
        first = list_jobs(connection, OURS, limit=3)
        rest = list_jobs(connection, OURS, limit=3, cursor=first.next)
        assert list_jobs(connection, OURS, status=["failed"]).total == 0
        with pytest.raises(InvalidFilter):
            list_jobs(connection, OURS, status=["lost"])
        with pytest.raises(InvalidCursor):
            list_jobs(connection, OURS, status=["queued"], cursor=first.next)
    assert [each.id for each in (*first.items, *rest.items)] == made[::-1]


def test_a_comparison_is_kept_as_it_was(store: Store) -> None:
    other = small("关于防汛工作的通知\n\n一、各镇街应加强值班值守。\n", "other.txt")
    ids = [keep(store, small()).id, keep(store, other).id]
    made = compare([small(), other])
    with store.begin() as connection:
        saved = save_comparison(
            connection, OURS, made, notices=ids, name="两市", options={"reference": None}
        )
    with store.begin() as connection:
        loaded = load_comparison(connection, OURS, saved.head.id)
        assert loaded is not None
        assert loaded.comparison == made
        assert loaded.head == saved.head
        page = list_comparisons(connection, OURS)
        assert (page.items, page.total) == ((saved.head,), 1)
        assert delete_comparison(connection, OURS, saved.head.id)
        assert load_comparison(connection, OURS, saved.head.id) is None
    assert saved.head.created.utcoffset() == timedelta(0)
