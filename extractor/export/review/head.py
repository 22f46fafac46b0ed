"""The top of the page: the parts of the 公文, each a button to its words, and the lists beside the cards."""

from collections.abc import Iterator
from typing import Any

from extractor.export.review.markup import Markup, element, joined
from extractor.export.review.segments import Segments
from extractor.export.review.values import Pointing, page_of
from extractor.export.review.words import Pair, code, issue_names, label, reason_names, said
from extractor.model import Evidence, Grounded, Notice, Region

_FIRST = ("document_number", "issuers", "region", "issue_date")
_REST = (
    "notice_title", "addressees", "cc", "period", "effective_date", "expiry_date", "print_date",
    "disclosure", "contact",
)  # fmt: skip


def masthead(notice: Notice, segments: Segments, maker: str) -> Markup:
    """Title, what identifies the notice, and the rest behind a fold."""
    meta, value = notice.metadata, Pointing(notice, segments).value
    title: str | Markup = notice.document
    if meta.title:
        title = value(meta.title.evidence, "".join((meta.title.value or "—").split()), kind="title")
    attachments = [value(a.evidence, a.title) for a in meta.attachments]
    industries = [_grounded(value, g) for g in notice.key_industries]
    rest = [
        *(_item(name, list(_values(notice, name, value))) for name in _REST),
        _item("attachments", attachments),
        _item("key_industries", industries),
        *_file(notice, maker),
    ]
    return joined(
        element("h1", title, lang="zh-CN"),
        element("dl", [_item(name, list(_values(notice, name, value))) for name in _FIRST], class_="key"),
        element(
            "details", said(label("more"), "summary"), element("dl", rest, class_="rest"),
        ),
    )  # fmt: skip


def _values(notice: Notice, name: str, value: Any) -> Iterator[Markup]:
    found: Any = getattr(notice.metadata, name)
    for one in found if isinstance(found, tuple) else (found,):
        if one is not None:
            yield _grounded(value, one)


def _grounded(value: Any, one: Grounded[Any]) -> Markup:
    made: Markup = value(one.evidence, _shown(one.value) or one.reason or "—")
    return made


def _shown(value: Any) -> str | Markup:
    """A value of the metadata in words.

    >>> _shown("某市")
    '某市'
    """
    if value in ("public", "on_request", "internal"):
        return said(code("disclosure", value))
    if isinstance(value, Region) and value.place is None:
        return said(label("national"))
    if hasattr(value, "model_dump"):
        return " ".join(dict.fromkeys(str(part) for part in value.model_dump().values() if part))
    return "" if value is None else "".join(str(value).split())


def _item(name: str, values: list[Markup]) -> Markup:
    if not values:
        return Markup("")
    return element("div", said(label(name, room="metadata"), "dt"), element("dd", values))


def _file(notice: Notice, maker: str) -> Iterator[Markup]:
    source = notice.source
    pages = source.pages and joined(" · ", said(label("pages", source.pages)))
    yield element(
        "div", said(label("file"), "dt"),
        element("dd", element("span", source.name), " · ", source.format, pages or None,
                element("span", f"SHA-256 {source.sha256}", class_="digest")),
    )  # fmt: skip
    yield element(
        "div", said(label("made"), "dt"),
        element("dd", f"{maker} · schema {notice.schema_version}"),
    )  # fmt: skip


def citations(notice: Notice, segments: Segments) -> Iterator[Markup]:
    """What the notice refers to."""
    for one in notice.citations:
        words = " ".join(part for part in (one.title and f"《{one.title}》", one.number) if part)
        yield _entry(segments, one.evidence, code("citation_kind", one.kind), words)


def issues(notice: Notice, segments: Segments) -> Iterator[Markup]:
    """What a reader should know."""
    for one in notice.issues:
        quote = "".join(one.evidence.quote.split()) if one.evidence else ""
        yield _entry(
            segments, one.evidence, issue_names(one.code), quote, (one.message, one.message)
        )


def skipped(notice: Notice, segments: Segments) -> Iterator[Markup]:
    """Sentences with a cue that became no obligation, and why."""
    for one in notice.skipped:
        cues = [label(cue, room="cues") for cue in one.cues]
        zh, en = reason_names(one.reason)
        marks = label("cues")
        note = (
            f"{zh}　{marks[0]}：{'、'.join(cue[0] for cue in cues)}",
            f"{en} — {marks[1]}: {', '.join(cue[1] for cue in cues)}",
        )
        yield _entry(segments, one.evidence, None, "".join(one.evidence.quote.split()), note)


def _entry(
    segments: Segments, evidence: Evidence | None, kind: Pair | None, words: str,
    note: Pair | None = None,
) -> Markup:  # fmt: skip
    """An entry of a list; one that has words in the source is a button to them."""
    page = page_of(evidence) if evidence else None
    inside = joined(
        said(kind, class_="sort") if kind else None,
        element("span", words, class_="words", lang="zh-CN") if words else None,
        said(note, class_="note") if note else None,
        said(page, class_="where") if page else None,
    )
    if evidence is None:
        return element("li", element("div", inside, class_="entry"))
    first, last = segments.span(evidence)
    return element(
        "li",
        element(
            "button", inside, type="button", class_="entry", data_a=first, data_b=last,
            data_kind="other",
        ),
    )  # fmt: skip
