"""Screenshots of findings, and the notices that the program sends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER picture_is_never_changed BEFORE UPDATE ON picture "
        "BEGIN SELECT RAISE(ABORT, 'picture rows are never changed'); END",
        "CREATE TRIGGER picture_is_never_removed BEFORE DELETE ON picture "
        "BEGIN SELECT RAISE(ABORT, 'picture rows are never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION picture_rows_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'picture rows are never changed or removed'; END $$",
        "CREATE TRIGGER picture_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON picture "
        "FOR EACH STATEMENT EXECUTE FUNCTION picture_rows_are_kept()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("finding_id", sa.Integer(), sa.ForeignKey("finding.id"), nullable=False),
        sa.Column("run_id", sa.Integer(), sa.ForeignKey("run.id"), nullable=True),
        sa.Column("hash", sa.String(), sa.ForeignKey("snapshot.hash"), nullable=True),
        sa.Column("page", sa.String(), nullable=False, comment="hash of the snapshot that is shown"),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("shows", sa.String(), nullable=False, comment="page | document | reading"),
        sa.Column("text", sa.String(), nullable=False, comment="the offending text that was looked for"),
        sa.Column("is_marked", sa.Boolean(), nullable=False, comment="the text was found and highlighted"),
        sa.Column("note", sa.String(), nullable=False, comment="why not, or why there is no picture"),
    )
    op.create_index("ix_picture_finding_id", "picture", ["finding_id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False, comment="issued | due | night | alarm"),
        sa.Column("key", sa.String(), nullable=False, comment="what it is about: told once"),
        sa.Column("recipient", sa.String(), nullable=False, comment="a unit, or empty for the office"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, comment="waiting | sent | failed | over"),
        sa.Column("tried", sa.Integer(), nullable=False, comment="how often it was tried"),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False, comment="why it was not sent"),
    )
    op.create_index("ix_notice_county_key", "notice", ["county", "key"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
