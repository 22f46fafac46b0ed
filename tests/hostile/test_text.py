"""Long repetitions: a rule that looks back from every match would not be done with them in time."""

import contextlib
from collections.abc import Iterator

import pytest

from extractor import EmptyNotice, Settings, Workers

LENGTH = 100_000
LIMITS = Settings(max_seconds=30.0)
HEAD = "关于开展检查的通知\n各县（市、区）人民政府：\n一、"
REPEATED = (
    "10吨以上、", "号", "通过", "各县（市、区）", "（", "（）《》", "1 ", "1.5", "1%", "《办法》（国发〔2021〕1号）",
    "企业）12345678", "5个工作日内", "责任单位：市发展改革委、", "6月底前～2021年街道委员会", "请不得",
)  # fmt: skip


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, LIMITS) as made:
        yield made


@pytest.mark.parametrize("words", REPEATED)
def test_a_hundred_thousand_characters_of_the_same(words: str, workers: Workers) -> None:
    text = HEAD + words * (LENGTH // len(words))
    with contextlib.suppress(EmptyNotice):
        assert workers.extract(text.encode(), "notice.txt").document == "notice"
