"""Metadata and issues: whole notices in small, and what is read from them."""

from datetime import date

import pytest

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Line, Metadata, Notice, Source
from extractor.text import flatten


def notice(words: str) -> Notice:
    """A notice whose lines are paragraphs."""
    lines = tuple(Line(line, paragraph=True) for line in words.split("\n"))
    source = Source("notice.txt", "text", "0" * 64, lines)
    text = flatten(source)
    return assemble(source, text, find(text))


def read(words: str) -> Metadata:
    return notice(words).metadata


BODY = "\n为做好工作，现通知如下。\n一、任务\n各县要开展检查。\n"
JOINT = (
    "潮州市教育局　　潮州市财政局文件\n潮教〔2018〕44 号\n关于印发《潮州市2018—2020年学校建设规划》的通知\n"
    "各县（区）教育局、财政局，枫溪区、高新区教育和财政局：\n现将规划印发给你们，请执行。\n"
    "附件：学校建设规划.docx\n潮州市教育局　　　潮州市财政局\n2018年3月12日\n（联系人：张晓，电话：2291234）\n"
    "潮州市2018—2020年学校建设规划\n一、任务\n各县要建设学校。\n"
    "抄送：省教育厅，市委、市政府办公室。\n公开方式：依申请公开\n潮州市教育局办公室　　2018年3月13日印发"
)


def test_every_field_of_a_joint_covering_notice() -> None:
    found = read(JOINT)
    assert found.title is not None
    assert found.title.value == "潮州市2018—2020年学校建设规划"
    assert found.notice_title is not None
    assert found.notice_title.value == "关于印发《潮州市2018—2020年学校建设规划》的通知"
    assert found.document_number is not None
    assert found.document_number.value == "潮教〔2018〕44号"
    assert [issuer.value for issuer in found.issuers] == ["潮州市教育局", "潮州市财政局"]
    assert found.region is not None
    assert found.region.value is not None
    assert found.region.value.adcode == "445100"
    assert found.issue_date is not None
    assert found.issue_date.value == date(2018, 3, 12)
    assert found.print_date is not None
    assert found.print_date.value == date(2018, 3, 13)
    assert [body.value for body in found.addressees] == [
        "各县（区）教育局", "财政局", "枫溪区教育和财政局", "高新区教育和财政局",
    ]  # fmt: skip
    assert found.cc[0].value == "省教育厅"
    assert found.disclosure is not None
    assert found.disclosure.value == "on_request"
    assert found.period is not None
    assert found.period.value == "2018-01-01/2020-12-31"
    assert found.contact is not None
    assert found.contact.value is not None
    assert (found.contact.value.name, found.contact.value.phone) == ("张晓", "2291234")
    assert [attachment.title for attachment in found.attachments] == ["学校建设规划"]


def test_every_value_quotes_the_source() -> None:
    made = notice(JOINT)
    for issuer in made.metadata.issuers:
        evidence = issuer.evidence
        assert made.text[evidence.start : evidence.end] == evidence.quote == issuer.value


ISSUERS = {
    "of the signature": (
        "关于防汛的通知\n各县：" + BODY + "某市水利局\n2020年5月1日",
        ["某市水利局"],
    ),
    "sealed by another": (
        "关于防汛的通知" + BODY + "某市防汛指挥部\n（某市水利局代章）\n2020年5月1日",
        ["某市防汛指挥部"],
    ),
    "of the letterhead": ("某市水利局文件\n某水〔2020〕1号\n关于防汛的通知" + BODY, ["某市水利局"]),
    "of the title": ("某市水利局关于防汛的通知" + BODY + "2020年5月1日", ["某市水利局"]),
    "two in the title": (
        "中共某市委、某市人民政府关于防汛的意见" + BODY,
        ["中共某市委", "某市人民政府"],
    ),
    "of a body's own plan, the place written out": (
        "省水利厅2021年防汛工作计划\n结合浙江省实际，制定本计划。\n一、任务\n浙江省各县要开展检查。",
        ["浙江省水利厅"],
    ),
    "市 that is no place": (
        "关于广告的通知" + BODY + "市场监督管理局\n2020年5月1日",
        ["市场监督管理局"],
    ),
    "a company of a province among its offices": (
        "浙江省能源局浙江省统计局国网浙江省电力公司文件\n浙能〔2020〕1号\n关于统计的通知" + BODY,
        ["浙江省能源局", "浙江省统计局", "国网浙江省电力公司"],
    ),
    "a party committee and a government": (
        "关于防汛的通知" + BODY + "中共聊城市委办公室聊城市人民政府办公室\n2020年5月1日",
        ["中共聊城市委办公室", "聊城市人民政府办公室"],
    ),
    "nobody": ("某市防汛工作方案" + BODY, []),
}


