"""The parts of a 公文 round its body: layer `part`.

Each paragraph is classified by what it says (`lexicon/part.toml`); what it is then follows from the
stage the notice has come to: its head, the covering letter, the place where an instrument or an
attachment must begin, its body. A mark covers whole paragraphs, a title or a signature several.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extractor.find.outline import paragraphs
from extractor.find.pipeline import Board, finder
from extractor.interpret.outline import read_number
from extractor.interpret.region import opens_with_place
from extractor.interpret.title import is_title, opens_title, title_goes_on
from extractor.lexicon.load import rules
from extractor.model import Mark

_LONGEST = 600
_LONGEST_TITLE, _TITLE_LINES, _LINE = 220, 8, 120
_SIGNERS = 30
_RULES = {rule.id: rule for rule in rules("part")}
_KINDS = tuple(rule for rule in _RULES.values() if rule.id not in ("part.title", "part.notice_title"))
_COVERING = _RULES["part.notice_title"].pattern
_POST = _RULES["part.post"].pattern
_ANYWHERE = {"disclosure", "imprint", "roster"}
_IN_CELLS = {"part.copies", "part.printed", "part.web_field", "part.number"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the rule that its words satisfy, standing alone ("" for none)."""

    start: int
    end: int
    rule: str
    label: str
    words: str
    numbered: bool
    cell: bool


@dataclass(slots=True)
class Walk:
    """Where the finder is: the stage, the titles it has met, the marks it has made."""

    paragraphs: list[Paragraph]
    stage: str = "head"
    titled: bool = False
    covered: bool = False
    annexed: bool = False
    marks: list[Mark] = field(default_factory=list)

    def mark(self, first: int, after: int, label: str, rule: str) -> int:
        start, end = self.paragraphs[first].start, self.paragraphs[after - 1].end
        self.marks.append(Mark(start, end, "part", label, rule))
        return after

    def at(self, index: int) -> Paragraph | None:
        return self.paragraphs[index] if index < len(self.paragraphs) else None


@finder("part", writes=("part",))
def find_parts(board: Board) -> Iterator[Mark]:
    """The parts of the notice in order; what no part claims is its body."""
    walk = Walk(list(_classified(board)))
    index = 0
    while index < len(walk.paragraphs):
        index = _STAGES[walk.stage](walk, index)
    yield from walk.marks


def _classified(board: Board) -> Iterator[Paragraph]:
    string = board.string
    cells = iter(board.text.cells)
    cell = next(cells, None)
    for start, end in paragraphs(string):
        while cell is not None and cell.end <= start:
            cell = next(cells, None)
        inside = cell is not None and cell.start <= start
        read = read_number(string, start, end)
        rule = "" if end - start > _LONGEST else _kind(string, start, end, inside)
        label = _RULES[rule].label if rule else ""
        yield Paragraph(start, end, rule, label, string[start:end], read is not None, inside)


def _kind(string: str, start: int, end: int, cell: bool) -> str:
    for rule in _KINDS:
        if rule.pattern.match(string, start, end) and (not cell or rule.id in _IN_CELLS):
            return rule.id
    return ""


def _head(walk: Walk, index: int) -> int:
    """Before the body: metadata of a page, letterhead, number, title and addressees, in any order."""
    here = walk.paragraphs[index]
    taken = _taken(walk, index, ("part.web_line", "part.number", "part.contact", "part.no_text"))
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
    if here.rule in ("part.letterhead", "part.dated_body") and not _opens_title(walk, index):
        return walk.mark(index, index + 1, "letterhead", here.rule)
    after = _title_end(walk, index)
    if after:
        return _titled(walk, index, after)
    walk.stage = "letter" if walk.covered else "body"
    return index


def _letter(walk: Walk, index: int) -> int:
    """The covering letter, up to the instrument that it brings."""
    here = walk.paragraphs[index]
    taken = _taken(walk, index, ("part.no_text", "part.contact", "part.web_line", "part.closing"))
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
    after = 0 if here.words[-1] in "。；：，" else _title_end(walk, index)
    if after:
        return _titled(walk, index, after)
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
    after = _title_end(walk, index)
    if after:
        return _titled(walk, index, after)
    walk.stage = "body"
    return index


def _body(walk: Walk, index: int) -> int:
    """The body: what closes it, and where it is signed."""
    here = walk.paragraphs[index]
    taken = _taken(walk, index, ("part.closing", "part.no_text"))
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
    if paragraph.label in _ANYWHERE or paragraph.rule in here:
        return walk.mark(index, index + 1, paragraph.label, paragraph.rule)
    return 0


