"""HTML from values: everything that is not Markup is escaped, so that no notice can speak HTML."""

from collections.abc import Iterable
from html import escape


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


def element(
    name: str,
    /,
    *inside: "str | Markup | Iterable[Markup] | None",
    **attributes: str | int | bool | None,
) -> Markup:
    """An element; `class_` and `data_page` are the attributes `class` and `data-page`.

    An attribute of None or False is left out, one of True has no value.

    >>> element("p", "a < b", class_="line", hidden=True)
    '<p class="line" hidden>a &lt; b</p>'
    """
    return Markup(f"<{name}{_attributes(attributes)}>{joined(*inside)}</{name}>")


def joined(*inside: "str | Markup | Iterable[Markup] | None") -> Markup:
    """What stands inside an element, one after the other."""
    return Markup("".join(map(_inner, inside)))


def _inner(thing: "str | Markup | Iterable[Markup] | None") -> str:
    if thing is None:
        return ""
    if isinstance(thing, Markup):
        return thing
    return escape(thing) if isinstance(thing, str) else "".join(thing)


def _attributes(attributes: dict[str, str | int | bool | None]) -> str:
    made = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        called = name.rstrip("_").replace("_", "-")
        made.append(f" {called}" if value is True else f' {called}="{escape(str(value))}"')
    return "".join(made)
