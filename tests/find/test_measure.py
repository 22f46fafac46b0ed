"""A measure counts where it is ordered, permitted or threatened, not where it describes a thing."""

import pytest

from tests.reading import marked

ORDERED = {
    "what is made of 公开": ("加强政务公开工作，打造政策公开产品。", []),
    "an order behind a frame": ("对不达标的项目，按照有关规定[停工]。", ["suspend"]),
    "a punishment of officials": ("对直接责任人员依法[给予处分]。", ["prosecute"]),
    "several kinds in one piece": (
        "[拆除]主体设备，在网站[公告]，并将结果[报送]市工信局。",
        ["dismantle", "publish", "report"],
    ),
    "停产停业整顿 suspends only": ("责令[停产停业整顿]。", ["suspend"]),
    "停产整治 suspends and rectifies": ("责令[停产整治]。", ["suspend", "rectify"]),
    "拆除动力装置 seals": ("[拆除动力装置]。", ["seal"]),
    "整合退出 shuts down": ("小煤矿全部整合[退出]。", ["shutdown"]),
    "a threat counts": ("构成犯罪的，依法[追究刑事责任]。", ["prosecute"]),
    "a permission refused": ("对超标项目，[暂停环评审批]。", ["refuse_permit"]),
    "a report to a body": ("工作总结于年底前[报]市教育局。", ["report"]),
    "a list described": ("各校要[公布]经整改仍不合格的食堂名单。", ["publish"]),
    "a condition orders nothing": ("对拒不整改的企业，依法[关闭]。", ["shutdown"]),
    "a frame orders nothing": ("按照上级检查工作要求，做好[宣传]。", ["train"]),
    "support denied": ("地方政府不得给予财政补贴。", []),
    "work as a noun": ("落实淘汰落后产能工作责任。", []),
    "an approver receives no report": ("报经市人民政府批准后施行。", []),
    "the name of a body": ("市场监管局负责登记。", []),
    "supervision by the public": ("主动接受社会监督。", []),
    "a title": ("执行《关于开展专项检查的通知》。", []),
    "bare enforcement is no measure": ("严厉打击、查处违法行为，加强考核约谈。", []),
    "a part of a compound: a place": ("在公路口岸监管作业场所增设窗口。", []),
    "a part of a compound: a corner for disclosure": ("推进镇街政务公开专区建设。", []),
    "a part of a compound: papers": ("如实提供统计调查资料。", []),
    "a part of a compound: a base": ("建设外贸转型升级基地。", []),
    "a verb before the same noun": ("全面[核查]申请材料。", ["inspect"]),
    "a list told by its head": (
        "做好校外培训机构监管、校园周边整治等方面信息[公开]。",
        ["publish"],
    ),
    "the object of disclosure": ("[公布]专项整治和监督检查情况。", ["publish"]),
    "the object of disclosure ends at 并": (
        "[公示]抽检结果并[报送]市卫生健康委。",
        ["publish", "report"],
    ),
    "a field named in a list of fields": ("在设计、施工、验收等环节应用新技术。", []),
    "a moment": ("方案公布后，各校要加强值守。", []),
    "an adverb is no moment": ("先后[公布]三批名单。", ["publish"]),
    "disclosure denied": ("未经审核的数据不得发布。", []),
    "inspection denied": ("同一企业一年内不再重复检查。", []),
    "a report as a paper": ("形成调研报告。", []),
    "a report as an act": ("发现险情第一时间[报告]。", ["report"]),
    "words across a border": ("调整改造老城区公交线路。", []),
    "preference in funds": ("在分配年度资金时[给予倾斜]。", ["support"]),
    "preference in trials": ("[优先列入]省级示范名单。", ["support"]),
    "rewards": ("对成绩突出的乡镇[给予奖励]。", ["support"]),
    "filing in place of a permit": ("将诊所设置审批[改为备案]。", ["report"]),
    "to a company": ("汇总后于每月5日前[报]省水务集团公司。", ["report"]),
    "a plan by its title": ("牵头[编制《全市防汛抗旱应急预案（修订）》]。", ["plan"]),
    "a decree by its title is no plan": ("制定《校车安全管理办法》。", []),
    "growth held back": ("[严控新增]隐性债务。", ["ban_new"]),
    "停产停业 suspends only": ("责令[停产停业]。", ["suspend"]),
    "停运停业 suspends only": ("坚决[停运停业]。", ["suspend"]),
    "closing denied": ("安置资金未落实的，不得实施关闭退出。", []),
    "blame spared": ("对尽职尽责的经办人员免予问责。", []),
    "a name that begins with a measure": ("疏通检查井，落实查验记录制度。", []),
    "a plant to be closed, as subject": ("关停机组必须编号造册。", []),
    "the same plant, as object": ("[关停]小火电机组。", ["shutdown"]),
    "a trade that teaches": ("校外培训收费实行政府指导价。", []),
    "what something depends on": ("评价结果与补助资金分配挂钩。", []),
    "when, not what": ("自列入异常名录之日起满三年，可以申请移出。", []),
    "barred for lost trust": (
        "对失信名单中的单位，在招标采购方面予以[限制]。",
        ["joint_sanction"],
    ),
    "loans": ("向家庭农场[提供长期贷款]。", ["support"]),
    "works of renewal": ("加快供水管道[改造]，消除漏损。", ["upgrade"]),
    "dwellings are rebuilt": ("有序推进棚户区改造。", []),
    "examples made known": ("[推广先进典型]。", ["train"]),
    "staff retired early": ("可以实行[内部退养]。", ["resettle"]),
}


@pytest.mark.parametrize(("sentence", "labels"), ORDERED.values(), ids=ORDERED.keys())
def test_measures(sentence: str, labels: list[str]) -> None:
    text, expected = marked(sentence)
    found = text.marks("measure")
    assert sorted(mark.label for mark in found) == sorted(labels)
    words = [text[mark.start : mark.end] for mark in sorted(found, key=lambda mark: mark.start)]
    assert list(dict.fromkeys(words)) == expected
