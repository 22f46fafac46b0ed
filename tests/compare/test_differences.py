"""In what two notices differ, in a table: the sentences, then what the right is beside the left."""

import pytest

from tests.compare.made import beside, only_row

EARLY = "各县区市场监管局要于6月底前完成学校食堂检查"

CASES = {
    "a later date": (EARLY, EARLY.replace("6月底", "7月10日"), "deadline", "later", 10),
    "an earlier date": (EARLY, EARLY.replace("6月底", "6月20日"), "deadline", "earlier", 10),
    "a date that is new": (EARLY.replace("于6月底前", ""), EARLY, "deadline", "added", None),
    "a longer period": (
        "食堂应在10日内整改到位",
        "食堂应在30日内整改到位",
        "duration",
        "longer",
        20,
    ),
    "a threshold that hits more": (
        "对面积200平方米以下的学校食堂开展检查",
        "对面积300平方米以下的学校食堂开展检查",
        "threshold",
        "stricter",
        100,
    ),
    "a threshold that hits fewer": (
        "对面积200平方米以上的学校食堂开展检查",
        "对面积300平方米以上的学校食堂开展检查",
        "threshold",
        "looser",
        100,
    ),
    "the same size in another unit": (
        "对面积1公顷以上的农贸市场开展检查",
        "对面积8000平方米以上的农贸市场开展检查",
        "threshold",
        "stricter",
        2000,
    ),
    "another 条线": (
        "市市场监管局要对学校食堂开展检查",
        "市教育局、市公安局要对学校食堂开展检查",
        "system",
        "missing",
        None,
    ),
    "another tier": (
        "市市场监管局要对学校食堂开展检查",
        "各县市场监管局要对学校食堂开展检查",
        "level",
        "lower",
        None,
    ),
    "a weaker duty": (
        "学校食堂应当公开进货台账",
        "学校食堂可以公开进货台账",
        "modality",
        "weaker",
        None,
    ),
    "a measure more": (
        "对检查不合格的食堂，责令整改",
        "对检查不合格的食堂，责令整改，并向社会公布",
        "measures",
        "added",
        None,
    ),
    "another condition": (
        "对检查不合格的食堂，责令整改并公开通报名单",
        "对两次抽检发现问题的食堂，责令整改并公开通报名单",
        "condition",
        "changed",
        None,
    ),
    "an exception": (
        "学校食堂一律不得制售凉菜",
        "除幼儿园外，学校食堂一律不得制售凉菜",
        "exception",
        "added",
        None,
    ),
    "another receiver": (
        "各县区要将检查情况报市教育局",
        "各县区要将检查情况报市市场监管局",
        "recipients",
        "added",
        None,
    ),
}


@pytest.mark.parametrize(
    ("left", "right", "aspect", "direction", "amount"), CASES.values(), ids=CASES.keys()
)
def test_a_difference_is_typed(
    left: str, right: str, aspect: str, direction: str, amount: float | None
) -> None:
    found = only_row(beside(left, right))
    matching = [d for d in found if (d.aspect, d.direction) == (aspect, direction)]
    assert matching, [(d.aspect, d.direction, d.left.value, d.right.value) for d in found]
    assert matching[0].amount == amount


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("生态环境部", "县生态环境局", True),
        ("生态环境部门", "县生态环境局", False),
        ("财政部门", "县财政局", False),
        ("国家税务总局", "县税务局", True),
        ("国家税务总局临江市税务局", "县税务局", False),
    ],
)
def test_a_tier_is_compared_only_where_the_names_tell_it(
    left: str, right: str, differs: bool
) -> None:
    found = only_row(beside(*(f"{unit}要对学校食堂开展检查" for unit in (left, right))))
    assert ("level" in {difference.aspect for difference in found}) is differs


def test_the_same_sentence_differs_in_nothing() -> None:
    comparison = beside(EARLY, EARLY)
    assert only_row(comparison) == ()
    assert [cell.verdict for cell in comparison.provisions[0].cells] == ["same", "same"]


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (EARLY.replace("6月底", "6月10日"), "stricter"),
        (EARLY.replace("6月底", "9月底"), "looser"),
        (EARLY.replace("各县区市场监管局", "各县区公安局"), "other"),
        (EARLY.replace("各县区", "各县（市、区）"), "same"),
    ],
)
def test_verdicts(right: str, verdict: str) -> None:
    [row] = beside(EARLY, right).provisions
    assert row.cells[1].verdict == verdict


def test_a_year_later_the_same_day_is_no_later() -> None:
    comparison = beside(EARLY, EARLY, year=2022)
    [dates] = only_row(comparison)
    assert (dates.direction, dates.amount, dates.right.value) == ("later", 365, "2022-06-30")
    assert comparison.provisions[0].cells[1].verdict == "same"


def test_what_only_one_has_is_missing_or_added() -> None:
    comparison = beside(EARLY, "鼓励超市设立临期商品专区")
    verdicts = {
        (cell.notice, cell.verdict, bool(cell.obligations))
        for row in comparison.provisions
        for cell in row.cells
    }
    assert verdicts == {
        ("left", "same", True),
        ("right", "missing", False),
        ("right", "added", True),
    }
