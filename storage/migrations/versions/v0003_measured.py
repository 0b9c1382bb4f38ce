"""Findings on shares keep what was measured, so that scores can be worked out from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "finding",
        sa.Column(
            "measured",
            sa.JSON(),
            nullable=True,
            comment="of a missed share: percent reached and percent required",
        ),
    )
