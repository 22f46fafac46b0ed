"""The parts round the body: notices in small, each line under the part it belongs to."""

import pytest

from extractor.find import find
from extractor.model import Line, Source
from extractor.text import flatten


def parts(lines: list[str]) -> dict[str, list[str]]:
    """The lines by the part that covers them; `body` for the rest."""
    source = Source(
        "notice.txt", "text", "0" * 64, tuple(Line(line, paragraph=True) for line in lines)
    )
    text = flatten(source)
    marks = [mark for mark in find(text) if mark.layer == "part"]
    found: dict[str, list[str]] = {}
    at = 0
    for words in text.string.split("\n"):
        end = at + len(words)
        label = next((m.label for m in marks if m.start <= at and end <= m.end), "body")
        found.setdefault(label, []).append(words)
        at = end + 1
    return found


CASES: dict[str, list[tuple[str, str]]] = {
    "a covering notice, its signature and the instrument": [
        ("letterhead", "某市教育局"),
        ("letterhead", "某市财政局文件"),
        ("document_number", "某教财〔2021〕63号"),
        ("notice_title", "关于印发某市助学"),
        ("notice_title", "资金管理办法的通知"),
        ("addressee", "各县（区）教育局、财政局，市直各学校："),
        ("cover", "现将《某市助学资金管理办法》印发给你们，请遵照执行。"),
        ("cover", "（此页无正文）"),
        ("signature", "某市教育局"),
        ("signature", "某市财政局"),
        ("signature", "2021年5月20日"),
        ("disclosure", "（此件公开发布）"),
        ("title", "某市助学资金管理办法"),
        ("body", "第一条为规范管理，制定本办法。"),
        ("body", "第二条学校应当按时发放资金。"),
    ],
    "the plan behind the covering sentence, its title not repeated": [
        ("notice_title", "某县水利局关于印发饮水安全方案的通知"),
        ("addressee", "各乡镇水利站："),
        ("cover", "为保障供水，我局制定了《饮水安全方案》。"),
        ("cover", "现将《饮水安全方案》印发给你们，请认真贯彻执行。"),
        ("body", "各乡镇水利站要排查老化管网。"),
        ("cover", "执行中有何问题，请及时反馈我局。"),
        ("signature", "某县水利局"),
        ("signature", "2020年3月1日"),
    ],
    "the orders of the one who forwards a paper": [
        ("notice_title", "某市商务局转发省商务厅促销通知的通知"),
        ("cover", "现将通知转发给你们，并提出以下要求，请抓好落实。"),
        ("body", "各县要组织促销。"),
        ("signature", "2020年3月1日"),
        ("attachment_title", "附件"),
        ("title", "省商务厅促销方案"),
        ("body", "各市要开展促销。"),
    ],
    "a letter that brings an attachment kept elsewhere": [
        ("notice_title", "关于印发绩效管理办法的通知"),
        ("addressee", "市直各部门："),
        ("cover", "《绩效管理办法》已经局长办公会议通过。"),
        ("cover", "现印发给你们，请遵照执行。执行中如有问题，请及时反映。"),
        ("attachment_note", "附件：绩效管理办法"),
        ("signature", "2020年3月1日"),
    ],
    "a body above 关于 opens the title": [
        ("title", "某县人民政府"),
        ("title", "关于加强消防工作的意见"),
        ("addressee", "各乡镇人民政府："),
        ("body", "为加强消防工作，提出如下意见。"),
        ("body", "一、主要任务"),
        ("body", "各乡镇要开展排查。"),
        ("closing", "本意见自发布之日起施行，有效期5年。"),
        ("signature", "2020年3月1日"),
    ],
    "a letterhead whose body begins the title again": [
        ("letterhead", "某市防汛指挥部"),
        ("title", "某市防汛指挥部"),
        ("title", "关于做好防汛工作的通知"),
        ("addressee", "各县人民政府："),
        ("body", "一、任务"),
        ("body", "各县要开展排查。"),
    ],
    "attachments, copies and the line of the printing": [
        ("title", "关于开展食品安全检查的通知"),
        ("addressee", "各县（区）教育局："),
        ("body", "现将有关事项通知如下。"),
        ("body", "一、检查内容"),
        ("body", "各校要自查。"),
        ("attachment_note", "附件："),
        ("attachment_note", "1.检查表"),
        ("attachment_note", "2.整改台账"),
        ("signature", "某市教育局"),
        ("signature", "2018年3月12日"),
        ("contact", "（联系人：张某，电话：2291234）"),
        ("attachment_title", "附件1"),
        ("attachment_title", "食品安全检查表"),
        ("body", "一、场所"),
        ("imprint", "抄送：省教育厅，市市场监管局。"),
        ("imprint", "某市教育局办公室2018年3月12日印发"),
    ],
    "the metadata of a page": [
        ("web", "索引号：000014349/2018-00212"),
        ("web", "发文机关："),
        ("web", "某省人民政府"),
        ("web", "成文日期："),
        ("web", "2018年11月16日"),
        ("web", "发文字号：某政发〔2018〕39号"),
        ("title", "某省人民政府关于促进就业的意见"),
        ("document_number", "某政发〔2018〕39号"),
        ("addressee", "各市人民政府："),
        ("body", "一、支持企业"),
        ("body", "各市要落实政策。"),
    ],
    "an order: its number below the name, a person's signature": [
        ("document_number", "某某市人民政府令"),
        ("document_number", "第52号"),
        ("cover", "《某市供水管理办法》已经审议通过，现予公布，自2023年3月1日起施行。"),
        ("signature", "市长张某某"),
        ("signature", "2022年12月29日"),
        ("title", "某市供水管理办法"),
        ("body", "第一条为了加强管理，制定本办法。"),
        ("body", "第二条单位应当节约用水。"),
    ],
    "marks of urgency, the person who signs off, a number by telegram": [
        ("letterhead", "某省防汛抗旱指挥部办公室"),
        ("letterhead", "明传电报"),
        ("document_number", "等级特急·明电某汛办明电〔2020〕56号"),
        ("letterhead", "签发人：张某某"),
        ("title", "关于做好强降雨防范工作的紧急通知"),
        ("addressee", "各市防汛抗旱指挥部："),
        ("body", "一、加强会商"),
        ("body", "各市要加强会商。"),
    ],
    "minutes: the number below the name, the title below both": [
        ("letterhead", "专题会议纪要"),
        ("document_number", "〔2021〕27号"),
        ("letterhead", "某市人民政府办公室2021年5月14日"),
        ("title", "关于研究供水工作的会议纪要"),
        ("body", "5月12日，副市长主持召开会议，研究供水工作。"),
        ("body", "一、资金筹措"),
        ("body", "市财政局要拨付资金。"),
    ],
    "what a paper prints of an instrument: 印发 without 的通知": [
        ("notice_title", "某省委办公厅某省人民政府办公厅印发"),
        ("notice_title", "《关于加强社区工作的意见》"),
        ("signature", "（2022年5月6日）"),
        ("cover", "近日，某省委办公厅、某省人民政府办公厅印发了《关于加强社区工作的意见》。"),
        ("body", "一、总体要求"),
        ("body", "各地要加强社区工作。"),
    ],
    "以下 under a figure announces nothing": [
        ("title", "某省促进3岁以下婴幼儿照护服务实施方案"),
        ("body", "为做好照护服务，制定本方案。"),
        ("body", "一、任务"),
        ("body", "各县要规划设施。"),
    ],
    "a table of contents": [
        ("title", "某市“十四五”应急体系规划"),
        ("web", "目录"),
        ("web", "第一章规划背景........1"),
        ("web", "第二章主要任务........5"),
        ("body", "第一章规划背景"),
        ("body", "各县要抓好落实。"),
    ],
    "a company of 有限责任 among the addressees": [
        ("title", "关于做好迎峰度夏工作的函"),
        ("addressee", "各省能源局，某某集团有限责任公司："),
        ("body", "现将有关事项函告如下。"),
        ("body", "一、加强监测"),
    ],
    "a roster of officials": [
        ("title", "某市节水工作方案"),
        ("body", "一、任务"),
        ("body", "各县要开展检查。"),
        ("attachment_title", "附件"),
        ("attachment_title", "某市节水工作领导小组"),
        ("roster", "组长：张某某市委副书记、市长"),
        ("roster", "副组长：李某副市长"),
        ("roster", "王某某市财政局局长"),
        ("body", "领导小组下设办公室，承担日常工作。"),
    ],
    "a dated sentence of the body is no signature": [
        ("title", "某市节水工作方案"),
        ("body", "一、任务"),
        ("body", "2021年5月20日前，各县要开展检查。"),
        ("body", "市财政局"),
        ("body", "各县要安排资金。"),
    ],
}


@pytest.mark.parametrize("lines", CASES.values(), ids=CASES.keys())
def test_every_line_belongs_to_its_part(lines: list[tuple[str, str]]) -> None:
    expected: dict[str, list[str]] = {}
    for label, words in lines:
        expected.setdefault(label, []).append(words)
    assert parts([words for _, words in lines]) == expected


def test_a_head_that_runs_on_is_cut_into_its_parts() -> None:
    line = "某市人民政府关于印发某办法的通知某政发〔2020〕43号各县人民政府：现印发给你们，请执行。某市人民政府2020年11月1日"
    source = Source(
        "notice.txt",
        "text",
        "0" * 64,
        tuple(Line(w, paragraph=True) for w in (line, "某办法", "第一条制定本办法。")),
    )
    text = flatten(source)
    found = [(m.label, text.string[m.start : m.end]) for m in find(text) if m.layer == "part"]
    assert {
        ("notice_title", "某市人民政府关于印发某办法的通知"),
        ("document_number", "某政发〔2020〕43号"),
        ("addressee", "各县人民政府："),
        ("cover", "现印发给你们，请执行。"),
        ("signature", "某市人民政府2020年11月1日"),
    } <= set(found)
