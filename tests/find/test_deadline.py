"""When a duty is to be done: sentences with what must be found in them, and its value, inside.

`[words]{kind value}` is a deadline; a sentence without brackets holds none. Years that a sentence
does not name are those of a plan for 2021. `~` stands for a value that is not stated.
"""

import re

import pytest

from extractor.find import find
from extractor.interpret.deadlines import Due, read_due
from extractor.model import Line, Source
from extractor.text import flatten

PLAN_YEAR = 2021
_EXPECTED = re.compile(r"\[([^\[\]]+)\]\{([a-z]+)(?: ([^{}]+))?\}")

BY = """
请于[6月底前]{by 2021-06-30}将清单报市局。
[7月30日前]{by 2021-07-30}完成首轮核查。
[5月上旬前]{by 2021-05-10}印发细则，[5月中旬前]{by 2021-05-20}动员，[5月下旬前]{by 2021-05-31}进场。
各乡镇[在2024年底前]{by 2024-12-31}建成日间照料中心。
请于[2021年12月30日前]{by 2021-12-30}反馈。
[6月前]{by 2021-06-30}、[12月前]{by 2021-12-31}各组织一次评查。
分别于[7月15日前]{by 2021-07-15}、[12月底前]{by 2021-12-31}函告工作进展。
于[3月]{by 2021-03-31}、[6月]{by 2021-06-30}、[9月底前]{by 2021-09-30}报送小结。
[二〇二一年六月底前]{by 2021-06-30}完成摸排。
[六月底前]{by 2021-06-30}完成摸排。
[十二月三十日前]{by 2021-12-30}提交总结。
[今年年底前]{by 2021-12-31}所有村卫生室通网。
[今年底前]{by 2021-12-31}出台管理办法。
[年底前]{by 2021-12-31}完成验收。
[明年3月底前]{by 2022-03-31}完成绩效评价。
[次年1月底前]{by 2022-01-31}提交年度报告。
[第三季度末前]{by 2021-09-30}开工建设。
[2021年第四季度前]{by 2021-12-31}完成备案。
[2025年前]{by 2025-12-31}消除城区内涝点。
确保[2030年前]{by 2030-12-31}实现达峰。
[到2022年底]{by 2022-12-31}，规模养殖场粪污设施全部配套。
[到2025年]{by 2025-12-31}，普惠性幼儿园覆盖率稳定提高。
[力争到2024年]{by 2024-12-31}，每县至少有一所三级医院。
[到“十四五”末]{by 2025-12-31}，新能源公交车比例明显提高。
[“十四五”末前]{by 2025-12-31}，老旧管网全部更新。
[截至2021年6月30日]{by 2021-06-30}仍不达标的，取消资格。
[最迟在10月31日前]{by 2021-10-31}清零。
[不晚于9月1日前]{by 2021-09-01}开学。
[6月底]{by 2021-06-30}完成主体工程。
[年底]{by 2021-12-31}全面完成改造任务。
力争[2023年底]{by 2023-12-31}基本建成。
[上半年]{by 2021-06-30}完成制度修订。
[2025年]{by 2025-12-31}绿地率达到40%。
[2023年]{by 2023-12-31}，基本完成危房改造。
各市要于[2022年2月]{by 2022-02-28}建立企业清单。
[2024年2月]{by 2024-02-29}完成终期评估。
排查工作从[即日起至5月10日]{by 2021-05-10}结束。
缓缴政策[延长至2021年4月30日]{by 2021-04-30}。
[2021年 6 月 底前]{by 2021-06-30}建立台账。
[2021年6月30日（星期三）前]{by 2021-06-30}报名。
[6月30日之前]{by 2021-06-30}办结。
[6月30日以前]{by 2021-06-30}办结。
[2月30日前]{by ~}上报汇总表。
[6月25日（周五）下班前]{by 2021-06-25}反馈意见。
[8月31日24时前]{by 2021-08-31}完成填报。
报名截止时间为[2021年7月10日]{by 2021-07-10}。
[“十四五”末]{by 2025-12-31}，行政村全部通客车。
[2021年]{by 2021-12-31}、[2022年]{by 2022-12-31}各建成五十处。
[10月底]{by 2021-10-31}完善平台功能。
"""

