"""The parts of a 公文 round its body: layer `part`.

Each paragraph is classified by what it says (`lexicon/part.toml`); what it is then follows from the
stage the notice has come to: its head, the covering letter, the place where an instrument or an
attachment must begin, its body. A mark covers whole paragraphs, a title or a signature several.
"""

from collections.abc import Callable, Iterator

from extractor.find.letter import opened
from extractor.find.paragraph import RULES, Paragraph, Walk, classified
from extractor.find.pipeline import Board, finder
from extractor.find.title import bodies_open_title, title_end, titled
from extractor.interpret.region import opens_with_place
from extractor.model import Mark

_SIGNERS = 30
_ORDER = RULES["part.order"].pattern
_POST = RULES["part.post"].pattern
_MINUTES = RULES["part.minutes"].pattern
_SIGNING = ("part.letterhead", "part.seal", "part.signer")
_ANYWHERE = {"disclosure", "imprint", "roster"}
_PLACED = "part.contents"


@finder("part", writes=("part",))
def find_parts(board: Board) -> Iterator[Mark]:
    """The parts of the notice in order; what no part claims is its body."""
    walk = Walk(list(classified(board)))
    index = 0
    while index < len(walk.paragraphs):
        index = _STAGES[walk.stage](walk, index)
    walk.marks = opened(walk)
    yield from walk.marks
    yield from _run_on(walk)


def _run_on(walk: Walk) -> Iterator[Mark]:
    """A mark over each paragraph that was cut and all of whose pieces are parts."""
    covered = {at for mark in walk.marks for at in (mark.start, mark.end)}
    pieces: list[Paragraph] = []
    for paragraph in walk.paragraphs:
        pieces = [*pieces, paragraph] if paragraph.cut else [paragraph]
        last = pieces[-1]
        if (
            len(pieces) > 1
            and not last.goes_on
            and all(piece.start in covered and piece.end in covered for piece in pieces)
        ):
            yield Mark(pieces[0].start, last.end, "part", "head", "part.head")


def _head(walk: Walk, index: int) -> int:
    """Before the body: metadata of a page, letterhead, number, title and addressees, in any order."""
    here = walk.paragraphs[index]
    taken = (
        _given(walk, index)
        or _taken(
            walk,
            index,
            ("part.web_line", "part.number", "part.contact", "part.no_text", "part.ornament"),
        )
        or _order(walk, index)
        or _minutes(walk, index)
    )
    if taken:
        return taken
    if here.rule == "part.web_field":
        return _web_field(walk, index)
    if here.rule == "part.date":
        return walk.mark(index, index + 1, "signature", here.rule)
    if here.rule == "part.annex":
        walk.annexed = True
        return walk.mark(index, index + 1, "attachment_title", here.rule)
    if here.rule == "part.addressee":
        walk.stage = "letter" if walk.covered else "body"
        return walk.mark(index, index + 1, "addressee", here.rule)
    if here.rule in ("part.letterhead", "part.dated_body") and not bodies_open_title(walk, index):
        return walk.mark(index, index + 1, "letterhead", here.rule)
    after = title_end(walk, index)
    if after:
        return titled(walk, index, after)
    if not walk.titled and not walk.covered and _illegible(here):
        return index + 1
    walk.stage = "letter" if walk.covered else "body"
    return index


def _illegible(paragraph: Paragraph) -> bool:
    """Words of a letterhead that a scan has spoilt: short, no sentence, no heading."""
    words = paragraph.words
    return (
        len(words) < 30 and not paragraph.numbered and not any(mark in words for mark in "。；：，")
    )


def _given(walk: Walk, index: int) -> int:
    """某委办公厅印发 with 《…》 in the line below: a title, and no line of the printing."""
    after = title_end(walk, index) if walk.paragraphs[index].rule == "part.printed" else 0
    return titled(walk, index, after) if after > index + 1 else 0


def _minutes(walk: Walk, index: int) -> int:
    """专题会议纪要 with its number in the line below heads the paper; its title comes behind."""
    following = walk.at(index + 1)
    if following is None or following.rule != "part.number":
        return 0
    named = _MINUTES.match(walk.paragraphs[index].words)
    return walk.mark(index, index + 1, "letterhead", "part.minutes") if named else 0


