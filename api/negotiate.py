"""Which form of a thing is asked for: by `?format=`, else by `Accept`."""

import re
from collections.abc import Mapping

from api.problems import Problem

_QUALITY = re.compile(r"^q=(\d(?:\.\d{0,3})?)$")
_MOST = 40


def chosen(known: Mapping[str, str], asked: str | None, accepted: str | None, usual: str) -> str:
    """The name of the format; `known` are names with their media types.

    Raises the problem `not_acceptable` where none of them is wanted.

    >>> chosen({"json": "application/json", "csv": "text/csv"}, None, "text/csv, */*;q=0.1", "json")
    'csv'
    """
    if asked is not None:
        if asked not in known:
            raise _none(asked, known)
        return asked
    types = {media.partition(";")[0]: name for name, media in reversed([*known.items()])}
    wanted = _wanted(accepted or "*/*")
    ranked = sorted(wanted, key=lambda entry: -entry[1])
    for media, quality in ranked:
        if quality <= 0:
            continue
        if media in ("*/*", known[usual].partition(";")[0]):
            return usual
        if media in types:
            return types[media]
        family = media.removesuffix("/*")
        if family != media:
            fitting = [name for name, kind in known.items() if kind.startswith(f"{family}/")]
            if fitting:
                return usual if usual in fitting else fitting[0]
    raise _none(accepted or "", known)


def _wanted(accepted: str) -> list[tuple[str, float]]:
    wanted = []
    for part in accepted.split(",")[:_MOST]:
        media, *parameters = (word.strip().lower() for word in part.split(";"))
        found = [_QUALITY.match(word) for word in parameters]
        quality = next((float(one[1]) for one in found if one), 1.0)
        if media:
            wanted.append((media, quality))
    return wanted or [("*/*", 1.0)]


def _none(asked: str, known: Mapping[str, str]) -> Problem:
    return Problem("not_acceptable", what=asked[:80], known=", ".join(known))
