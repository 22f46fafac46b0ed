"""Which obligation a user means."""

from extractor.model import Notice, Obligation

_MOST_DIGITS = 4


def chosen(notice: Notice, wanted: str) -> list[Obligation]:
    """The obligations of that number in the text (`12`, `o12`), that id or beginning of an id."""
    place = wanted.removeprefix("o")
    number = int(place) if place.isdecimal() and len(place) <= _MOST_DIGITS else 0
    if 0 < number <= len(notice.obligations):
        return [notice.obligations[number - 1]]
    return [duty for duty in notice.obligations if duty.id.startswith(wanted)]
