"""Notices as tidy tables: one row per fact, stable ids, typed columns.

Every format that has tables (workbook, CSV, Parquet, Stata, Markdown) writes these, so that no
figure can differ between them. An obligation's row id is `document/id`; facts refer to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractor.lexicon.vocabulary import chinese
from extractor.model import Evidence, Notice, Obligation

Value = str | float | int | date | None
Kind = Literal["text", "long", "date", "number", "code"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in files, its head for people, and what its cells hold.

    `to` is the key of the table whose rows it refers to, by their first column.
    """

    key: str
    head: str
    kind: Kind = "text"
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a key for files and a title for people.

    `spots` says for each row in which notice and at which offset its words begin.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    spots: tuple[tuple[str, int] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A row with the notice and the words it was read from."""

    cells: tuple[Value, ...]
    notice: Notice
    evidence: Evidence | None = None


def row_id(notice: Notice, obligation: Obligation) -> str:
    """What a row of any table calls an obligation."""
    return f"{notice.document}/{obligation.id}"


def place(evidence: Evidence | None) -> str | None:
    """Where words stand, for people: the page, or the path in a file without pages.

    Offsets are given where the format has neither.
    """
    if evidence is None:
        return None
    pages = sorted({spot.page for spot in evidence.places if spot.page is not None})
    if pages:
        return "第" + "、".join(str(page) for page in pages) + "页"
    path = next((spot.path for spot in evidence.places if spot.path), None)
    return path or f"{evidence.start}–{evidence.end}"


def words(evidence: Evidence | None) -> str | None:
    """The quote as one line."""
    return "".join(evidence.quote.split()) if evidence else None


WHERE = (
    Column("quote", "原文 Quote", "long"),
    Column("place", "位置 Place"),
    Column("page", "页 Page", "number"),
    Column("quote_start", "起点 From", "number"),
    Column("quote_end", "终点 To", "number"),
    Column("file", "文件 File", "code"),
)
"""The last columns of every table of facts: the words, and where they stand in which file."""


def make(key: str, title: str, columns: Iterable[Column], facts: Iterable[Fact]) -> Table:
    """A table of facts; the last columns of each say where its words stand."""
    listed = list(facts)
    rows = tuple((*fact.cells, *_where(fact)) for fact in listed)
    spots = tuple(
        (fact.notice.document, fact.evidence.start) if fact.evidence else None for fact in listed
    )
    return Table(key, title, (*columns, *WHERE), rows, spots)


def _where(fact: Fact) -> tuple[Value, ...]:
    said = fact.evidence
    if said is None:
        return (*(None for _ in WHERE[:-1]), fact.notice.source.name)
    page = next((spot.page for spot in said.places if spot.page is not None), None)
    return words(said), place(said), page, said.start, said.end, fact.notice.source.name


def tables(notices: Iterable[Notice]) -> tuple[Table, ...]:
    """All tables of facts of these notices, in the order of a workbook."""
    listed = list(notices)
    return tuple(build(listed) for build in _BUILDERS)


def _notices(notices: list[Notice]) -> Table:
    columns = (
        Column("document", "编号 Document"),
        Column("title", "标题 Title", "long"),
        Column("document_number", "发文字号 Number"),
        Column("issuers", "发文机关 Issuers", "long"),
        Column("province", "省 Province"),
        Column("city", "市 City"),
        Column("county", "县 County"),
        Column("adcode", "区划代码 Code", "code"),
        Column("issue_date", "成文日期 Issued", "date"),
        Column("period", "期间 Period"),
        Column("obligations", "任务数 Obligations", "number"),
        Column("sha256", "SHA-256", "code"),
    )
    return make("notices", "通知 Notices", columns, map(_notice, notices))


def _notice(notice: Notice) -> Fact:
    data = notice.metadata
    region = data.region.value if data.region else None
    title = data.title
    return Fact(
        (
            notice.document,
            title.value if title else None,
            data.document_number.value if data.document_number else None,
            "；".join(issuer.value or "" for issuer in data.issuers) or None,
            region.province if region else None,
            region.city if region else None,
            region.county if region else None,
            region.adcode if region else None,
            data.issue_date.value if data.issue_date else None,
            data.period.value if data.period else None,
            len(notice.obligations),
            notice.source.sha256,
        ),
        notice,
        title.evidence if title else None,
    )


def _each(notices: list[Notice]) -> Iterable[tuple[Notice, Obligation]]:
    return ((notice, duty) for notice in notices for duty in notice.obligations)


def _obligations(notices: list[Notice]) -> Table:
    columns = (
        Column("id", "编号 Id", "code"),
        Column("document", "通知 Notice", to="notices"),
        Column("section", "章节 Section"),
        Column("obligation", "工作任务 Obligation", "long"),
        Column("modality", "效力 Modality"),
        Column("topic", "主题 Topic"),
        Column("measures", "措施 Measures"),
        Column("lead", "牵头单位 Lead", "long"),
        Column("responsible", "责任单位 Responsible", "long"),
        Column("support", "配合单位 Support", "long"),
        Column("recipients", "报送对象 Recipients"),
        Column("due", "完成时限 Due"),
        Column("condition", "条件 Condition", "long"),
        Column("industries", "行业 Industries"),
        Column("confidence", "依据 Confidence"),
    )
    return make(
        "obligations", "任务 Obligations", columns, (_obligation(*pair) for pair in _each(notices))
    )


def _obligation(notice: Notice, duty: Obligation) -> Fact:
    return Fact(
        (
            row_id(notice, duty),
            notice.document,
            duty.section or None,
            duty.evidence.words,
            chinese("modality", str(duty.modality.value)),
            chinese("topic", str(duty.topic.value)),
            _names("measure", (str(measure.value) for measure in duty.measures)),
            units_of(duty, "lead"),
            units_of(duty, "responsible", "by_duty"),
            units_of(duty, "support"),
            "；".join(item.value or "" for item in duty.recipients) or None,
            due(duty),
            words(duty.condition.evidence) if duty.condition else None,
            "；".join(item.value or "" for item in duty.industries) or None,
            chinese("confidence", duty.confidence),
        ),
        notice,
        duty.evidence,
    )


def _names(vocabulary: str, codes: Iterable[str]) -> str | None:
    return "；".join(chinese(vocabulary, code) for code in codes) or None


def units_of(duty: Obligation, *roles: str) -> str | None:
    """The units of these roles, in order, as one cell."""
    return "；".join(item.unit for item in duty.responsible if item.role in roles) or None


def due(duty: Obligation) -> str | None:
    """When a duty is to be done, as one cell: dates in ISO 8601, else the notice's own words."""
    said = (
        "/".join(d.isoformat() for d in (item.start, item.end) if d) or words(item.evidence) or ""
        for item in duty.deadlines
    )
    return "；".join(dict.fromkeys(said)) or None


def due_in_chinese(duty: Obligation) -> str | None:
    """`due` as offices write it: 2021年12月30日前, 2021年1月1日至2021年6月30日, 定期."""
    said = (
        _by(item.start, item.end) if item.end else words(item.evidence) or ""
        for item in duty.deadlines
    )
    return "；".join(dict.fromkeys(said)) or None


def _by(start: date | None, end: date) -> str:
    last = f"{end.year}年{end.month}月{end.day}日"
    return f"{start.year}年{start.month}月{start.day}日至{last}" if start else f"{last}前"


OBLIGATION = Column("obligation", "任务 Obligation", "code", to="obligations")
_OWNER = (OBLIGATION, Column("document", "通知 Notice"))


def _facts(
    key: str,
    title: str,
    columns: tuple[Column, ...],
    read: Callable[[Obligation], Iterable[tuple[tuple[Value, ...], Evidence]]],
) -> Callable[[list[Notice]], Table]:
    def build(notices: list[Notice]) -> Table:
        facts = (
            Fact((row_id(notice, duty), notice.document, *cells), notice, evidence)
            for notice, duty in _each(notices)
            for cells, evidence in read(duty)
        )
        return make(key, title, (*_OWNER, *columns), facts)

    return build


_units = _facts(
    "units",
    "单位 Units",
    (
        Column("unit", "单位 Unit"),
        Column("role", "角色 Role"),
        Column("system", "条线 System"),
        Column("inherited", "承前 Inherited"),
    ),
    lambda duty: (
        (
            (
                item.unit,
                chinese("role", item.role),
                chinese("system", item.system),
                _yes(item.evidence),
            ),
            item.evidence,
        )
        for item in duty.responsible
    ),
)

_deadlines = _facts(
    "deadlines",
    "时限 Deadlines",
    (
        Column("kind", "类型 Kind"),
        Column("start", "起 Start", "date"),
        Column("end", "止 End", "date"),
        Column("duration", "期间 Duration"),
        Column("trigger", "起算 Trigger"),
        Column("recurrence", "周期 Recurrence"),
        Column("inherited", "承前 Inherited"),
    ),
    lambda duty: (
        (
            (
                chinese("deadline_kind", item.kind),
                item.start,
                item.end,
                item.duration,
                item.trigger,
                item.recurrence,
                _yes(item.evidence),
            ),
            item.evidence,
        )
        for item in duty.deadlines
    ),
)

_thresholds = _facts(
    "thresholds",
    "门槛 Thresholds",
    (
        Column("subject", "对象 Subject"),
        Column("attribute", "指标 Attribute"),
        Column("comparator", "比较 Comparator"),
        Column("value", "数值 Value", "number"),
        Column("unit", "计量单位 Unit"),
        Column("exclusions", "除外 Exclusions", "long"),
    ),
    lambda duty: (
        (
            (
                item.subject,
                item.attribute,
                chinese("comparator", item.comparator),
                item.value,
                item.unit,
                "；".join(one.value or "" for one in item.exclusions) or None,
            ),
            item.evidence,
        )
        for item in duty.thresholds
    ),
)

_targets = _facts(
    "targets",
    "目标值 Targets",
    (
        Column("subject", "对象 Subject"),
        Column("comparator", "比较 Comparator"),
        Column("value", "数值 Value", "number"),
        Column("unit", "计量单位 Unit"),
        Column("end", "期限 By", "date"),
    ),
    lambda duty: (
        (
            (item.subject, chinese("comparator", item.comparator), item.value, item.unit, item.end),
            item.evidence,
        )
        for item in duty.targets
    ),
)


def _citations(notices: list[Notice]) -> Table:
    columns = (
        Column("document", "通知 Notice"),
        Column("title", "文件名 Title", "long"),
        Column("number", "文号 Number"),
        Column("kind", "类型 Kind"),
    )
    facts = (
        Fact(
            (notice.document, item.title, item.number, chinese("citation_kind", item.kind)),
            notice,
            item.evidence,
        )
        for notice in notices
        for item in notice.citations
    )
    return make("citations", "引用 Citations", columns, facts)


def _yes(evidence: Evidence) -> str | None:
    return "是" if evidence.inherited else None


_BUILDERS: tuple[Callable[[list[Notice]], Table], ...] = (
    _notices,
    _obligations,
    _units,
    _deadlines,
    _thresholds,
    _targets,
    _citations,
)
