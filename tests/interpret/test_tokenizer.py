"""The dictionary of words is read whole from its cache, and anew where the cache is none."""

import marshal
from pathlib import Path

import pytest

from extractor.interpret.tokenizer import tokenizer

SENTENCE = "淘汰落后产能要强化工作责任"
CUT = ["淘汰", "落后", "产能", "要", "强化", "工作", "责任"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path / "taizhang" / "jieba.cache"


def test_the_cache_that_the_first_use_leaves_is_taken_by_the_next(cache: Path) -> None:
    first = tokenizer.__wrapped__()
    assert not first.initialized
    assert first.lcut(SENTENCE, HMM=False) == CUT
    assert cache.is_file()
    second = tokenizer.__wrapped__()
    assert second.initialized
    assert second.lcut(SENTENCE, HMM=False) == CUT
    assert (second.FREQ, second.total) == (first.FREQ, first.total)


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"no cache at all",
        marshal.dumps(None),
        marshal.dumps((1, 2)),
        marshal.dumps(({"要": 1}, 1))[:-2],
    ],
    ids=["empty", "other bytes", "nothing", "other values", "cut short"],
)
def test_a_broken_cache_is_made_anew(cache: Path, found: bytes) -> None:
    cache.parent.mkdir()
    cache.write_bytes(found)
    made = tokenizer.__wrapped__()
    assert not made.initialized
    assert made.lcut(SENTENCE, HMM=False) == CUT
