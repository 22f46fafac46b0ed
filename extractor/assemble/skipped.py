"""Sentences that a reader would expect to bind somebody and that became no obligation."""

from extractor.assemble.pieces import judged
from extractor.assemble.reading import Reading
from extractor.lexicon.load import rules, table
from extractor.model import Skipped


def read_skipped(reading: Reading) -> tuple[Skipped, ...]:
    """Each piece with a deontic word, a number, a date or a unit that is none, with the reason."""
    reasons = table("aside")["reasons"]
    made = []
    for mark, reason in judged(reading):
        if reason is None:
            continue
        words = reading.quote(mark)
        cues = tuple(rule.label for rule in rules("cue") if rule.pattern.search(words))
        if cues:
            evidence = reading.evidence(mark.start, mark.end, f"aside.{reason}")
            made.append(Skipped(evidence=evidence, cues=cues, reason=reasons[reason]))
    return tuple(made)
