"""Where a quote stands on its pages: one box per line, cut to the quoted characters and to no other."""

import io
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor import Evidence, Notice, extract

CORPORA = Path(__file__).parents[2] / "corpora"
NAMES = ("weihai-2021", "fuzhou-2021", "zhanjiang-2021", "liaocheng-2022", "wuhai-2021")
_PAGE_MARKS = "—-–0123456789"


@cache
def notice_of(name: str) -> Notice:
    return extract(CORPORA / name / "notice.pdf")


Box = tuple[float, float, float, float]


@cache
def printed(name: str) -> dict[int, list[tuple[str, Box]]]:
    """pdfium's own characters by page, each with its box from the top left."""
    pages: dict[int, list[tuple[str, Box]]] = {}
    document = pypdfium2.PdfDocument(CORPORA / name / "notice.pdf")
    for number, page in enumerate(document, start=1):
        height, words = page.get_height(), page.get_textpage()
        for index in range(words.count_chars()):
            character = words.get_text_range(index, 1)
            left, bottom, right, top = words.get_charbox(index, loose=True)
            if character.strip() and right > left:
                box = (left, height - top, right, height - bottom)
                pages.setdefault(number, []).append((character, box))
    document.close()
    return pages


def covered(name: str, evidence: Evidence) -> list[str]:
    """The characters whose middle lies in a place of the evidence, place by place."""
    found = []
    for place in evidence.places:
        assert place.page is not None
        assert place.box is not None
        left, top, right, bottom = place.box
        inside = [
            (box[0], character)
            for character, box in printed(name)[place.page]
            if left < (box[0] + box[2]) / 2 < right and top < (box[1] + box[3]) / 2 < bottom
        ]
        found.append("".join(character for _, character in sorted(inside)))
    return found


def without_page_mark(quote: str) -> str:
    lines = quote.split("\n")
    return "".join("".join(line.split()) for line in lines if line.strip(_PAGE_MARKS + " "))


@pytest.mark.parametrize("name", NAMES)
def test_the_boxes_of_an_obligation_hold_its_words_and_no_others(name: str) -> None:
    obligations = notice_of(name).obligations
    wrong = {
        duty.quote: covered(name, duty.evidence)
        for duty in obligations
        if "".join(covered(name, duty.evidence)) != without_page_mark(duty.quote)
    }
    assert obligations
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_so_do_the_boxes_of_every_value(name: str) -> None:
    found = [
        value.evidence
        for duty in notice_of(name).obligations
        for value in (
            duty.modality, *duty.responsible, *duty.deadlines, *duty.thresholds, *duty.recipients,
        )
    ]  # fmt: skip
    wrong = {
        one.quote for one in found if "".join(covered(name, one)) != without_page_mark(one.quote)
    }
    assert found
    assert not wrong


def test_a_quote_over_lines_and_pages_has_a_box_for_each_and_none_for_the_page_mark() -> None:
    pages = [
        [
            "关于开展检查的通知",
            "各县区：",
            "　　为了做好今年的有关工作，进一步落实各方面的责任，现将有",
            "关事项通知如下：",
            "　　一、各县区工业和信息化局应当认真开展检查，并将情况",
            "和发现的问题报送市应急管理局，同时抄送市市场监督管理局和市",
        ],
        ["生态环境局。", "　　二、市应急管理局牵头开展检查。"],
    ]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("STSong-Light", 16)
        for row, line in enumerate(lines):
            canvas.drawString(80, 740 - 28 * row, line)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(290, 60, f"— {number} —")
        canvas.showPage()
    canvas.save()
    notice = extract(stream.getvalue(), "two.pdf")
    first = notice.obligations[0]
    assert "—1—" in first.quote
    assert [place.page for place in first.evidence.places] == [1, 1, 2]
    assert notice.source.page_starts == (0, notice.text.index("生态环境局。"))


def test_formats_without_pages_have_no_boxes() -> None:
    docx = extract(CORPORA / "weihai-2021/notice.docx")
    assert docx.source.page_starts == ()
    assert all(
        place.box is None and place.path
        for duty in docx.obligations
        for place in duty.evidence.places
    )
