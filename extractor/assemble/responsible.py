"""Who is bound by each piece: its own actors, and units inherited from lists of units."""

import re
from dataclasses import dataclass, replace

from extractor.assemble.governing import Governing, Listed, read_governing
from extractor.assemble.reading import Piece, Reading
from extractor.assemble.table import row_cells
from extractor.interpret.bodies import system_of
from extractor.interpret.places import each_place
from extractor.interpret.runs import stands
from extractor.interpret.units import Unit, read_units
from extractor.lexicon.load import compiled, table
from extractor.model import Evidence, Grounded, Mark, Responsible
from extractor.model.vocabulary import Role

_TABLE = table("actor")
_PERSON = compiled(_TABLE["carry"]["persons"], "actor")
_CELL_ROLES: dict[str, Role] = {"lead": "lead", "support": "support", "responsible": "responsible"}


_PASSING = frozenset({"actor.pivot", "actor.helped", "actor.embedded", "actor.spoken"})
"""Actors that are not the subject of their piece: no later piece takes them over."""
_BY_KIND = frozenset(
    {
        "actor.noun",
        "actor.pivot",
        "actor.by",
        "actor.helper",
        "actor.embedded",
        "actor.spoken",
        "recipient.office",
    }
)
"""Rules under which any noun is a name."""
_HELPING = frozenset({"actor.helped", "actor.helper"})
_LONGEST_NAME = 60
# Whoever is under supervision asks no authority to act against himself.
_SUBJECTED = re.compile("(?:单位|企业|公司|[者人店社院校]|场所?|站)$")
# 人事处, 监测中心: an office within a department, without a place before its name.
_INNER = re.compile(r"(?![省市县区州各]|国家|全国)[一-龥]{2,8}(?:处|处室|科室|科|中心)")


@dataclass(frozen=True, slots=True)
class _Bound:
    """A unit with the clean stretch of its words and the rule that read it."""

    unit: Unit
    start: int
    end: int
    rule: str


def read_responsible(reading: Reading) -> list[tuple[Responsible, ...]]:
    """Parallel to `reading.pieces`: each unit once, its own mention before an inherited one."""
    governing = read_governing(reading)
    own = [_own(reading, piece) for piece in reading.pieces]
    carried = _carried(reading, own, governing)
    headings = _bodies_as_headings(reading)
    made = []
    for piece, mine, over in zip(reading.pieces, own, carried, strict=True):
        inherited = [
            *_listed(governing, piece),
            *_row(reading, piece),
            *over,
            *_everyone(governing, piece),
        ]
        if not inherited and all(bound.rule in _HELPING for bound in mine):
            helps = any(bound.rule == "actor.helped" for bound in mine)
            inherited = _under(reading, headings, piece, helps=helps)
        made.append(_distinct(reading, mine, inherited))
    return made


def _distinct(
    reading: Reading, own: list[_Bound], inherited: list[_Bound]
) -> tuple[Responsible, ...]:
    made: dict[str, Responsible] = {}
    for bound, from_elsewhere in [*((b, False) for b in own), *((b, True) for b in inherited)]:
        if bound.unit.name not in made:
            evidence = reading.evidence(
                bound.start, bound.end, bound.rule, inherited=from_elsewhere
            )
            made[bound.unit.name] = _responsible(reading, bound.unit, evidence)
    return tuple(made.values())


def _responsible(reading: Reading, unit: Unit, evidence: Evidence) -> Responsible:
    system = reading.house if reading.house and _INNER.fullmatch(unit.name) else unit.system
    return Responsible(unit=unit.name, role=unit.role, system=system, evidence=evidence)


def _own(reading: Reading, piece: Piece) -> list[_Bound]:
    found: list[_Bound] = []
    for mark in reading.within("actor", piece.start, piece.end):
        found += _units(reading, mark, _role(mark.label))
    return found


def _bodies_as_headings(reading: Reading) -> dict[int, list[_Bound]]:
    """Headings that are nothing but names of bodies, by index: below 市教育局 stand its duties."""
    made: dict[int, list[_Bound]] = {}
    for index, heading in enumerate(reading.headings):
        words = reading.string[heading.words_start : heading.mark.end].rstrip("。：")
        if heading.words and len(words) <= _LONGEST_NAME and stands(words):
            mark = Mark(heading.words_start, heading.mark.end, "section", "", "actor.heading")
            made[index] = _units(reading, mark, "responsible")
    return made


def _under(
    reading: Reading, headings: dict[int, list[_Bound]], piece: Piece, *, helps: bool
) -> list[_Bound]:
    """The bodies that the nearest heading names; they support where the piece helps another."""
    found = next((headings[index] for index in reversed(piece.path) if index in headings), [])
    if not helps:
        return found
    return [replace(bound, unit=replace(bound.unit, role="support")) for bound in found]


def _units(reading: Reading, mark: Mark, role: Role) -> list[_Bound]:
    words = reading.string[mark.start : mark.end]
    if mark.rule == "actor.whole":
        return [_whole(words, mark, role)]
    if mark.rule == "actor.place":
        return [_place(words, name, mark, role) for name in each_place(words)]
    return [
        _Bound(
            _named(reading, mark, unit), mark.start + unit.start, mark.start + unit.end, mark.rule
        )
        for unit in read_units(words, role, nouns=mark.rule in _BY_KIND)
    ]