@pytest.mark.parametrize(("words", "expected"), ISSUERS.values(), ids=ISSUERS.keys())
def test_issuers(words: str, expected: list[str]) -> None:
    assert [issuer.value for issuer in read(words).issuers] == expected


def test_a_title_given_twice_a_number_in_brackets_and_only_a_date_below() -> None:
    title = "聊城市人民政府办公室关于印发《聊城市供水管理办法》的通知"
    found = read(
        f"{title}\n{title}\n（聊府发〔2012〕3号）\n各县（区）人民政府：\n"
        "《聊城市供水管理办法》已经审议通过，现予印发。\n二○一二年一月九日\n聊城市供水管理办法\n"
        "第一条为加强供水管理，制定本办法。\n第二条单位应当节约用水。"
    )
    assert found.notice_title is not None
    assert found.notice_title.value == title
    assert found.title is not None
    assert found.title.value == "聊城市供水管理办法"
    assert found.document_number is not None
    assert found.document_number.value == "聊府发〔2012〕3号"
    assert [issuer.value for issuer in found.issuers] == ["聊城市人民政府办公室"]
    assert found.attachments == ()


def test_two_instruments_of_one_notice_are_named_as_the_notice_names_them() -> None:
    found = read(
        "某市水利局关于印发某市节水政策和某市供水计划的通知\n各县水利局：\n现印发给你们，请执行。\n"
        "某市水利局\n2021年3月1日\n某市节水政策\n一、任务\n各县要节水。"
    )
    assert found.title is not None
    assert found.title.value == "某市节水政策和某市供水计划"


def test_titles_keep_the_characters_of_the_source() -> None:
    made = notice('某市"一网通办"工作方案(2021-2023年)' + BODY)
    assert made.metadata.title is not None
    assert made.metadata.title.value == '某市"一网通办"工作方案(2021-2023年)'


def test_several_fields_of_a_page_in_one_line() -> None:
    found = read(
        "某市水利局关于防汛的通知\n发布日期：2020-05-12来源：市水利局浏览次数：12次\n"
        "文号：某水〔2020〕91号公开方式：主动公开" + BODY
    )
    assert found.document_number is not None
    assert found.document_number.value == "某水〔2020〕91号"
    assert found.disclosure is not None
    assert found.disclosure.value == "public"


def test_the_one_address_to_write_to_belongs_to_the_person_named_beside_it() -> None:
    found = read(
        "某市水利局关于防汛的通知"
        + BODY
        + "意见请发至电子邮件：abc@example.cn。\n联系人：陈工，联系电话：0755-28589999。"
    )
    assert found.contact is not None
    assert found.contact.value is not None
    assert found.contact.value.name == "陈工"
    assert found.contact.value.email == "abc@example.cn"


def test_a_broken_title_is_no_imprint_and_its_instrument_no_attachment() -> None:
    found = read(
        "聊城市人民政府关于印发\n聊城市消防工作方案\n的通知\n聊政发〔2022〕4号\n各县人民政府：\n"
        "现将《聊城市消防工作方案》印发给你们。\n聊城市人民政府\n2022年1月18日\n聊城市消防工作方案\n"
        "为加强消防工作，制定本方案。\n一、任务\n各县要开展检查。"
    )
    assert found.notice_title is not None
    assert found.notice_title.value == "聊城市人民政府关于印发聊城市消防工作方案的通知"
    assert found.title is not None
    assert found.title.value == "聊城市消防工作方案"
    assert found.attachments == ()


CONTACTS = {
    "a person": ("联系人：张小明，联系电话：0531-1234567", "张小明", "0531-1234567"),
    "a name left out": ("联系人：省教育厅XXX，0531-6862XXXX", "省教育厅XXX", "0531-6862XXXX"),
    "a dash that a scan misread": (
        "联系人：省林业局XX 029一6939XXXX",
        "省林业局XX",
        "029一6939XXXX",
    ),
}


@pytest.mark.parametrize(("line", "name", "phone"), CONTACTS.values(), ids=CONTACTS.keys())
def test_contacts(line: str, name: str, phone: str) -> None:
    contact = read("关于防汛的通知" + BODY + line + "\n某市水利局\n2020年5月1日").contact
    assert contact is not None
    assert contact.value is not None
    assert (contact.value.name, contact.value.phone) == (name, phone)


ATTACHED = {
    "numbered with points": "附件：1.检查表2.2021年汇总表",
    "numbered without": "附件：1检查表2汇总表",
}


@pytest.mark.parametrize("note", ATTACHED.values(), ids=ATTACHED.keys())
def test_attachments_in_one_line(note: str) -> None:
    found = read("关于防汛的通知" + BODY + note + "\n某市水利局\n2020年5月1日").attachments
    assert [item.title.removeprefix("2021年") for item in found] == ["检查表", "汇总表"]


