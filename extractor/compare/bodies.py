"""Who is bound and who is told, side by side: 条线, role, tier of government, recipients."""

from extractor.compare.standing import Standing, Value, difference, distinct, one_sided, side
from extractor.interpret.bodies import system_of
from extractor.interpret.level import level_of
from extractor.lexicon.load import table
from extractor.model import Difference, Responsible
from extractor.model.comparison import Aspect, Direction

_NO_LINE = frozenset({"other", "relevant"})


def systems(left: Standing, right: Standing) -> list[Difference]:
    """条线 that are bound on one side alone."""
    ours, theirs = ([*_by_system(standing).values()] for standing in (left, right))
    return one_sided("system", left, right, ours, theirs)


def roles(left: Standing, right: Standing) -> list[Difference]:
    """Another role of the same 条线; its strongest role counts."""
    return _ranked("role", left, right, _roles(left), _roles(right))


def levels(left: Standing, right: Standing) -> list[Difference]:
    """The same 条线 at another tier of government; the highest that is named counts."""
    return _ranked("level", left, right, _levels(left), _levels(right))


def recipients(left: Standing, right: Standing) -> list[Difference]:
    """Who is reported to: bodies of the same 条线 and tier are the same under any name."""
    return one_sided("recipients", left, right, _recipients(left), _recipients(right))


def _parties(standing: Standing) -> list[tuple[str, Responsible]]:
    return [(duty.id, party) for duty in standing.duties for party in duty.responsible]


def _by_system(standing: Standing) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for duty, party in _parties(standing):
        if party.system not in _NO_LINE:
            value = Value(party.system, party.system, duty, party.evidence)
            found.setdefault(party.system, value)
    return found


def _roles(standing: Standing) -> dict[str, Value]:
    order: list[str] = table("compare")["strength"]["role"]
    found: dict[str, Value] = {}
    for duty, party in _parties(standing):
        if party.system in _NO_LINE:
            continue
        rank = order.index(party.role)
        words = f"{party.system} {party.role}"
        known = found.get(party.system)
        if known is None or rank > known.rank:
            found[party.system] = Value(party.role, words, duty, party.evidence, rank)
    return found


def _levels(standing: Standing) -> dict[str, Value]:
    order: list[str] = table("compare")["strength"]["level"]
    found: dict[str, Value] = {}
    for duty, party in _parties(standing):
        level = level_of(party.unit)
        if level is None or party.system in _NO_LINE:
            continue
        rank = order.index(level)
        known = found.get(party.system)
        if known is None or rank > known.rank:
            found[party.system] = Value(
                level, f"{party.system} {level}", duty, party.evidence, rank
            )
    return found


def _ranked(
    aspect: Aspect,
    left: Standing,
    right: Standing,
    ours: dict[str, Value],
    theirs: dict[str, Value],
) -> list[Difference]:
    names: tuple[Direction, Direction] = (
        ("higher", "lower") if aspect == "level" else ("stronger", "weaker")
    )
    return [
        difference(
            aspect,
            names[0] if theirs[key].rank > mine.rank else names[1],
            side(left, mine),
            side(right, theirs[key]),
        )
        for key, mine in ours.items()
        if key in theirs and theirs[key].rank != mine.rank
    ]


def _recipients(standing: Standing) -> list[Value]:
    return distinct(
        [
            Value(_body(body.value), body.value, duty.id, body.evidence)
            for duty in standing.duties
            for body in duty.recipients
            if body.value
        ]
    )


def _body(name: str) -> str:
    system = system_of(name)
    return name if system in _NO_LINE else f"{system} {level_of(name)}"
