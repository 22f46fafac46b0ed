"""The one verb of taking away: `export(notices_or_comparison, format)`, bytes out.

A format registers a writer of a `Parcel`; what it cannot write it refuses with an ExportError.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.errors import ExportError
from extractor.export.about import about_lines, about_table
from extractor.export.comparison_tables import (
    differences_table,
    members_table,
    provisions_table,
    timeline_table,
)
from extractor.export.mask import masked, masked_comparison
from extractor.export.origin_tables import kinships_table, origins_table
from extractor.export.tables import Table, tables
from extractor.export.views import citation_network, coverage, views
from extractor.model import Comparison, Notice
from extractor.registry import Registry


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is taken away: notices, and the comparison they stand in where there is one."""

    notices: tuple[Notice, ...]
    comparison: Comparison | None = None
    tools: Path | None = None
    """A mapping of measures to policy tools in place of ours."""

    def tables(self) -> tuple[Table, ...]:
        """All tables, those of the comparison behind those of the facts."""
        facts = tables(self.notices)
        about = about_table(self.notices, self.comparison)
        counted = (*views(self.notices, self.tools), citation_network(self.notices), about)
        timeline = timeline_table(self.notices)
        if self.comparison is None:
            return (*facts, timeline, *counted)
        compared = (provisions_table, members_table, differences_table)
        words = (origins_table, kinships_table)
        return (
            *facts,
            *(build(self.comparison) for build in compared),
            timeline,
            *(build(self.comparison) for build in (*words, coverage)),
            *counted,
        )

    def about(self) -> list[str]:
        """Hashes and versions, line by line, for formats that have no tables."""
        return about_lines(self.notices, self.comparison)


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its extension, its media type, and how a parcel is written in it."""

    extension: str
    media_type: str
    write: Callable[[Parcel], bytes]


FORMATS: Registry[Format] = Registry("export format")


def export(
    thing: Notice | Comparison | Iterable[Notice],
    format: str,  # noqa: A002 - the word that users look for
    *,
    personal: bool = False,
    tools: Path | None = None,
) -> bytes:
    """Notices or a comparison in one of `FORMATS`, as the bytes of a file.

    Contact names, telephone numbers and addresses are covered unless `personal` is true; `tools`
    is a TOML file that replaces the mapping of measures to policy tools. The same
    input gives the same bytes. Raises ExportError for an unknown format, and for a comparison's
    format that is asked of notices alone.
    """
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise ExportError(f"no export format {format!r}; there are {known}")
    return FORMATS[format].write(replace(_parcel(thing, personal), tools=tools))


def _parcel(thing: Notice | Comparison | Iterable[Notice], personal: bool) -> Parcel:
    if isinstance(thing, Comparison):
        shown = thing if personal else masked_comparison(thing)
        return Parcel(shown.notices, shown)
    listed = (thing,) if isinstance(thing, Notice) else tuple(thing)
    return Parcel(listed if personal else tuple(map(masked, listed)))
