"""What a duty is about: its own words, the section it stands in, the piece before it."""

import pytest

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Notice
from extractor.text import flatten
from tests.reading import source_of


def notice_of(words: str) -> Notice:
    source = source_of(words)
    text = flatten(source)
    return assemble(source, text, find(text))


ABOUT = [
    ("safety", "全面排查道路交通安全隐患，落实客运企业安全生产主体责任。"),
    ("other", "优化公交线网，增设通勤班线。"),
    ("other", "新建农村公路120公里，改造危桥15座。"),
    ("other", "加强医院急诊科建设，缩短候诊时间。"),
    ("other", "各校要开足开齐体育课程。"),
    ("other", "推进家庭医生签约服务。"),
    ("other", "简化新生儿出生登记手续，实行多证联办。"),
    ("other", "加强高标准农田建设，推广优良品种。"),
    ("other", "做好动物疫苗接种。"),
    ("other", "加强公共图书馆、文化馆免费开放。"),
    ("safety", "修订防汛应急预案，储备防汛物资。"),
    ("safety", "汛前完成水库大坝安全检查和病险隐患整治。"),
    ("safety", "组织校园消防演练。"),
    ("reporting", "各县（市、区）每周五前将灾情报送市防汛抗旱指挥部。"),
    ("reporting", "请于12月10日前将工作总结报市教育局。"),
    ("reporting", "实行日报告制度，每日调度疫情信息。"),
    ("inspection", "市场监管局适时组织督导检查。"),
    ("inspection", "将校园食品安全纳入年度考核。"),
    ("inspection", "对任务落实情况开展专项督查。"),
    ("inspection", "建立一企一档，完善监管档案。"),
    ("publicity", "利用电视、广播、短视频等媒体，广泛宣传反诈知识。"),
    ("publicity", "加强舆论引导，营造良好氛围。"),
    ("publicity", "组织基层干部开展业务培训。"),
    ("publicity", "总结推广典型经验，发挥示范引领作用。"),
    ("disclosure", "及时向社会公布检查结果。"),
    ("disclosure", "在官方网站公示拟补助名单。"),
    ("disclosure", "主动公开学校收费项目。"),
    ("organisation", "成立由分管副市长任组长的工作领导小组。"),
    ("organisation", "各地各部门要高度重视，加强组织领导，压实工作责任。"),
    ("organisation", "健全部门联席会议制度，形成工作合力。"),
    ("organisation", "明确责任分工，层层压实责任。"),
    ("complaints", "畅通12345热线等投诉举报渠道。"),
    ("complaints", "设立举报电话，及时受理群众投诉。"),
    ("planning", "各县区要制定具体实施方案，明确时间表。"),
    ("planning", "编制年度工作计划。"),
    ("finance", "市财政统筹安排专项资金，对改造项目给予补助。"),
    ("finance", "引导银行加大信贷投放，降低贷款利率。"),
    ("finance", "落实小微企业税收优惠政策。"),
    ("finance", "扩大农业保险覆盖面，提高财政保费补贴比例。"),
    ("employment", "做好高校毕业生就业服务，发放一次性求职补贴。"),
    ("employment", "妥善安置分流职工，依法支付经济补偿。"),
    ("employment", "落实失业保险稳岗返还。"),
    ("price", "完善居民阶梯水价制度。"),
    ("price", "严格执行殡葬服务收费标准。"),
    ("credit_sanction", "对严重失信主体实施联合惩戒。"),
    ("credit_sanction", "将拒不整改的企业列入失信名单。"),
    ("quality", "开展儿童用品产品质量监督抽查。"),
    ("quality", "严厉打击无证生产和假冒伪劣行为。"),
    ("environment", "加强施工扬尘管控，落实湿法作业。"),
    ("environment", "推进城镇污水处理提质增效。"),
    ("environment", "禁止露天焚烧秸秆。"),
    ("environment", "加强入河排污口整治。"),
    ("energy", "推进整县屋顶分布式光伏开发。"),
    ("water", "推广高效节水灌溉。"),
    ("technology", "支持企业开展关键核心技术攻关。"),
    ("technology", "加快生产线智能化改造。"),
    ("capacity", "严禁新增钢铁、水泥产能。"),
    ("capacity", "依法依规淘汰落后产能。"),
    ("other", "设立外贸企业服务专窗，压缩通关时间。"),
    ("other", "提高商标注册审查效率。"),
    ("other", "规范校外培训机构办学行为。"),
    ("other", "完善社区居家养老服务设施。"),
    ("other", "推行企业开办一窗通办。"),
    ("energy", "开展公共机构节能监察。"),
    ("publicity", "加强政策宣传，营造良好氛围。"),
    ("organisation", "加强组织领导，压实主体责任。"),
    ("safety", "全面排查消防隐患。"),
    ("complaints", "畅通举报热线。"),
    ("other", "各校要保证学生每天阳光体育活动一小时。"),
    ("quality", "学校食堂落实进货查验、索证索票制度。"),
    ("safety", "落实网络安全等级保护制度。"),
    ("price", "清理规范涉企收费。"),
    ("finance", "推进医保支付方式改革。"),
    ("finance", "对新增床位给予一次性补贴。"),
    ("employment", "向参加培训的失业人员发放生活补贴。"),
    ("environment", "推进畜禽粪污资源化利用。"),
    ("credit_sanction", "完善信用修复机制。"),
    ("inspection", "住建部门对工程建设实施监督管理。"),
    ("disclosure", "及时向社会公布食品抽检结果。"),
    ("publicity", "通过多种形式加强政策宣传，引导群众参与。"),
    ("capacity", "有序关停小火电机组。"),
    ("energy", "施工单位编制绿色建筑施工方案。"),
]


