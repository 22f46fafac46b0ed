"""Four honest classes: each is the weakest link of an obligation."""

import pytest

from tests.assemble.test_pieces import notice_of

CASES = {
    "all of it in the sentence": (
        "一、任务\n（一）检查。各县要于2021年6月底前开展检查。",
        "stated",
    ),
    "the units in the bracket": (
        "一、任务\n（一）检查。开展专项检查。（市工信局负责）",
        "inherited",
    ),
    "nobody named": ("一、任务\n（一）检查。开展专项检查，消除隐患。", "inferred"),
    "the subject of the piece before": (
        "一、任务\n（一）检查。各县要开展检查，消除隐患。要定期通报情况，接受监督。",
        "inferred",
    ),
    "no such day": ("一、任务\n（一）检查。各县要于2021年2月30日前开展检查。", "doubtful"),
}


@pytest.mark.parametrize(("words", "confidence"), CASES.values(), ids=CASES.keys())
def test_confidence(words: str, confidence: str) -> None:
    assert notice_of(words).obligations[-1].confidence == confidence
