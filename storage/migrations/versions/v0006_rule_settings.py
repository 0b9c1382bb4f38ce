"""What the office sets of a rule at the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER rule_setting_is_never_changed BEFORE UPDATE ON rule_setting "
        "BEGIN SELECT RAISE(ABORT, 'rule_setting rows are never changed'); END",
        "CREATE TRIGGER rule_setting_is_never_removed BEFORE DELETE ON rule_setting "
        "BEGIN SELECT RAISE(ABORT, 'rule_setting rows are never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION rule_setting_rows_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rule_setting rows are never changed or removed'; END $$",
        "CREATE TRIGGER rule_setting_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_setting "
        "FOR EACH STATEMENT EXECUTE FUNCTION rule_setting_rows_are_kept()",
    ),
}


def upgrade() -> None:
    said = "as in a profile's [rules]; empty: as before"
    op.create_table(
        "rule_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False, comment=said),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_setting")),
    )
    op.create_index(op.f("ix_rule_setting_rule"), "rule_setting", ["rule"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
