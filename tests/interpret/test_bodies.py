"""Bodies by their names: which 条线 they belong to, before and after the reforms."""

import pytest

from extractor.interpret.bodies import parse_body, system_of

SYSTEMS = {
    "industry": "市工信局 省工业和信息化厅 市经信委 市经济和信息化局 省经济信息化委 市工信委 各区市经发局 工业和信息化部 中小企业局",
    "development_reform": "市发改委 省发展改革委 国家发展和改革委员会 县发改局 市发展改革局 物价局",
    "ecology": "市生态环境局 县环保局 生态环境部 省环境保护厅 各级环评审批部门",
    "market": "市市场监管局 市场监管总局 市质监局 县工商局 省食品药品监管局 国家知识产权局 省药监局",
    "emergency": "市应急局 应急管理部 市安监局 负有安全生产监督管理职责的部门 受灾地区人民政府应急管理部门 省消防救援总队",
    "energy": "省能源局 国家能源局 市能源局",
    "finance": "财政部 市财政局 各级财政部门",
    "labour": "市人社局 人力资源社会保障部 省人力资源和社会保障厅 市人力社保局",
    "land": "自然资源部 市自然资源和规划局 市国土资源局 市资规局 市规划局",
    "agriculture": "农业农村部 市农业局 县农牧局 动物卫生监督机构 市乡村振兴局",
    "commerce": "商务部 市商务局 市投资促进局",
    "assets": "市国资委 国务院国有资产监督管理委员会",
    "tax": "市税务局 国家税务总局青山市税务局 税务总局",
    "central_bank": "人民银行 人行青山市中心支行 人行青山中支 中国人民银行青山分行",
    "bank_regulator": "银保监会 青山银保监局 青山银监分局 国家金融监督管理总局",
    "local_finance": "市地方金融监管局 市政府金融办 市金融工作局 省地方金融监督管理局",
    "power_supply": "青山供电公司 省电力公司 国网青山供电公司 青山供电局 南方电网",
    "permits": "市行政审批局 市政务服务局 县审批服务局 市政务服务和数据管理局",
    "police": "公安部 市公安局 公安机关 市公安局交警支队",
    "housing": "市住建局 住房城乡建设部 省住房和城乡建设厅 市房管局 市建设局",
    "transport": "市交通运输局 市交通委 民航局 国家铁路局",
    "water": "水利部 市水务局 县水利局",
    "statistics": "市统计局 国家统计局",
    "local_government": "各县（市、区）人民政府 各区市 各地 各级 市政府 开发区管委会 各镇（街道） 属地政府 各市、县（市、区）",
    "leading_group": "市安全生产工作领导小组办公室 联席会议办公室 防汛抗旱指挥部 工作专班 省协调小组",
    "enterprise": "企业 小微企业 市城投集团 建设单位 用能单位",
    "association": "行业协会 有关行业协会 市汽车商会",
    "relevant": "各有关部门 有关单位 各部门 相关责任部门 市直各部门 国务院有关部门 各级主管部门 行业主管部门",
    "other": "市教育局 科技部 市委组织部 省大数据局 市卫健委 金融机构 学校 市总工会 各级党委 市委 街道党工委 工商银行青山分行 海关总署",
}
EACH = [(name, system) for system, names in SYSTEMS.items() for name in names.split()]


@pytest.mark.parametrize(("name", "system"), EACH)
def test_the_line_of_a_body(name: str, system: str) -> None:
    assert system_of(name) == system


@pytest.mark.parametrize(("name", "_"), EACH)
def test_it_is_known_as_a_body(name: str, _: str) -> None:
    assert parse_body(name) is not None


@pytest.mark.parametrize(
    "words",
    [
        "强制性标准",
        "产业布局",
        "空间格局",
        "领导干部",
        "信息平台",
        "工作情况",
        "能耗强度",
        "张某某",
        "政府网站",
        "重点任务",
    ],
)
def test_it_is_no_body(words: str) -> None:
    assert parse_body(words) is None
