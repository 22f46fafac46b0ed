"""Lists of responsible units read: who is named, in which role, written out in full.

A list is what stands in a closing parenthesis (（市财政局牵头，审计局配合）), behind 责任单位：, in
a table cell, or before a predicate. Offsets are those of the string given.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extractor.interpret.bodies import parse_body, system_of
from extractor.interpret.members import Member, split_members, veil
from extractor.interpret.naming import written_out
from extractor.lexicon.load import alternation, table
from extractor.model.vocabulary import Role, System

_TABLE = table("duty")
_LABEL, _REMARKS = _TABLE["label"], _TABLE["remarks"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A body with its role and 条线, and the words `[start, end)` it was read from.

    `group` are the offsets of all the names that share its label or predicate, and of the
    predicate: 市财政局、市审计局牵头.
    """

    name: str
    role: Role
    system: System
    start: int
    end: int
    group: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as read.

    `everyone` are the units that a remark binds from here on (以下均需各市落实，不再列出);
    `first_leads` says that from here on the first of a list leads (列第一位者为牵头单位，下同);
    `sure` that nothing in it is left unread; `closed` that a label or predicate makes it a list of
    duties; `from_here` is the role that 下同 gives the lists below that have neither.
    """

    units: tuple[Unit, ...]
    everyone: tuple[Unit, ...]
    first_leads: bool
    sure: bool
    closed: bool
    from_here: Role | None = None


_HOLDERS = alternation(_LABEL["holders"])
_ROLES: tuple[tuple[Role, str], ...] = (
    ("support", alternation(_LABEL["support"])),
    ("lead", alternation(_LABEL["lead"])),
    ("responsible", alternation(_LABEL["responsible"])),
)
_ROLE_WORDS = "|".join(words for _, words in _ROLES)
_BEFORE = alternation(_LABEL["before"])
ROLE_LABEL = (
    rf"(?:(?:{_BEFORE})*(?:{_ROLE_WORDS})(?:{_ROLE_WORDS}|{_BEFORE})*{_HOLDERS}(?:（[^（）]{{1,10}}）)?"
    rf"|{alternation(_LABEL['bare'])}(?=：|$))"
)
OTHER_LABEL = alternation(_LABEL["others"])
TIME_LABEL = alternation(_LABEL["times"])
_ROLE_LABEL = re.compile(ROLE_LABEL)
_OTHER_LABEL = re.compile(rf"(?:主要|拟|预计|计划)?{OTHER_LABEL}(?:（[^（）]{{1,10}}）)?")
_PREDICATES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (entry["role"], re.compile(f"(?:{entry['pattern']})$")) for entry in _TABLE["predicate"]
)
_TIME = re.compile(_REMARKS["times"])
_PLAIN = re.compile(rf"(?:{alternation(_REMARKS['plain'])})+(?:.{{0,6}})?")
_FIRST = re.compile(_REMARKS["first"])
_BELOW = re.compile("(?:以下|下)(?:均|皆|都)?同")
_EVERYONE = re.compile(_REMARKS["everyone"])
_TOKEN = re.compile(r"[^、，；。：\n ]+")
_LABEL_BEHIND = re.compile(rf"(?<=.){ROLE_LABEL}$")
_INNER = re.compile(_LABEL["inner"])
# Names that a lost blank has run together: 市教育局市工信局.
_SEAM = re.compile(r"(?<=[局委厅办部会])(?=(?:自治区|[省市县区州])[一-龥]{2,12}[局委厅办部会])")
_PERSON = re.compile(r"[一-龥]{2,4}(?:同志|局长|主任|市长|省长|县长|区长|书记)?")


def label_role(label: str) -> Role | None:
    """The role that a label gives to what follows it; None when it is no label of units.

    >>> label_role("牵头考核单位"), label_role("责任处室"), label_role("责任领导")
    ('lead', 'responsible', None)
    """
    if not _ROLE_LABEL.fullmatch(label):
        return None
    return next(role for role, words in _ROLES if re.search(words, label))


def read_units(string: str, role: Role = "responsible", *, nouns: bool = False) -> tuple[Unit, ...]:
    """The units of a list; `role` is that of units which neither label nor predicate gives one.

    With `nouns` any noun is taken for a name, as behind a label.

    >>> [(u.name, u.role) for u in read_units("市财政局牵头，审计局、各县（市、区）政府配合")]
    [('市财政局', 'lead'), ('市审计局', 'support'), ('各县（市、区）政府', 'support')]
    >>> [u.name for u in read_units("工业和信息化、发展和改革部门")]
    ['工业和信息化部门', '发展和改革部门']
    """
    return read_list(string, role, nouns).units


@lru_cache(maxsize=2048)
def read_list(string: str, role: Role = "responsible", nouns: bool = False) -> Listing:
    """A list with its remarks; `units` is empty when no body is named."""
    low, high = _inside(string)
    hidden = veil(string)
    first, hidden = _cut(_FIRST, hidden)
    everyone, hidden = _everyone(string, hidden)
    walk = _Walk(string, role, nouns=nouns)
    for match in _TOKEN.finditer(hidden, low, high):
        after = string[match.end()] if match.end() < high else ""
        walk.token(match.start(), match.end(), after)
    walk.settle()
    units = tuple(
        Unit(
            name,
            member.role or role,
            system_of(name),
            member.start,
            member.end,
            walk.stretch(member),
        )
        for member, name in written_out(walk.members)
    )
    if first:
        units = first_leads(units)
    return Listing(
        units=_distinct(units),
        everyone=everyone,
        first_leads=bool(first),
        sure=bool(units or everyone or first)
        and not walk.unread
        and (walk.closed or not walk.inner),
        closed=walk.closed or bool(everyone or first),
        from_here=_from_here(units, hidden) if walk.closed and not first else None,
    )


def _from_here(units: tuple[Unit, ...], hidden: str) -> Role | None:
    return units[-1].role if units and _BELOW.search(hidden) else None


def first_leads(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units of a list whose first is the lead: the rest support, or act by their share.

    A list that names a lead itself, names nobody in particular (各省级人民政府) or opens with
    各有关部门 stays as it is.
    """
    if not units or units[0].system == "relevant" or any(unit.role == "lead" for unit in units):
        return units
    if len(units) == 1 and units[0].name.startswith("各"):
        return units
    rest = (replace(u, role="support") if u.role == "responsible" else u for u in units[1:])
    return (replace(units[0], role="lead"), *rest)


