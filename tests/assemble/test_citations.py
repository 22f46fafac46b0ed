"""What a notice refers to: a few lines of a notice, and the documents it cites."""

import pytest

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Line, Notice, Source
from extractor.text import flatten


def notice(words: str) -> Notice:
    """A notice whose lines are paragraphs."""
    lines = tuple(Line(line, paragraph=True) for line in words.split("\n"))
    source = Source("notice.txt", "text", "0" * 64, lines)
    text = flatten(source)
    return assemble(source, text, find(text))


def cited(words: str) -> list[tuple[str | None, str | None, str]]:
    return [(c.title, c.number, c.kind) for c in notice(words).citations]


CASES = {
    "title with number": (
        "一、任务\n落实《关于推动产能退出的意见》（工信部联产业〔2017〕30 号）要求。",
        [("关于推动产能退出的意见", "工信部联产业〔2017〕30号", "policy")],
    ),
    "brackets of other offices": (
        "一、任务\n执行国办发﹝2017﹞8号、国发[2016]114号和川办发【2019】1 号文件。",
        [(None, "国办发〔2017〕8号", "policy"), (None, "国发〔2016〕114号", "policy"), (None, "川办发〔2019〕1号", "policy")],
    ),
    "order without year and 中华人民共和国": (
        "一、任务\n按照《名录（2019年版）》（2019年中华人民共和国生态环境部令 第11号）核查。",
        [("名录（2019年版）", "生态环境部令第11号", "catalogue")],
    ),
    "a bare kind repeats the document before it": (
        "一、任务\n启动《某省湿地保护条例》立法调研，形成《条例》初稿。",
        [("某省湿地保护条例", None, "law"), ("某省湿地保护条例", None, "law")],
    ),
    "a bare kind far from any document is none": (
        "一、任务\n落实《某省湿地保护条例》。\n（一）宣传。各县要宣传《条例》。",
        [("某省湿地保护条例", None, "law")],
    ),
    "a number that a scan has spoilt": (
        "一、任务\n落实《关于林场改革的意见》（办场字〔2020〕39号）。\n（一）按照《关于林场改革的意见》（办场字〔2020〕的39号）整改。",
        [("关于林场改革的意见", "办场字〔2020〕39号", "policy")] * 2,
    ),
    "a report yet to be written, a formula": (
        "一、任务\n分析CH4和CO2浓度，形成《某省温室气体监测分析报告》，落实《政府工作报告》部署。",
        [("政府工作报告", None, "policy")],
    ),
    "what is watched, and where something is published": (
        "一、任务\n组织观看《警钟长鸣》，在《某某卫生》等媒体开设专栏，在《某省政务通》公布结果。在《某省供水条例》公布之日前做好准备。",
        [("某省供水条例", None, "law")],
    ),
    "a body before the 代字, several bodies of one order, a body that has gone": (
        "一、任务\n按省政府办公厅某政办发〔2021〕5号、教育部教职成〔2019〕6号、农业部、公安部令第5号和原卫生部令第36号办理。",
        [
            (None, "某政办发〔2021〕5号", "policy"),
            (None, "教职成〔2019〕6号", "policy"),
            (None, "农业部、公安部令第5号", "policy"),
            (None, "卫生部令第36号", "policy"),
        ],
    ),
    "a name of nothing but a kind, which nobody gave": (
        "一、任务\n对照《工作手册》和《实施方案》自查，执行《某市供水应急手册》。",
        [("某市供水应急手册", None, "policy")],
    ),
    "an earlier edition of the own name": (
        "某县应急预案\n一、任务\n2018年印发的《某县应急预案》（某府办〔2018〕60号）同时废止，贯彻民法典。",
        [("某县应急预案", "某府办〔2018〕60号", "policy"), ("民法典", None, "law")],
    ),
    "a code before the title, a joint before a number, a short name in two pairs of marks": (
        (
            "一、任务\n执行GB 31654—2021《卫生规范》，落实《关于供水的意见》和某发〔2018〕17号文件。"
            "按《关于印发〈节水方案〉的通知》（某水〔2018〕16号，以下简称“《节水方案》”）执行。《节水方案》另有规定的，从其规定。"
        ),
        [
            ("卫生规范", "GB31654—2021", "standard"),
            ("关于供水的意见", None, "policy"),
            (None, "某发〔2018〕17号", "policy"),
            ("关于印发〈节水方案〉的通知", "某水〔2018〕16号", "policy"),
            ("关于印发〈节水方案〉的通知", "某水〔2018〕16号", "policy"),
        ],
    ),
    "announcement": (
        "一、任务\n执行环境保护部公告2014年第45号。",
        [(None, "环境保护部公告2014年第45号", "policy")],
    ),
    "nested titles keep their inner marks": (
        "一、任务\n按照《关于印发〈工作方案〉的通知》抓好落实。",
        [("关于印发〈工作方案〉的通知", None, "policy")],
    ),
    "articles stay outside": (
        "一、任务\n依据《安全生产法》第三十八条第二款处罚。",
        [("安全生产法", None, "law")],
    ),
    "laws without marks": (
        "一、任务\n严格执行产品质量法、节约能源法和优化营商环境条例。",
        [("产品质量法", None, "law"), ("节约能源法", None, "law"), ("优化营商环境条例", None, "law")],
    ),
    "laws and regulations in general are none": ("一、任务\n严格执行安全生产法律法规和节约能源法规标准。", []),
    "standards": (
        "一、任务\n排放达到《锅炉大气污染物排放标准》（GB 13271-2014）和DB37/ 2376—2019要求。",
        [("锅炉大气污染物排放标准", "GB13271-2014", "standard"), (None, "DB37/2376—2019", "standard")],
    ),
    "a short name stands for its document": (
        "根据《关于推进公开的意见》（国办发〔2016〕80号，以下简称《公开意见》）制定方案。\n一、任务\n逐条落实《公开意见》要求。",
        [("关于推进公开的意见", "国办发〔2016〕80号", "policy")] * 2,
    ),
    "two short names at once": (
        "根据《甲市关于节能的意见》《乙市关于减排的通知》（以下分别简称《意见》《通知》）制定方案。\n一、任务\n落实《通知》要求。",
        [("甲市关于节能的意见", None, "policy"), ("乙市关于减排的通知", None, "policy"), ("乙市关于减排的通知", None, "policy")],
    ),
    "the own title, its short name and the own number": (
        ("某市人民政府关于印发《某市节水管理办法》的通知\n某政发〔2022〕3号\n各区人民政府：\n"
        "现将《某市节水管理办法》（以下简称《办法》）印发给你们，请认真贯彻执行。\n一、任务\n对照《办法》落实，做好某政发〔2022〕3号文件宣传。"),
        [],
    ),
    "own title, passed and issued": (
        "各区人民政府：\n《某市节水管理办法》已经市政府第7次常务会议审议通过，现印发给你们。\n一、任务\n贯彻《水法》。",
        [("水法", None, "law")],
    ),
    "what is forwarded is another's": (
        "现将《国务院关于加强节水的通知》（国发〔2005〕9号）转发给你们。\n一、任务\n抓好落实。",
        [("国务院关于加强节水的通知", "国发〔2005〕9号", "policy")],
    ),
    "forms, certificates, newspapers and slogans are none": (
        "一、任务\n填写《验收意见表》，核发《排污许可证》，在《某某日报》公布，落实“三线一单”。", [],
    ),
    "look-alikes are none": (
        "HHCR-2023-01005\n索引号：000014349/2018-00212\n一、任务\n各市、县〔市、区〕拨打0551-63538387联系，责令3号车间停产。", [],
    ),
    "a local law that carries out a national one": (
        "一、任务\n执行《某省实施〈中华人民共和国节约能源法〉办法》。",
        [("某省实施〈中华人民共和国节约能源法〉办法", None, "law")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES.keys())
def test_citations(words: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    assert cited(words) == expected


def test_a_title_keeps_the_characters_of_the_source() -> None:
    words = "一、任务\n按照《关于发布<能效水平(2021 年版)>的通知》执行。"
    (one,) = notice(words).citations
    assert one.title == "关于发布<能效水平(2021年版)>的通知"
    assert one.evidence.quote == "《关于发布<能效水平(2021 年版)>的通知》"
