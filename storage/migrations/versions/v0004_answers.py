"""Dismissals have a scope and an end, and may need a second person; issued lists and units' answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEPT = ("issue_list", "issued", "claim")


def guards(table: str, dialect: str) -> tuple[str, ...]:
    """What was written stays as it was written, as events and decisions do."""
    if dialect == "sqlite":
        return (
            f"CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END",
            f"CREATE TRIGGER {table}_is_never_removed BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are never removed'); END",
        )
    return (
        f"CREATE FUNCTION {table}_rows_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} rows are never changed or removed'; END $$",
        f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_rows_are_kept()",
    )


# The decisions so far are about one place each; what they were about stands in their finding.
UNGUARD = {
    "sqlite": ("DROP TRIGGER decision_is_never_changed",),
    "postgresql": ("ALTER TABLE decision DISABLE TRIGGER decision_is_kept",),
}
GUARD = {
    "sqlite": (
        "CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision "
        "BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END",
    ),
    "postgresql": ("ALTER TABLE decision ENABLE TRIGGER decision_is_kept",),
}
FILLED = """
    UPDATE decision SET
        county = (SELECT county FROM finding WHERE finding.id = decision.finding_id),
        rule = (SELECT rule FROM finding WHERE finding.id = decision.finding_id),
        subject = (SELECT subject FROM finding WHERE finding.id = decision.finding_id),
        unit = (SELECT unit FROM finding WHERE finding.id = decision.finding_id)
"""


def upgrade() -> None:
    widen_decisions()
    make_lists()
    make_claims()
    dialect = op.get_bind().dialect.name
    for statement in (*UNGUARD[dialect], FILLED, *GUARD[dialect]):
        op.execute(statement)
    for table in KEPT:
        for statement in guards(table, dialect):
            op.execute(statement)


def widen_decisions() -> None:
    scope = "place | item | text | rule: what else it holds for"
    for column in (
        sa.Column("scope", sa.String(), server_default="place", nullable=False, comment=scope),
        sa.Column("county", sa.String(), server_default="", nullable=False),
        sa.Column("rule", sa.String(), server_default="", nullable=False),
        sa.Column("subject", sa.String(), server_default="", nullable=False),
        sa.Column("unit", sa.String(), server_default="", nullable=False),
        sa.Column("expires", sa.Date(), nullable=True, comment="the last Beijing day on which it holds"),
        sa.Column(
            "needs_second",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="holds only when another person agrees",
        ),
        sa.Column("seconds", sa.Integer(), nullable=True, comment="the decision that this row agrees to"),
    ):
        op.add_column("decision", column)


def make_lists() -> None:
    op.create_table(
        "issue_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "document_number", sa.String(), nullable=False, comment="文号; empty until the office gives one"
        ),
        sa.Column("issued_on", sa.Date(), nullable=False, comment="Beijing day"),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("head", sa.String(), nullable=False, comment="hash of the last event when it was issued"),
        sa.Column("reason", sa.String(), nullable=False, comment="of a correction: what was wrong"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_list")),
        sa.UniqueConstraint("county", "round", "version", name=op.f("uq_issue_list_county_round_version")),
    )
    op.create_table(
        "issued",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column(
            "number",
            sa.String(),
            nullable=False,
            comment="the line's number on paper; kept through all versions",
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False, comment="the finding as exported when it was issued"),
        sa.ForeignKeyConstraint(["list_id"], ["issue_list.id"], name=op.f("fk_issued_list_id_issue_list")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_issued_finding_id_finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued")),
        sa.UniqueConstraint("list_id", "finding_id", name=op.f("uq_issued_list_id_finding_id")),
    )
    op.create_index(op.f("ix_issued_list_id"), "issued", ["list_id"], unique=False)
    op.create_index(op.f("ix_issued_finding_id"), "issued", ["finding_id"], unique=False)


def make_claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False, comment="agreed | partly | disputed | fixed"),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False, comment="hashes of the evidence handed in"),
        sa.Column("text", sa.String(), nullable=False, comment="the normalised text that was answered to"),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_claim_finding_id_finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_finding_id"), "claim", ["finding_id"], unique=False)
