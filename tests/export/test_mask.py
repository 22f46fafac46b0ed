"""Personal data in exports: covered character for character, and nothing else."""

from functools import cache
from pathlib import Path

import pytest

from extractor import compare, export, extract
from extractor.export.mask import masked, masked_comparison, masked_words
from extractor.model import Notice

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def notice(name: str) -> Notice:
    return extract(CORPORA / name / "notice.txt").model_copy(update={"document": name})


COVERED = {
    "a telephone number": ("电话：0759-3367875。", "电话：＊＊＊＊＊＊＊＊＊＊＊＊。"),
    "a mobile number": ("手机13800138000", "手机＊＊＊＊＊＊＊＊＊＊＊"),
    "mail": ("邮箱：zj@126.com", "邮箱：＊＊＊＊＊＊＊＊＊＊"),
    "a contact": ("联系人：张三，", "联系人：＊＊，"),
    "two contacts": ("联 系 人：张三、李小四", "联 系 人：＊＊＊＊＊＊"),
    "an address": ("地址：人民路1号附2，邮编：524000", "地址：＊＊＊＊＊＊＊，邮编：＊＊＊＊＊＊"),
    "a head": ("组  长：王  明  市委副书记、市长", "组  长：＊＊＊＊  市委副书记、市长"),
    "a roster": (
        "副组长：王明　副市长\n\n李　大　市教育局局长\n苏都毕力格 市水务局党组书记\n",
        "副组长：＊＊　副市长\n\n＊＊＊　市教育局局长\n＊＊＊＊＊ 市水务局党组书记\n",
    ),
    "names without a post": ("成员：王明、李大刚", "成员：＊＊＊＊＊＊"),
}


@pytest.mark.parametrize(("words", "covered"), COVERED.values(), ids=COVERED.keys())
def test_personal_data_is_covered_character_for_character(words: str, covered: str) -> None:
    assert masked_words(words) == covered


@pytest.mark.parametrize(
    "words",
    [
        "工信部联产业〔2017〕30号，年产能120万条以下，2021年12月30日前",
        "成员：市教育局、市公安局",
        "组长由分管副市长担任，成员为各部门负责人。",
        "市教育局 负责检查学校食堂的是主管科室负责人",
    ],
)
def test_what_is_no_personal_data_stays(words: str) -> None:
    assert masked_words(words) == words


@pytest.mark.parametrize("name", ["zhanjiang-2021", "wuhai-2021"])
def test_offsets_hold_in_a_covered_notice(name: str) -> None:
    covered = masked(notice(name))
    assert covered.metadata.contact is None
    for hidden in ("黄晓燕", "3367875", "贾庆东", "苏都毕力格"):
        assert hidden not in covered.model_dump_json()
    for duty in covered.obligations:
        assert covered.text[duty.evidence.start : duty.evidence.end] == duty.evidence.quote
        assert duty.quote == duty.evidence.quote


def test_what_a_comparison_quotes_is_covered_too() -> None:
    one = "关于检查的通知\n一、任务\n各区要于6月底前报送总结（联系人：张三，电话：13800138000）。"
    other = one.replace("6月底", "7月底").replace("张三", "李四")
    both = compare([extract(one.encode(), "a.txt"), extract(other.encode(), "b.txt")])
    assert both.provisions[0].differences
    said = masked_comparison(both).model_dump_json()
    assert not [hidden for hidden in ("张三", "李四", "13800138000") if hidden in said]
    assert "张三" in export(both, "html", personal=True).decode()
    assert "张三" not in export(both, "html").decode()
