"""OFD: deltas, transforms, templates, other namespaces, several documents, damage."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import FileError, UnreadableFile
from extractor.model import Source
from extractor.readers import read

NOTICE = Path(__file__).parents[2] / "corpora/fuzhou-2021/notice.ofd"
STANDARD = "http://www.ofdspec.org/2016"
MM = 72 / 25.4


def _text(
    words: str, x: float = 20, y: float = 20, *, code: str = 'X="0" Y="4"', more: str = ""
) -> str:
    return (
        f'<TextObject ID="9" Boundary="{x} {y} 150 6" Font="1" Size="5" {more}>'
        f"<TextCode {code}>{words}</TextCode></TextObject>"
    )


def _page(objects: str, head: str = "") -> str:
    return f"{head}<Content><Layer ID='2'>{objects}</Layer></Content>"


def _ofd(
    *pages: str,
    namespace: str = STANDARD,
    common: str = "",
    parts: dict[str, str] | None = None,
    documents: int = 1,
) -> bytes:
    """A package whose documents all have the same pages."""
    space = f"xmlns='{namespace}'" if namespace else ""
    bodies = "".join(
        f"<DocBody><DocRoot>Doc_{index}/Document.xml</DocRoot></DocBody>"
        for index in range(documents)
    )
    listed = "".join(f"<Page ID='{at}' BaseLoc='Pages/{at}.xml'/>" for at in range(len(pages)))
    files = {"OFD.xml": f"<OFD {space} Version='1.0'>{bodies}</OFD>"}
    for index in range(documents):
        files[f"Doc_{index}/Document.xml"] = (
            f"<Document {space}><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox>"
            f"</PageArea>{common}</CommonData><Pages>{listed}</Pages></Document>"
        )
        for at, page in enumerate(pages):
            files[f"Doc_{index}/Pages/{at}.xml"] = f"<Page {space}>{page}</Page>"
    for path, content in (parts or {}).items():
        files[path] = content.replace("SPACE", space)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in files.items():
            package.writestr(path, content)
    return stream.getvalue()


def _read(data: bytes) -> Source:
    return read(data, "notice.ofd")


def _lines(*pages: str, **how: object) -> list[str]:
    return [line.text for line in _read(_ofd(*pages, **how)).lines]


DELTAS = {
    "one by one": 'X="0" Y="4" DeltaX="5 5 5"',
    "in a run": 'X="0" Y="4" DeltaX="g 3 5"',
    "run and single": 'X="0" Y="4" DeltaX="g 2 5 5"',
    "none at all": 'X="0" Y="4"',
    "too few": 'X="0" Y="4" DeltaX="5"',
    "damaged": 'X="0" Y="4" DeltaX="g x 5"',
}


@pytest.mark.parametrize("code", DELTAS.values(), ids=DELTAS)
def test_characters_stand_where_the_deltas_say(code: str) -> None:
    (line,) = _read(_ofd(_page(_text("全面排查", code=code)))).lines
    assert line.text == "全面排查"
    assert line.page == 1
    assert line.edges is not None
    assert line.edges == pytest.approx([(20 + 5 * at) * MM for at in range(5)], abs=0.1)
    assert line.box is not None
    assert 20 * MM < (line.box[1] + line.box[3]) / 2 < 26 * MM


def test_text_that_goes_down_the_page() -> None:
    assert _lines(_page(_text("排查整改", code='X="0" Y="4" DeltaY="g 3 6"'))) == list("排查整改")


def test_one_text_code_over_several_lines() -> None:
    code = 'X="0" Y="4" DeltaX="5 -5 5" DeltaY="0 6 0"'
    assert _lines(_page(_text("排查整改", code=code))) == ["排查", "整改"]


def test_lines_in_reading_order_whatever_the_order_of_the_objects() -> None:
    page = _page(_text("第二行", y=40) + _text("右", x=60, y=20) + _text("左", x=20, y=20))
    assert [line.replace(" ", "") for line in _lines(page)] == ["左右", "第二行"]


def test_transforms_scale_and_turn() -> None:
    scaled = _text("放大", y=40, more='CTM="2 0 0 2 0 0"')
    aside = _text("横排", x=150, y=200, more='CTM="0 1 -1 0 0 0"')
    stamp = _text("水印", y=100, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    source = _read(_ofd(_page(scaled + aside + stamp)))
    assert [line.text for line in source.lines] == ["放大", "横排"]
    first, second = source.lines
    assert first.box is not None
    assert second.box is not None
    assert first.box[2] - first.box[0] == pytest.approx(20 * MM, abs=0.2)
    assert second.box[3] - second.box[1] > second.box[2] - second.box[0]
    assert source.problems == (
        ("watermark", "page 1: 2 slanted characters (stamp, watermark) left out"),
    )


def test_blocks_inside_blocks_and_composite_units() -> None:
    inner = f"<PageBlock ID='3'><PageBlock ID='4'>{_text('块中块')}</PageBlock></PageBlock>"
    unit = "<CompositeObject ID='5' ResourceID='7' Boundary='20 60 50 20'/>"
    resource = (
        "<Res SPACE><CompositeGraphicUnits><CompositeGraphicUnit ID='7' Width='50' Height='20'>"
        f"<Content>{_text('复合', x=0, y=0)}</Content></CompositeGraphicUnit>"
        "</CompositeGraphicUnits></Res>"
    )
    how = {
        "common": "<PublicRes>PublicRes.xml</PublicRes>",
        "parts": {"Doc_0/PublicRes.xml": resource},
    }
    assert _lines(_page(inner + unit), **how) == ["块中块", "复合"]


def test_templates_are_read_with_their_pages() -> None:
    head = "<Template TemplateID='8' ZOrder='Background'/>"
    how = {
        "common": "<TemplatePage ID='8' BaseLoc='Tpls/8.xml'/>",
        "parts": {"Doc_0/Tpls/8.xml": f"<Page SPACE>{_page(_text('某市文件', y=10))}</Page>"},
    }
    pages = [_page(_text("正文"), head), _page(_text("续文"))]
    assert _lines(*pages, **how) == ["某市文件", "正文", "续文"]


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org", "urn:anything", ""])
def test_other_namespaces(namespace: str) -> None:
    assert _lines(_page(_text("正文")), namespace=namespace) == ["正文"]


def test_several_documents_follow_each_other() -> None:
    source = _read(_ofd(_page(_text("甲")), _page(_text("乙")), documents=2))
    assert [(line.text, line.page) for line in source.lines] == [
        ("甲", 1), ("乙", 2), ("甲", 3), ("乙", 4),
    ]  # fmt: skip


def test_a_page_of_its_own_size() -> None:
    head = "<Area><PhysicalBox>0 0 297 210</PhysicalBox></Area>"
    first, second = _read(_ofd(_page(_text("横"), head), _page(_text("竖")))).pages
    assert (first.width, first.height) == pytest.approx((297 * MM, 210 * MM), abs=0.1)
    assert (second.width, second.height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)


def test_glyph_transforms_and_seals_do_not_change_the_text() -> None:
    glyphs = (
        '<TextObject ID="9" Boundary="20 20 150 6" Font="1" Size="5">'
        '<CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><Glyphs>7 8</Glyphs></CGTransform>'
        '<TextCode X="0" Y="4" DeltaX="5">正文</TextCode></TextObject>'
    )
    parts = {"Doc_0/Annots/Annot_0.xml": "<PageAnnot SPACE><Annot>印章</Annot></PageAnnot>"}
    assert _lines(_page(glyphs), parts=parts) == ["正文"]


def test_ruled_tables_have_cells() -> None:
    ruled = "".join(
        f'<PathObject ID="1" Boundary="{x} {y} 1 1"><AbbreviatedData>M 0 0 L {dx} {dy}'
        "</AbbreviatedData></PathObject>"
        for x, y, dx, dy in [
            (20, 20, 80, 0), (20, 40, 80, 0), (20, 60, 80, 0),
            (20, 20, 0, 40), (60, 20, 0, 40), (100, 20, 0, 40),
        ]
    )  # fmt: skip
    words = _text("甲", 30, 27) + _text("乙", 70, 27) + _text("丙", 30, 47) + _text("丁", 70, 47)
    source = _read(_ofd(_page(ruled + words)))
    places = [(line.text, line.cell and (line.cell.row, line.cell.column)) for line in source.lines]
    assert places == [("甲", (0, 0)), ("乙", (0, 1)), ("丙", (1, 0)), ("丁", (1, 1))]


ENTITIES = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"


def _hostile() -> bytes:
    page = f"{ENTITIES}<Page xmlns='{STANDARD}'>{_page(_text('正文&e;'))}</Page>"
    return _ofd(_page(_text("好")), parts={"Doc_0/Pages/0.xml": page})


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_entities_are_not_resolved() -> None:
    data = _hostile()
    try:
        text = _read(data).text
    except FileError:
        return
    assert "root:" not in text


def test_a_missing_page_is_told() -> None:
    data = _ofd(_page(_text("正文")), common="")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for path in old.namelist():
            words = old.read(path).decode()
            listed = "<Page ID='5' BaseLoc='Pages/none.xml'/></Pages>"
            new.writestr(path, words.replace("</Pages>", listed))
    source = _read(stream.getvalue())
    assert source.text == "正文"
    assert source.problems == (("page", "page 2 is missing or damaged and was not read"),)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (lambda: _ofd(_page("")), "without text"),
        (lambda: _ofd(_page("<ImageObject ID='1'/>")), "pictures in which no text|install"),
        (_ofd, "without a readable page"),
        (
            lambda: _ofd(_page(_text("x")), parts={"OFD.xml": "<broken"}),
            "without a readable OFD.xml",
        ),
        (
            lambda: _ofd(parts={"Encryptions.xml": "<Encryptions SPACE/>"}),
            "encrypted",
        ),
    ],
    ids=["empty", "picture", "no page", "broken", "encrypted"],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_cannot_be_read_says_why(data: Callable[[], bytes], cause: str) -> None:
    with pytest.raises(UnreadableFile, match=cause):
        _read(data())


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_truncated_package_is_one_clear_error(tenth: int) -> None:
    data = NOTICE.read_bytes()
    with pytest.raises(UnreadableFile, match="damaged or truncated"):
        _read(data[: len(data) * tenth // 10])


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="g 0123456789.-eE+x", max_size=40),
    st.text(alphabet="0123456789 .-g", max_size=20),
)
def test_damaged_attributes_lose_no_text(delta: str, box: str) -> None:
    page = (
        f'<TextObject ID="9" Boundary="{box}" Font="1" Size="{box}" CTM="{box}">'
        f'<TextCode X="{box}" Y="4" DeltaX="{delta}" DeltaY="{delta}">排查</TextCode></TextObject>'
    )
    text = ""
    with suppress(UnreadableFile):
        text = _read(_ofd(_page(page))).text
    assert sorted("".join(text.split())) in (sorted("排查"), [])
