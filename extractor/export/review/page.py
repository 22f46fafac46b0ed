"""The whole page: one HTML file that needs no network and lets none in."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from extractor.export.about import GENERATOR
from extractor.export.review import head
from extractor.export.review.cards import cards
from extractor.export.review.filters import filters
from extractor.export.review.markup import Markup, element
from extractor.export.review.segments import Segments
from extractor.export.review.source import source_pane
from extractor.export.review.words import Pair, label, palette, said, told
from extractor.model import Notice

_MARKED = ("unit", "deadline", "threshold", "target", "recipient", "condition")


def page(notice: Notice, maker: str) -> str:
    """The review page of a notice; `maker` says with what it was made.

    The policy in its head allows this style and this script, known by their hashes, and nothing
    else: no network, no other script, whatever the notice says.
    """
    segments = Segments(notice)
    style, script = _style(), _file("review.js")
    body = element(
        "body",
        said(label("to_obligations"), "a", class_="skip", href="#tasks"),
        element("header", _tools(), head.masthead(notice, segments, maker), class_="top"),
        element("main", _left(notice, segments), _right(notice, segments)),
        Markup(f"<script>{script}</script>"),
    )
    return f'<!doctype html>\n<html lang="zh-CN">{_head(notice, style, script)}{body}</html>\n'


def _head(notice: Notice, style: str, script: str) -> Markup:
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = notice.metadata.title and notice.metadata.title.value
    return element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(GENERATOR),
        Markup('<meta name="referrer" content="no-referrer">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        element("title", f"{''.join((title or notice.document).split())} · 台账"),
        Markup(f"<style>{style}</style>"),
    )


def _tools() -> Markup:
    buttons = (
        element("button", "中文", type="button", data_ui="zh", lang="zh-CN"),
        element("button", "English", type="button", data_ui="en", lang="en"),
    )
    return element("div", *buttons, class_="tools", role="group", **told(label("language")))


def _left(notice: Notice, segments: Segments) -> Markup:
    named = [said(label(kind, room="kinds"), "li", class_=f"k-{kind}") for kind in _MARKED]
    return element(
        "section",
        element("ul", named, class_="legend", **told(label("legend"))),
        element("div", source_pane(notice, segments), class_="sheets"),
        id="source", class_="pane", lang="zh-CN", tabindex=0, **told(label("source")),
    )  # fmt: skip


def _right(notice: Notice, segments: Segments) -> Markup:
    lists: tuple[tuple[str, list[Markup]], ...] = (
        ("obligations", list(cards(notice, segments))),
        ("citations", list(head.citations(notice, segments))),
        ("issues", list(head.issues(notice, segments))),
        ("skipped", list(head.skipped(notice, segments))),
    )
    tabs = element("div", *_tabs(lists), class_="tabs", role="tablist")
    panels = [_panel(notice, name, entries) for name, entries in lists]
    return element("section", tabs, panels, id="tasks", class_="pane", tabindex=-1)


def _tabs(lists: tuple[tuple[str, list[Markup]], ...]) -> Iterator[Markup]:
    for index, (name, entries) in enumerate(lists):
        yield element(
            "button", said(label(name)), element("b", str(len(entries))), type="button", role="tab",
            id=f"tab-{name}", aria_controls=f"list-{name}",
            aria_selected="false" if index else "true", tabindex=-1 if index else 0,
        )  # fmt: skip


def _panel(notice: Notice, name: str, entries: list[Markup]) -> Markup:
    empty = said(label("nothing"), "p", class_="empty") if not entries else None
    attributes: dict[str, str | int | bool | None] = {
        "id": f"list-{name}",
        "role": "tabpanel",
        "aria_labelledby": f"tab-{name}",
        "class_": "panel",
        "hidden": name != "obligations",
    }
    heading = said(label(name), "h2")
    if name != "obligations":
        return element(
            "div", heading, empty or element("ul", entries, class_="entries"), **attributes
        )
    none = said(label("none_shown"), "p", class_="empty", id="none", hidden=True)
    keys = said(label("keys"), "p", class_="keys")
    return element("div", heading, filters(notice), entries, empty, none, keys, **attributes)


def _style() -> str:
    """The style sheet with the colours of the kinds put in front of it."""
    kinds: list[Pair] = [
        (f"--k-{kind}:{light}", f"--k-{kind}:{dark}") for kind, light, dark in palette()
    ]
    light, dark = ";".join(one for one, _ in kinds), ";".join(other for _, other in kinds)
    painted = "".join(f".k-{kind}{{--k:var(--k-{kind})}}" for kind, _, _ in palette())
    return (
        f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{painted}\n"
        + _file("review.css")
    )


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
