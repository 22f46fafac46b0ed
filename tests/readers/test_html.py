"""The notice out of the page: container, facts, tables, lines."""

import pytest

from extractor import extract
from extractor.errors import EmptyNotice, UnreadableFile
from extractor.model import Cell, Source
from extractor.readers import read

BODY = (
    "<p>各区人民政府：</p><p>现将方案印发给你们，请认真贯彻执行，并于每季度末报送进展情况。</p>" * 3
)


def _read(body: str, head: str = "") -> Source:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read(page.encode(), "notice.html")


@pytest.mark.parametrize(
    "container", ['id="UCAP-CONTENT"', 'class="TRS_Editor"', 'id="Zoom"', 'class="a pages_content"']
)
def test_the_notice_is_what_its_container_holds(container: str) -> None:
    source = _read(
        f"<div class=nav><a href='/'>首页</a></div><div {container}>{BODY}</div><div>网站地图</div>"
    )
    assert source.lines[0].text == "各区人民政府："
    assert "首页" not in source.text
    assert "网站地图" not in source.text


def test_without_a_known_container_it_is_the_block_that_holds_most_of_the_words() -> None:
    links = "".join(f"<li><a href='/{i}'>栏目导航之{i}</a></li>" for i in range(9))
    source = _read(f"<ul>{links}</ul><div><div class='x'>{BODY}</div></div><div>备案</div>")
    assert "栏目导航" not in source.text
    assert source.text.count("各区人民政府：") == 3


def test_what_is_not_shown_is_not_read() -> None:
    source = _read(
        "<script>var a = '脚本';</script><style>p {}</style><p>正<!-- 注 -->文"
        "<span style='display: none'>隐藏</span>。</p><textarea>框</textarea>"
    )
    assert source.text == "正文。"


def test_blocks_and_breaks_end_lines() -> None:
    source = _read("<div>一、总体要求<br>　　坚持<b>统筹</b>推进。<p>（一）原则</p>续</div>")
    assert [line.text for line in source.lines] == [
        "一、总体要求", "　　坚持统筹推进。", "（一）原则", "续",
    ]  # fmt: skip
    assert source.lines[0].path == source.lines[1].path != source.lines[2].path


def test_cells_of_merged_rows_and_columns_stand_at_their_top_left() -> None:
    source = _read(
        "<table><tr><th>序号</th><th colspan=2>任务</th></tr>"
        "<tr><td rowspan=2>1</td><td>制定方案</td><td>6月底前</td></tr>"
        "<tr><td>报送总结</td><td>12月底前</td></tr></table>"
    )
    assert [(line.text, line.cell) for line in source.lines] == [
        ("序号", Cell(1, 0, 0)),
        ("任务", Cell(1, 0, 1)),
        ("1", Cell(1, 1, 0)),
        ("制定方案", Cell(1, 1, 1)),
        ("6月底前", Cell(1, 1, 2)),
        ("报送总结", Cell(1, 2, 1)),
        ("12月底前", Cell(1, 2, 2)),
    ]


def test_a_table_that_lays_out_the_page_has_no_cells() -> None:
    source = _read(
        f"<table><tr><td>左</td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>"
    )
    assert all(line.cell is None for line in source.lines)


def test_what_the_page_states_is_a_fact_and_a_line() -> None:
    source = _read(
        "<table><tr><td><b>索 引 号：</b></td><td>000/2021-1</td><td>成文日期：</td>"
        "<td>2021年5月1日</td></tr></table><ul><li>文号：某政发〔2021〕3号</li>"
        f"<li><span>有效性</span>：有效</li></ul><div class='TRS_Editor'>{BODY}</div>",
        '<meta name="PubDate" content="2021-05-03 10:00">',
    )
    facts = dict(source.facts)
    assert facts["index_number"] == "000/2021-1"
    assert facts["issue_date"] == "2021年5月1日"
    assert facts["document_number"] == "某政发〔2021〕3号"
    assert facts["validity"] == "有效"
    assert facts["published_date"] == "2021-05-03 10:00"
    assert source.lines[0].text == "索 引 号：000/2021-1"


def test_what_the_page_states_becomes_metadata_with_its_place() -> None:
    page = (
        "<html><body><table><tr><td>发文字号：</td><td>某政发〔2021〕3号</td></tr><tr>"
        "<td>成文日期：</td><td>2021年5月1日</td></tr><tr><td>发布机构：</td><td>某市人民政府</td></tr>"
        "</table><div class='TRS_Editor'><p>某市人民政府关于开展检查的通知</p><p>各县人民政府：</p>"
        "<p>一、各县人民政府要于6月底前报送总结。</p></div></body></html>"
    )
    facts = extract(page.encode(), "notice.html").metadata
    assert facts.document_number is not None
    assert facts.document_number.value == "某政发〔2021〕3号"
    [place] = facts.document_number.evidence.places
    assert (place.path or "").startswith("html/body/table/tr[1]/")
    assert facts.issue_date is not None
    assert str(facts.issue_date.value) == "2021-05-01"
    assert [issuer.value for issuer in facts.issuers] == ["某市人民政府"]


def test_the_heading_above_the_container_is_kept() -> None:
    source = _read(f"<h1>某市2021年工作方案的通知</h1><div class='TRS_Editor'>{BODY}</div>")
    assert source.lines[0].text == "某市2021年工作方案的通知"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    page = f"<html><head><meta charset='gb2312'></head><body>{BODY}</body></html>"
    assert "现将方案印发给你们" in read(page.encode(encoding), "notice.html").text


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (b"<html></html>", EmptyNotice),
        (b"<html><body><script>x</script></body></html>", EmptyNotice),
        (b"<html><body>" + bytes(range(1, 256)) * 4, UnreadableFile),
    ],
)
def test_a_page_without_words_is_an_error(page: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^notice\.html: "):
        read(page, "notice.html")


def test_entities_of_ones_own_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY bomb "炸炸">]><html><body><p>正文&bomb;。</p>'
    source = read(page.encode(), "notice.html")
    assert "正文" in source.text
    assert "炸" not in source.text.replace('"炸炸"', "")


def test_nesting_too_deep_does_no_harm() -> None:
    page = "<html><body><p>正文。</p>" + "<div>" * 5000 + "尾"
    assert read(page.encode(), "notice.html").text.startswith("正文。")
