"""Decisions are rows of their own; findings know all their places and what their page said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What a person decided stays as it was written, as events do.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision "
        "BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END",
        "CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision "
        "BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION decisions_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'decisions are never changed or removed'; END $$",
        "CREATE TRIGGER decision_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON decision "
        "FOR EACH STATEMENT EXECUTE FUNCTION decisions_are_kept()",
        "CREATE TRIGGER event_is_not_emptied BEFORE TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_are_kept()",
    ),
}

# A decision of the first form stood in the finding itself; when it was made stands in its event.
TAKEN_OVER = """
    INSERT INTO decision (finding_id, decision, who, at, reason, text)
    SELECT finding.id, finding.decided, finding.decided_by, event.at, finding.decided_reason, finding.text
    FROM finding JOIN event ON event.county = finding.county AND event.number = (
        SELECT max(number) FROM event AS made
        WHERE made.finding_id = finding.id AND made.what = 'decided-' || finding.decided
    )
    WHERE finding.decided <> 'pending'
    ORDER BY finding.id
"""


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision", sa.String(), nullable=False, comment="pending | confirmed | dismissed | escalated"
        ),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False, comment="the normalised text that was decided on"),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_decision_finding_id_finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_finding_id"), "decision", ["finding_id"], unique=False)
    op.add_column(
        "finding",
        sa.Column(
            "places",
            sa.JSON(),
            server_default="[]",
            nullable=False,
            comment="every [source, address] where it stood when last seen",
        ),
    )
    op.add_column(
        "finding",
        sa.Column(
            "content",
            sa.String(),
            server_default="",
            nullable=False,
            comment="hash of what the page said when `observed` was decided",
        ),
    )
    op.execute(TAKEN_OVER)
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
