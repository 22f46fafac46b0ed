"""Where a title begins and ends among the paragraphs of a notice, and whose it is."""

import re

from extractor.find.paragraph import RULES, Paragraph, Walk
from extractor.interpret.title import is_title, opens_title, title_goes_on

_LONGEST_TITLE, _TITLE_LINES, _LINE = 220, 8, 120
_COVERING = RULES["part.notice_title"].pattern


def bodies_open_title(walk: Walk, index: int) -> bool:
    """Whether the bodies that begin here are the first lines of a title and no letterhead."""
    after = index
    while (paragraph := walk.at(after)) is not None and paragraph.rule == "part.letterhead":
        if paragraph.words.endswith("文件"):
            return False
        after += 1
    if paragraph is None or paragraph.rule or walk.titled and not walk.covered:
        return False
    bodies = [line.words for line in walk.paragraphs[index:after]]
    if bodies[0] in bodies[1:]:
        return False
    return opens_title(paragraph.words, bodies) and bool(title_end(walk, index))


def title_end(walk: Walk, index: int) -> int:
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
    if walk.marks and walk.marks[-1].rule == "part.annex":
        return _annex_title(walk, index)
    return index + 1 if _plain_title(walk, index) else 0


def _annex_title(walk: Walk, index: int) -> int:
    """Past the short lines behind 附件 that head it, whatever they say; 0 when it has no title."""
    after = index
    while (line := walk.at(after)) is not None and _may_be_title(line) and len(line.words) <= 40:
        after += 1
    return after if line is not None and 0 < after - index <= 3 and _begins(line) else 0


def _begins(paragraph: Paragraph) -> bool:
    """Whether a paragraph can stand below a title: a heading, a sentence, a list, a table."""
    ended = paragraph.words[-1] in "。：；"
    return paragraph.numbered or paragraph.cell or ended or paragraph.label == "roster"


# 《某方案》已经省政府同意: the letter begins, cut off by the end of a line.
# Nor does a title say why (为贯彻…) or by what (根据…).
_LETTER = re.compile("《[^《》]+》(?:已|业|经)|为(?!民|群众|企业|老)|根据|按照|依据《")


def _may_be_title(paragraph: Paragraph) -> bool:
    if paragraph.cell or paragraph.numbered or len(paragraph.words) > _LINE:
        return False
    if _LETTER.match(paragraph.words):
        return False
    named = paragraph.rule == "part.printed" and paragraph.words.endswith("印发")
    return (named or paragraph.rule in ("", "part.letterhead")) and not paragraph.words.endswith(
        ("。", "；", "：", "，")
    )


def _plain_title(walk: Walk, index: int) -> bool:
    """A short line without a mark where a title is due, before a sentence, a heading or a table."""
    here, following = walk.paragraphs[index], walk.at(index + 1)
    if not _may_be_title(here) or here.rule or not 4 <= len(here.words) <= 50 or following is None:
        return False
    if any(mark in here.words for mark in "。；：，！？") or here.words[-1].isdigit():
        return False
    return _begins(following)


def titled(walk: Walk, index: int, after: int) -> int:
    """Mark a title and go on to what it announces."""
    words = "".join(paragraph.words for paragraph in walk.paragraphs[index:after])
    if walk.stage == "head" and walk.marks and walk.last[:8] == words[:8]:
        return walk.mark(index, after, walk.marks[-1].label, walk.marks[-1].rule)
    walk.last = words
    if not walk.titled and not walk.annexed and _COVERING.match(words):
        walk.covered = True
        return walk.mark(index, after, "notice_title", "part.notice_title")
    label = "attachment_title" if walk.titled else "title"
    walk.titled = True
    walk.stage = "head" if walk.stage == "head" else "instrument"
    return walk.mark(index, after, label, "part.title")