def _inside(string: str) -> tuple[int, int]:
    """The list without the bracket round it; a bracket that a page break cut has one end only."""
    opened, closed = string[:1] in ("（", "〔"), string[-1:] in ("）", "〕")
    high = len(string)
    if opened and closed:
        return 1, max(1, high - 1)
    surplus = sum(string.count(mark) for mark in "（〔") - sum(
        string.count(mark) for mark in "）〕"
    )
    return int(opened and surplus > 0), high - int(closed and surplus < 0)


def _cut(pattern: re.Pattern[str], hidden: str) -> tuple[bool, str]:
    match = pattern.search(hidden)
    if not match:
        return False, hidden
    return True, hidden[: match.start()] + "，" * (match.end() - match.start()) + hidden[
        match.end() :
    ]


def _everyone(string: str, hidden: str) -> tuple[tuple[Unit, ...], str]:
    match = _EVERYONE.search(hidden)
    if not match:
        return (), hidden
    low, high = match.span("who")
    how = match["how"]
    role: Role = (
        "by_duty" if "职责" in how else "support" if re.search("配合|参与", how) else "responsible"
    )
    units = tuple(
        replace(unit, start=unit.start + low, end=unit.end + low, group=match.span())
        for unit in read_list(string[low:high], role).units
    )
    return units, _cut(_EVERYONE, hidden)[1]


