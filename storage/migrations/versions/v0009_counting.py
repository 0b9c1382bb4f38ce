"""Findings are counted and chosen from an index: the desk counts them on nearly every page."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = [
    "county", "decided", "observed", "cause", "reopened", "severity", "verdict", "unit", "indicator", "rule",
    "channel", "round",
]  # fmt: skip


def upgrade() -> None:
    op.create_index("ix_finding_counts", "finding", COLUMNS)
