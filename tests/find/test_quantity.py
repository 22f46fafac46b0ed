"""Which numbers decide whom a duty hits, which are to be reached, and which do neither."""

import re
from functools import cache

import pytest

from extractor.find import find
from extractor.find.quantity import frames
from extractor.lexicon.load import table
from extractor.model import Line, Mark, Source
from extractor.text import flatten

ROWS = table("quantity_frames")["frame"]
STRETCH = re.compile(r"【([^】]+)】")


@cache
def marks(sentence: str) -> tuple[str, tuple[Mark, ...]]:
    """The clean string of a sentence and the quantities found in it."""
    lines = tuple(Line(line, paragraph=True) for line in sentence.split("\n"))
    text = flatten(Source("example.txt", "text", "0" * 64, lines))
    return text.string, tuple(mark for mark in find(text) if mark.layer == "quantity")


def overlapping(written: str) -> list[list[Mark]]:
    """For each 【stretch】 of a written example, the quantity marks that touch it."""
    plain = re.sub("[【】]", "", written)
    string, found = marks(plain)
    touching = []
    for match in STRETCH.finditer(written):
        at = string.index(match[1])
        touching.append([m for m in found if m.start < at + len(match[1]) and at < m.end])
    return touching


EXAMPLES = [
    pytest.param(row, hit, id=f"{row['id']}-{hit[:14]}") for row in ROWS for hit in row["hits"]
]
MISSES = [
    pytest.param(row, miss, id=f"{row['id']}-{miss[:14]}") for row in ROWS for miss in row["misses"]
]


def test_every_frame_has_an_id_of_its_own_and_is_proved() -> None:
    assert len({frame.id for frame in frames()}) == len(ROWS)
    assert [row["id"] for row in ROWS if not row["hits"] or not row["misses"]] == []


@pytest.mark.parametrize(("row", "written"), EXAMPLES)
def test_a_frame_decides_its_hits(row: dict, written: str) -> None:
    for touching in overlapping(written):
        labels = {mark.label for mark in touching}
        assert labels == (set() if row["label"] == "none" else {row["label"]})
    if row["label"] != "none":
        assert row["id"] in {mark.rule for touching in overlapping(written) for mark in touching}


@pytest.mark.parametrize(("row", "written"), MISSES)
def test_a_frame_leaves_its_misses_alone(row: dict, written: str) -> None:
    assert STRETCH.search(written)
    if row["label"] == "none":
        return
    assert row["id"] not in {mark.rule for touching in overlapping(written) for mark in touching}


# What is marked, written into the sentence: ［…］ a threshold, ｛…｝ a target, nothing else.
SENTENCES = {
    "class of an installation": "［2500吨/日以下的水泥熟料生产线］全部整合退出。",
    "diameter in front": "到2022年底，［直径3.2米及以下水泥磨机产能］整合退出。",
    "hour in front": "淘汰［每小时10蒸吨及以下燃煤锅炉］。",
    "range of ages": "见习补贴范围扩展至［16—24岁失业青年］。",
    "rank": "对［万元增加值能耗全市排名后20%的生产企业］实施限产。",
    "condition that ends in 的": "［单位产品能耗高于600千克标准煤/吨］的，执行差别电价。",
    "in brackets": "［大型公共建筑（单体建筑面积2万平方米以上）］全面执行节能标准。",
    "done": "到2024年，｛新增省级绿色工厂300家｝，｛节水型企业2000家｝、｛标杆园区10个｝。",
    "share reached": "到2025年，｛绿色建筑占比达到30%以上｝。",
    "not more than": "｛数据中心电能利用效率普遍不超过1.5｝。",
    "ratio": "｛钢铁项目产能置换比例不低于1.25∶1｝。",
    "listed": "｛化学需氧量、氨氮排放总量分别下降2%、1%｝。",
    "a year's flow told by its verb": "［年排放粉尘超过10吨的企业］安装监测设备，［日均使用货车10辆次以上的园区］设立门禁。",
    "a ban hits a class": "禁止［载重12吨以上、排放不合格的货车］在城区通行，不举办［200人以上的聚集活动］。",
    "a class that acts": "到2025年，［年取水量超过5万立方米的工业企业］全部建成节水型企业。",
    "alternatives of two units": "［年综合能耗1000吨标准煤以上（含1000吨标准煤，按当量值）］，或［年用电量500万千瓦时以上的项目］单独审查。",
    "a vessel": "使用［50公斤气液双相气瓶］的，立即停用。",
    "the part between": "［超定额20%至40%的部分］加价计收。",
    "a class of borrowers": "对单户［500万元及以下的小微企业担保业务］免收费用。",
    "a time that shrinks": "｛将企业开办时间由3个工作日压减为1个工作日｝，｛会期控制在1天以内｝。",
    "credit to be given": "｛全年新增涉农贷款不低于80亿元｝，｛融资担保费率降至1%以下｝。",
    "replaced": "｛新建项目实行2倍削减替代｝，｛产能实行1.25∶1减量置换｝。",
    "more for some": "｛每县推荐项目不超过15个｝（｛省会不超过20个｝）。",
    "more for some, behind the noun": "｛每县最多申报2个示范乡镇｝（｛脱贫县最多申报3个｝）。",
    "how often": "每年检查不少于2次，每周开展2次以上夜查，每日至少消杀2次。",
    "percentage points": "｛高耗能产业占比降低5个百分点｝。",
    "subsidy": "给予最高200万元补助，单个项目不超过500万元。",
    "loan": "可申请最高不超过15万元的创业担保贷款。",
    "share of a fee": "返还其上年度实际缴纳失业保险费的50%。",
    "fine": "处违法所得2倍以上5倍以下罚款。",
    "count of a list": "围绕能耗、环保等5个方面，盯紧16个“两高”行业。",
    "names": "落实“八抓20项”创新举措和十五条硬措施，实施“四减四增”行动。",
    "durations": "可提出不超过3个月的延期申请，签订1年以上劳动合同，15个工作日内办结。",
    "years and numbers of documents": "按照《目录（2019年本）》和工信部联产业〔2017〕30号文执行。",
    "telephone": "联系电话：0551-63538387。",
    "way of speaking": "减少一次性用品，提高两项政策的便捷性，实现一网通办。",
    "name with a size": "打造千万千瓦级储能基地，完善5G网络和PM2.5监测。",
}  # fmt: skip


@pytest.mark.parametrize("written", SENTENCES.values(), ids=SENTENCES.keys())
def test_what_is_marked_stands_in_the_sentence(written: str) -> None:
    string, found = marks(re.sub("[［］｛｝]", "", written))
    shown = list(string)
    for mark in found:
        opening, closing = "［］" if mark.label == "threshold" else "｛｝"
        shown[mark.start] = opening + shown[mark.start]
        shown[mark.end - 1] += closing
    assert "".join(shown) == written