def _web_field(walk: Walk, index: int) -> int:
    """A field of a page's metadata; a bare label takes the next paragraph for its value."""
    here, following = walk.paragraphs[index], walk.at(index + 1)
    if not here.words.endswith("：") or following is None or following.rule == "part.web_field":
        return walk.mark(index, index + 1, "web", here.rule)
    if walk.at(index + 2) is None or walk.paragraphs[index + 2].rule != "part.web_field":
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
        if walk.paragraphs[after - 1].words[-1] not in "，、" and "printed" not in _next_rule(walk, after):
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
    if _goes_on(walk, after):
        after += 1
    return walk.mark(index, after, "attachment_note", "part.note")


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
    if rest is None or rest.rule not in ("", "part.letterhead") or len(rest.words) > 40 or rest.words[-1] in "。；：":
        return False
    if rest.rule and opens_with_place(rest.words):
        return False
    while (paragraph := walk.at(index + 1)) is not None and paragraph.rule in ("part.letterhead", "part.seal"):
        index += 1
    return paragraph is not None and paragraph.label in ("signature", "attachment_title")


def _annex(walk: Walk, index: int) -> int:
    walk.stage, walk.annexed = "instrument", True
    return walk.mark(index, index + 1, "attachment_title", "part.annex")


def _signature(walk: Walk, index: int) -> int:
    """Past the signature that begins here: bodies and their date, or bodies where a part ends."""
    after = index
    while (paragraph := walk.at(after)) is not None and after < index + _SIGNERS:
        if paragraph.rule not in ("part.letterhead", "part.seal") or paragraph.numbered:
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
    return before is not None and (before.words[-1] in "。）" or before.label in ("cover", "attachment_note", "closing"))


def _near_end(walk: Walk, index: int) -> bool:
    """Whether only parts, and no body, follow."""
    return all(paragraph.rule for paragraph in walk.paragraphs[index : index + 12])


def _roster(walk: Walk, index: int) -> int:
    """组长：… and the lines of names and posts behind it."""
    after = index + 1
    while (paragraph := walk.at(after)) is not None:
        member = paragraph.label == "roster" or (not paragraph.rule and bool(_POST.match(paragraph.words)))
        if not member or paragraph.cell:
            break
        after += 1
    return walk.mark(index, after, "roster", "part.roster")


def _opens_title(walk: Walk, index: int) -> bool:
    """Whether the bodies that begin here are the first lines of a title and no letterhead."""
    after = index
    while (paragraph := walk.at(after)) is not None and paragraph.rule == "part.letterhead":
        if paragraph.words.endswith("文件"):
            return False
        after += 1
    if paragraph is None or paragraph.rule or walk.titled and not walk.covered:
        return False
    bodies = [line.words for line in walk.paragraphs[index:after]]
    return opens_title(paragraph.words, bodies) and bool(_title_end(walk, index))


def _title_end(walk: Walk, index: int) -> int:
    """The paragraph behind the title that begins here, 0 when none does."""
    joined, best = "", 0
    for at in range(index, min(index + _TITLE_LINES, len(walk.paragraphs))):
        paragraph = walk.paragraphs[at]
        if not _may_be_title(paragraph) or (best and not title_goes_on(joined, paragraph.words)):
            break
        joined += paragraph.words
        if len(joined) > _LONGEST_TITLE:
            break
        if is_title(joined):
            best = at + 1
    if best:
        return best
    return index + 1 if _plain_title(walk, index) else 0


def _may_be_title(paragraph: Paragraph) -> bool:
    if paragraph.cell or paragraph.numbered or len(paragraph.words) > _LINE:
        return False
    return paragraph.rule in ("", "part.letterhead") and not paragraph.words.endswith(("。", "；", "：", "，"))


def _plain_title(walk: Walk, index: int) -> bool:
    """A short line without a mark where a title is due, before a sentence, a heading or a table."""
    here, following = walk.paragraphs[index], walk.at(index + 1)
    if not _may_be_title(here) or here.rule or not 4 <= len(here.words) <= 50 or following is None:
        return False
    if any(mark in here.words for mark in "。；：，！？") or here.words[-1].isdigit():
        return False
    return following.numbered or following.cell or following.words[-1] in "。：；" or following.label == "roster"


def _titled(walk: Walk, index: int, after: int) -> int:
    """Mark a title and go on to what it announces."""
    words = "".join(paragraph.words for paragraph in walk.paragraphs[index:after])
    if not walk.titled and not walk.annexed and _COVERING.match(words):
        walk.covered = True
        return walk.mark(index, after, "notice_title", "part.notice_title")
    label = "attachment_title" if walk.titled else "title"
    walk.titled = True
    walk.stage = "head" if walk.stage == "head" else "instrument"
    return walk.mark(index, after, label, "part.title")
