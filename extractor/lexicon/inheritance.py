"""Why a value from outside an obligation holds for it, in words."""

from extractor.lexicon.load import table


def because(rule: str) -> str | None:
    """The reason in English by the longest beginning of the rule's name that is known.

    >>> because("actor.carried.subject")
    'the subject is omitted and carried over from the nearest piece before it in the same item'
    >>> because("no.such.rule") is None
    True
    """
    reasons = table("inheritance")["because"]
    parts = rule.split(".")
    for length in range(len(parts), 0, -1):
        known = reasons.get(".".join(parts[:length]))
        if known:
            return str(known[1])
    return None
