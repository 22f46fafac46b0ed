"""Traditional characters: found as simplified ones, quoted as they stand."""

import pytest

from extractor.extract import extract
from extractor.model import Line, Source
from extractor.text import flatten
from extractor.text.traditional import is_traditional, simplified

NOTICE = """關於做好淘汰落後產能工作的通知
各縣區人民政府：
一、全面排查
各縣區工業和信息化主管部門要對轄區內企業全面排查，6月底前將排查結果報送市工業和信息化局。
二、加強監管
對逾期未整改的企業，依法責令停產整治；不得新增落後產能。
"""
SIMPLIFIED = [
    "陕西省乾县人民政府办公室关于著名商标保护的通知。",
    "联系人：李薇、瞭望、於立平。",
    "各县区工业和信息化主管部门要对辖区内企业全面排查。",
    "展览题名为「臺灣文獻」，" + "请各单位于6月底前将参展作品报送市文化和旅游局。" * 6,
    "",
    "Annual report 2021",
]


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_a_simplified_text_never_changes(text: str) -> None:
    lines = (Line(text),)
    assert not is_traditional(text)
    assert simplified(lines) is lines


def test_one_character_becomes_one() -> None:
    source = Source("notice.txt", "text", "", tuple(map(Line, NOTICE.split("\n"))))
    text = flatten(source)
    assert "各县区工业和信息化主管部门要对辖区内企业全面排查" in text.string
    quoted = "".join(source.text[offset] for offset in text.offsets if source.text[offset] != "\n")
    assert "各縣區工業和信息化主管部門要對轄區內企業全面排查" in quoted
    assert len(quoted) == len(text.string.replace("\n", ""))


def test_a_traditional_notice_is_read_and_quoted_in_its_own_characters() -> None:
    notice = extract(NOTICE.encode(), "notice.txt")
    quotes = [duty.quote for duty in notice.obligations]
    assert "對逾期未整改的企業，依法責令停產整治" in quotes
    assert "不得新增落後產能" in quotes
    for duty in notice.obligations:
        assert notice.text[duty.evidence.start : duty.evidence.end] == duty.quote
    modalities = {duty.quote: duty.modality.value for duty in notice.obligations}
    assert modalities["不得新增落後產能"] == "must_not"


def test_the_same_duties_as_in_simplified_characters() -> None:
    lines = simplified(tuple(map(Line, NOTICE.split("\n"))))
    plain = extract("\n".join(line.text for line in lines).encode(), "notice.txt")
    notice = extract(NOTICE.encode(), "notice.txt")
    assert [
        (duty.section, duty.modality.value, [due.end for due in duty.deadlines])
        for duty in notice.obligations
    ] == [
        (duty.section, duty.modality.value, [due.end for due in duty.deadlines])
        for duty in plain.obligations
    ]
    assert len(notice.obligations) == 3


@pytest.mark.parametrize(
    ("traditional", "folded"), [("發髮", "发发"), ("後乾於", "后干于"), ("臺", "台")]
)
def test_characters_fold_by_the_table(traditional: str, folded: str) -> None:
    text = f"各縣區將報告報送（{traditional}）"
    assert simplified((Line(text),))[0].text == f"各县区将报告报送（{folded}）"
