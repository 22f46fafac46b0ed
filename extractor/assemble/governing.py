"""Which list of units governs which piece: behind a heading, closing an item, or from there on."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from extractor.assemble.reading import Heading, Piece, Reading
from extractor.interpret.units import Listing, Unit, first_leads, read_list
from extractor.lexicon.load import table
from extractor.model import Mark
from extractor.model.vocabulary import Role

Listed = tuple[int, str, tuple[Unit, ...]]
"""Where a list begins on the clean string, its rule, and its units with offsets inside it."""

_SPELLS_OUT = re.compile("\n+" + table("aside")["label"]["pattern"])


@dataclass(frozen=True, slots=True)
class Governing:
    """`lists[i]` are the lists that govern piece i; `everyone` binds from an offset on.

    An entry of `everyone` is (binds behind this offset, where its words begin, rule, units).
    """

    lists: tuple[tuple[Listed, ...], ...]
    everyone: tuple[tuple[int, int, str, tuple[Unit, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lists that stand together: `label` is the kind of the first."""

    start: int
    end: int
    label: str
    lists: tuple[Listed, ...]


def read_governing(reading: Reading) -> Governing:
    """Every list laid over the pieces that it governs; the nearest kind of list wins.

    A list that closes an item governs what stands before it in that item, back to the list before
    it; a list behind a heading, or on the line right below it, governs everything below the heading
    that has no list of its own.
    """
    blocks, everyone = _blocks(reading)
    closing: dict[int, tuple[Listed, ...]] = {}
    opened: dict[int, tuple[Listed, ...]] = {}
    heading: list[_Block] = []
    previous = 0
    for block in blocks:
        if block.label == "heading":
            heading.append(block)
            continue
        closed = _closed(reading, block, previous)
        for piece in closed:
            closing.setdefault(piece.index, block.lists)
        if not closed and reading.string.startswith("\n", block.start - 1):
            heading.append(block)
        for piece in _spelled_out(reading, block):
            opened[piece.index] = block.lists
        previous = block.end
    headed = _headed(reading, heading)
    lists = tuple(
        closing.get(p.index) or opened.get(p.index) or headed.get(p.index, ())
        for p in reading.pieces
    )
    return Governing(lists, tuple(everyone))


def _blocks(
    reading: Reading,
) -> tuple[list[_Block], list[tuple[int, int, str, tuple[Unit, ...]]]]:
    blocks: list[_Block] = []
    everyone: list[tuple[int, int, str, tuple[Unit, ...]]] = []
    leads = False
    below: Role | None = None
    for mark in reading.layer("duty"):
        listing = read_list(reading.quote(mark), _given(mark))
        if below and not listing.closed:
            listing = read_list(reading.quote(mark), below)
        below = listing.from_here or below
        leads = leads or listing.first_leads
        if listing.everyone:
            everyone.append((mark.end, mark.start, mark.rule, listing.everyone))
        lists = _listed(mark, listing, leads)
        if blocks and _together(reading, blocks[-1], mark):
            last = blocks.pop()
            blocks.append(_Block(last.start, mark.end, last.label, last.lists + lists))
        else:
            blocks.append(_Block(mark.start, mark.end, mark.label, lists))
    return blocks, everyone


def _listed(mark: Mark, listing: Listing, leads: bool) -> tuple[Listed, ...]:
    units = first_leads(listing.units) if leads else listing.units
    return ((mark.start, mark.rule, units),) if units else ()


def _given(mark: Mark) -> Role:
    last = mark.rule.rpartition(".")[2]
    return next((role for role in ("lead", "support", "by_duty") if role == last), "responsible")


def _together(reading: Reading, block: _Block, mark: Mark) -> bool:
    """Lists with nothing but marks and line feeds between them close the same item."""
    between = reading.string[block.end : mark.start]
    return mark.label != "heading" and not between.strip("\n。；，") and len(between) <= 3


def _closed(reading: Reading, block: _Block, previous: int) -> list[Piece]:
    """The pieces that a closing list governs."""
    string, pieces = reading.string, reading.pieces
    paragraph = string.rfind("\n", 0, block.start) + 1
    low = max(previous, paragraph, _item_start(reading, block.start, paragraph))
    scope = _scope(reading, block, previous, own_line=paragraph == block.start)
    if scope is not None:
        low = max(previous, scope)
    last = bisect_left(pieces, block.start, key=_start)
    found = []
    for piece in reversed(pieces[:last]):
        if piece.start < low:
            break
        found.append(piece)
    if not found and block.label == "opening":
        end = string.find("\n", block.end)
        found = [p for p in pieces if block.end <= p.start < (len(string) if end < 0 else end)]
    return found


def _spelled_out(reading: Reading, block: _Block) -> list[Piece]:
    """The pieces behind a line of units that spell out the task it closes: 工作措施：…"""
    if block.label != "line" or not _SPELLS_OUT.match(reading.string, block.end):
        return []
    inside = [head.end for head in reading.headings if head.start < block.start < head.end]
    pieces = reading.pieces
    low = bisect_left(pieces, block.end, key=_start)
    high = bisect_left(pieces, min(inside, default=0), key=_start)
    return list(pieces[low:high])


def _item_start(reading: Reading, position: int, paragraph: int) -> int:
    starts = [head.start for head in reading.headings if paragraph <= head.start < position]
    return max(starts, default=paragraph)


def _scope(reading: Reading, block: _Block, previous: int, *, own_line: bool) -> int | None:
    """Where the item begins that the list closes as a whole; None when it closes a paragraph.

    A list that is the last thing of its item holds for all paragraphs of it. A list on a line of
    its own behind sub-items without any list closes the item above them.
    """
    inside = [head for head in reading.headings if head.start < block.start < head.end]
    if not inside:
        return None if not own_line else _paragraph_before(reading, block.start)
    innermost = inside[-1]
    if own_line:
        for head in inside:
            if head.rank >= 20 and head.start >= previous and _ends_with(reading, head, block):
                return head.start
        return innermost.start
    return innermost.start if _ends_with(reading, innermost, block) else None


def _paragraph_before(reading: Reading, position: int) -> int:
    return reading.string.rfind("\n", 0, max(0, position - 1)) + 1


def _ends_with(reading: Reading, head: Heading, block: _Block) -> bool:
    """Whether nothing that directs stands behind the list in the stretch of the heading."""
    pieces = reading.pieces
    index = bisect_left(pieces, block.end, key=_start)
    return index == len(pieces) or pieces[index].start >= head.end


def _start(piece: Piece) -> int:
    return piece.start


def _headed(reading: Reading, blocks: list[_Block]) -> dict[int, tuple[Listed, ...]]:
    """Lists behind headings, the innermost heading's for each piece."""
    made: dict[int, tuple[Listed, ...]] = {}
    by_end: dict[int, _Block] = {}
    for block in blocks:
        by_end[block.start] = by_end[block.start - 1] = block
        if reading.string.startswith("。\n", block.start - 2):
            by_end[block.start - 2] = block
    for piece in reading.pieces:
        for index in reversed(piece.path):
            block_of = by_end.get(reading.headings[index].mark.end)
            if block_of is not None:
                made[piece.index] = block_of.lists
                break
    return made
