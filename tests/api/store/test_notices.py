"""A file of a workspace is one notice, in as many versions as it was extracted."""

from datetime import date

import pytest
from sqlalchemy import func, select

from api.store import InvalidFilter, NotFound, Store
from api.store.comparisons import load_comparison, save_comparison
from api.store.corrections import correct
from api.store.filters import NoticeFilter, ObligationFilter
from api.store.jobs import create_job, get_job
from api.store.listing import get_head, list_notices
from api.store.notices import load_notice, notice_id, rebuild_rows, utf16, versions
from api.store.obligations import search
from api.store.tables import METADATA
from extractor import Notice, compare
from tests.api.store.keeping import OURS, SMALL, THEIRS, keep, small

KEPT_FOR_ALL = {"profiles", "audit", "keys", "workers", "jobs", "job_files", "idempotency"}


def test_what_is_loaded_is_what_was_saved(store: Store, weihai: Notice) -> None:
    saved = keep(store, weihai)
    with store.read() as connection:
        loaded = load_notice(connection, OURS, saved.id)
    assert loaded is not None
    assert loaded.notice == weihai
    assert (loaded.version, loaded.revision, loaded.corrections) == (1, 1, 0)


def test_the_same_file_is_the_same_notice(store: Store) -> None:
    first, again = keep(store, small()), keep(store, small(name="other-name.txt"))
    assert again.id == first.id
    assert (first.known, again.known) == (False, True)
    assert (again.revision, again.name) == (first.revision, "small.txt")
    with store.read() as connection:
        assert list_notices(connection, OURS).total == 1


def test_members_of_an_archive_are_notices_of_their_own(store: Store) -> None:
    notice = small()
    assert keep(store, notice, member="a.txt").id != keep(store, notice, member="b.txt").id


def test_ids_are_the_same_everywhere_and_of_one_workspace() -> None:
    assert notice_id(OURS, "0" * 64) == notice_id(OURS, "0" * 64)
    assert notice_id(OURS, "0" * 64) != notice_id(THEIRS, "0" * 64)


def test_versions_are_kept_and_the_last_is_shown(store: Store) -> None:
    old, new = small(), small(SMALL + "四、鼓励企业开展节能改造。\n")
    first = keep(store, old, made_with=("1.0", "a"), sha256="0" * 64)
    second = keep(store, new, made_with=("1.1", "b"), sha256="0" * 64)
    assert second.id == first.id
    assert (second.version, second.revision) == (2, 2)
    with store.read() as connection:
        assert [
            (each.number, each.extractor, each.current)
            for each in versions(connection, OURS, first.id)
        ] == [(1, "1.0", False), (2, "1.1", True)]
        earlier = load_notice(connection, OURS, first.id, version=1)
        shown = search(connection, OURS, ObligationFilter())
        assert load_notice(connection, OURS, first.id, version=3) is None
    assert earlier is not None
    assert earlier.notice == old
    assert [each.obligation for each in shown.items] == list(new.obligations)
    assert keep(store, old, made_with=("1.0", "a"), sha256="0" * 64).version == 2


def test_rows_say_what_the_json_says(store: Store, corpus: dict[str, Notice]) -> None:
    for notice in corpus.values():
        identity = keep(store, notice).id
        with store.read() as connection:
            page = search(connection, OURS, ObligationFilter(notice=identity), limit=1000)
            head = get_head(connection, OURS, identity)
        assert [each.obligation for each in page.items] == list(notice.obligations)
        assert head is not None
        assert head.obligations == len(notice.obligations)
        assert head.title == (notice.metadata.title.value if notice.metadata.title else None)


def test_rows_can_be_thrown_away_and_made_again(store: Store, weihai: Notice) -> None:
    identity = keep(store, weihai).id
    before = _rows(store)
    with store.begin() as connection:
        rebuild_rows(connection, OURS, identity)
    assert _rows(store) == before
    with store.begin() as connection, pytest.raises(NotFound):
        rebuild_rows(connection, OURS, "n" + "0" * 32)


def test_deletion_takes_all_that_belongs_to_it(store: Store, weihai: Notice) -> None:
    data = SMALL.encode()
    kept = keep(store, small(), sha256=store.originals.put(data))
    other = keep(store, weihai, sha256=store.originals.put(b"other"))
    with store.begin() as connection:
        page = search(connection, OURS, ObligationFilter(notice=kept.id))
        correct(connection, OURS, page.items[0].id, {"topic": "water"}, who="someone")
        made = save_comparison(
            connection, OURS, compare([kept.notice, other.notice]), notices=[kept.id, other.id]
        )
    assert store.delete_notice(OURS, kept.id)
    with store.read() as connection:
        assert load_notice(connection, OURS, kept.id) is None
        assert load_comparison(connection, OURS, made.head.id) is None
        assert load_notice(connection, OURS, other.id) is not None
    assert not store.originals.exists(kept.sha256)
    assert store.originals.exists(other.sha256)
    assert not store.delete_notice(OURS, kept.id)
    assert store.delete_notice(OURS, other.id)
    counts = _counts(store)
    assert {name for name, count in counts.items() if count} <= KEPT_FOR_ALL


