"""People who use the desk, and the files that they hand in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("county", sa.String, nullable=False),
        sa.Column("login", sa.String, nullable=False, comment="what is typed to sign in, in lower case"),
        sa.Column("name", sa.String, nullable=False, comment="how records call the person"),
        sa.Column("role", sa.String, nullable=False, comment="admin | reviewer | unit | assessor | leader"),
        sa.Column("unit", sa.String, nullable=False, comment="of a unit's account, the unit"),
        sa.Column("password", sa.String, nullable=False, comment="salted hash"),
        sa.Column(
            "stamp", sa.String, nullable=False, comment="changes with the password: older sessions end"
        ),
        sa.Column("is_active", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("must_change", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column(
            "failures", sa.Integer, nullable=False, server_default="0", comment="wrong passwords in a row"
        ),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("county", "login", name="uq_person_county_login"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("county", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("finding_id", sa.Integer, nullable=True),
        sa.Column(
            "rule", sa.String, nullable=False, comment="of a form's evidence, the rule that asks for it"
        ),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column(
            "file", sa.String, nullable=False, comment="the file's name as it was handed in, to be shown only"
        ),
        sa.Column(
            "kind", sa.String, nullable=False, comment="media type found in the bytes, never the one claimed"
        ),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name="fk_upload_finding_id_finding"),
        sa.ForeignKeyConstraint(["hash"], ["snapshot.hash"], name="fk_upload_hash_snapshot"),
    )
    op.create_index("ix_upload_finding_id", "upload", ["finding_id"])
