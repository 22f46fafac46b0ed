"""What is true of notices whoever found them."""

import pytest

from extractor import extract
from extractor.model import named_apart

NOTICE = extract("关于巡查的通知\n一、任务\n各区要报送总结。".encode(), "notice.txt")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ([], []),
        (["威海", "福州"], ["威海", "福州"]),
        (["notice", "notice", "notice"], ["notice", "notice-2", "notice-3"]),
        (["notice", "notice-2", "notice"], ["notice", "notice-2", "notice-3"]),
        (["notice", "notice", "notice-2"], ["notice", "notice-2", "notice-2-2"]),
    ],
    ids=["none", "apart already", "of one name", "a number is taken", "a number is given first"],
)
def test_notices_of_one_name_are_numbered(given: list[str], named: list[str]) -> None:
    notices = [NOTICE.model_copy(update={"document": name}) for name in given]
    assert [notice.document for notice in named_apart(notices)] == named