def test_an_original_stays_as_long_as_somebody_needs_it(store: Store) -> None:
    sha256 = store.originals.put(SMALL.encode())
    ours, theirs = keep(store, small(), sha256=sha256), keep(store, small(), THEIRS, sha256=sha256)
    assert store.delete_notice(OURS, ours.id)
    assert store.originals.exists(sha256)
    with store.begin() as connection:
        create_job(connection, OURS, [("again.txt", sha256)])
    assert store.delete_notice(THEIRS, theirs.id)
    assert store.originals.exists(sha256), "a job that waits needs it"


def test_a_job_forgets_a_notice_that_is_gone(store: Store) -> None:
    from api.store.work import succeed_file

    kept = keep(store, small())
    with store.begin() as connection:
        job = create_job(connection, OURS, [("small.txt", kept.sha256)])
        succeed_file(connection, OURS, job.id, 0, [kept.id])
        there = get_job(connection, OURS, job.id)
    assert there is not None
    assert there.notice_ids == (kept.id,)
    store.delete_notice(OURS, kept.id)
    with store.read() as connection:
        there = get_job(connection, OURS, job.id)
    assert there is not None
    assert there.notice_ids == ()


NOTICES = {
    "nothing asked": (NoticeFilter(), 6),
    "province by code": (NoticeFilter(region="370000"), 2),
    "city by code": (NoticeFilter(region="371000"), 1),
    "by name": (NoticeFilter(region="威海"), 1),
    "as facets write it": (NoticeFilter(region="山东省/威海市"), 1),
    "two places": (NoticeFilter(region=("威海", "福州")), 2),
    "issued from": (NoticeFilter(issued_from=date(2022, 1, 1)), 1),
    "words of the text": (NoticeFilter(text="落后产能"), 6),
    "words it has not": (NoticeFilter(text="幼儿园"), 0),
    "issuer": (NoticeFilter(issuer="威海市"), 1),
}


@pytest.mark.parametrize(("asked", "total"), NOTICES.values(), ids=NOTICES.keys())
def test_notices_can_be_asked_for(shelf: Store, asked: NoticeFilter, total: int) -> None:
    with shelf.read() as connection:
        page = list_notices(connection, OURS, asked)
    assert (page.total, len(page.items)) == (total, total)


@pytest.mark.parametrize("sort", ["created", "-created", "issue_date", "-issue_date"])
def test_pages_together_are_the_whole_list(shelf: Store, sort: str) -> None:
    with shelf.read() as connection:
        whole = list_notices(connection, OURS, sort=sort)
        walked, cursor = [], None
        while True:
            page = list_notices(connection, OURS, sort=sort, cursor=cursor, limit=2)
            walked.extend(page.items)
            cursor = page.next
            if cursor is None:
                break
    assert walked == list(whole.items)
    keys = [each.issue_date for each in whole.items if each.issue_date]
    if "issue_date" in sort:
        assert keys == sorted(keys, reverse=sort.startswith("-"))
        assert whole.items[-1].issue_date is None


@pytest.mark.parametrize("asked", [{"sort": "colour"}, {"limit": 0}, {"limit": 100_000}])
def test_a_list_that_there_is_not(store: Store, asked: dict[str, object]) -> None:
    with store.read() as connection, pytest.raises(InvalidFilter):
        list_notices(connection, OURS, **asked)  # type: ignore[arg-type]


def test_offsets_for_javascript() -> None:
    text = "甲𠮷乙😀丙"
    astral = tuple(at for at, each in enumerate(text) if ord(each) > 0xFFFF)
    for at in range(len(text) + 1):
        assert utf16(at, astral) == len(text[:at].encode("utf-16-le")) // 2


def test_characters_that_a_database_refuses(store: Store) -> None:
    notice = small()
    strange = notice.model_copy(update={"document": "a\x00b"})
    kept = keep(store, strange, name="a\x00b\ud800.txt")
    with store.read() as connection:
        loaded = load_notice(connection, OURS, kept.id)
    assert loaded is not None
    assert loaded.notice == strange
    assert loaded.name == "a\ufffdb\ufffd.txt"


def _rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, without the numbers that they get on writing."""
    counted = {"row", "obligation", "updated"}
    with store.read() as connection:
        return {
            name: sorted(
                tuple(value for key, value in row.items() if key not in counted)
                for row in connection.execute(select(table)).mappings()
            )
            for name, table in METADATA.tables.items()
        }


def _counts(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
            for name, table in METADATA.tables.items()
        }
