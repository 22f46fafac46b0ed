"""Which obligation a user means."""

from pathlib import Path

import typer

from extractor.command.app import BAD_INPUT, complain
from extractor.model import Notice, Obligation

_MOST_DIGITS = 4


def chosen(notice: Notice, wanted: str) -> list[Obligation]:
    """The obligations of that number in the text (`12`, `o12`), that id or beginning of an id."""
    place = wanted.removeprefix("o")
    number = int(place) if place.isdecimal() and len(place) <= _MOST_DIGITS else 0
    if 0 < number <= len(notice.obligations):
        return [notice.obligations[number - 1]]
    return [duty for duty in notice.obligations if duty.id.startswith(wanted)]


def the_one(notice: Notice, wanted: str, file: Path) -> Obligation:
    """The obligation that is meant; ends the run with a sentence where none or several are."""
    found = chosen(notice, wanted)
    if len(found) == 1:
        return found[0]
    count = len(notice.obligations)
    there = f"there are {count}, o1 to o{count}" if count else "there are none in it"
    many = f"{len(found)} obligations have ids that begin with {wanted}"
    complain(f"{file}: {many if found else f'no obligation {wanted}: {there}'}")
    raise typer.Exit(BAD_INPUT)
