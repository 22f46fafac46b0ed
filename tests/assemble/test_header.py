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
    "nobody": ("某市防汛工作方案" + BODY, []),
}


@pytest.mark.parametrize(("words", "expected"), ISSUERS.values(), ids=ISSUERS.keys())
def test_issuers(words: str, expected: list[str]) -> None:
    assert [issuer.value for issuer in read(words).issuers] == expected


SIGNED = "某市水利局\n2022年5月6日"
VALIDITY = {
    "a day": ("本办法自2022年8月1日起施行。", "2022-08-01", None),
    "a day and a term": ("本办法自2022年8月1日起施行，有效期5年。", "2022-08-01", "2027-07-31"),
    "from one day to another": (
        "本办法自2022年8月1日至2025年7月31日施行。",
        "2022-08-01",
        "2025-07-31",
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
