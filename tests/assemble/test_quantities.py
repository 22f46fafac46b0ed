"""Thresholds and targets of pieces: subject, attribute, exclusions, end, and what a second member inherits."""

from datetime import date

import pytest

from extractor.model import Obligation
from tests.assemble.test_citations import notice


def only(sentence: str) -> Obligation:
    """The one obligation of a notice that says nothing else."""
    (found,) = notice(f"一、主要任务\n{sentence}\n二、其他事项").obligations
    return found


THRESHOLDS = {
    "a thing in quotation marks": (
        "淘汰“无磁轭（≥0.25吨）铝壳中频感应电炉”等落后设备。", [("铝壳中频感应电炉", "容量", "ge", 0.25, "t", [])],
    ),
    "class": ("2500吨/日以下的水泥熟料生产线全部退出。", [("水泥熟料生产线", "日产能", "lt", 2500, "t/d", [])]),
    "exempted before": (
        "除特种水泥熟料生产线外，2500吨/日以下的水泥熟料生产线全部退出。",
        [("水泥熟料生产线", "日产能", "lt", 2500, "t/d", ["特种水泥熟料生产线"])],
    ),
    "second member inherits attribute and year": (
        "年产能120万条以下的全钢子午胎（工程轮胎、航空轮胎除外）、500万条以下的半钢子午胎企业全部退出。",
        [
            ("全钢子午胎", "年产能", "lt", 1200000, "条/年", ["工程轮胎", "航空轮胎"]),
            ("半钢子午胎企业", "年产能", "lt", 5000000, "条/年", []),
        ],
    ),
    "hourly": ("淘汰每小时10蒸吨及以下燃煤锅炉。", [("燃煤锅炉", "容量", "le", 10, "蒸吨/小时", [])]),
    "flow by year": (
        "年使用量在100吨以上的企业和日均产生污泥20吨以上的单位建立台账。",
        [("企业", "年使用量", "ge", 100, "t/a", []), ("单位", "日均产生污泥", "ge", 20, "t/d", [])],
    ),
    "range": (
        "淘汰10吨以上20吨及以下电炉。",
        [("电炉", "容量", "ge", 10, "t", []), ("电炉", "容量", "le", 20, "t", [])],
    ),
    "figure not included": (
        "关闭30万吨/年以下煤矿（不含30万吨/年，下同）。", [("煤矿", "年产能", "lt", 300000, "t/a", [])],
    ),
    "Chinese numerals": (
        "对产能利用率不足百分之三十的企业限期整改。", [("企业", "产能利用率", "lt", 30, "%", [])],
    ),
    "a thing with its property": (
        "养殖场（生猪年出栏500头以上、奶牛存栏100头以上）应当建设粪污处理设施。",
        [("生猪", "年出栏", "ge", 500, "头/年", []), ("奶牛", "存栏", "ge", 100, "头", [])],
    ),
    "a series that names its thing last": (
        "甲类地区30万吨/年以下，其他地区9万吨/年及以下的煤矿，依法退出。",
        [("煤矿", "年产能", "lt", 300000, "t/a", []), ("煤矿", "年产能", "le", 90000, "t/a", [])],
    ),
    "a property told before": (
        "年综合能耗1000吨标准煤以上的企业由县级监管，5000吨标准煤以上的由市级监管。",
        [("企业", "年综合能耗", "ge", 1000, "tce/a", []), ("企业", "年综合能耗", "ge", 5000, "tce/a", [])],
    ),
    "a hundred million told without a one": (
        "对亿元以上技术改造项目实行专班服务。", [("技术改造项目", None, "ge", 100000000, "元", [])],
    ),
    "yearly consumption": (
        "对年综合能耗5000吨标准煤及以上的企业开展节能监察。", [("企业", "年综合能耗", "ge", 5000, "tce/a", [])],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), THRESHOLDS.values(), ids=THRESHOLDS.keys())
def test_thresholds(sentence: str, expected: list[tuple[object, ...]]) -> None:
    found = only(sentence)
    assert [
        (t.subject, t.attribute, t.comparator, t.value, t.unit, [one.value for one in t.exclusions])
        for t in found.thresholds
    ] == expected
    assert found.targets == ()


