"""What cannot be compared is refused with a sentence; what is odd is compared and told."""

import pytest

from extractor import CompareError, TaizhangError, compare, extract
from tests.compare.made import notice

DUTY = "各县区要于6月底前完成学校食堂检查"
ONE = notice("one", DUTY)
OTHER = notice("other", DUTY, city="青州市")


def test_a_comparison_takes_two() -> None:
    with pytest.raises(CompareError, match="two notices or more; there is only one, one"):
        compare([ONE])
    with pytest.raises(CompareError, match="no notices"):
        compare([])


def test_the_same_notice_twice_is_one() -> None:
    with pytest.raises(CompareError, match="only one, one, given more than once"):
        compare([ONE, ONE])
    comparison = compare([ONE, OTHER, ONE])
    assert [column.id for column in comparison.columns] == ["one", "other"]
    assert [note.code for note in comparison.notes] == ["given_twice", "same_text"]


def test_an_unknown_reference_is_answered_with_those_there_are() -> None:
    with pytest.raises(TaizhangError, match="'nowhere' is none of one、other"):
        compare([ONE, OTHER], "nowhere")


@pytest.mark.parametrize(
    "name", ["other", "other.txt", "青州市2021", "青州市2021年食品安全整治工作方案"]
)
def test_a_reference_answers_to_its_names(name: str) -> None:
    assert compare([ONE, OTHER], name).reference == "other"


def test_a_notice_of_no_place_is_called_by_its_issuer() -> None:
    text = f"国家卫生健康委员会关于学校食堂的通知\n一、工作任务\n{DUTY}。\n国家卫生健康委员会\n2021年4月1日\n"
    ministry = extract(text.encode(), "ministry.txt")
    names = [column.name for column in compare([ONE, ministry]).columns]
    assert names == ["临江市2021", "国家卫生健康委员会2021"]


def test_a_beginning_that_no_other_has_is_enough() -> None:
    many = [
        ONE.model_copy(update={"document": "weihai-2021-notice"}),
        OTHER.model_copy(update={"document": "weifang-2021-notice"}),
    ]
    assert compare(many, "weihai").reference == "weihai-2021-notice"
    assert compare(many, "青州").reference == "weifang-2021-notice"
    with pytest.raises(CompareError, match="may be any of weihai-2021-notice、weifang-2021-notice"):
        compare(many, "wei")


def test_a_whole_name_goes_before_a_beginning() -> None:
    many = [
        ONE.model_copy(update={"document": "plan"}),
        OTHER.model_copy(update={"document": "plan-2"}),
    ]
    assert compare(many, "plan").reference == "plan"


def test_of_many_names_an_error_lists_some() -> None:
    sources = [ONE.source.model_copy(update={"sha256": f"{at:064x}"}) for at in range(23)]
    many = [
        ONE.model_copy(update={"document": f"n{at:02d}", "source": source})
        for at, source in enumerate(sources)
    ]
    with pytest.raises(CompareError, match=r"n19 and 3 more$"):
        compare(many, "nowhere")


def test_a_notice_may_be_the_reference() -> None:
    comparison = compare([ONE], OTHER)
    assert comparison.reference == "other"
    assert [column.id for column in comparison.columns] == ["other", "one"]


def test_a_notice_without_obligations_is_a_column_of_gaps() -> None:
    silent = ONE.model_copy(
        update={
            "obligations": (),
            "document": "silent",
            "source": ONE.source.model_copy(update={"sha256": "1" * 64}),
        }
    )
    comparison = compare([OTHER, silent], "other")
    [row] = comparison.provisions
    assert [(cell.notice, cell.verdict) for cell in row.cells] == [
        ("other", "same"),
        ("silent", "missing"),
    ]
    assert "no_obligations" in {note.code for note in comparison.notes}
    nothing = compare([silent, silent.model_copy(update={"source": ONE.source})])
    assert nothing.provisions == ()


def test_two_notices_of_one_place_and_year_are_told_apart() -> None:
    second = notice("two", "鼓励超市设立临期商品专区", DUTY)
    comparison = compare([ONE, second])
    assert len({column.name for column in comparison.columns}) == 2
    [note] = comparison.notes
    assert (note.code, note.notices) == ("same_place_and_year", ("one", "two"))


def test_notices_of_one_name_get_names_of_their_own() -> None:
    comparison = compare([ONE, OTHER.model_copy(update={"document": "one"})])
    assert len({column.id for column in comparison.columns}) == 2
    assert {note.code for note in comparison.notes} == {"renamed", "same_text"}
