"""The bytes of a snapshot may be removed when they are older than the office keeps them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Pruned bytes are empty, never null: the table, the largest of all, need not be written anew.
    said = "Beijing day on which the bytes were removed"
    op.add_column("snapshot", sa.Column("pruned_on", sa.Date(), nullable=True, comment=said))
