"""The clean string and where each of its characters came from."""

import pytest
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


BROKEN = [
    "为加强燃气安全管理，防范遏制重特大事故发生，切实保障人民群众",
    "生命财产安全，根据有关法律法规和上级文件精神，结合我区实际情",
    "况，制定本方案。各镇人民政府和区直有关部门要对照任务清单抓好",
    "落实，建立健全工作台账，明确责任人员和完成时间，按月报送进展",
    "情况，重大事项及时请示报告，确保各项工作任务按期保质保量完成",
    "，并于年底前将工作总结报区安委会办公室，由其汇总后报区人民政",
    "府。对工作推进不力、措施落实不到位、造成严重后果的单位和个人",
    "，依规依纪依法严肃追究责任，并在全区范围内通报批评，取消评先",
]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["（一）压实责任，强化落实", "各镇要制定方案。"], 2),
        (["整改到位，给予适当奖补", "区住建局牵头，区财政局配合"], 2),
        (["6月底前完成整改，并报区住建", "局备案。"], 2),
        (["年底前完成改造，并报区住建局、", "区财政局备案。"], 1),
        (["（责任单位：区住建局，各镇人", "民政府）"], 1),
        (["（牵头单位：区住建局；", "责任单位：区财政局）"], 1),
        (["责任单位：区住建局，各镇人民政府", "工作措施：建立台账，逐项销号。"], 2),
        (["6月底前完成整改，并报", "— 3 —", "区住建局备案。"], 1),
    ],
    ids=["heading", "units", "short", "comma", "bracket", "label in it", "label", "page"],
)
def test_a_line_broken_by_hand_ends_its_paragraph_where_it_ends_short(
    lines: list[str], paragraphs: int
) -> None:
    assert len(_paragraphs(*BROKEN, "评优资格。", *lines)) == 1 + paragraphs


@pytest.mark.parametrize(
    ("line", "paragraphs"),
    [
        ("（一）落实责任 各县（市）区要制定方案。", ["（一）落实责任", "各县（市）区要制定方案。"]),
        (
            "（二）强化资金支持　市财政局要统筹资金。",
            ["（二）强化资金支持", "市财政局要统筹资金。"],
        ),
        ("3.广泛开展宣传 充分利用报刊网络。", ["3.广泛开展宣传", "充分利用报刊网络。"]),
        ("（一）加强 组织领导，明确责任。", ["（一）加强组织领导，明确责任。"]),
        ("（二）各县要按月 报送进展情况。", ["（二）各县要按月报送进展情况。"]),
        ("（三）进一步加强 完善制度的力度。", ["（三）进一步加强完善制度的力度。"]),
        ("（四）张 某某 市财政局副局长", ["（四）张某某市财政局副局长"]),
    ],
)
def test_a_blank_parts_a_heading_from_the_sentence_behind_it(
    line: str, paragraphs: list[str]
) -> None:
    assert _paragraphs(line) == paragraphs


def test_numbers_in_parentheses_run_on_count_paragraphs_but_not_what_a_colon_leads_in() -> None:
    run_on = (
        "1.部门职责。（1）市发改委负责规划。（2）市城管局负责生活垃圾清运（3）市公安局负责查处。"
    )
    assert _paragraphs(run_on) == [
        "1.部门职责。", "（1）市发改委负责规划。", "（2）市城管局负责生活垃圾清运", "（3）市公安局负责查处。",
    ]  # fmt: skip
    for sentence in (
        "材料包括：（1）申请表；（2）承诺书。",
        "按照第三条第（2）项和第（3）项执行。",
    ):
        assert _paragraphs(sentence) == [sentence]


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
