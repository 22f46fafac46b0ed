"""How often each value occurs among what a filter lets through.

Rows carry numbers that stand for values; they are counted as numbers, and read afterwards.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, Text, cast, func, select

from api.store.errors import InvalidFilter
from api.store.filters import Condition
from api.store.rows import JOINT, place_words
from api.store.tables import NOTICES, OBLIGATIONS, PARTIES, PROFILES

_LISTS = {
    "topic": "topic",
    "modality": "modality",
    "confidence": "confidence",
    "measure": "measures",
    "system": "systems",
    "role": "roles",
}
FACETS = ("region", *_LISTS, "unit")
"""What may be counted."""
MOST_VALUES = 100
"""How many values a facet names at most, the most frequent."""
_FEW = 500


def check_facets(facets: Sequence[str]) -> None:
    """Raises InvalidFilter on a facet that there is not."""
    for facet in facets:
        if facet not in FACETS:
            raise InvalidFilter(f"{facet} is no facet; known are {', '.join(FACETS)}")


def counted(
    connection: Connection,
    workspace: str,
    conditions: tuple[Condition, ...],
    facets: Sequence[str],
) -> tuple[dict[str, dict[str, int]], int]:
    """The facets, and how many obligations there are."""
    if not facets:
        total = connection.execute(select(func.count()).where(*conditions)).scalar()
        return {}, total or 0
    notices, profiles, parties = _hits(connection, conditions)
    found: dict[str, dict[str, int]] = {}
    if "region" in facets:
        found["region"] = _regions(connection, workspace, Counter(map(int, notices)))
    if not set(_LISTS).isdisjoint(facets):
        found |= _codes(connection, workspace, Counter(map(int, profiles)))
    if "unit" in facets:
        found["unit"] = _units(connection, workspace, Counter(parties))
    return {facet: found[facet] for facet in facets}, len(notices)


def _hits(
    connection: Connection, conditions: tuple[Condition, ...]
) -> tuple[list[str], list[str], list[str]]:
    """Notice, profile and parties of every row, each as one long word: rows cost more than that."""
    row = OBLIGATIONS.c
    words = connection.execute(
        select(
            func.aggregate_strings(cast(row.notice, Text), ";"),
            func.aggregate_strings(cast(row.profile, Text), ";"),
            func.aggregate_strings(row.parties, ";"),
        ).where(*conditions)
    ).one()
    if words[0] is None:
        return [], [], []
    notices, profiles, parties = (joined.split(";") for joined in words)
    return notices, profiles, parties


def _regions(connection: Connection, workspace: str, notices: Counter[int]) -> dict[str, int]:
    places: Counter[str] = Counter()
    for row, said in _read(connection, workspace, NOTICES, notices).items():
        place = place_words(said.province, said.city, said.county)
        if place:
            places[place] += notices[row]
    return _ranked(places)


def _codes(
    connection: Connection, workspace: str, profiles: Counter[int]
) -> dict[str, dict[str, int]]:
    said = _read(connection, workspace, PROFILES, profiles)
    facets: dict[str, Counter[str]] = {facet: Counter() for facet in _LISTS}
    for row, times in profiles.items():
        for facet, column in _LISTS.items():
            for code in getattr(said[row], column).split(JOINT):
                facets[facet][code] += times
    return {facet: _ranked(values) for facet, values in facets.items()}


def _units(connection: Connection, workspace: str, lists: Counter[str]) -> dict[str, int]:
    units: Counter[str] = Counter()
    for listed, times in lists.items():
        for unit in listed.split(","):
            units[unit] += times
    units.pop("", None)
    most = {int(unit): times for unit, times in units.most_common(MOST_VALUES)}
    names = _read(connection, workspace, PARTIES, most)
    return _ranked(Counter({names[row].unit: times for row, times in most.items()}))


def _read(
    connection: Connection, workspace: str, table: Table, rows: Mapping[int, int]
) -> dict[int, Any]:
    """What the numbers stand for; where there are many, all of the workspace is read at once."""
    read = [column for column in table.c if column.name in _COLUMNS]
    asked = select(table.c.row, *read).where(table.c.workspace == workspace)
    if len(rows) <= _FEW:
        asked = asked.where(table.c.row.in_(list(rows)))
    return {row.row: row for row in connection.execute(asked) if row.row in rows}


_COLUMNS = frozenset(("province", "city", "county", "unit", *_LISTS.values()))


def _ranked(values: Counter[str]) -> dict[str, int]:
    values.pop("", None)
    ranked = sorted(values.items(), key=lambda each: (-each[1], each[0]))
    return dict(ranked[:MOST_VALUES])