DURING = """
[2019年1月1日至12月31日]{during 2019-01-01/2019-12-31}，对小微企业给予返还。
[2020年10—12月]{during 2020-10-01/2020-12-31}，开展交叉互检。
[2021年3月1日—3月31日]{during 2021-03-01/2021-03-31}，各单位自查。
[12月到次年1月]{during 2021-12-01/2022-01-31}，组织考核。
[6月1日至10日]{during 2021-06-01/2021-06-10}开展宣传周活动。
[2021—2023年]{during 2021-01-01/2023-12-31}，逐县评估。
[2021年至2023年]{during 2021-01-01/2023-12-31}，分三批创建。
[一至三季度]{during 2021-01-01/2021-09-30}，逐户走访。
[年内]{during 2021-01-01/2021-12-31}建成三个站点。
[今年内]{during 2021-01-01/2021-12-31}建成三个站点。
[2022年内]{during 2022-01-01/2022-12-31}全面推开。
[全年]{during 2021-01-01/2021-12-31}组织演练不少于两次。
[“十四五”期间]{during 2021-01-01/2025-12-31}，新改扩建学校二十所。
[“十四五”时期]{during 2021-01-01/2025-12-31}，各地要压减存量。
[5月]{during 2021-05-01/2021-05-31}，组织开展交叉检查。
[2022年]{during 2022-01-01/2022-12-31}，继续实行阶梯水价。
各地于[9月下旬]{during 2021-09-21/2021-09-30}组织演练。
[第二季度]{during 2021-04-01/2021-06-30}开展专项督查。
[7月]{during 2021-07-01/2021-07-31}、[8月]{during 2021-08-01/2021-08-31}，集中宣传。
[2021年7月1日起至2021年9月30日止]{during 2021-07-01/2021-09-30}，开展集中整治。
第一阶段（[4月]{during 2021-04-01/2021-04-30}）
督导阶段（[2022年7月]{during 2022-07-01/2022-07-31}、[12月]{during 2021-12-01/2021-12-31}）
"""

WITHIN = """
应[在6个月内]{within P6M}整改到位。
可以提出[不超过3个月]{within P3M}的延期申请。
[自印发之日起30个工作日内]{within P30D 印发之日}制定细则。
[在本意见印发之日起30日内]{within P30D 本意见印发之日}出台办法。
[自受理之日起15日内]{within P15D 受理之日}作出决定。
[收到通知后15个工作日内]{within P15D 收到通知}完成整改。
[接到举报后2小时内]{within PT2H 接到举报}到场处置。
[在7日内]{within P7D}完成核实。
[24小时内]{within PT24H}上传结果。
[一个月内]{within P1M}补齐材料。
[半年内]{within P6M}恢复原状。
[3年内]{within P3Y}分批退出。
[两周内]{within P2W}反馈意见。
[五年内]{within P5Y}至少审核一次。
[5个工作日内]{within P5D}办结。
[三个工作日之内]{within P3D}答复。
[30分钟内]{within PT30M}电话报告。
[公示期满后5个工作日内]{within P5D 公示期满}拨付资金。
[竣工验收合格后3个月内]{within P3M 竣工验收合格}移交档案。
办理时限压缩至[3个工作日以内]{within P3D}。
整改期限[不得超过30日]{within P30D}。
不动产登记时间压缩至[1个工作日]{within P1D}。
逐级上报的时间[不得超过2小时]{within PT2H}。
[3至5日内]{within P5D}完成抽检。
[用两年时间]{within P2Y}完成全域改造。
"""

IMMEDIATE = """
发现漏洞应[立即]{immediate}停用。
险情要[第一时间]{immediate}上报。
数据应[实时]{immediate}推送至平台。
符合条件的[即时]{immediate}办结。
[即日起]{immediate}停止受理新增申请。
对交办问题[立行立改]{immediate}。
"""

RECURRING = """
[定期]{recurring ~}通报进展。
[每年]{recurring P1Y}发布一次白皮书。
[每季度]{recurring P3M}召开一次例会。
[每月]{recurring P1M}调度一次。
[每周]{recurring P1W}巡查不少于两次。
[每日]{recurring P1D}消毒。
[每半年]{recurring P6M}评估一次。
[每两年]{recurring P2Y}轮训一遍。
[每3个月]{recurring P3M}检测一次。
[按月]{recurring P1M}报送数据。
[按季度]{recurring P3M}公开信息。
[逐月]{recurring P1M}排名。
[每年1月底前]{recurring P1Y}提交上年报告。
[每月5日前]{recurring P1M}更新台账。
[每季度末月25日前]{recurring P3M}报送情况。
[每年6月、12月底前]{recurring P1Y}各报一次。
"""

