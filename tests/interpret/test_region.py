"""Bodies and the places they belong to, whole names, short ones, former ones, and those in doubt."""

from collections import Counter

import pytest

from extractor.interpret.region import Surroundings, is_central, mentions, region_of, surroundings
from extractor.model import Region

NOTHING = Surroundings(Counter())

# body | province | city | county | adcode
ALONE = """
安徽省人民政府办公厅 | 安徽省 | | | 340000
内蒙古自治区发展改革委 | 内蒙古自治区 | | | 150000
新疆生产建设兵团 | 新疆维吾尔自治区 | | | 650000
湛江市淘汰落后产能工作协调小组 | 广东省 | 湛江市 | | 440800
恩施州人民政府 | 湖北省 | 恩施土家族苗族自治州 | | 422800
锡林郭勒盟行政公署 | 内蒙古自治区 | 锡林郭勒盟 | | 152500
吉林市人民政府 | 吉林省 | 吉林市 | | 220200
海南州人民政府 | 青海省 | 海南藏族自治州 | | 632500
东莞市财政局 | 广东省 | 东莞市 | | 441900
石城县河长办公室 | 江西省 | 赣州市 | 石城县 | 360735
深圳市南山区人民政府 | 广东省 | 深圳市 | 南山区 | 440305
上海市浦东新区人民政府 | 上海市 | | 浦东新区 | 310115
北京市政务服务管理局 | 北京市 | | | 110000
海淀区人民政府 | 北京市 | | 海淀区 | 110108
石柱县人民政府 | 重庆市 | | 石柱土家族自治县 | 500240
济源市人民政府 | 河南省 | | 济源市 | 419001
石河子市人民政府 | 新疆维吾尔自治区 | | 石河子市 | 659001
威海火炬高技术产业开发区管理委员会 | 山东省 | 威海市 | | 371000
国家税务总局乌海市税务局 | 内蒙古自治区 | 乌海市 | | 150300
中国人民银行济南分行 | 山东省 | 济南市 | | 370100
中共上海市委 | 上海市 | | | 310000
文登市人民政府 | 山东省 | 威海市 | 文登区 | 371003
襄樊市人民政府 | 湖北省 | 襄樊市 | | 420600
崇文区人民政府 | 北京市 | | 崇文区 | 110101
雄安新区管委会 | 河北省 | 雄安新区 | | 133100
"""


@pytest.mark.parametrize("row", ALONE.strip().splitlines())
def test_a_name_that_says_where_it_is(row: str) -> None:
    body, *cells = (cell.strip() for cell in row.split("|"))
    province, city, county, adcode = (cell or None for cell in cells)
    assert region_of(body, NOTHING) == Region(
        province=province, city=city, county=county, adcode=adcode
    )


@pytest.mark.parametrize(
    "body", ["国务院办公厅", "国家发展改革委", "工业和信息化部", "国家税务总局"]
)
def test_a_central_body_has_no_place(body: str) -> None:
    assert is_central(body)
    assert region_of(body, NOTHING) == Region()


@pytest.mark.parametrize(
    ("body", "around", "adcode"),
    [
        ("省发展改革委", "浙江省经济和信息化厅", "330000"),
        ("市财政局", "聊城市节能工作方案", "371500"),
        ("市教委", "北京市学校工作方案", "110000"),
        ("县水利局", "石城县河长制工作方案", "360735"),
        ("鼓楼区教育局", "福州市校园安全工作方案", "350102"),
        ("鼓楼区教育局", "南京市校园安全工作方案", "320106"),
        ("朝阳区人民政府", "北京市安全生产方案", "110105"),
    ],
)
def test_what_else_is_named_settles_a_bare_or_shared_name(
    body: str, around: str, adcode: str
) -> None:
    region = region_of(body, surroundings([(around, 1)], None))
    assert region is not None
    assert region.adcode == adcode


def test_the_sign_of_a_document_number_names_the_province() -> None:
    region = region_of("省科技厅", surroundings([], "鲁科字〔2022〕7号"))
    assert region is not None
    assert region.province == "山东省"


@pytest.mark.parametrize("body", ["朝阳区人民政府", "市财政局", "市中区人民政府", "某某协会"])
def test_what_is_not_certain_is_left_open(body: str) -> None:
    assert region_of(body, NOTHING) is None


def test_a_longer_name_is_not_read_as_the_shorter_one_in_it() -> None:
    assert list(mentions("新安县、淮安市")) == ["410323", "320800"]
