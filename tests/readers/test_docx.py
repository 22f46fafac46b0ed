"""DOCX as Word prints it: revisions, numbers, tables, boxes, notes."""

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor.errors import LimitExceeded, UnreadableFile
from extractor.model import Cell, Source
from extractor.readers import read
from extractor.readers.docx import read_docx
from extractor.settings import Settings

W = nsdecls("w")


def _docx(*blocks: str, numbering: str = "", styles: str = "") -> bytes:
    """A document whose body is the given XML of blocks (`w:` known)."""
    document = docx.Document()
    body = document.element.body
    section = body.sectPr
    for block in blocks:
        root = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')} {EXTRA}>{block}</w:body>")
        for child in list(root):
            section.addprevious(child)
    if numbering:
        root = document.part.numbering_part.element
        for child in list(parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>")):
            if child.tag.endswith("abstractNum"):
                root.insert(0, child)
            else:
                root.append(child)
    if styles:
        for child in list(parse_xml(f"<w:styles {W}>{styles}</w:styles>")):
            document.styles.element.append(child)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _read(*blocks: str, numbering: str = "", styles: str = "") -> Source:
    return read(_docx(*blocks, numbering=numbering, styles=styles), "notice.docx")


def _p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _list(level: int, list_id: int = 77) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def _abstract(*levels: tuple[str, str], abstract: int = 77, more: str = "") -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}">{inner}</w:abstractNum>'
        f'<w:num w:numId="{abstract}"><w:abstractNumId w:val="{abstract}"/></w:num>{more}'
    )


