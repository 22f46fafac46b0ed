"""The filters over the cards: only what the notice holds is offered, the most frequent first."""

from collections import Counter
from collections.abc import Iterable

from extractor.export.review.markup import Markup, element, joined
from extractor.export.review.words import Pair, code, label, said, told
from extractor.model import Notice

_MOST = 200


def filters(notice: Notice) -> Markup:
    """The search field, one list per aspect, how many are shown, and the way back."""
    duties = notice.obligations
    parties = [{party.system: None for party in duty.responsible} for duty in duties]
    units = [{party.unit: None for party in duty.responsible} for duty in duties]
    search = label("search")
    return element(
        "form",
        element(
            "input", type="search", id="search", autocomplete="off", spellcheck="false",
            placeholder=search[0], data_placeholder_zh=search[0], data_placeholder_en=search[1],
            **told(search),
        ),
        _choice("modality", label("modality"), _coded("modality", (d.modality.value for d in duties))),
        _choice("topic", label("topic"), _coded("topic", (d.topic.value for d in duties))),
        _choice("system", label("system"), _coded("system", (s for some in parties for s in some))),
        _choice("unit", label("unit", room="kinds"), _counted(u for some in units for u in some)),
        _choice("deadline", label("deadline", room="kinds"), _deadlines(notice)),
        element(
            "p",
            said(label("shown")),
            " ",
            element("output", str(len(duties)), id="shown"),
            f" / {len(duties)} ",
            said(label("reset"), "button", type="reset", class_="plain", id="undo", hidden=True),
            class_="count",
        ),
        class_="filters", role="search", **told(label("filters")),
    )  # fmt: skip


def _choice(key: str, name: Pair, options: Markup) -> Markup:
    zh, en = label("any")
    every = said((f"{name[0]}：{zh}", f"{name[1].capitalize()}: {en}"), "option", value="")
    return element("select", every, options, name=key, **told(name))


def _coded(vocabulary: str, values: Iterable[str | None]) -> Markup:
    counted = Counter(value for value in values if value).most_common()
    return joined([_option(value, code(vocabulary, value), count) for value, count in counted])


def _counted(values: Iterable[str]) -> Markup:
    counted = Counter(values).most_common(_MOST)
    return joined([_option(value, (value, value), count) for value, count in counted])


def _option(value: str, name: Pair, count: int) -> Markup:
    return said((f"{name[0]} {count}", f"{name[1]} {count}"), "option", value=value)


def _deadlines(notice: Notice) -> Markup:
    kinds = [{deadline.kind: None for deadline in d.deadlines} for d in notice.obligations]
    ends = [{str(t.end)[:7]: None for t in d.deadlines if t.end} for d in notice.obligations]
    months = Counter(month for some in ends for month in some)
    having = sum(bool(some) for some in kinds)
    whether = (
        _option("+", label("with_deadline"), having),
        _option("-", label("without_deadline"), len(kinds) - having),
    )
    by_kind = _coded("deadline_kind", (kind for some in kinds for kind in some))
    by_month = joined(
        [_option(month, (month, month), count) for month, count in sorted(months.items())]
    )
    return joined(whether, _group("by_kind", by_kind), _group("by_month", by_month))


def _group(name: str, options: Markup) -> Markup | None:
    if not options:
        return None
    zh, en = label(name)
    return element("optgroup", options, label=zh, data_group_zh=zh, data_group_en=en)
