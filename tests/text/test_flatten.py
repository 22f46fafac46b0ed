"""The clean string and where each of its characters came from."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Cell, CellSpan, Line, Source, Text
from extractor.text import flatten
from extractor.text.characters import fold

# A comma or a colon is Chinese unless it stands between two digits, a straight quotation mark opens
# or closes: there the neighbours decide, everywhere else the character alone.
NEIGHBOURS_DECIDE = {(",", "，"), (":", "："), ('"', "“"), ('"', "”")}


def _source(*lines: Line) -> Source:
    return Source("notice", "text", "0" * 64, lines)


def _text(*lines: str) -> Source:
    return _source(*map(Line, lines))


def _paragraphs(*lines: str) -> list[str]:
    return flatten(_text(*lines)).string.split("\n")


def _check(source: Source, text: Text) -> None:
    last = -1
    for character, offset in zip(text.string, text.offsets, strict=True):
        origin = source.text[offset]
        if character == "\n":
            assert last < offset or not origin.isspace()
            assert last <= offset
            continue
        assert last < offset
        last = offset
        if character == " ":
            assert origin.isspace()
        else:
            assert fold(origin) == character or (fold(origin), character) in NEIGHBOURS_DECIDE


WORDS = st.text(
    st.sampled_from(
        list(
            '一二（一）、。；：，1,:.2021年 月日前\t　各区市要报送《》〔〕[]%—- "“”aB附件第页共责任单位'
        )
    ),
    max_size=60,
)
CELLS = st.none() | st.builds(Cell, st.just(1), st.integers(0, 2), st.integers(0, 2))
BOXES = st.none() | st.tuples(
    st.floats(50, 120), st.floats(0, 700), st.floats(121, 550), st.floats(701, 800)
)
LINES = st.builds(
    Line, WORDS, page=st.none() | st.integers(1, 4), box=BOXES, path=st.none() | st.sampled_from("pq"),
    cell=CELLS, paragraph=st.booleans(),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_every_character_is_the_folded_one_of_its_offset(lines: list[Line]) -> None:
    source = _source(*lines)
    _check(source, flatten(source))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_the_same_holds_of_any_text(words: str) -> None:
    source = _text(*words.split("\n"))
    _check(source, flatten(source))


@settings(deadline=None)
@given(st.lists(LINES, max_size=10), st.none() | st.integers(1, 4))
def test_no_sentence_is_lost(lines: list[Line], page: int | None) -> None:
    """Whatever ends in a full stop and stands in no frame of the page is in the clean string."""
    sentence = "各单位要于每年年底前报送总结"
    source = _source(*lines, Line(sentence + "。", page=page, path="r", paragraph=True))
    assert sentence in flatten(source).string


def test_numbering_begins_a_paragraph_and_a_broken_sentence_does_not() -> None:
    assert _paragraphs(
        "一、总体要求", "根据有关文件精神，结合", "我市实际，制定本方案。", "（一）原则"
    ) == [
        "一、总体要求",
        "根据有关文件精神，结合我市实际，制定本方案。",
        "（一）原则",
    ]


def test_lines_broken_by_hand_are_joined() -> None:
    lines = [
        "各县区各部门要切实加强对此项工作的组织领导，明确责任",
        "领导和责任科室，制定具体的工作方案，层层分解落实任务",
        "，确保按期完成。各县区要在每季度末将工作进展情况报送",
        "市工业和信息化局，由市工业和信息化局汇总后报市政府。",
        "二、工作要求",
        "要加强宣传引导，充分利用广播电视报刊网络等多种媒体进",
        "行宣传报道，努力营造全社会共同参与支持的良好舆论氛围",
        "，不断总结推广好的经验做法，发挥典型示范带动作用，形",
        "成长效机制。",
    ]
    assert len(_paragraphs(*lines)) == 3
    assert _paragraphs(*lines)[0].startswith(
        "各县区各部门要切实加强对此项工作的组织领导，明确责任领导和责任科室，"
    )


def test_a_full_line_of_unindented_text_goes_on_behind_a_full_stop() -> None:
    line = "各县区要加强组织领导，健全工作机制，落实责任分工，按期完成任务。"
    lines = ["一、工作要求", *[line] * 9, "对未完成任务的县区予以通报。", line]
    assert _paragraphs(*lines) == ["一、工作要求", line * 9 + "对未完成任务的县区予以通报。", line]
    indented = ["一、工作要求", *[f"　　{line}"] * 9]
    assert _paragraphs(*indented) == ["一、工作要求", *[line] * 9]


def test_a_page_mark_inside_a_sentence_is_no_part_of_it() -> None:
    for mark in ("— 7 —", "- 7 -", "第 7 页 共 9 页", "7"):
        assert _paragraphs("依法依规推动落后，", mark, "产能退出。") == [
            "依法依规推动落后，产能退出。"
        ]
    assert _paragraphs("要依法推动落后— 7 —产能退出。") == ["要依法推动落后产能退出。"]


def test_a_number_in_a_cell_is_no_page_mark() -> None:
    source = _source(
        Line("7", page=1, cell=Cell(1, 1, 0)),
        Line("制定年度工作", page=1, cell=Cell(1, 1, 1)),
        Line("方案。", page=1, cell=Cell(1, 1, 1)),
    )
    text = flatten(source)
    assert text.string == "7\n制定年度工作方案。"
    assert text.cells == (CellSpan(0, 1, 1, 1, 0), CellSpan(2, 11, 1, 1, 1))


def test_running_heads_are_dropped() -> None:
    pages = [
        [Line("某市人民政府公报", page=number), Line(f"第{number}段内容。", page=number)]
        for number in (1, 2, 3)
    ]
    source = _source(*(line for page in pages for line in page))
    assert "公报" not in flatten(source).string
    assert "第2段内容。" in flatten(source).string


def test_buttons_of_a_site_are_dropped() -> None:
    lines = [
        "当前位置：首页>政务公开",
        "字体：[大 中 小] ",
        "打印本页 关闭窗口",
        "浏览次数：128",
        "扫一扫在手机打开当前页",
    ]
    assert _paragraphs(*lines, "各区要报送总结。") == ["各区要报送总结。"]


def test_paragraphs_of_the_format_stay_apart_and_soft_breaks_need_not() -> None:
    source = _source(
        Line("总体要求，坚持", path="p1", paragraph=True),
        Line("统筹推进。", path="p1", paragraph=True),
        Line("某市工业局", path="p2", paragraph=True),
        Line("某市财政局", path="p3", paragraph=True),
    )
    assert flatten(source).string.split("\n") == [
        "总体要求，坚持统筹推进。",
        "某市工业局",
        "某市财政局",
    ]


def _page(*rows: tuple[float, float, str]) -> Source:
    return _source(
        *(
            Line(text, page=1, box=(left, 20.0 * at, right, 20.0 * at + 12))
            for at, (left, right, text) in enumerate(rows)
        )
    )


def test_on_a_page_full_lines_go_on_and_indented_lines_begin() -> None:
    source = _page(
        (124, 500, "坚持统筹推进。各区各部门要按照职责分工抓好落实，形成合力。"),
        (100, 500, "各区要压实责任，制定本区域的具体工作方案并组织好实施工作。"),
        (100, 300, "每季度报送一次进展情况"),
        (124, 500, "市级有关部门要加强指导和督促检查，及时研究解决存在的问题，"),
        (100, 500, "对工作推进不力的地区予以通报，对典型经验及时总结推广应用好"),
        (100, 160, "的做法。"),
        (400, 476, "某市工业局"),
        (400, 490, "2021年5月1日"),
    )
    assert [paragraph[:6] for paragraph in flatten(source).string.split("\n")] == [
        "坚持统筹推进",
        "市级有关部门",
        "某市工业局",
        "2021年5",
    ]


def test_a_title_in_large_type_is_not_joined_to_what_follows() -> None:
    source = _page(
        (110, 490, "关于印发某市实施方案的通知"),
        (100, 500, "各区人民政府，市政府各委、办、局，各有关单位，各相关企业："),
        (124, 500, "现将《某市实施方案》印发给你们，请结合本地实际情况，认真组"),
        (100, 180, "织实施。"),
        (124, 500, "各区要在每季度末将工作进展情况报送市级主管部门汇总后上报，"),
        (100, 500, "市级主管部门要加强指导和督促检查，及时研究解决存在的问题。"),
        (124, 500, "要加强宣传引导，充分利用广播、电视、报刊等多种媒体开展宣传"),
    )
    assert flatten(source).string.startswith("关于印发某市实施方案的通知\n各区人民政府，")
    assert "认真组织实施。\n各区要" in flatten(source).string