@pytest.mark.parametrize(("topic", "sentence"), ABOUT, ids=[words for _, words in ABOUT])
def test_the_words_of_a_duty_name_its_topic(topic: str, sentence: str) -> None:
    (obligation,) = notice_of(f"一、有关事项\n（一）任务。{sentence}\n二、附则").obligations
    assert obligation.topic.value == topic


ISSUED = {
    "carbon, by a department of ecology": (
        "environment",
        "某省生态环境厅2023年应对气候变化工作要点",
        "开展碳排放核算。",
    ),
    "carbon, by others": ("energy", "某省2023年公共机构节约工作要点", "落实碳达峰任务。"),
    "explaining policies, in open government": (
        "disclosure",
        "某市2023年政务公开工作要点",
        "丰富政策解读形式。",
    ),
    "explaining policies, elsewhere": (
        "publicity",
        "某市2023年义务教育招生工作方案",
        "做好招生政策解读。",
    ),
}


@pytest.mark.parametrize(("topic", "title", "sentence"), ISSUED.values(), ids=ISSUED.keys())
def test_the_head_of_a_notice_gives_its_words_their_sense(
    topic: str, title: str, sentence: str
) -> None:
    (obligation,) = notice_of(
        f"{title}\n一、有关事项\n（一）任务。{sentence}\n二、附则"
    ).obligations
    assert obligation.topic.value == topic


def test_duties_of_a_kind_keep_their_topic_in_a_notice_about_a_subject() -> None:
    notice = notice_of(
        "某市2023年节能降碳工作方案\n一、保障措施\n（一）加强宣传。广泛宣传节能知识。"
        "\n（二）强化考核。将节能目标完成情况纳入考核。"
    )
    assert [obligation.topic.value for obligation in notice.obligations] == [
        "publicity",
        "inspection",
    ]


def test_how_a_notice_is_worked_on_is_not_what_it_is_about() -> None:
    notice = notice_of(
        "某市养老服务重点任务分工方案\n一、服务供给\n（一）增加供给。增设日间照料床位。"
    )
    assert [obligation.topic.value for obligation in notice.obligations] == ["other"]


def test_the_act_of_a_piece_outweighs_the_heading_of_how_the_work_is_done() -> None:
    notice = notice_of("一、任务\n（一）强化督导检查。设立举报热线。")
    assert [obligation.topic.value for obligation in notice.obligations] == ["complaints"]


def test_a_topical_section_wins_over_the_words_of_its_pieces() -> None:
    notice = notice_of(
        "一、主要任务\n（一）能耗方面。定期向社会公布企业名单。\n（二）环保方面。开展检查。"
    )
    assert [obligation.topic.value for obligation in notice.obligations] == [
        "energy",
        "environment",
    ]
    assert all(obligation.topic.evidence.inherited for obligation in notice.obligations)


def test_a_piece_without_a_topic_of_its_own_goes_with_the_one_before() -> None:
    notice = notice_of("一、任务\n（一）处理。受理群众投诉。各区应在七日内答复。")
    assert [obligation.topic.value for obligation in notice.obligations] == ["complaints"] * 2