def _whole(words: str, mark: Mark, role: Role) -> _Bound:
    """A body named by what is true of it (有条件的地区), its words as they stand."""
    system = system_of(words)
    if system == "other":
        system = "relevant" if words.endswith(("部门", "单位")) else "local_government"
    unit = Unit(words, role, system, 0, len(words), (0, len(words)))
    return _Bound(unit, mark.start, mark.end, mark.rule)


def _place(words: str, name: str, mark: Mark, role: Role) -> _Bound:
    """A place by its own name, which stands for its government."""
    unit = Unit(name, role, "local_government", 0, len(words), (0, len(words)))
    return _Bound(unit, mark.start, mark.end, mark.rule)


_OFFICE_OF = re.compile(
    r"(?:领导小组|协调小组|工作小组|领导组|联席会议|指挥部|专班|安委会|委员会|工作组)(?=[^。\n]{0,40}$)"
)


def _named(reading: Reading, mark: Mark, unit: Unit) -> Unit:
    """办公室 alone is that of the group named just before it."""
    if unit.name != "办公室":
        return unit
    group = _OFFICE_OF.search(reading.string, max(0, mark.start - 60), mark.start)
    if group is None:
        return unit
    return replace(unit, name=group[0] + unit.name, system="leading_group")


def _role(label: str) -> Role:
    return next(role for role in ("lead", "support", "by_duty", "responsible") if role == label)


def _listed(governing: Governing, piece: Piece) -> list[_Bound]:
    return [
        _Bound(unit, start + unit.group[0], start + unit.group[1], rule)
        for start, rule, units in governing.lists[piece.index]
        for unit in units
    ]


def _everyone(governing: Governing, piece: Piece) -> list[_Bound]:
    return [
        _Bound(unit, start + unit.group[0], start + unit.group[1], rule)
        for after, start, rule, units in governing.everyone
        if piece.start > after and not any(at == start for at, *_ in governing.lists[piece.index])
        for unit in units
    ]


def _row(reading: Reading, piece: Piece) -> list[_Bound]:
    """The units of the piece's row in a table of tasks."""
    if not reading.text.cells:
        return []
    found: list[_Bound] = []
    for label, marks in row_cells(reading, piece).items():
        if label in _CELL_ROLES:
            for mark in marks:
                cell = Mark(mark.start, mark.end, "duty", label, f"duty.cell.{label}")
                found += _units(reading, cell, _CELL_ROLES[label])
    return found


def _carried(reading: Reading, own: list[list[_Bound]], governing: Governing) -> list[list[_Bound]]:
    """The subject of the nearest earlier piece of the same item, for pieces that name none.

    Those joined to a subject (会同) go with it. A list of units between them ends the task that the
    subject was told. A subject that only stands as a pivot (提请…关停), helps, or is an enterprise met on the way
    is not carried over; nor does a piece take one that has a person for its own subject.
    """
    made: list[list[_Bound]] = []
    standing: dict[tuple[int, int, tuple[Listed, ...]], list[_Bound]] = {}
    for piece, mine in zip(reading.pieces, own, strict=True):
        paragraph = -1 if piece.item >= 0 else piece.paragraph
        place = (piece.item, paragraph, governing.lists[piece.index])
        subjects = [bound for bound in mine if _carries(reading, piece, bound)]
        if subjects:
            standing[place] = [*subjects, *(b for b in mine if b.rule == "actor.helper")]
        over = [_no_longer_leading(bound) for bound in standing.get(place, [])]
        made.append(_taken(reading, piece, mine, over))
    return made


def _taken(reading: Reading, piece: Piece, mine: list[_Bound], over: list[_Bound]) -> list[_Bound]:
    """What a piece takes over: nothing where a person or a budget is its subject.

    Where it only helps another body to act, who stands before it supports; where it asks another
    to act (…并提请公安机关立案), who asks is left out as well.
    """
    if not over or _PERSON.match(reading.string, piece.start, piece.end):
        return []
    own = [b for b in mine if b.rule != "actor.pivot" or b.start <= piece.start + 1]
    if len(own) < len(mine):
        over = [b for b in over if not _SUBJECTED.search(b.unit.name)]
    mine = own
    if all(bound.rule == "actor.helped" for bound in mine):
        role: Role = "support"
        return [replace(b, unit=replace(b.unit, role=role)) for b in over] if mine else over
    return over if all(bound.rule == "actor.helper" for bound in mine) else []


def _no_longer_leading(bound: _Bound) -> _Bound:
    """牵头 is said of the piece that says it."""
    if bound.unit.role != "lead":
        return bound
    return replace(bound, unit=replace(bound.unit, role="responsible"))


def _carries(reading: Reading, piece: Piece, bound: _Bound) -> bool:
    if bound.rule in _PASSING or bound.unit.role == "support":
        return False
    opens = bound.start - piece.start <= 2 or reading.string[bound.start - 1] in "的、和与及"
    return bound.unit.system != "enterprise" or opens


def read_recipients(reading: Reading) -> list[tuple[Grounded[str], ...]]:
    """Parallel to `reading.pieces`: bodies to which something is reported, sent or copied."""
    return [_recipients(reading, piece) for piece in reading.pieces]


def _recipients(reading: Reading, piece: Piece) -> tuple[Grounded[str], ...]:
    made: dict[str, Grounded[str]] = {}
    for mark in reading.within("recipient", piece.start, piece.end):
        for bound in _units(reading, mark, "responsible"):
            evidence = reading.evidence(bound.start, bound.end, mark.rule)
            made.setdefault(
                bound.unit.name, Grounded[str](value=bound.unit.name, evidence=evidence)
            )
    return tuple(made.values())