UNSPECIFIED = """
责令[限期]{unspecified}整改。
[尽快]{unspecified}恢复供水。
[抓紧]{unspecified}编制预案。
情况变化的，要[及时]{unspecified}更正。
对未[按时]{unspecified}报送的予以通报。
确保[按期]{unspecified}交付。
确保[如期]{unspecified}完成任务。
[逾期]{unspecified}不改的，予以处罚。
[适时]{unspecified}开展回头看。
并[限时]{unspecified}拆除。
方案[在实施前]{unspecified}应当听取意见。
系统[在数据迁移前]{unspecified}，须完成备份。
企业[投产前]{unspecified}应取得许可。
[在办理移交手续之前]{unspecified}，要核对清册。
[2022年4月开始]{unspecified}，实行周报。
[从2019年1月1日起]{unspecified}，扩大补贴范围。
[按照省规定时间]{unspecified}完成转移。
[在规定时限内]{unspecified}升级到位。
[汛期前]{unspecified}完成清淤。
[春节前]{unspecified}足额发放。
[从2022年秋季学期开始]{unspecified}，全面推开。
[按时间节点]{unspecified}推进。
[会议召开3日前]{unspecified}发出通知。
[提前7日]{unspecified}书面告知。
"""

NONE = """
执行《产业结构调整指导目录（2019年本）》。
目录（2021年版）所列项目不再审批。
上年度考核结果作为依据。
按照工信部联产业〔2017〕30号文要求办理。
做好2021年度计划编制工作。
公示期为5个工作日。
公示不少于7日。
向社会征求意见30日。
证书有效期至2025年12月31日。
本办法自2022年1月1日起施行。
本办法自印发之日起施行，有效期5年。
签订1年以上劳动合同的，给予补贴。
参保3年以上的职工可以申领。
按6个月的失业保险金返还。
深入实施三年行动计划。
组织3—12个月的就业见习。
公布应限期整改的企业名单。
明令立即淘汰的工艺不得使用。
对2012年5月1日前已通过审核的，重新登记。
改造2000年底前建成的小区。
提高信息发布的及时性。
建立完善定期会商机制。
落实限时办结制度。
每人每年只享受一次。
按每年200万元的标准补助。
能耗比2020年下降两成。
毕业2年内的高校毕业生可以申请。
近三年内无重大事故的企业优先。
一年内累计被处罚两次的，列入名单。
新建每小时10蒸吨以上锅炉须评估。
在5公里范围内禁止采石。
在保证质量的前提下推进。
整理拆除前、中、后影像。
在全省排名前列的给予奖励。
编制全市2020年温室气体清单。
春节前后加强巡查。
完成全年目标任务。
公告时间由45天压减为20天。
对2021年3月1日至9月30日期间实际投产的项目给予补助。
充装超期未检、报废钢瓶的，吊销许可证。
落实“十四五”规划。
用好3年过渡期政策。
按年龄分组体检。
按时间先后受理。
依法按日连续处罚。
接入实时监控系统。
实行24小时值班。
截至2020年底，已建成站点二十个。
近年来，成效明显。
常态化开展排查。
前三季度用电量下降。
目前正在推进。
制定有关标准时，应当听取意见。
明确责任人以及时间节点。
细化落实时限和措施。
鉴定期间照常营业。
24小时内办结率达到九成。
两年内未就业的毕业生可以登记。
2020年9月11日，全市召开了动员会。
开展年终总结工作。
本细则自2012年2月1日至2017年1月31日施行。
征求意见截止日期为2021年6月15日。
做好“每月一题”答复工作。
"""

TABLES = {
    "by": BY,
    "during": DURING,
    "within": WITHIN,
    "immediate": IMMEDIATE,
    "recurring": RECURRING,
    "unspecified": UNSPECIFIED,
    "none": NONE,
}
CASES = [
    pytest.param(line, id=f"{name}-{line[:24]}")
    for name, lines in TABLES.items()
    for line in lines.strip().splitlines()
]


def _expected(written: str) -> tuple[str, list[tuple[str, str, str]]]:
    found = [
        ("".join(words.split()), kind, value or "")
        for words, kind, value in _EXPECTED.findall(written)
    ]
    return _EXPECTED.sub(r"\1", written), found


def _value(kind: str, due: Due) -> str:
    stated = {
        "by": due.end or "~",
        "during": f"{due.start or '~'}/{due.end or '~'}",
        "within": " ".join(filter(None, (due.duration or "~", due.trigger))),
        "recurring": due.recurrence or "~",
    }
    return str(stated.get(kind, ""))


@pytest.mark.parametrize("written", CASES)
def test_a_sentence_holds_these_deadlines_and_no_others(
    written: str,
) -> None:
    sentence, expected = _expected(written)
    text = flatten(Source("s.txt", "text", "0" * 64, (Line(sentence, paragraph=True),)))
    found = []
    for mark in find(text):
        if mark.layer == "deadline":
            words = text.string[mark.start : mark.end]
            due = read_due(mark.label, words, PLAN_YEAR)
            found.append((words, mark.label, _value(mark.label, due)))
    assert found == expected


@pytest.mark.parametrize(
    ("words", "working"),
    [("在5个工作日内", True), ("5日内", False), ("自次日起10个工作日内", True)],
)
def test_working_days_are_told_from_days(words: str, working: bool) -> None:
    assert read_due("within", words, None).working_days is working
