"""The tables. What the notice says is in `extractions.body`; all rows below it can be rebuilt.

Full text stands in `obligation_words` and `notice_words`, which each database builds in its own
way (`api.store.words`); they are made by the migrations and are not listed here.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time, in UTC on both sides; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into UTC before it is stored."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """UTC again when it is read."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# The keys to sort by are whole numbers that always rise: a day counted from year 1, negative
# where the latest comes first, and a number beyond all days where there is none. So nothing
# known comes last in both directions, and a page begins with one comparison.
NOTICES = Table(
    "notices",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("workspace", String(64), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("member", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("created_rising", Float, nullable=False),
    Column("created_falling", Float, nullable=False),
    Column("document", Text, nullable=False),
    Column("title", Text),
    Column("document_number", Text),
    Column("issuers", Text, nullable=False),
    Column("province", Text),
    Column("city", Text),
    Column("county", Text),
    Column("adcode", String(6)),
    Column("issue_date", String(10)),
    Column("issued_rising", Integer, nullable=False),
    Column("issued_falling", Integer, nullable=False),
    Column("pages", Integer),
    Column("characters", Integer, nullable=False),
    Column("astral", Text, nullable=False),
    Column("obligations", Integer, nullable=False),
    Column("corrections", Integer, nullable=False),
    Index(None, "workspace", "created_rising", "id"),
    Index(None, "workspace", "created_falling", "id"),
    Index(None, "workspace", "issued_rising", "id"),
    Index(None, "workspace", "issued_falling", "id"),
)

EXTRACTIONS = Table(
    "extractions",
    METADATA,
    Column("notice", ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("extractor", String(64), nullable=False),
    Column("lexicon", String(64), nullable=False),
    Column("schema", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created", Moment, nullable=False),
    Column("obligations", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# What thousands of obligations have in common is written once for each workspace: so a row of
# `obligations` is a few numbers, and a facet is counted over numbers. A profile's lists are sorted
# codes joined by line feeds.
PROFILES = Table(
    "profiles",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("digest", String(32), nullable=False),
    Column("topic", String(32), nullable=False),
    Column("modality", String(16), nullable=False),
    Column("confidence", String(16), nullable=False),
    Column("measures", Text, nullable=False),
    Column("systems", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Index(None, "digest", "workspace", unique=True),
)
PARTIES = Table(
    "parties",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("digest", String(32), nullable=False),
    Column("unit", Text, nullable=False),
    Index(None, "digest", "workspace", unique=True),
)

OBLIGATIONS = Table(
    "obligations",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", String(80), nullable=False, unique=True),
    Column("workspace", String(64), nullable=False),
    Column("notice", ForeignKey("notices.row", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("corrections", Integer, nullable=False),
    Column("rejected", Boolean, nullable=False),
    Column("profile", ForeignKey("profiles.row"), nullable=False),
    # The rows of `parties`, each once, joined by commas.
    Column("parties", Text, nullable=False),
    Column("adcode", String(6)),
    Column("due_rising", Integer, nullable=False),
    Column("due_falling", Integer, nullable=False),
    Column("issued_rising", Integer, nullable=False),
    Column("issued_falling", Integer, nullable=False),
    Index("ix_obligations_by_notice", "workspace", "rejected", "notice", "position"),
    Index(
        "ix_obligations_by_due_rising", "workspace", "rejected", "due_rising", "notice", "position"
    ),
    Index(
        "ix_obligations_by_due_falling",
        "workspace",
        "rejected",
        "due_falling",
        "notice",
        "position",
    ),
    Index(
        "ix_obligations_by_issued_rising",
        "workspace",
        "rejected",
        "issued_rising",
        "notice",
        "position",
    ),
    Index(
        "ix_obligations_by_issued_falling",
        "workspace",
        "rejected",
        "issued_falling",
        "notice",
        "position",
    ),
    Index("ix_obligations_by_profile", "workspace", "rejected", "profile"),
    Index("ix_obligations_by_adcode", "workspace", "rejected", "adcode"),
)

BODIES = Table(
    "bodies",
    METADATA,
    Column("obligation", ForeignKey("obligations.row", ondelete="CASCADE"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)


def _values(name: str, *columns: Column[Any], keys: tuple[tuple[str, ...], ...]) -> Table:
    """A table of values that an obligation has several of."""
    return Table(
        name,
        METADATA,
        Column("row", Integer, primary_key=True),
        Column(
            "obligation",
            ForeignKey("obligations.row", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        *columns,
        *(Index(None, *key) for key in keys),
    )


UNITS = _values(
    "units",
    Column("party", ForeignKey("parties.row"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("system", String(32), nullable=False),
    keys=(("system", "role", "obligation"), ("party", "role", "obligation")),
)
DEADLINES = _values(
    "deadlines",
    Column("kind", String(16), nullable=False),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("duration", Text),
    Column("trigger", Text),
    Column("recurrence", Text),
    Column("working_days", Boolean, nullable=False),
    Column("quote", Text, nullable=False),
    keys=(("end", "obligation"), ("kind", "obligation")),
)
THRESHOLDS = _values(
    "thresholds",
    Column("subject", Text),
    Column("attribute", Text),
    Column("comparator", String(8), nullable=False),
    Column("value", Float, nullable=False),
    Column("unit", Text),
    Column("quote", Text, nullable=False),
    keys=(("comparator", "value", "obligation"),),
)
TARGETS = _values(
    "targets",
    Column("subject", Text),
    Column("comparator", String(8), nullable=False),
    Column("value", Float, nullable=False),
    Column("unit", Text),
    Column("end", String(10)),
    Column("quote", Text, nullable=False),
    keys=(),
)
MEASURES = _values(
    "measures",
    Column("measure", String(32), nullable=False),
    keys=(("measure", "obligation"),),
)
RECIPIENTS = _values("recipients", Column("name", Text, nullable=False), keys=())
INDUSTRIES = _values(
    "industries", Column("name", Text, nullable=False), keys=(("name", "obligation"),)
)

CITATIONS = Table(
    "citations",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("notice", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
    # The obligation whose words the citation stands in; none where it stands elsewhere.
    Column("obligation", ForeignKey("obligations.row", ondelete="CASCADE"), index=True),
    Column("title", Text),
    Column("number", Text),
    Column("kind", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# What people said, apart from what the machine said. It belongs to the notice, not to a row:
# rows go and come with each extraction.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("workspace", String(64), nullable=False),
    Column("notice", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("obligation", String(80), nullable=False, index=True),
    Column("field", String(32), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text),
    Column("created", Moment, nullable=False),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("stage", String(32), nullable=False),
    Column("options", Text, nullable=False),
    Column("webhook", Text),
    Column("cancelled", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("created_falling", Float, nullable=False),
    Index(None, "workspace", "created_falling", "id"),
    Index(None, "status"),
)
JOB_FILES = Table(
    "job_files",
    METADATA,
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("stage", String(32), nullable=False),
    Column("pages_done", Integer, nullable=False),
    Column("pages_total", Integer),
    Column("code", String(32)),
    Column("message", Text),
    Column("known", Boolean, nullable=False),
)
JOB_NOTICES = Table(
    "job_notices",
    METADATA,
    Column("job", String(40), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("notice", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
    ForeignKeyConstraint(
        ["job", "position"], ["job_files.job", "job_files.position"], ondelete="CASCADE"
    ),
)

KEYS = Table(
    "keys",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("workspace", String(64), nullable=False, index=True),
    Column("scope", String(16), nullable=False),
    Column("label", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created", Moment, nullable=False),
    Column("revoked", Moment),
    Column("used", Moment),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("created", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", Text),
    Column("detail", Text, nullable=False),
    Index(None, "workspace", "row"),
)

COMPARISONS = Table(
    "comparisons",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_falling", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "workspace", "created_falling", "id"),
)
COMPARISON_NOTICES = Table(
    "comparison_notices",
    METADATA,
    Column("comparison", ForeignKey("comparisons.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("notice", ForeignKey("notices.id"), nullable=False, index=True),
)

IDEMPOTENCY = Table(
    "idempotency",
    METADATA,
    Column("workspace", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("reference", Text, nullable=False),
    Column("created", Moment, nullable=False, index=True),
)
