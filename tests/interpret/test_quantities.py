"""Figures: number, unit and comparing words, wherever they stand round it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.quantities import figures

FIGURES = {
    "不超过1.5": [("le", 1.5, None)],
    "不得超过0.5吨标准煤": [("le", 0.5, "tce")],
    "能耗≤230千克标准煤/吨": [("le", 230, "千克标准煤/吨")],
    "控制在35微克/立方米以内": [("le", 35, "微克/立方米")],
    "不足百分之三十": [("lt", 30, "%")],
    "低于60%": [("lt", 60, "%")],
    "3.2米以下": [("lt", 3.2, "m")],
    "3.2米及以下": [("le", 3.2, "m")],
    "3.2米（含）以下": [("le", 3.2, "m")],
    "30万吨/年（不含）以下": [("lt", 300000, "t/a")],
    "2500吨/日": [("eq", 2500, "t/d")],
    "5000吨标准煤/年以上": [("ge", 5000, "tce/a")],
    "100人（不含）以上": [("gt", 100, "人")],
    "超过30%": [("gt", 30, "%")],
    "达到98%以上": [("ge", 98, "%")],
    "68%左右": [("eq", 68, "%")],
    "约30家": [("eq", 30, "家")],
    "200余家": [("gt", 200, "家")],
    "十二点五万吨": [("eq", 125000, "t")],
    "三成以上": [("ge", 30, "%")],
    "下降1.6个百分点": [("eq", 1.6, "pp")],
    "翻一番": [("eq", 2, "倍")],
    "不低于1.25∶1": [("ge", 1.25, None)],
    "16—24岁": [("ge", 16, "岁"), ("le", 24, "岁")],
    "3至5万吨": [("ge", 30000, "t"), ("le", 50000, "t")],
    "2.2米（含）—2.5米": [("ge", 2.2, "m"), ("le", 2.5, "m")],
    "10吨以上20吨及以下": [("ge", 10, "t"), ("le", 20, "t")],
    "50人以上、100人以下": [("ge", 50, "人"), ("lt", 100, "人")],
    "分别不高于53和32微克/立方米": [("le", 53, "微克/立方米"), ("le", 32, "微克/立方米")],
    "分别下降10%、12.5%、10%以上": [("ge", 10, "%"), ("ge", 12.5, "%"), ("ge", 10, "%")],
    "分别降低20个、10个百分点": [("eq", 20, "pp"), ("eq", 10, "pp")],
    "排名后20%": [("bottom", 20, "%")],
    "排名前10名": [("top", 10, "名")],
    "达到现有职工人数25%": [("ge", 25, "%")],
    "0.3元/千瓦时": [("eq", 0.3, "元/千瓦时")],
    "200万千瓦以上": [("ge", 2000000, "kW")],
    "1.2GW以上": [("ge", 1200000, "kW")],
    "不高于10mg/m³": [("le", 10, "毫克/立方米")],
    "5万吨标准煤（等价值）及以上": [("ge", 50000, "tce")],
    "不宜低于50%": [("ge", 50, "%")],
    "不应大于2": [("le", 2, None)],
    "6级以上大风": [("ge", 6, "级")],
    "由42项减至16项": [("eq", 42, "项"), ("eq", 16, "项")],
    "不低于0.3米/秒": [("ge", 0.3, "米/秒")],
    "超过汛限水位0.5米以上": [("gt", 0.5, "m")],
    "500米范围内": [("le", 500, "m")],
    "达到90%左右": [("ge", 90, "%")],
    "至少配备1名": [("ge", 1, "名")],
    "100个工业场景": [("eq", 100, "个")],
    "覆盖30万人口": [("eq", 300000, "人")],
    "优良天数达到300天以上": [("ge", 300, "天")],
}


@pytest.mark.parametrize(("words", "amounts"), FIGURES.items(), ids=FIGURES.keys())
def test_figures(words: str, amounts: list[tuple[str, float, str | None]]) -> None:
    found = [one for figure in figures(words) for one in figure.amounts]
    assert [(one.comparator, one.value, one.unit) for one in found] == amounts


@pytest.mark.parametrize(
    "words",
    [
        "2021年6月30日前",
        "3个月内",
        "15个工作日",
        "第12条",
        "2019年本",
        "PM2.5",
        "5G网络",
        "十五条例",
        "三成员",
        "千万千瓦级",
        "连续停产30天以上",
        "2级以上医院",
        "三类以上底盘",
    ],
)
def test_what_is_no_figure(words: str) -> None:
    assert list(figures(words)) == []


@given(
    st.text(
        alphabet="0123456789.万亿千百十一二三吨米%％以上下及不超过低于达到（含）—、和个百分点∶1/年日排名后前分别",
        max_size=40,
    )
)
def test_figures_lie_in_order_inside_the_words(words: str) -> None:
    last = 0
    for figure in figures(words):
        assert last <= figure.start <= figure.at < figure.end <= len(words)
        assert figure.amounts
        last = figure.at
