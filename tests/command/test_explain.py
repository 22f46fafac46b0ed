"""`taizhang explain`: the sentence, each value with the words and the rule behind it."""

from datetime import date

from extractor.command.explain import explanation
from extractor.model import Deadline, Evidence, Notice, Responsible
from tests.export.notices import duty, notice_of

QUOTE = "报送工作总结"
HEADING = Evidence(quote="市工业和信息化局", start=90, end=98, rule="duty.line", inherited=True)
YEAR = Evidence(quote="2021年", start=200, end=205, rule="period.title")


def explained() -> list[str]:
    found = duty(
        QUOTE,
        responsible=(
            Responsible(unit="市工业和信息化局", role="lead", system="industry", evidence=HEADING),
        ),
        deadlines=(
            Deadline(
                kind="by",
                end=date(2021, 6, 30),
                evidence=Evidence(quote="报送", start=0, end=2, rule="deadline.by"),
                year_from=YEAR,
            ),
        ),
    )
    notice: Notice = notice_of(found)
    return list(explanation(notice, found))


def test_a_value_names_its_words_and_its_rule() -> None:
    lines = explained()
    at = lines.index("  deadline: by ≤2021-06-30")
    assert lines[at + 1].strip() == "「报送」 by deadline.by"


def test_an_inherited_unit_says_whence() -> None:
    lines = explained()
    at = lines.index("  unit: 牵头 市工业和信息化局 [industry]")
    assert "「市工业和信息化局」 by duty.line, inherited from" in lines[at + 1]
    assert "characters 90–98" in lines[at + 1]


def test_a_year_that_was_supplied_says_whence() -> None:
    assert any("year of 报送: 「2021年」 by period.title" in line for line in explained())
