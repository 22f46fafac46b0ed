"""Lists of units as offices write them: who is named, and in which role.

Each case is a list and what is read from it; L, S, D and R stand for lead, support, by_duty and
responsible.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.units import label_role, read_list, read_units

SHORT = {"lead": "L", "support": "S", "by_duty": "D", "responsible": "R"}


def read(words: str) -> str:
    return " ".join(f"{unit.name}:{SHORT[unit.role]}" for unit in read_units(words))


ROLES = {
    "（市审计局及各行政执法部门配合）": "市审计局:S 各行政执法部门:S",
    "（市民政局牵头，各区、市直有关部门配合实施）": "市民政局:L 各区:S 市直有关部门:S",
    "（医政处、疾控处、基层卫生处分工负责）": "医政处:D 疾控处:D 基层卫生处:D",
    "（牵头：市民政局；配合：市财政局、市卫健委）": "市民政局:L 市财政局:S 市卫健委:S",
    "责任部门：市教体局配合部门：市文广局市财政局": "市教体局:R 市文广局:S 市财政局:S",
    "（市教育局负责）": "市教育局:R",
    "（市教育局牵头）": "市教育局:L",
    "（市教育局牵头负责）": "市教育局:L",
    "（由市民政局负责落实）": "市民政局:R",
    "（市民政局、市残联按职责分工负责）": "市民政局:D 市残联:D",
    "（市民政局、市残联依职责负责）": "市民政局:D 市残联:D",
    "（市民政局、市残联按照各自职责抓好落实）": "市民政局:D 市残联:D",
    "（市民政局、市残联分工负责）": "市民政局:D 市残联:D",
    "（市民政局、市残联分别负责）": "市民政局:R 市残联:R",
    "（市水务局牵头，市财政局配合）": "市水务局:L 市财政局:S",
    "（市水务局牵头，市财政局、各县（市、区）政府参与）": "市水务局:L 市财政局:S 各县（市、区）政府:S",
    "〔市水务局牵头，市财政局、市审计局按职责分工负责〕": "市水务局:L 市财政局:D 市审计局:D",
    "（市水务局牵头、各镇街负责落实）": "市水务局:L 各镇街:R",
    "（市水务局会同市财政局负责）": "市水务局:R 市财政局:S",
    "（市水务局牵头，会同市财政局、市林业局负责）": "市水务局:L 市财政局:S 市林业局:S",
    "（市水务局牵头会同市财政局落实）": "市水务局:L 市财政局:S",
    "（牵头单位：市卫生健康委；配合单位：市医保局、市财政局）": "市卫生健康委:L 市医保局:S 市财政局:S",
    "（牵头单位：市卫生健康委，配合单位：市医保局）": "市卫生健康委:L 市医保局:S",
    "配合单位：市医保局；牵头单位：市卫生健康委": "市医保局:S 市卫生健康委:L",
    "责任单位：市卫生健康委、各县（市、区）人民政府": "市卫生健康委:R 各县（市、区）人民政府:R",
    "主责单位：市文旅局；协办单位：市体育局": "市文旅局:R 市体育局:S",
    "主办单位：市文旅局；协办单位：市体育局": "市文旅局:L 市体育局:S",
    "牵头考核单位：市政府办公室": "市政府办公室:L",
    "负责部门：教育部、财政部；适用范围：中西部地区": "教育部:R 财政部:R",
    "责任处室：法规处、规划财务处": "法规处:R 规划财务处:R",
    "参与单位：市妇联、团市委": "市妇联:S 团市委:S",
    "责任单位：市农业农村局牵头，市供销社配合": "市农业农村局:L 市供销社:S",
    "（责任单位：市公安局；责任领导：李某某）": "市公安局:R",
    "（责任单位：市公安局；完成时限：2023年10月）": "市公安局:R",
    "（市公安局负责，6月底前完成）": "市公安局:R",
    "（9月底完成，牵头单位：市公安局）": "市公安局:L",
    "（持续推进，责任单位：市公安局、司法局）": "市公安局:R 市司法局:R",
    "（市公安局牵头，各县（市、区）政府负责落实，完成时限：长期坚持）": "市公安局:L 各县（市、区）政府:R",
    "（责任单位：市应急管理局，金山县、银水县人民政府）": "市应急管理局:R 金山县人民政府:R 银水县人民政府:R",
}

SHARED = {
    "（高新区、经开区管委会负责）": "高新区管委会:R 经开区管委会:R",
    "（各县（市、区）、开发区管委会负责）": "各县（市、区）:R 开发区管委会:R",
    "市财政局、审计局、统计局": "市财政局:R 市审计局:R 市统计局:R",
    "省发展改革委、工业和信息化厅": "省发展改革委:R 省工业和信息化厅:R",
    "市城管局、市场监管局": "市城管局:R 市市场监管局:R",
    "区教育局、区财政局": "区教育局:R 区财政局:R",
    "各县（市、区）教育局、民政局": "各县（市、区）教育局:R 各县（市、区）民政局:R",
    "各区市工信局、发改局": "各区市工信局:R 各区市发改局:R",
    "教育、卫生健康、民政部门": "教育部门:R 卫生健康部门:R 民政部门:R",
    "住房和城乡建设、交通运输部门": "住房和城乡建设部门:R 交通运输部门:R",
    "市公安、交通运输、应急管理等部门": "市公安部门:R 市交通运输部门:R 市应急管理部门:R",
    "各县（市、区）农业农村、水利等主管部门": "各县（市、区）农业农村主管部门:R 各县（市、区）水利主管部门:R",
    "各县（市、区）、开发区教育、体育部门": "各县（市、区）、开发区教育部门:R 各县（市、区）、开发区体育部门:R",
    "市委组织部、宣传部、财政局": "市委组织部:R 市委宣传部:R 市财政局:R",
    "各级党委、政府": "各级党委:R 各级政府:R",
    "国家发展改革委、财政部、税务总局": "国家发展改革委:R 财政部:R 税务总局:R",
    "省财政厅、税务总局": "省财政厅:R 税务总局:R",
    "市商务局、青山海关、青山供电公司": "市商务局:R 青山海关:R 青山供电公司:R",
    "市财政局、人行青山中心支行、青山银保监分局": "市财政局:R 人行青山中心支行:R 青山银保监分局:R",
    "各县人民政府、教育局": "各县人民政府:R 教育局:R",
    "自治区教育厅、财政厅，各盟行政公署": "自治区教育厅:R 自治区财政厅:R 各盟行政公署:R",
}

SPLIT = {
    "（各镇党委政府、街道党工委办事处负责）": "各镇党委:R 各镇政府:R 街道党工委:R 街道办事处:R",
    "（县委县政府负责）": "县委:R 县政府:R",
    "（各级各部门负责）": "各级:R 各部门:R",
    "（财政、审计等部门及各县区政府负责）": "财政部门:R 审计部门:R 各县区政府:R",
    "（公安等部门和消防救援机构负责）": "公安部门:R 消防救援机构:R",
    "（普通高等学校负责）": "普通高等学校:R",
    "各级、各部门": "各级:R 各部门:R",
    "各有关地区和部门": "各有关地区:R 各有关部门:R",
    "有关地区、部门和单位": "有关地区:R 有关部门和单位:R",
    "市教育局等有关部门": "市教育局:R 有关部门:R",
    "市教育局等部门": "市教育局:R",
    "市教育局等5个部门": "市教育局:R",
    "公安部等国务院相关部门及各地区": "公安部:R 国务院相关部门:R 各地区:R",
    "各有关部门和单位": "各有关部门和单位:R",
    "应急部等有关部门和单位": "应急部:R 有关部门和单位:R",
    "各区县及有关单位": "各区县:R 有关单位:R",
    "各地各有关部门": "各地:R 各有关部门:R",
    "各县（市、区）和市直有关部门": "各县（市、区）:R 市直有关部门:R",
    "市文化和旅游局、市住房和城乡建设局": "市文化和旅游局:R 市住房和城乡建设局:R",
    "人力资源和社会保障局与财政局": "人力资源和社会保障局:R 财政局:R",
    "各市、县（市、区）人民政府": "各市、县（市、区）人民政府:R",
    "市、县〔市、区〕政府": "市、县〔市、区〕政府:R",
    "各省、自治区、直辖市人民政府，国务院有关部门": "各省、自治区、直辖市人民政府:R 国务院有关部门:R",
    "市、区教育部门": "市、区教育部门:R",
    "各街道办事处、各村（居）委会": "各街道办事处:R 各村（居）委会:R",
    "各行业主管部门和各区政府": "各行业主管部门:R 各区政府:R",
    "各中小学校、幼儿园": "各中小学校:R 幼儿园:R",
    "负有食品安全监督管理职责的部门": "负有食品安全监督管理职责的部门:R",
    "有管辖权的人民政府（管委会）及相关部门": "有管辖权的人民政府（管委会）:R 相关部门:R",
    "各企业、行业协会": "企业:R 行业协会:R",
    "市政府有关部门、单位": "市政府有关部门、单位:R",
    "市教育局等部门会同各县（市、区）人民政府": "市教育局:R 各县（市、区）人民政府:S",
    "省教育厅、民航青山监管局": "省教育厅:R 民航青山监管局:R",
    "建设、施工、监理单位": "建设单位:R 施工单位:R 监理单位:R",
    "市纪委监委、市委宣传部": "市纪委监委:R 市委宣传部:R",
}

CASES = {**ROLES, **SHARED, **SPLIT}


@pytest.mark.parametrize("words", CASES, ids=CASES.get)
def test_a_list_of_units(words: str) -> None:
    assert read(words) == CASES[words]


NOT_LISTS = [
    "（含分支机构的）", "（以下简称主管部门）", "（生产线）", "（第二批）", "（2021年版）", "（部办联发〔2020〕12号）",
    "（见附件）", "（不含县城）", "（试行）", "（联系电话：0000-1234567）", "（每年1次）",
]  # fmt: skip


@pytest.mark.parametrize("words", NOT_LISTS)
def test_a_parenthesis_that_is_no_list(words: str) -> None:
    assert not (read_list(words).sure and read_list(words).units)


@pytest.mark.parametrize(
    "remark",
    [
        "列第一位者为牵头单位，下同",
        "排在第一的为牵头单位，下同",
        "排名首位的单位为牵头单位",
        "排第一位的部门为牵头部门，下同",
    ],
)
def test_the_first_of_a_list_leads_where_the_list_says_so(remark: str) -> None:
    listing = read_list(f"（商务部、海关总署、各省级人民政府负责。{remark}）")
    assert listing.first_leads
    assert [unit.role for unit in listing.units] == ["lead", "support", "support"]


def test_by_duty_stays_behind_a_first_that_leads() -> None:
    listing = read_list("（商务部、海关总署按职责分工负责，列第一位者为牵头单位）")
    assert [unit.role for unit in listing.units] == ["lead", "by_duty"]


@pytest.mark.parametrize(
    ("remark", "unit", "role"),
    [
        ("以下均需各县（市、区）政府落实，不再列出", "各县（市、区）政府", "responsible"),
        ("以下任务均由各镇街负责，不再逐一列出", "各镇街", "responsible"),
        ("下列工作均需各区人民政府配合，不再一一列出", "各区人民政府", "support"),
    ],
)
def test_a_remark_that_binds_somebody_from_here_on(remark: str, unit: str, role: str) -> None:
    listing = read_list(f"（市教育局负责；{remark}）")
    assert [u.name for u in listing.units] == ["市教育局"]
    assert [(u.name, u.role) for u in listing.everyone] == [(unit, role)]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("责任单位", "responsible"), ("牵头部门", "lead"), ("协办单位", "support"), ("参加单位", "support"),
        ("牵头责任单位", "lead"), ("主要责任单位", "responsible"), ("承办单位", "responsible"), ("责任人", None),
        ("完成时限", None), ("联系单位", None),
    ],
)  # fmt: skip
def test_labels_and_their_roles(label: str, role: str | None) -> None:
    assert label_role(label) == role


@given(
    st.text(
        alphabet="市县各区财政教育局委、，；：（）和及等有关部门负责牵头单位1年月底前", max_size=60
    )
)
def test_whatever_is_read_stands_in_the_list(words: str) -> None:
    for unit in read_units(words):
        assert 0 <= unit.group[0] <= unit.start < unit.end <= unit.group[1] <= len(words)


@given(
    st.lists(
        st.sampled_from(["市财政局", "省教育厅", "各县（市、区）政府", "人行某中心支行"]),
        min_size=1,
        unique=True,
    )
)
def test_full_names_are_read_as_written_and_in_order(names: list[str]) -> None:
    assert [unit.name for unit in read_units("、".join(names))] == names