def _order(walk: Walk, index: int) -> int:
    """某部令 or 某委公告 with its number in the line below: the body's name heads them both."""
    here, following = walk.paragraphs[index], walk.at(index + 1)
    if following is None or following.rule != "part.number" or not _ORDER.match(here.words):
        return 0
    if "第" not in following.words or "〔" in following.words:
        return 0
    walk.covered = walk.covered or here.words.endswith("令")
    walk.mark(index, index + 1, "letterhead", "part.order")
    return walk.mark(index, index + 2, "document_number", "part.order")


def _letter(walk: Walk, index: int) -> int:
    """The covering letter, up to the instrument that it brings."""
    here = walk.paragraphs[index]
    taken = _taken(walk, index, ("part.no_text", "part.contact", "part.web_line"))
    if taken:
        return taken
    if here.rule == "part.note":
        return _note(walk, index)
    if here.rule == "part.annex":
        return _annex(walk, index)
    signed = _signature(walk, index)
    if signed:
        walk.stage = "instrument"
        return signed
    if here.numbered:
        walk.stage = "body"
        return index
    after = 0 if here.words[-1] in "。；：，" else title_end(walk, index)
    if after:
        return titled(walk, index, after)
    return walk.mark(index, index + 1, "cover", "part.cover")


def _instrument(walk: Walk, index: int) -> int:
    """Where an instrument or an attachment must begin."""
    here = walk.paragraphs[index]
    taken = _taken(walk, index, ("part.web_line", "part.contact", "part.number", "part.no_text"))
    if taken:
        return taken
    if here.rule == "part.date":
        return walk.mark(index, index + 1, "signature", here.rule)
    if here.rule == "part.annex":
        return _annex(walk, index)
    if here.rule == "part.note":
        return _note(walk, index)
    if here.rule == "part.letterhead" and walk.marks and walk.marks[-1].rule == "part.title":
        return walk.mark(index, index + 1, "letterhead", here.rule)
    after = title_end(walk, index)
    if after:
        return titled(walk, index, after)
    walk.stage = "body"
    return index


def _body(walk: Walk, index: int) -> int:
    """The body: what closes it, and where it is signed."""
    here = walk.paragraphs[index]
    taken = _taken(
        walk, index, ("part.no_text",) if here.numbered else ("part.closing", "part.no_text")
    )
    if taken:
        return taken
    if here.rule == "part.note":
        return _note(walk, index)
    if here.rule == "part.annex":
        return _annex(walk, index)
    if here.rule == "part.web_line" and index > len(walk.paragraphs) - 12:
        return walk.mark(index, index + 1, "web", here.rule)
    if here.rule == "part.contact" and (here.words[0] in "（〔" or _near_end(walk, index)):
        return walk.mark(index, index + 1, "contact", here.rule)
    signed = _signature(walk, index)
    if signed:
        walk.stage = "instrument"
        return signed
    return index + 1


_STAGES: dict[str, Callable[[Walk, int], int]] = {
    "head": _head,
    "letter": _letter,
    "instrument": _instrument,
    "body": _body,
}


def _taken(walk: Walk, index: int, here: tuple[str, ...]) -> int:
    """Past a paragraph that its own words place, in any stage or in this one; 0 for others."""
    paragraph = walk.paragraphs[index]
    if paragraph.label == "roster":
        return _roster(walk, index)
    if paragraph.rule == "part.copies":
        return _copies(walk, index)
    if paragraph.label in _ANYWHERE or paragraph.rule in (_PLACED, *here):
        return walk.mark(index, index + 1, paragraph.label, paragraph.rule)
    return 0


def _web_field(walk: Walk, index: int) -> int:
    """A field of a page's metadata; a bare label takes the next paragraph for its value."""
    here, following = walk.paragraphs[index], walk.at(index + 1)
    if not here.words.endswith("：") or following is None or following.rule == "part.web_field":
        return walk.mark(index, index + 1, "web", here.rule)
    counted = following.words.rstrip("次").isdigit()
    after = walk.at(index + 2)
    if not counted and (after is None or after.rule != "part.web_field"):
        return walk.mark(index, index + 1, "web", here.rule)
    walk.mark(index, index + 1, "web", here.rule)
    return walk.mark(index + 1, index + 2, "web", "part.web_value")


