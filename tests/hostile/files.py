"""Files made to bring a reader down, each made from nothing when it is asked for."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

Maker = Callable[[], bytes]

MAKERS: dict[str, Maker] = {}
"""File name to maker; the name is what the reader sees."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFD = "http://www.ofdspec.org/2016"

BOMB = (
    "<!DOCTYPE bomb ["
    '<!ENTITY a0 "关于开展检查的通知">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    + "]>"
)


def _made(name: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return keep


def archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
    return file.getvalue()


def word(document: bytes, *more: tuple[str, bytes]) -> bytes:
    """A DOCX whose main part is `document`."""
    types = (
        f'<Types xmlns="{_CONTENT}"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return archive(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", relations.encode()),
            ("word/document.xml", document),
            *more,
        ]
    )


def word_document(inside: str, before: str = "") -> bytes:
    """The main part of a DOCX with this inside its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{_WORD}"><w:body>'
        f"{inside}</w:body></w:document>"
    ).encode()


def paragraph(words: str) -> str:
    """One paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def ofd(content: str, before: str = "", *more: tuple[str, bytes]) -> bytes:
    """An OFD of one page with this as its words."""
    space = f'xmlns:ofd="{_OFD}"'
    return archive(
        [
            (
                "OFD.xml",
                f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
                "</ofd:DocBody></ofd:OFD>".encode(),
            ),
            (
                "Doc_0/Document.xml",
                f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
                "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
                '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
                "</ofd:Document>".encode(),
            ),
            (
                "Doc_0/Pages/Page_0/Content.xml",
                f"{before}<ofd:Page {space}><ofd:Content><ofd:Layer><ofd:TextObject "
                'Boundary="20 20 150 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 40 5">'
                f"{content}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content>"
                "</ofd:Page>".encode(),
            ),
            *more,
        ]
    )


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def _page(resources: bytes, contents: bytes) -> list[bytes]:
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents 4 0 R>>"
        % resources,
        stream(contents),
    ]


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    packer = zlib.compressobj(1)
    row = b"\x00" + b"\xff" * ((width + 7) // 8)
    packed = b"".join(packer.compress(row * 1000) for _ in range(height // 1000))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
            chunk(b"IDAT", packed + packer.flush()),
            chunk(b"IEND", b""),
        ]
    )


@_made("ratio.docx")
def _ratio_docx() -> bytes:
    return word(word_document(paragraph("通知") + " " * 60_000_000))


@_made("lying.docx")
def _lying_docx() -> bytes:
    """A part that unpacks to more than its package says."""
    whole = word(word_document(paragraph("通知") + " " * 30_000_000))
    size = struct.pack("<I", len(word_document(paragraph("通知") + " " * 30_000_000)))
    return whole.replace(size, struct.pack("<I", 1000))


@_made("count.docx")
def _count_docx() -> bytes:
    return word(
        word_document(paragraph("通知")), *((f"word/media/{i}.png", b"") for i in range(6_000))
    )


@_made("ratio.ofd")
def _ratio_ofd() -> bytes:
    return ofd("通知" + " " * 60_000_000)


@_made("count.ofd")
def _count_ofd() -> bytes:
    return ofd("通知", "", *((f"Doc_0/Res/{i}.png", b"") for i in range(6_000)))


@_made("ratio.zip")
def _ratio_zip() -> bytes:
    return archive([("通知.txt", "通知".encode() + b" " * 60_000_000)])


@_made("count.zip")
def _count_zip() -> bytes:
    return archive((f"{i}.txt", b"") for i in range(6_000))


@_made("nested.zip")
def _nested_zip() -> bytes:
    inner = archive([("通知.txt", b"0" * 9_000_000)])
    for depth in range(3):
        inner = archive((f"{depth}-{i}.zip", inner) for i in range(5))
    return inner


@_made("entities.docx")
def _entities_docx() -> bytes:
    return word(word_document(paragraph("&a11;"), BOMB))


@_made("entities.ofd")
def _entities_ofd() -> bytes:
    return ofd("&a11;", BOMB)


@_made("pages.pdf")
def _pages_pdf() -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids,
            *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 100_000,
        ]
    )


@_made("claims.pdf")
def _claims_pdf() -> bytes:
    """One page that says it is a hundred thousand."""
    objects = _page(b"", b"")
    objects[1] = b"<</Type/Pages/Kids[3 0 R]/Count 100000>>"
    return pdf(objects)


