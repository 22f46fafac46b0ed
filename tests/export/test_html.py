"""The review page: whole in itself, harmless whatever a notice says, every value tied to its words."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from extractor import Notice, extract
from extractor.export import EXPORTS
from extractor.export.html import to_html
from extractor.export.review.segments import Segments, evidences
from tests.export.notices import full_duty, notice_of

CORPORA = Path(__file__).parents[2] / "corpora"
EVIL = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">'


@cache
def read(name: str) -> Notice:
    return extract(CORPORA / name)


def tree(notice: Notice) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(to_html(notice))


@pytest.mark.parametrize("name", ["weihai-2021/notice.pdf", "zhanjiang-2021/notice.docx"])
def test_the_source_stands_there_word_for_word(name: str) -> None:
    lines = [
        "".join(part.text_content() for part in line.xpath(".//span[@data-s]"))
        for line in tree(read(name)).xpath("//*[@id='source']//p")
    ]
    assert "\n".join(lines).rstrip("\n") == read(name).text.rstrip("\n")


def test_a_central_body_is_of_the_whole_country() -> None:
    text = "国务院办公厅关于开展检查的通知\n一、任务\n各省要于6月底前报送总结。\n国务院办公厅\n2021年4月1日"
    head = tree(extract(text.encode(), "n.txt")).xpath("string(//header//dl)")
    assert "全国（中央机关）" in head


@pytest.mark.parametrize("name", ["weihai-2021/notice.pdf", "zhanjiang-2021/notice.docx"])
def test_every_card_and_every_value_points_to_its_words(name: str) -> None:
    notice = read(name)
    page = tree(notice)
    words = {int(part.get("data-s")): part.text for part in page.xpath("//span[@data-s]")}
    pointed = {
        "".join(words.get(at, "") for at in range(int(a), int(b) + 1))
        for a, b in ((one.get("data-a"), one.get("data-b")) for one in page.xpath("//*[@data-a]"))
    }
    quotes = {
        one.quote.replace("\n", "")
        for duty in notice.obligations
        for one in evidences(duty.model_copy(update={"citations": ()}))
    }
    assert quotes <= pointed
    assert len(page.xpath("//article")) == len(notice.obligations)
    assert all(
        any(one.evidence.quote.replace("\n", "") == said for said in pointed)
        for one in (*notice.citations, *notice.skipped)
    )


def test_segments_are_whole_whatever_the_plane_of_a_character() -> None:
    notice = extract(
        "关于𠮷𠀋镇安全生产的通知\n一、𠮷𠀋镇应于2021年6月底前报送总结。".encode(), "a.txt"
    )
    segments = Segments(notice)
    for one in evidences(notice):
        first, last = segments.span(one)
        start, end = segments.cuts[first], segments.cuts[last + 1]
        assert notice.text[start:end] == one.quote


def test_what_a_notice_says_is_never_code() -> None:
    text = f"关于开展检查{EVIL}的通知\n一、市工业和信息化局应于2021年6月底前报送{EVIL}总结。"
    notice = extract(text.encode(), f"{EVIL}.txt".replace("/", "_"))
    page = tree(notice)
    assert "onerror" in page.text_content()
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //*[@onerror] | //iframe | //link | //object")


def test_the_policy_lets_in_this_style_and_this_script_and_nothing_else() -> None:
    page = to_html(notice_of(full_duty()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        inside = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r'\b(?:src|href)="(?!#)|\bstyle="|\burl\(|@import|https?://', page)


def test_a_value_from_elsewhere_says_whence() -> None:
    page = tree(read("weihai-2021/notice.pdf"))
    unit = page.xpath("//article[@id='o1']//button[contains(@class, 'k-unit')]")[0]
    assert "inherited" in unit.get("class")
    assert "（一）能耗方面" in unit.text_content() + unit.get("title")
    assert "责任单位行约束其所在的条目" in unit.get("title")


def test_pages_are_sheets_and_files_without_pages_one() -> None:
    paged = tree(read("weihai-2021/notice.pdf")).xpath("//*[@class='sheet paged']")
    assert [sheet.get("aria-label") for sheet in paged] == [f"第 {n} 页" for n in range(1, 7)]
    assert len(tree(read("zhanjiang-2021/notice.docx")).xpath("//*[@class='sheet flowing']")) == 1


def test_a_page_mark_inside_a_sentence_is_left_out_of_its_card() -> None:
    words = tree(read("weihai-2021/notice.pdf")).xpath("//article[@id='o5']/p")[0].text_content()
    assert "责令采取限制生产、停产整治等措施" in words


def test_each_label_speaks_both_languages() -> None:
    for one in tree(read("fuzhou-2021/notice.txt")).xpath("//*[@data-zh]"):
        assert one.get("data-zh")
        assert one.get("data-en")


def test_the_same_notice_gives_the_same_page() -> None:
    export = EXPORTS["html"]
    assert export.each(read("fuzhou-2021/notice.txt")) == to_html(read("fuzhou-2021/notice.txt"))
    assert (export.extension, export.alone) == ("html", True)