def _distinct(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Each name once: the first mention stands."""
    return tuple({unit.name: unit for unit in reversed(units)}.values())[::-1]


class _Walk:
    """The tokens of a list from left to right, each name waiting for its role."""

    def __init__(self, string: str, role: Role, *, nouns: bool) -> None:
        self.string = string
        self.members: list[Member] = []
        self.unread = 0
        self.inner = 0
        self.closed = False
        self._default = role
        self._nouns = nouns
        self._label: Role | None = None
        self._skipping = False
        self._waiting = 0
        self._comma = 0
        self._cohort: Role | None = None
        self._group = 0
        self._stretches: list[tuple[int, int]] = []

    def token(self, start: int, end: int, after: str) -> None:
        """One stretch between separators, and the separator behind it."""
        words = self.string[start:end]
        if after == "：":
            label = None if label_role(words) else _LABEL_BEHIND.search(words)
            if label and not self._skipping:
                self.token(start, start + label.start(), "；")
            self._open_label(label[0] if label else words)
            return
        if self._skipping:
            self._skipping = after not in ("；", "。", "\n")
            return
        if not (_TIME.fullmatch(words) or _PLAIN.fullmatch(words)):
            self._names(start, end)
        if after in ("；", "。", "\n"):
            self.settle()
        elif after == "，":
            self._comma = len(self.members)
        if after == "，" and self._label == "support":
            # 配合单位：市教育局、市住建局，各县政府负责落实: the label is that of its own stretch.
            self._give(self._label)

    def settle(self) -> None:
        """Names without a predicate take the role of the label, or the one given."""
        self._give(self._label)
        self._cohort = None
        self._group += 1

    def _open_label(self, words: str) -> None:
        self.settle()
        role = label_role(words)
        self._label = role
        self._skipping = role is None
        self.closed = self.closed or role is not None
        if role is None and not _OTHER_LABEL.fullmatch(words):
            self.unread += 1

    def _names(self, start: int, end: int) -> None:
        role, high = self._predicate(start, end)
        if high > start:
            found = self._members(start, high)
            if found is None:
                if not (self._label and _PERSON.fullmatch(self.string[start:high])):
                    self.unread += 1
            else:
                self._take(found)
        if role:
            self.closed = True
            if role == "support" and self._label == "responsible":
                self._give_before_comma(self._label)
            self._give(role, end)

    def _members(self, start: int, end: int) -> list[Member] | None:
        """The names of one stretch; what looks like an office within a body waits for a predicate."""
        known = self._nouns or bool(self._label)
        seams = [match.start() for match in _SEAM.finditer(self.string, start, end)]
        cuts = [start, *seams, end]
        if seams and all(parse_body(self.string[a:b]) for a, b in pairwise(cuts)):
            parts = [
                split_members(self.string, a, b, self._group, known) for a, b in pairwise(cuts)
            ]
            return [member for part in parts for member in part or []]
        found = split_members(self.string, start, end, self._group, known)
        if found is None and _INNER.fullmatch(self.string, start, end):
            self.inner += 1
            return split_members(self.string, start, end, self._group, labelled=True)
        return found

    def _take(self, found: list[Member]) -> None:
        for member in found:
            if member.helper:
                self._cohort = "support"
            self.members.append(self._in_cohort(member))

    def _in_cohort(self, member: Member) -> Member:
        return replace(member, role=self._cohort) if member.role is None else member

    def stretch(self, member: Member) -> tuple[int, int]:
        """The names given their role together with this one, and what gave it."""
        return next(
            (span for span in self._stretches if span[0] <= member.start < span[1]),
            (member.start, member.end),
        )

    def _give(self, role: Role | None, end: int = 0) -> None:
        if self._waiting < len(self.members):
            low, high = self.members[self._waiting].start, self.members[-1].end
            self._stretches.append((low, max(high, end)))
        for index in range(self._waiting, len(self.members)):
            member = self.members[index]
            if member.role is None:
                self.members[index] = replace(member, role=role)
        self._waiting = len(self.members)
        if role:
            self._cohort = None

    def _give_before_comma(self, role: Role) -> None:
        """责任单位：市教育局、市财政局，市审计局配合: the last comma ends those who are responsible."""
        if self._waiting < self._comma < len(self.members):
            rest = self.members[self._comma :]
            del self.members[self._comma :]
            self._give(role)
            self.members += rest

    def _predicate(self, start: int, end: int) -> tuple[Role | None, int]:
        words = self.string[start:end]
        if parse_body(words):
            return None, end
        for role, pattern in _PREDICATES:
            match = pattern.search(words)
            if match and not parse_body(words[match.start() :]):
                return role, start + match.start()
        return None, end
