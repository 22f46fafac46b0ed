"""Many files: order is kept, a bad one is told and never stops the others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor.isolation.guard
from extractor import Failure, Notice, extract_many
from extractor.batch import Document

NOTICE = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送第{}号工作总结。".format


def documents(bad_at: int, bad: Document) -> Iterator[Document]:
    for index in range(6):
        yield bad if index == bad_at else (f"{index}.txt", NOTICE(index).encode())


def named(outcomes: Iterator[Notice | Failure]) -> list[str]:
    return [
        f"{outcome.name}: {outcome.code}" if isinstance(outcome, Failure) else outcome.document
        for outcome in outcomes
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_order_is_kept_round_a_failure(workers: int) -> None:
    outcomes = extract_many(documents(2, ("bad.pdf", b"%PDF-1.7 broken")), workers=workers)
    assert named(outcomes) == ["0", "1", "bad.pdf: unreadable", "3", "4", "5"]


def test_documents_are_drawn_as_they_are_needed() -> None:
    def endless() -> Iterator[Document]:
        while True:
            yield "notice.txt", NOTICE(1).encode()

    assert isinstance(next(extract_many(endless(), workers=1)), Notice)


def test_a_defect_of_ours_concerns_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Notice:
        raise KeyError("no such layer")

    monkeypatch.setattr(extractor.isolation.guard, "extract", broken)
    [failure] = extract_many([("notice.txt", b"")], isolated=False)
    assert failure == Failure("notice.txt", "internal", "internal error: KeyError: 'no such layer'")


def test_processes_give_what_this_process_gives() -> None:
    paths = sorted(Path(__file__).parents[1].joinpath("corpora").glob("*/*.txt"))
    assert list(extract_many(paths, workers=2)) == list(extract_many(paths, isolated=False))