TARGETS = {
    "end of the sentence's opening": (
        "到2024年，新增绿色工厂300家，水效提高10%以上。",
        [("新增绿色工厂", "eq", 300, "家", date(2024, 12, 31)), ("水效", "ge", 10, "%", date(2024, 12, 31))],
    ),
    "each its nearest date": (
        "2023年覆盖率达到80%，2025年底前覆盖率达到95%。",
        [("覆盖率", "ge", 80, "%", date(2023, 12, 31)), ("覆盖率", "ge", 95, "%", date(2025, 12, 31))],
    ),
    "no date": ("新建数据中心电能利用效率不超过1.3。", [("新建数据中心电能利用效率", "le", 1.3, None, None)]),
    "a year to compare with is no end": (
        "万元产值能耗比2020年下降14%。", [("万元产值能耗", "eq", 14, "%", None)],
    ),
    "kept within": ("“十四五”末煤炭消费总量控制在4200万吨以内。", [("煤炭消费总量", "le", 42000000, "t", date(2025, 12, 31))]),
    "percentage points": ("占比提高5个百分点。", [("占比", "eq", 5, "pp", None)]),
    "doubled": ("到2025年，产业规模翻一番。", [("产业规模", "eq", 2, "倍", date(2025, 12, 31))]),
    "rates that reach one figure": (
        "车辆上线率、轨迹完整率均须达到98%以上。",
        [("车辆上线率", "ge", 98, "%", None), ("轨迹完整率", "ge", 98, "%", None)],
    ),
    "due when its piece is": (
        "上线率达到98%（完成时限：2024年6月底）。", [("上线率", "ge", 98, "%", date(2024, 6, 30))],
    ),
    "a date behind that opens another step": (
        "每县推荐项目不超过15个，2024年6月底前将清单报送市局。", [("每县推荐项目", "le", 15, "个", None)],
    ),
    "a limit that holds from now on": (
        "2024年底前建成治污设施，颗粒物浓度不得高于10毫克/立方米。",
        [("颗粒物浓度", "le", 10, "毫克/立方米", None)],
    ),
    "a date told behind": (
        "新建公路100公里，2024年6月底前完工。", [("新建公路", "eq", 100, "公里", date(2024, 6, 30))],
    ),
    "a date between figures": (
        "就诊占比降到40%以下，力争2035年服务覆盖率达到75%。",
        [("就诊占比", "lt", 40, "%", None), ("服务覆盖率", "ge", 75, "%", date(2035, 12, 31))],
    ),
    "yearly output": (
        "形成20亿立方米年天然气产能。", [("年天然气产能", "eq", 2000000000, "立方米/年", None)],
    ),
    "what opens a word opens no phrase": (
        "建成区机械化清扫率达到95%，当季秸秆利用率达到90%。",
        [("建成区机械化清扫率", "ge", 95, "%", None), ("当季秸秆利用率", "ge", 90, "%", None)],
    ),
    "from and to": ("预留份额由30%提高到40%以上。", [("预留份额", "ge", 40, "%", None)]),
    "ratio": ("产能置换比例不低于1.25∶1。", [("产能置换比例", "ge", 1.25, None, None)]),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TARGETS.values(), ids=TARGETS.keys())
def test_targets(sentence: str, expected: list[tuple[object, ...]]) -> None:
    found = only(sentence)
    assert [(t.subject, t.comparator, t.value, t.unit, t.end) for t in found.targets] == expected
    assert found.thresholds == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "对获奖企业给予最高200万元奖励。",
        "可提出不超过3个月的延期申请。",
        "盯紧16个“两高”行业，落实十五条硬措施。",
        "执行《办法》中“能耗高于300千克标准煤的机组不得新建”的规定。",
        "严格落实国务院20条、省30条优化措施。",
        "各地已投入资金3.6亿元，要抓紧验收。",
    ],
)
def test_neither(sentence: str) -> None:
    found = only(sentence)
    assert (found.thresholds, found.targets) == ((), ())
