"""A value as a button that leads to the words it was read from."""

from extractor.export.review.markup import Markup, element
from extractor.export.review.segments import Segments
from extractor.export.review.words import Pair, label, said
from extractor.lexicon.inheritance import because
from extractor.model import Evidence, Notice
from extractor.model.evidence import is_page_mark

_WORDS = 60


class Pointing:
    """Makes buttons that point into the source of one notice."""

    def __init__(self, notice: Notice, segments: Segments) -> None:
        self._notice, self._segments = notice, segments

    def value(
        self, evidence: Evidence, *inside: str | Markup, kind: str = "other", whence: bool = True
    ) -> Markup:
        """The button of a value; one that is inherited says from where, and why on hovering.

        Without `whence` it says so on hovering alone.
        """
        first, last = self._segments.span(evidence)
        classes = f"value k-{kind}" + (" inherited" if evidence.inherited else "")
        zh, en = self._hint(evidence)
        return element(
            "button", *inside, self._arrow(evidence) if whence else None, type="button", class_=classes,
            data_a=first, data_b=last, data_kind=kind,
            title=zh, data_title_zh=zh, data_title_en=en,
        )  # fmt: skip

    def words(self, evidence: Evidence) -> str:
        """The quote as one reads it: without the page marks that stand between its lines."""
        lines = evidence.quote.split("\n")
        if len(lines) < 3 or not self._notice.source.page_starts:
            return evidence.quote
        kept = (line for line in lines[1:-1] if not is_page_mark(line))
        return "\n".join((lines[0], *kept, lines[-1]))

    def _arrow(self, evidence: Evidence) -> Markup | None:
        if not evidence.inherited:
            return None
        zh, en = self.under(evidence)
        return said((f"↗ {zh}", f"↗ {en}"), class_="whence")

    def _hint(self, evidence: Evidence) -> Pair:
        words = "".join(self.words(evidence).split())
        words = words if len(words) <= _WORDS else words[:_WORDS] + "…"
        zh, en = label("rule")
        first_zh, first_en = (
            f"「{words}」\n{zh} {evidence.rule}",
            f"「{words}」\n{en} {evidence.rule}",
        )
        if not evidence.inherited:
            return first_zh, first_en
        from_zh, from_en = label("inherited_from")
        where_zh, where_en = self.under(evidence)
        why_zh, why_en = because(evidence.rule, chinese=True), because(evidence.rule)
        return (
            f"{first_zh}\n{from_zh}{where_zh}" + (f"：{why_zh}" if why_zh else ""),
            f"{first_en}\n{from_en} {where_en}" + (f": {why_en}" if why_en else ""),
        )

    def under(self, evidence: Evidence) -> Pair:
        """The heading that the words stand in or below, else the head of the notice."""
        above = [s for s in self._notice.sections if s.evidence.start <= evidence.start]
        if not above:
            return label("head")
        words = f"{above[-1].number}{above[-1].heading}"
        words = words if len(words) <= 16 else words[:16] + "…"
        return words, words


def page_of(evidence: Evidence) -> Pair | None:
    """The page on which the words begin, as one says it."""
    place = evidence.places[0] if evidence.places else None
    return label("page", place.page) if place and place.page is not None else None
