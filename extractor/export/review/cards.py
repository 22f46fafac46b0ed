"""The right side: one card per obligation, every value of it a button to its words."""

from collections.abc import Iterable, Iterator

from extractor.export.review.markup import Markup, element, joined
from extractor.export.review.segments import Segments
from extractor.export.review.values import Pointing, page_of
from extractor.export.review.words import Pair, code, label, said, told
from extractor.model import Deadline, Notice, Obligation, Target, Threshold
from extractor.model.records import deadline_words, quantity_words

_ROLES = ("lead", "responsible", "by_duty", "support")
_APART = " "


def cards(notice: Notice, segments: Segments) -> Iterator[Markup]:
    """All obligations in the order of the text."""
    writer = _Cards(Pointing(notice, segments), segments)
    for number, duty in enumerate(notice.obligations, start=1):
        yield writer.card(number, duty)


class _Cards:
    def __init__(self, pointing: Pointing, segments: Segments) -> None:
        self._pointing, self._segments = pointing, segments
        self._value = pointing.value

    def card(self, number: int, duty: Obligation) -> Markup:
        """One obligation."""
        first, last = self._segments.span(duty.evidence)
        return element(
            "article", self._head(number, duty), self._quote(duty), self._facts(duty),
            id=f"o{number}", class_="card", data_a=first, data_b=last, data_kind="obligation",
            tabindex=-1, **told(label("pin", number)), **_keys(duty),
        )  # fmt: skip

    def _head(self, number: int, duty: Obligation) -> Markup:
        modality, topic = duty.modality, duty.topic
        page = page_of(duty.evidence)
        unsure = duty.confidence in ("inferred", "doubtful")
        return element(
            "header",
            element("button", str(number), type="button", class_="pick", **told(label("pin", number))),
            self._value(modality.evidence, said(code("modality", modality.value)), kind=f"modality m-{modality.value}"),
            self._value(topic.evidence, said(code("topic", topic.value)), kind="topic", whence=False),
            said(code("confidence", duty.confidence), class_=f"sure {duty.confidence}") if unsure else None,
            element("span", duty.section, page and joined(" ", said(page)), class_="where"),
        )  # fmt: skip

    def _quote(self, duty: Obligation) -> Markup:
        return element(
            "p", _flat(self._pointing.words(duty.evidence)), class_="words", lang="zh-CN"
        )

    def _facts(self, duty: Obligation) -> Markup | None:
        rows = [
            *self._units(duty),
            *_row(label("deadline", room="kinds"), map(self._deadline, duty.deadlines)),
            *_row(label("threshold", room="kinds"), map(self._threshold, duty.thresholds)),
            *_row(label("target", room="kinds"), map(self._target, duty.targets)),
            *_row(
                label("recipient", room="kinds"),
                (self._value(r.evidence, r.value or "—", kind="recipient") for r in duty.recipients),
            ),
            *_row(
                label("measure"),
                (self._value(m.evidence, said(code("measure", m.value))) for m in duty.measures),
            ),
            *_row(
                label("condition", room="kinds"),
                [self._value(duty.condition.evidence, _flat(duty.condition.value), kind="condition")]
                if duty.condition
                else [],
            ),
            *_row(
                label("industry"),
                (self._value(i.evidence, i.value or "—") for i in duty.industries),
            ),
        ]  # fmt: skip
        return element("dl", rows) if rows else None

    def _units(self, duty: Obligation) -> Iterator[Markup]:
        for role in _ROLES:
            parties = [party for party in duty.responsible if party.role == role]
            told_by = [self._pointing.under(party.evidence) for party in parties]
            after = [*told_by[1:], None][: len(told_by)]
            buttons = [
                self._value(
                    party.evidence,
                    party.unit,
                    said(code("system", party.system), class_="system"),
                    kind="unit",
                    whence=here != following,
                )
                for party, here, following in zip(parties, told_by, after, strict=True)
            ]
            yield from _row(code("role", role), buttons)

    def _deadline(self, deadline: Deadline) -> Markup:
        words, quote = deadline_words(deadline), _flat(deadline.evidence.quote)
        inside = [quote if words in (quote, deadline.evidence.quote) else f"{quote}  {words}"]
        made = self._value(
            deadline.evidence, said(code("deadline_kind", deadline.kind), class_="sort"),
            " ", *inside, kind="deadline",
        )  # fmt: skip
        if deadline.year_from:
            year = self._value(deadline.year_from, said(label("year_from")), kind="deadline small")
            made = joined(made, year)
        return joined(made, _unread(deadline.reason))

    def _threshold(self, threshold: Threshold) -> Markup:
        made = self._value(threshold.evidence, quantity_words(threshold), kind="threshold")
        except_ = (
            self._value(
                one.evidence, said(label("excluded")), f" {one.value}", kind="threshold small"
            )
            for one in threshold.exclusions
        )
        return joined(made, list(except_))

    def _target(self, target: Target) -> Markup:
        until = f"  ≤{target.end}" if target.end else ""
        return self._value(target.evidence, quantity_words(target) + until, kind="target")


def _flat(words: str | None) -> str:
    """Words without the white space of their lines."""
    return "".join((words or "—").split())


def _row(name: Pair, buttons: Iterable[Markup]) -> Iterator[Markup]:
    made = list(buttons)
    if made:
        yield element("div", said(name, "dt"), element("dd", made))


def _unread(reason: str | None) -> Markup | None:
    if not reason:
        return None
    zh, en = label("unread")
    return said((f"{zh}：{reason}", f"{en}: {reason}"), class_="unread")


def _keys(duty: Obligation) -> dict[str, str]:
    """What the filters look at."""
    months = {deadline.end.isoformat()[:7] for deadline in duty.deadlines if deadline.end}
    return {
        "data_modality": str(duty.modality.value),
        "data_topic": str(duty.topic.value),
        "data_system": _APART.join(sorted({party.system for party in duty.responsible})),
        "data_unit": "\n".join(sorted({party.unit for party in duty.responsible})),
        "data_deadline": _APART.join(
            [*sorted({deadline.kind for deadline in duty.deadlines}), *sorted(months)]
        ),
    }
