"""Why a value from outside an obligation holds for it, in words."""

from extractor.lexicon.load import table


def because(rule: str, *, chinese: bool = False) -> str | None:
    """The reason, in English or Chinese, by the longest beginning of the rule's name that is known.

    >>> because("actor.carried.subject")
    'the subject is omitted and carried over from the nearest piece before it in the same item'
    >>> because("deadline.during", chinese=True)
    '标题或句首所写时段，适用于其下未另定时限的各句'
    >>> because("no.such.rule") is None
    True
    """
    reasons = table("inheritance")["because"]
    parts = rule.split(".")
    for length in range(len(parts), 0, -1):
        known = reasons.get(".".join(parts[:length]))
        if known:
            return str(known[0 if chinese else 1])
    return None