@_made("loop.pdf")
def _loop_pdf() -> bytes:
    """Pages whose parent is their child."""
    objects = _page(b"", b"")
    objects[1] = b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Parent 2 0 R/Count 3>>"
    return pdf(objects)


@_made("doubling.pdf")
def _doubling_pdf() -> bytes:
    """Forms that each draw the next one many times: more work than there is time."""
    objects = _page(b"/XObject<</F0 5 0 R>>", b"/F0 Do")
    for depth in range(12):
        entries = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
            b"/Resources<</XObject<</F%d %d 0 R>>>>" % (depth + 1, depth + 6)
        )
        objects.append(stream(b"/F%d Do " % (depth + 1) * 12, entries))
    objects.append(stream(b"0 0 1 1 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"))
    return pdf(objects)


@_made("itself.pdf")
def _itself_pdf() -> bytes:
    """A form that draws itself, twice."""
    objects = _page(b"/XObject<</F 5 0 R>>", b"/F Do")
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
    objects.append(stream(b"/F Do /F Do", entries))
    return pdf(objects)


@_made("font.pdf")
def _font_pdf() -> bytes:
    """A font each of whose letters is a dozen letters of the next: it hangs whoever draws it."""
    head = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        b"/FirstChar 97/LastChar 97/Widths[1000]/Encoding<</Differences[97/a]>>"
    )
    depth = 12
    objects = _page(b"/Font<</F0 5 0 R>>", b"BT /F0 12 Tf 50 700 Td (a) Tj ET")
    for at in range(depth):
        letter, following = 6 + 2 * at, 7 + 2 * at
        more = b"/CharProcs<</a %d 0 R>>/Resources<</Font<</F %d 0 R>>>>>>" % (letter, following)
        objects += [head + more, stream(b"1000 0 d0 BT /F 900 Tf (aaaaaaaaaaaa) Tj ET")]
    last = b"/CharProcs<</a %d 0 R>>>>" % (6 + 2 * depth)
    return pdf([*objects, head + last, stream(b"1000 0 d0 0 0 900 900 re f")])


@_made("nested.pdf")
def _nested_pdf() -> bytes:
    """Brackets in brackets, in the content and in an object."""
    objects = _page(b"", b"[" * 200_000 + b"<<" * 200_000 + b"q " * 200_000)
    objects.append(b"[" * 100_000 + b"]" * 100_000)
    return pdf(objects)


@_made("inflated.pdf")
def _inflated_pdf() -> bytes:
    """A page whose content unpacks to half a gigabyte of spaces."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(50)) + packer.flush()
    packed = zlib.compress(packed, 9)
    objects = _page(b"", b"")
    objects[3] = stream(packed, b"/Filter[/FlateDecode/FlateDecode]")
    return pdf(objects)


@_made("vast.pdf")
def _vast_pdf() -> bytes:
    """A picture of a page as large as a country."""
    objects = _page(b"/XObject<</I 5 0 R>>", b"q 9e6 0 0 9e6 0 0 cm /I Do Q")
    objects[2] = objects[2].replace(b"595 842", b"9000000 9000000")
    entries = (
        b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 1"
        b"/ColorSpace/DeviceGray/Filter/FlateDecode"
    )
    packer = zlib.compressobj(9)
    row = b"\xff" * 3750
    packed = b"".join(packer.compress(row * 1000) for _ in range(30)) + packer.flush()
    objects.append(stream(packed, entries))
    return pdf(objects)


@_made("vast.png")
def _vast_png() -> bytes:
    return _png(30_000, 30_000)


@_made("deep.html")
def _deep_html() -> bytes:
    return b"<html><body>" + b"<div><table><tr><td>" * 30_000 + "一".encode()


@_made("deep.docx")
def _deep_docx() -> bytes:
    depth = 3_000
    opened = "<w:sdt><w:sdtContent>" * depth
    closed = "</w:sdtContent></w:sdt>" * depth
    return word(word_document(opened + paragraph("一") + closed))


@_made("tables.docx")
def _tables_docx() -> bytes:
    depth = 80
    opened = "<w:tbl><w:tr><w:tc>" * depth
    closed = "<w:p/></w:tc></w:tr></w:tbl>" * depth
    return word(word_document(opened + closed))


@_made("deep.ofd")
def _deep_ofd() -> bytes:
    depth = 20_000
    blocks = "<ofd:PageBlock>" * depth + "</ofd:PageBlock>" * depth
    whole = ofd("一")
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    return archive(
        (name, content.replace(b"</ofd:Layer>", blocks.encode() + b"</ofd:Layer>"))
        for name, content in parts
    )