def test_a_period_that_only_the_text_states() -> None:
    period = read(
        "某市改造方案\n为做好工作，制定本方案。\n一、任务\n计划用3年时间（2021年至2023年）完成。"
    ).period
    assert period is not None
    assert period.value == "2021-01-01/2023-12-31"


SIGNED = "某市水利局\n2022年5月6日"
VALIDITY = {
    "a day": ("本办法自2022年8月1日起施行。", "2022-08-01", None),
    "a day and a term": ("本办法自2022年8月1日起施行，有效期5年。", "2022-08-01", "2027-07-31"),
    "from one day to another": (
        "本办法自2022年8月1日至2025年7月31日施行。",
        "2022-08-01",
        "2025-07-31",
    ),
    "by the order that enacts it": (
        "《某市供热办法》已经会议通过，现予公布，自2022年8月1日起施行。",
        "2022-08-01",
        None,
    ),
    "the day of issue": ("本意见自发布之日起实施。", "2022-05-06", None),
    "thirty days later": ("本办法自印发之日起30日后施行，试行2年。", "2022-06-05", "2024-06-04"),
    "until a day": ("本通知自印发之日起执行，有效期至2025年12月31日。", "2022-05-06", "2025-12-31"),
    "another document's": ("《某省办法》自2020年1月1日起施行。", None, None),
    "a duty that begins": ("各县自2022年10月1日起执行新标准。", None, None),
}


@pytest.mark.parametrize(("closing", "effective", "expiry"), VALIDITY.values(), ids=VALIDITY.keys())
def test_effective_and_expiry_date(closing: str, effective: str | None, expiry: str | None) -> None:
    found = read(f"某市节水办法{BODY}二、附则\n{closing}\n{SIGNED}")
    dates = [
        str(value.value) if value else None for value in (found.effective_date, found.expiry_date)
    ]
    assert dates == [effective, expiry]


def test_an_instrument_without_years_covers_those_in_which_it_is_in_force() -> None:
    found = read("某市供水办法" + BODY + "本办法自2022年8月1日起施行，有效期5年。")
    assert found.period is not None
    assert found.period.value == "2022-08-01/2027-07-31"


def test_the_day_of_issue_is_not_guessed() -> None:
    effective = read(f"某市节水办法{BODY}本办法自发布之日起施行。").effective_date
    assert effective is not None
    assert effective.value is None
    assert effective.reason == "the issue date is not given"


YEARS = {
    "the period's one year": ("某市2021年节水工作方案" + BODY + "6月底前完成。", 2021),
    "the issue date under a plan of several years": (
        "某市节水规划（2021—2025年）"
        + BODY
        + "6月底前，各县要完成检查。\n某市水利局\n2022年5月6日",
        2022,
    ),
    "the year that the text names most often": (
        "某市节水方案\n为做好2021年节水工作，按照2021年会议精神和《意见》（水〔2020〕5号），制定本方案。"
        + BODY
        + "6月底前，各县要报送总结。",
        2021,
    ),
    "the number": ("某水〔2019〕1号\n某市节水方案" + BODY + "6月底前，各县要完成检查。", 2019),
}


@pytest.mark.parametrize(("words", "year"), YEARS.values(), ids=YEARS.keys())
def test_the_year_of_a_bare_month(words: str, year: int) -> None:
    dated = [d for duty in notice(words).obligations for d in duty.deadlines if d.end]
    assert {deadline.end.year for deadline in dated if deadline.end} == {year}
    assert all(deadline.year_from is not None for deadline in dated)


ISSUES = {
    "nothing but a body": (
        "一、任务\n各县要开展检查。",
        ["missing_title", "missing_document_number", "missing_issuers", "missing_issue_date"],
    ),
    "（5） in the place of （五）": (
        JOINT + "\n二、要求\n（四）检查工作\n各县要检查。\n（5）技术工作\n各县要改造。",
        ["misnumbered_heading"],
    ),
    "a number left out": (
        JOINT + "\n二、要求\n各县要检查。\n四、保障\n各县要改造。",
        ["skipped_number"],
    ),
    "a number given twice": (
        JOINT + "\n二、要求\n各县要检查。\n二、保障\n各县要改造。",
        ["duplicate_number"],
    ),
    "no such day": (JOINT.replace("3月12日", "2月30日"), ["unreadable_issue_date"]),
}


@pytest.mark.parametrize(("words", "codes"), ISSUES.values(), ids=ISSUES.keys())
def test_issues(words: str, codes: list[str]) -> None:
    assert [issue.code for issue in notice(words).issues] == codes
