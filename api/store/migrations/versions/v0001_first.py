"""The first tables, and the full text of each database."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The words of an obligation or a notice; `row` is its row. SQLite keeps them in FTS5, which knows
# no foreign keys, so a trigger takes them away.
_SQLITE = """
CREATE VIRTUAL TABLE {name}_words
    USING fts5(words, detail = none, tokenize = "unicode61 remove_diacritics 0");
CREATE TRIGGER {name}_words_go AFTER DELETE ON {name}s
    BEGIN DELETE FROM {name}_words WHERE rowid = old."row"; END
"""
_POSTGRES = """
CREATE TABLE {name}_words (
    "row" integer PRIMARY KEY REFERENCES {name}s ("row") ON DELETE CASCADE,
    words tsvector NOT NULL
);
CREATE INDEX ix_{name}_words_words ON {name}_words USING gin (words)
"""
_DROP = "DROP TABLE {name}_words"


def upgrade() -> None:
    """Makes all tables."""
    _tables()
    for name in ("obligation", "notice"):
        _run(_SQLITE if _dialect() == "sqlite" else _POSTGRES, name)


def downgrade() -> None:
    """Takes all tables away, and what is in them."""
    for name in ("obligation", "notice"):
        if _dialect() == "sqlite":
            _run("DROP TRIGGER {name}_words_go", name)
        _run(_DROP, name)
    for table in TABLES:
        op.drop_table(table)


def _dialect() -> str:
    return op.get_context().dialect.name


def _run(statements: str, name: str) -> None:
    for statement in statements.format(name=name).split(";\n"):
        op.execute(statement)


def _tables() -> None:
    # fmt: off
    op.create_table("audit",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Text, nullable=True),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_audit")
    )
    op.create_index("ix_audit_workspace_row", "audit", ["workspace", "row"])
    op.create_table("comparisons",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_falling", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comparisons")
    )
    op.create_index("ix_comparisons_workspace_created_falling_id", "comparisons", ["workspace", "created_falling", "id"])
    op.create_table("idempotency",
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_idempotency")
    )
    op.create_index("ix_idempotency_created", "idempotency", ["created"])
    op.create_table("jobs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("webhook", sa.Text, nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_falling", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs")
    )
    op.create_index("ix_jobs_status", "jobs", ["status"])
    op.create_index("ix_jobs_workspace_created_falling_id", "jobs", ["workspace", "created_falling", "id"])
    op.create_table("keys",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_keys"),
        sa.UniqueConstraint("digest", name="uq_keys_digest")
    )
    op.create_index("ix_keys_workspace", "keys", ["workspace"])
    op.create_table("notices",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_rising", sa.Float(), nullable=False),
        sa.Column("created_falling", sa.Float(), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=True),
        sa.Column("document_number", sa.Text, nullable=True),
        sa.Column("issuers", sa.Text, nullable=False),
        sa.Column("province", sa.Text, nullable=True),
        sa.Column("city", sa.Text, nullable=True),
        sa.Column("county", sa.Text, nullable=True),
        sa.Column("adcode", sa.String(length=6), nullable=True),
        sa.Column("issue_date", sa.String(length=10), nullable=True),
        sa.Column("issued_rising", sa.Integer, nullable=False),
        sa.Column("issued_falling", sa.Integer, nullable=False),
        sa.Column("pages", sa.Integer, nullable=True),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("astral", sa.Text, nullable=False),
        sa.Column("obligations", sa.Integer, nullable=False),
        sa.Column("corrections", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_notices"),
        sa.UniqueConstraint("id", name="uq_notices_id")
    )
    op.create_index("ix_notices_sha256", "notices", ["sha256"])
    op.create_index("ix_notices_workspace_created_falling_id", "notices", ["workspace", "created_falling", "id"])
    op.create_index("ix_notices_workspace_created_rising_id", "notices", ["workspace", "created_rising", "id"])
    op.create_index("ix_notices_workspace_issued_falling_id", "notices", ["workspace", "issued_falling", "id"])
    op.create_index("ix_notices_workspace_issued_rising_id", "notices", ["workspace", "issued_rising", "id"])
    op.create_table("parties",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_parties")
    )
    op.create_index("ix_parties_digest_workspace", "parties", ["digest", "workspace"], unique=True)
    op.create_table("profiles",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("modality", sa.String(length=16), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=False),
        sa.Column("measures", sa.Text, nullable=False),
        sa.Column("systems", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_profiles")
    )
    op.create_index("ix_profiles_digest_workspace", "profiles", ["digest", "workspace"], unique=True)
    op.create_table("workers",
        sa.Column("executor", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("process", sa.Text, nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("executor", name="pk_workers")
    )
    op.create_table("comparison_notices",
        sa.Column("comparison", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["comparison"], ["comparisons.id"], name="fk_comparison_notices_comparison", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_comparison_notices_notice"),
        sa.PrimaryKeyConstraint("comparison", "position", name="pk_comparison_notices")
    )
    op.create_index("ix_comparison_notices_notice", "comparison_notices", ["notice"])
    op.create_table("corrections",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.Column("obligation", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_corrections_notice", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_corrections"),
        sa.UniqueConstraint("id", name="uq_corrections_id")
    )
    op.create_index("ix_corrections_notice", "corrections", ["notice"])
    op.create_index("ix_corrections_obligation", "corrections", ["obligation"])
    op.create_table("extractions",
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("extractor", sa.String(length=64), nullable=False),
        sa.Column("lexicon", sa.String(length=64), nullable=False),
        sa.Column("schema", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("obligations", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_extractions_notice", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("notice", "number", name="pk_extractions")
    )
    op.create_table("job_files",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("pages_done", sa.Integer, nullable=False),
        sa.Column("pages_total", sa.Integer, nullable=True),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("message", sa.Text, nullable=True),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_job_files_job", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job", "position", name="pk_job_files")
    )
    op.create_index("ix_job_files_sha256", "job_files", ["sha256"])
    op.create_table("obligations",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("notice", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("corrections", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("profile", sa.Integer, nullable=False),
        sa.Column("parties", sa.Text, nullable=False),
        sa.Column("adcode", sa.String(length=6), nullable=True),
        sa.Column("due_rising", sa.Integer, nullable=False),
        sa.Column("due_falling", sa.Integer, nullable=False),
        sa.Column("issued_rising", sa.Integer, nullable=False),
        sa.Column("issued_falling", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.row"], name="fk_obligations_notice", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["profile"], ["profiles.row"], name="fk_obligations_profile"),
        sa.PrimaryKeyConstraint("row", name="pk_obligations"),
        sa.UniqueConstraint("id", name="uq_obligations_id")
    )
    op.create_index("ix_obligations_by_adcode", "obligations", ["workspace", "rejected", "adcode"])
    op.create_index("ix_obligations_by_due_falling", "obligations", ["workspace", "rejected", "due_falling", "notice", "position"])
    op.create_index("ix_obligations_by_due_rising", "obligations", ["workspace", "rejected", "due_rising", "notice", "position"])
    op.create_index("ix_obligations_by_issued_falling", "obligations", ["workspace", "rejected", "issued_falling", "notice", "position"])
    op.create_index("ix_obligations_by_issued_rising", "obligations", ["workspace", "rejected", "issued_rising", "notice", "position"])
    op.create_index("ix_obligations_by_notice", "obligations", ["workspace", "rejected", "notice", "position"])
    op.create_index("ix_obligations_by_profile", "obligations", ["workspace", "rejected", "profile"])
    op.create_index("ix_obligations_notice", "obligations", ["notice"])
    op.create_table("bodies",
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_bodies_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("obligation", name="pk_bodies")
    )
    op.create_table("citations",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.Column("obligation", sa.Integer, nullable=True),
        sa.Column("title", sa.Text, nullable=True),
        sa.Column("number", sa.Text, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_citations_notice", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_citations_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_citations")
    )
    op.create_index("ix_citations_notice", "citations", ["notice"])
    op.create_index("ix_citations_obligation", "citations", ["obligation"])
    op.create_table("deadlines",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("start", sa.String(length=10), nullable=True),
        sa.Column("end", sa.String(length=10), nullable=True),
        sa.Column("duration", sa.Text, nullable=True),
        sa.Column("trigger", sa.Text, nullable=True),
        sa.Column("recurrence", sa.Text, nullable=True),
        sa.Column("working_days", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_deadlines_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_deadlines")
    )
    op.create_index("ix_deadlines_end_obligation", "deadlines", ["end", "obligation"])
    op.create_index("ix_deadlines_kind_obligation", "deadlines", ["kind", "obligation"])
    op.create_index("ix_deadlines_obligation", "deadlines", ["obligation"])
    op.create_table("industries",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_industries_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_industries")
    )
    op.create_index("ix_industries_name_obligation", "industries", ["name", "obligation"])
    op.create_index("ix_industries_obligation", "industries", ["obligation"])
    op.create_table("job_notices",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["job", "position"], ["job_files.job", "job_files.position"], name="fk_job_notices_job_position", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_job_notices_notice", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job", "position", "ordinal", name="pk_job_notices")
    )
    op.create_index("ix_job_notices_notice", "job_notices", ["notice"])
    op.create_table("measures",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_measures_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_measures")
    )
    op.create_index("ix_measures_measure_obligation", "measures", ["measure", "obligation"])
    op.create_index("ix_measures_obligation", "measures", ["obligation"])
    op.create_table("recipients",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_recipients_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_recipients")
    )
    op.create_index("ix_recipients_obligation", "recipients", ["obligation"])
    op.create_table("targets",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=True),
        sa.Column("comparator", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.Text, nullable=True),
        sa.Column("end", sa.String(length=10), nullable=True),
        sa.Column("quote", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_targets_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_targets")
    )
    op.create_index("ix_targets_obligation", "targets", ["obligation"])
    op.create_table("thresholds",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=True),
        sa.Column("attribute", sa.Text, nullable=True),
        sa.Column("comparator", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.Text, nullable=True),
        sa.Column("quote", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_thresholds_obligation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name="pk_thresholds")
    )
    op.create_index("ix_thresholds_comparator_value_obligation", "thresholds", ["comparator", "value", "obligation"])
    op.create_index("ix_thresholds_obligation", "thresholds", ["obligation"])
    op.create_table("units",
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("obligation", sa.Integer, nullable=False),
        sa.Column("party", sa.Integer, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("system", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["obligation"], ["obligations.row"], name="fk_units_obligation", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["party"], ["parties.row"], name="fk_units_party"),
        sa.PrimaryKeyConstraint("row", name="pk_units")
    )
    op.create_index("ix_units_obligation", "units", ["obligation"])
    op.create_index("ix_units_party_role_obligation", "units", ["party", "role", "obligation"])
    op.create_index("ix_units_system_role_obligation", "units", ["system", "role", "obligation"])
    # fmt: on


# fmt: off
TABLES = (
    "units", "thresholds", "targets", "recipients", "measures", "job_notices", "industries", "deadlines", "citations", "bodies", "obligations", "job_files", "extractions", "corrections", "comparison_notices", "workers", "profiles", "parties", "notices", "keys", "jobs", "idempotency", "comparisons", "audit",
)
# fmt: on
