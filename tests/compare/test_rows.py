"""Which duties stand in one row, on other subjects than the five notices."""

import pytest

from extractor import compare
from extractor.model.comparison import obligations_of
from tests.compare.made import notice

SAME = {
    "schools": (
        "各校要建立食堂陪餐制度，校领导每餐轮流陪餐",
        "落实学校食堂陪餐制度，学校负责人轮流陪餐并做好记录",
    ),
    "elderly": ("加快社区养老服务中心建设", "推进街道社区养老服务设施建设，实现全覆盖"),
    "fire": ("严禁在林区野外用火，严厉查处违规用火行为", "森林防火期内，林区禁止一切野外用火"),
    "digital": ("推动高频政务服务事项一网通办", "各部门要将高频事项接入平台，实现一网通办"),
    "wages": ("建立农民工工资保证金制度", "施工企业应当足额缴存农民工工资保证金"),
    "livestock": ("做好生猪屠宰环节检疫检验", "强化生猪屠宰检疫，严防病害肉流入市场"),
}
OTHERS = ("定期召开联席会议，通报工作进展", "畅通举报渠道，及时受理群众投诉")


@pytest.mark.parametrize(("ours", "theirs"), SAME.values(), ids=SAME.keys())
def test_one_duty_in_other_words_is_one_row(ours: str, theirs: str) -> None:
    comparison = compare(
        [notice("a", ours, *OTHERS), notice("b", OTHERS[1], theirs, OTHERS[0], city="青州市")]
    )
    duties = obligations_of(comparison)
    rows = [
        {
            "".join(duties[cell.notice, duty].quote.split())
            for cell in row.cells
            for duty in cell.obligations
        }
        for row in comparison.provisions
    ]
    assert {ours, theirs} in rows
    assert {OTHERS[0]} in rows


def test_what_continues_a_sentence_belongs_where_that_belongs() -> None:
    """One and the same consequence of two different triggers is two rows."""
    sale = "销售过期食品的，责令改正并没收违法所得"
    permit = "未取得卫生许可证开办浴室的，责令停业"
    grave = "情节严重的，吊销许可证"
    comparison = compare(
        [notice("a", sale, grave, permit, grave), notice("b", permit, grave, city="青州市")]
    )
    duties = {key: "".join(duty.quote.split()) for key, duty in obligations_of(comparison).items()}
    [of_b] = [key for key, words in duties.items() if key[0] == "b" and words == grave]
    [row] = [
        row
        for row in comparison.provisions
        if any(of_b[1] in cell.obligations for cell in row.cells)
    ]
    places = {
        "".join(d.quote.split()): d.evidence.start
        for d in comparison.notices[0].obligations
        if "浴室" in d.quote
    }
    [ours] = [cell.obligations for cell in row.cells if cell.notice == "a"]
    starts = {d.id: d.evidence.start for d in comparison.notices[0].obligations}
    assert [starts[duty] > next(iter(places.values())) for duty in ours] == [True]


def test_words_of_an_upstream_text_are_found_there() -> None:
    order = "国务院办公厅通知：对检查不合格的食堂，责令整改并向社会公布名单。"
    comparison = compare(
        [
            notice("a", "对检查不合格的食堂，责令整改并向社会公布名单"),
            notice("b", "鼓励超市设立临期商品专区", city="青州市"),
        ],
        upstream={"国办通知": order},
    )
    [origin] = comparison.origins
    assert (origin.notice, origin.source, origin.upstream, origin.share) == (
        "a",
        "国办通知",
        True,
        1.0,
    )
    [span] = origin.spans
    assert order[slice(*span.there)] == "对检查不合格的食堂，责令整改并向社会公布名单"


def test_many_notices_are_not_compared_each_with_each() -> None:
    """Beyond sixty notices kin meet in buckets; rows are as they would be."""
    many = [
        notice(
            f"n{at:02d}",
            f"各县区要于{1 + at % 11}月底前完成学校食堂检查",
            OTHERS[1],
            year=2000 + at,
        )
        for at in range(64)
    ]
    comparison = compare(many)
    assert [len(row.cells) for row in comparison.provisions] == [64, 64]
    assert 63 <= len(comparison.kinships) <= 64 * 20
    assert all(kin.first == kin.left for kin in comparison.kinships)
