"""Charts as SVG and PNG in one zip (extra `charts`), labels in Chinese, made without a network."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from extractor.errors import ExportError
from extractor.export.archive import archive
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.comparison_tables import timeline_table
from extractor.export.views import citation_network, views
from extractor.model import Notice

_FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
_GRADIENT = re.compile(r"gradient_\d+")
_GAP = "#F2F2F0"
_TASK = 24
_SHOWN = 30


def to_charts(parcel: Parcel) -> bytes:
    """A chart per view that has anything to show; raises ExportError without altair."""
    try:
        import altair as alt
        import vl_convert as vlc
    except ImportError as cause:
        raise ExportError("charts need altair: pip install 'taizhang[charts]'") from cause
    entries: list[tuple[str, str | bytes]] = [("about.txt", "\n".join(parcel.about()) + "\n")]
    for name, draw in _CHARTS.items():
        chart = draw(alt, parcel)
        if chart is None:
            continue
        spec = chart.configure(font=_FONT).to_json()
        entries.append((f"{name}.svg", _steady(vlc.vegalite_to_svg(spec))))
        entries.append((f"{name}.png", vlc.vegalite_to_png(spec, scale=2)))
    return archive(entries)


def _steady(svg: str) -> str:
    """Gradients numbered from nought: the renderer counts on through the life of the process."""
    seen: dict[str, str] = {}
    return _GRADIENT.sub(lambda found: seen.setdefault(found[0], f"gradient_{len(seen)}"), svg)


def _names(parcel: Parcel) -> dict[str, str]:
    if parcel.comparison is not None:
        return {column.id: column.name for column in parcel.comparison.columns}
    places = Counter(map(_place, parcel.notices))
    return {
        notice.document: notice.document if places[place] > 1 else place
        for notice, place in zip(parcel.notices, map(_place, parcel.notices), strict=True)
    }


def _place(notice: Notice) -> str:
    region = notice.metadata.region.value if notice.metadata.region else None
    return (region and region.place) or notice.document


def _short(words: str) -> str:
    return words if len(words) <= _TASK else words[: _TASK - 1] + "…"


def _timeline(alt: Any, parcel: Parcel) -> Any:
    names = _names(parcel)
    values = [
        {"date": str(row[0]), "notice": names[str(row[2])], "task": _short(str(row[4]))}
        for row in timeline_table(parcel.notices).rows
    ]
    if not values:
        return None
    base = alt.Chart(alt.Data(values=values), title="时间轴 Timeline", width=720)
    return base.mark_circle(size=110, opacity=0.75).encode(
        x=alt.X("date:T", title=None, axis=alt.Axis(format="%Y-%m"), scale=alt.Scale(padding=12)),
        # A notice without dates has its line too: that it sets none is worth seeing.
        y=alt.Y("notice:N", title=None, scale=alt.Scale(domain=list(names.values()))),
        color=alt.Color("notice:N", legend=None),
        tooltip=["date:T", "task:N"],
    )


def _heat(key: str, title: str) -> Callable[[Any, Parcel], Any]:
    def draw(alt: Any, parcel: Parcel) -> Any:
        names = _names(parcel)
        table = next(table for table in views(parcel.notices) if table.key == key)
        values = [
            {"row": str(row[1]), "notice": names[notice.document], "count": row[2 + number]}
            for row in table.rows
            for number, notice in enumerate(parcel.notices)
        ]
        if not values:
            return None
        base = alt.Chart(alt.Data(values=values), title=title).encode(
            x=alt.X("notice:N", title=None, sort=list(names.values()), axis=alt.Axis(labelAngle=0)),
            y=alt.Y("row:N", title=None, sort=[str(row[1]) for row in table.rows]),
        )
        most = max(int(str(value["count"])) for value in values)
        shade = alt.Color("count:Q", title="任务数", scale=alt.Scale(scheme="teals"))
        tiles = base.mark_rect(stroke="white").encode(
            color=alt.condition("datum.count == 0", alt.value(_GAP), shade)
        )
        figures = base.mark_text(fontSize=11).encode(
            text="count:Q",
            color=alt.condition(f"datum.count > {most / 2}", alt.value("white"), alt.value("#123")),
        )
        return (tiles + figures).properties(width=90 * len(parcel.notices))

    return draw


def _similarity(alt: Any, parcel: Parcel) -> Any:
    comparison = parcel.comparison
    if comparison is None or not comparison.kinships:
        return None
    names = _names(parcel)
    values = []
    for kin in comparison.kinships:
        left, right = names[kin.left], names[kin.right]
        values.append({"of": left, "in": right, "share": kin.left_share})
        values.append({"of": right, "in": left, "share": kin.right_share})
    base = alt.Chart(alt.Data(values=values), title="措辞相似度 Shared wording").encode(
        x=alt.X("in:N", title="见于", sort=list(names.values()), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("of:N", title="文字", sort=list(names.values())),
    )
    tiles = base.mark_rect(stroke="white").encode(
        color=alt.Color("share:Q", title="占比", scale=alt.Scale(scheme="blues", domain=[0, 1]))
    )
    figures = base.mark_text().encode(text=alt.Text("share:Q", format=".0%"))
    return (tiles + figures).properties(width=90 * len(names), height=60 * len(names))


def _network(alt: Any, parcel: Parcel) -> Any:
    names = _names(parcel)
    edges = citation_network(parcel.notices).rows[:_SHOWN]
    if not edges:
        return None
    cited = list(dict.fromkeys(str(row[1]) for row in edges))
    order = list(names)
    titles: dict[str, str] = {}
    for row in edges:
        titles.setdefault(str(row[1]), _short(str(row[2])))
    values = [
        {
            "notice": names[str(row[0])],
            "cited": titles[str(row[1])],
            "x": 0,
            "x2": 1,
            "y": order.index(str(row[0])) / max(1, len(order) - 1),
            "y2": cited.index(str(row[1])) / max(1, len(cited) - 1),
        }
        for row in edges
    ]
    base = alt.Chart(alt.Data(values=values), title="引用网络 Citations", width=420, height=620)
    flat, down = alt.Scale(domain=[0, 1]), alt.Scale(domain=[0, 1], reverse=True, padding=8)
    none = alt.Axis(labels=False, ticks=False, domain=False, grid=False)
    lines = base.mark_rule(opacity=0.5).encode(
        x=alt.X("x:Q", scale=flat, title=None, axis=none),
        x2="x2:Q",
        y=alt.Y("y:Q", scale=down, title=None, axis=none),
        y2="y2:Q",
        color=alt.Color("notice:N", legend=None),
    )
    left, right = (
        # Each name once: written over itself it would look bold.
        alt.Chart(alt.Data(values=list({value[name]: value for value in values}.values())))
        .mark_text(align=align, dx=shift, fontSize=size)
        .encode(
            x=alt.X(f"{x}:Q", scale=flat, title=None, axis=none),
            y=alt.Y(f"{y}:Q", scale=down, title=None, axis=none),
            text=f"{name}:N",
        )
        for name, align, shift, size, x, y in (
            ("notice", "right", -6, 11, "x", "y"),
            ("cited", "left", 6, 10, "x2", "y2"),
        )
    )
    return (lines + left + right).configure_view(stroke=None)


_CHARTS: dict[str, Callable[[Any, Parcel], Any]] = {
    "timeline": _timeline,
    "topics": _heat("topics", "主题×通知 Topics"),
    "systems": _heat("systems", "条线×通知 Systems"),
    "similarity": _similarity,
    "network": _network,
}

FORMATS.add("charts", Format("zip", "application/zip", to_charts))