def _copies(walk: Walk, index: int) -> int:
    """抄送 with the lines that carry the list on, up to the line of the printing."""
    after = index + 1
    while after < len(walk.paragraphs) and after < index + 8:
        following = walk.paragraphs[after]
        if following.rule or following.numbered or len(following.words) > 200:
            break
        if walk.paragraphs[after - 1].words[-1] not in "，、" and "printed" not in _next_rule(
            walk, after
        ):
            break
        after += 1
    return walk.mark(index, after, "imprint", "part.copies")


def _next_rule(walk: Walk, index: int) -> str:
    following = walk.at(index + 1)
    return following.rule if following else ""


def _note(walk: Walk, index: int) -> int:
    """附件：1.… and the numbered lines that go on with the list; a bare 附件： may head an annex."""
    words = walk.paragraphs[index].words
    after, ordinal = index + 1, 2 if words[3:4].isdigit() else 1
    if words.endswith("：") and not _lists(walk, after, ordinal) and not _goes_on(walk, after):
        return _annex(walk, index)
    while (len(words) == 3 or ordinal > 1) and _lists(walk, after, ordinal):
        after, ordinal = after + 1, ordinal + 1
    if _goes_on(walk, after) or _open_bracket(walk.paragraphs[after - 1].words):
        after = min(after + 1, len(walk.paragraphs))
    return walk.mark(index, after, "attachment_note", "part.note")


def _open_bracket(words: str) -> bool:
    return words.count("（") > words.count("）") or words.count("《") > words.count("》")


def _lists(walk: Walk, index: int, ordinal: int) -> bool:
    """Whether a paragraph is the item of a list of attachments that has this number."""
    paragraph = walk.at(index)
    return (
        paragraph is not None
        and paragraph.words.startswith(str(ordinal))
        and paragraph.words[len(str(ordinal)) :][:1] in (".", "、", "．", "：", "《")
        and paragraph.words[-1] not in "。；："
    )


def _goes_on(walk: Walk, index: int) -> bool:
    """Whether a short line before the signature is the rest of the last attachment's title."""
    rest = walk.at(index)
    if (
        rest is None
        or rest.rule not in ("", "part.letterhead")
        or len(rest.words) > 40
        or rest.words[-1] in "。；："
    ):
        return False
    if rest.rule and opens_with_place(rest.words):
        return False
    while (paragraph := walk.at(index + 1)) is not None and paragraph.rule in (
        "part.letterhead",
        "part.seal",
    ):
        index += 1
    return paragraph is not None and paragraph.label in ("signature", "attachment_title")


def _annex(walk: Walk, index: int) -> int:
    walk.stage, walk.annexed = "instrument", True
    return walk.mark(index, index + 1, "attachment_title", "part.annex")


def _signature(walk: Walk, index: int) -> int:
    """Past the signature that begins here: bodies and their date, or bodies where a part ends."""
    after = index
    while (paragraph := walk.at(after)) is not None and after < index + _SIGNERS:
        if paragraph.rule not in _SIGNING or paragraph.numbered:
            break
        after += 1
    if paragraph is not None and paragraph.rule in ("part.date", "part.dated_body"):
        after += 1
        if (sealed := walk.at(after)) is not None and sealed.rule == "part.seal":
            after += 1
        return walk.mark(index, after, "signature", paragraph.rule)
    if after == index or not _complete(walk, index):
        return 0
    if paragraph is None or paragraph.label in ("disclosure", "imprint", "web", "attachment_title"):
        return walk.mark(index, after, "signature", "part.letterhead")
    return 0


def _complete(walk: Walk, index: int) -> bool:
    """Whether the paragraph before ends what is said, so that a signature may follow."""
    before = walk.paragraphs[index - 1] if index else None
    return before is not None and (
        before.words[-1] in "。）" or before.label in ("cover", "attachment_note", "closing")
    )


def _near_end(walk: Walk, index: int) -> bool:
    """Whether only parts, and no body, follow."""
    return all(paragraph.rule for paragraph in walk.paragraphs[index : index + 12])


def _roster(walk: Walk, index: int) -> int:
    """组长：… and the lines of names and posts behind it."""
    after = index + 1
    while (paragraph := walk.at(after)) is not None:
        member = paragraph.label == "roster" or (
            not paragraph.rule and bool(_POST.match(paragraph.words))
        )
        if not member or paragraph.cell:
            break
        after += 1
    return walk.mark(index, after, "roster", "part.roster")