CHINESE = _abstract(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (_r("各区要") + f"<w:ins>{_r('按时')}</w:ins>" + _r("报送。"), "各区要按时报送。"),
        (_r("各区") + "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>" + _r("报送。"), "各区报送。"),
        (f"<w:moveFrom>{_r('旧')}</w:moveFrom><w:moveTo>{_r('新')}</w:moveTo>", "新"),
        (f"<w:sdt><w:sdtContent>{_r('2021年')}</w:sdtContent></w:sdt>", "2021年"),
        (f"<w:hyperlink>{_r('附件')}</w:hyperlink>", "附件"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>" + _r("显"), "显"),
        ("<w:r><w:t>第</w:t><w:noBreakHyphen/><w:t>号</w:t><w:tab/></w:r>", "第-号\t"),
        ('<w:r><w:instrText> PAGE </w:instrText></w:r>' + _r("正文"), "正文"),
    ],
    ids=["inserted", "deleted", "moved", "control", "link", "hidden", "marks", "field"],
)  # fmt: skip
def test_a_paragraph_says_what_is_printed(inner: str, text: str) -> None:
    assert _read(_p(inner)).text == text


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    source = _read(
        _p(_r("各区要按时"), "<w:rPr><w:del/></w:rPr>"), _p(_r("报送总结。")), _p(_r("特此通知。"))
    )
    assert source.text == "各区要按时报送总结。\n特此通知。"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{_p(_r('文件'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>{box}</v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = _read(_p(_r("某市人民政府") + drawing))
    assert source.text == "某市人民政府\n文件"
    assert [line.path for line in source.lines] == ["body/p[1]", "body/p[1]/box[1]/p[1]"]


def test_numbers_are_counted_as_word_prints_them() -> None:
    levels = [0, 1, 1, 2, 2, 1, 0, 1]
    source = _read(*(_p(_r("事项"), _list(level)) for level in levels), numbering=CHINESE)
    assert source.text.split("\n") == [
        "一、事项", "（一）事项", "（二）事项", "1.事项", "2.事项", "（三）事项", "二、事项", "（一）事项",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "eleventh"),
    [
        ("decimal", "%1.", "11."),
        ("chineseCountingThousand", "第%1条", "第十一条"),
        ("japaneseCounting", "%1、", "十一、"),
        ("decimalEnclosedCircleChinese", "%1", "⑪"),
        ("upperLetter", "%1.", "K."),
        ("lowerRoman", "(%1)", "(xi)"),
        ("ideographDigital", "%1、", "一一、"),
        ("bullet", "●", ""),
        ("none", "", ""),
    ],
)
def test_forms_of_numbers(form: str, text: str, eleventh: str) -> None:
    source = _read(*[_p(_r("项"), _list(0))] * 11, numbering=_abstract((form, text)))
    assert source.lines[10].text == f"{eleventh}项"


def test_a_list_that_starts_anew_counts_from_its_start() -> None:
    anew = (
        '<w:num w:numId="78"><w:abstractNumId w:val="77"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = _abstract(("decimal", "%1."), more=anew)
    blocks = [_p(_r("甲"), _list(0)), _p(_r("乙"), _list(0, 78)), _p(_r("丙"), _list(0, 78))]
    assert _read(*blocks, numbering=numbering).text == "1.甲\n5.乙\n6.丙"


def test_a_style_brings_its_number_and_numid_0_takes_it_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr>'
        '<w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1a"><w:basedOn w:val="H1"/></w:style>'
    )
    source = _read(
        _p(_r("总体要求"), '<w:pStyle w:val="H1"/>'),
        _p(_r("工作目标"), '<w:pStyle w:val="H1a"/>'),
        _p(_r("附件"), f'<w:pStyle w:val="H1"/>{_list(0, 0)}'),
        numbering=CHINESE,
        styles=styles,
    )
    assert source.text == "一、总体要求\n二、工作目标\n附件"


def test_a_level_may_look_otherwise_in_one_list() -> None:
    other = (
        '<w:num w:numId="78"><w:abstractNumId w:val="77"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )
    numbering = _abstract(("decimal", "%1."), more=other)
    blocks = [_p(_r("甲"), _list(0)), _p(_r("乙"), _list(0, 78)), _p(_r("丙"), _list(0, 78))]
    assert _read(*blocks, numbering=numbering).text == "1.甲\n（一）乙\n（二）丙"


def test_a_style_may_stand_for_a_level_and_a_list_for_a_style() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "chineseCounting", "", "%1、") + level.format(
        1, "chineseCounting", '<w:pStyle w:val="H2"/>', "（%2）"
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="71"><w:styleLink w:val="L"/>{levels}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="72"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="71"><w:abstractNumId w:val="71"/></w:num>'
        '<w:num w:numId="72"><w:abstractNumId w:val="72"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="71"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr>'
        '<w:numId w:val="71"/></w:numPr></w:pPr></w:style>'
    )
    blocks = [_p(_r("甲"), _list(0, 72)), _p(_r("乙"), '<w:pStyle w:val="H2"/>')]
    assert _read(*blocks, numbering=numbering, styles=styles).text == "一、甲\n（一）乙"


def test_footnotes_follow_the_body_in_the_order_of_their_marks() -> None:
    marks = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
    document = docx.Document(io.BytesIO(_docx(_p(_r("各县区要按时报送") + marks))))
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    notes = note.format(3, "第二注。") + note.format(7, "第一注。")
    content = f"<w:footnotes {W}>{notes}</w:footnotes>"
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        content.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    stream = io.BytesIO()
    document.save(stream)
    source = read(stream.getvalue(), "notice.docx")
    assert [(line.text, line.path) for line in source.lines] == [
        ("各县区要按时报送", "body/p[1]"),
        ("第一注。", "note[1]/p[1]"),
        ("第二注。", "note[2]/p[1]"),
    ]


def test_content_controls_round_paragraphs_rows_and_cells_hide_nothing() -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = held(f"<w:tr>{held(_tc('任务'))}{_tc('时限')}</w:tr>")
    last = f"<w:tr>{_tc('自查')}{held(_tc('6月底'))}</w:tr>"
    source = _read(held(_p(_r("正文。"))), f"<w:tbl>{row}{last}</w:tbl>")
    assert [(line.text, line.cell) for line in source.lines] == [
        ("正文。", None),
        ("任务", Cell(1, 0, 0)),
        ("时限", Cell(1, 0, 1)),
        ("自查", Cell(1, 1, 0)),
        ("6月底", Cell(1, 1, 1)),
    ]


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(_r(text))}</w:tc>"


def test_merged_cells_are_given_once() -> None:
    down, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    source = _read(
        "<w:tbl>"
        f"<w:tr>{_tc('任务', wide)}{_tc('时限')}</w:tr>"
        f"<w:tr>{_tc('一', down)}{_tc('制定方案')}{_tc('6月底')}</w:tr>"
        f"<w:tr>{_tc('', goes_on)}{_tc('报送总结')}{_tc('12月底')}</w:tr>"
        "</w:tbl>"
    )
    assert [(line.text, line.cell) for line in source.lines] == [
        ("任务", Cell(1, 0, 0)),
        ("时限", Cell(1, 0, 2)),
        ("一", Cell(1, 1, 0)),
        ("制定方案", Cell(1, 1, 1)),
        ("6月底", Cell(1, 1, 2)),
        ("报送总结", Cell(1, 2, 1)),
        ("12月底", Cell(1, 2, 2)),
    ]


def test_a_table_of_one_column_is_a_frame_and_no_table() -> None:
    source = _read(f"<w:tbl><w:tr>{_tc('某市人民政府文件')}</w:tr></w:tbl>")
    assert [(line.text, line.cell) for line in source.lines] == [("某市人民政府文件", None)]


def test_headers_and_footers_are_beside_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    stream = io.BytesIO()
    document.save(stream)
    source = read(stream.getvalue(), "notice.docx")
    assert source.text == "正文。"
    assert dict(source.facts) == {"header": "内部资料", "footer": "— 1 —"}


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


WHOLE = _docx(_p(_r("正文。")))
BOMB = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>x&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "data",
    [
        WHOLE[: len(WHOLE) // 2],
        WHOLE[:-30],
        _with_part(WHOLE, "word/document.xml", b"<w:document"),
        _with_part(WHOLE, "[Content_Types].xml", b""),
        b"PK\x03\x04word/" + bytes(200),
    ],
    ids=["half", "without its end", "broken XML", "without types", "rubbish"],
)
def test_a_damaged_file_is_an_error_that_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^notice\.docx: .*DOCX"):
        read(data, "notice.docx")


def test_entities_are_not_expanded() -> None:
    source = read(_with_part(WHOLE, "word/document.xml", BOMB), "notice.docx")
    assert source.text == "x"


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="unpacks to more than 1000 bytes"):
        read_docx(WHOLE, "notice.docx", Settings(max_unpacked_bytes=1000))
