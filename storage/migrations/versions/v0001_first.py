"""The first form of the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# Events are never altered: not by us, not by a person with the database open.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
        "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
        "CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event "
        "BEGIN SELECT RAISE(ABORT, 'events are never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION events_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are never changed or removed'; END $$",
        "CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE ON event "
        "FOR EACH ROW EXECUTE FUNCTION events_are_kept()",
    ),
}


def upgrade() -> None:

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="counts from 1 in each county, without gaps"
        ),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False, comment="hash of the event before"),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("county", "number", name=op.f("uq_event_county_number")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_finding_id"), ["finding_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column(
            "fingerprint",
            sa.String(),
            nullable=False,
            comment="hash of the lasting identity and the text first seen",
        ),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column(
            "slot", sa.String(), nullable=False, comment="the kind of field it stands in, without its number"
        ),
        sa.Column(
            "text",
            sa.String(),
            nullable=False,
            comment="the offending text as the machine saw it, normalised",
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("item_name", sa.String(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("fetched_url", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False, comment="what was filled when it was last seen"),
        sa.Column("observed", sa.String(), nullable=False, comment="present | absent | gone | unknown"),
        sa.Column("observed_reason", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False, comment="of absence: fixed | withdrawn"),
        sa.Column(
            "seen_at", sa.DateTime(), nullable=False, comment="time of the fetch that decided `observed`"
        ),
        sa.Column("missing_since", sa.Date(), nullable=True, comment="first Beijing day of 404/410"),
        sa.Column("first_seen", sa.DateTime(), nullable=False),
        sa.Column("last_seen", sa.DateTime(), nullable=False),
        sa.Column("fixed_at", sa.DateTime(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column(
            "decided", sa.String(), nullable=False, comment="pending | confirmed | dismissed | escalated"
        ),
        sa.Column("decided_reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column(
            "last_event",
            sa.Integer(),
            nullable=False,
            comment="number of the last event; writes compare and set it",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index("ix_finding_identity", ["county", "rule", "subject", "channel"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_unit"), ["unit"], unique=False)

    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False, comment="night | recheck | check | import | form"),
        sa.Column("as_of", sa.Date(), nullable=False, comment="the Beijing day that the job counts as"),
        sa.Column("state", sa.String(), nullable=False, comment="running | complete | suspect | aborted"),
        sa.Column("stage", sa.String(), nullable=False, comment="planned | gathered | judged"),
        sa.Column(
            "owner", sa.String(), nullable=False, comment="host, process id and its start, while running"
        ),
        sa.Column("heartbeat", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("ruleset", sa.String(), nullable=False, comment="hash of rules, word lists and checks"),
        sa.Column("reader", sa.String(), nullable=False, comment="version of the readers"),
        sa.Column(
            "note", sa.String(), nullable=False, comment="why it is suspect or was aborted, in Chinese"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_county"), ["county"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("hash", sa.String(), nullable=False, comment="SHA-256 of the bytes"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False, comment="the bytes, deflated"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False, comment="empty for the source as a whole"),
        sa.Column("guides", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Double(), nullable=False, comment="share of required fields that were filled"),
        sa.Column("suspect", sa.String(), nullable=False, comment="why this part closes nothing, in Chinese"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_coverage_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
        sa.UniqueConstraint("run_id", "source", "unit", name=op.f("uq_coverage_run_id_source_unit")),
    )
    op.create_table(
        "todo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "key",
            sa.String(),
            nullable=False,
            comment="what makes it one to-do: the normalised address and body",
        ),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False, comment="the spider's own word for it"),
        sa.Column("unit", sa.String(), nullable=False, comment="the unit that the link's place names"),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False, comment="the page that led here"),
        sa.Column("priority", sa.Integer(), nullable=False, comment="the lower, the earlier"),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, comment="planned | fetched | failed"),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_todo_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_todo")),
        sa.UniqueConstraint("run_id", "source", "key", name=op.f("uq_todo_run_id_source_key")),
    )
    with op.batch_alter_table("todo", schema=None) as batch_op:
        batch_op.create_index("ix_todo_waiting", ["run_id", "source", "state"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("todo_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column(
            "url",
            sa.String(),
            nullable=False,
            comment="the to-do's key: address and, for a POST, a hash of its body",
        ),
        sa.Column("final_url", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=False),
        sa.Column("elapsed", sa.Double(), nullable=False, comment="seconds"),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP status; null when none came"),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=True),
        sa.Column(
            "same_as", sa.Integer(), nullable=True, comment="the earlier visit whose content a 304 confirmed"
        ),
        sa.Column(
            "reason", sa.String(), nullable=False, comment="why nothing could be read; empty when it could"
        ),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_visit_run_id_run")),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshot.hash"], name=op.f("fk_visit_snapshot_snapshot")),
        sa.ForeignKeyConstraint(["todo_id"], ["todo.id"], name=op.f("fk_visit_todo_id_todo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_last", ["source", "url", "fetched_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_snapshot"), ["snapshot"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False, comment="the lasting key of what it is about"),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False, comment="version of the reader"),
        sa.Column("content", sa.JSON(), nullable=False, comment="the evidence as a JSON object"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_evidence_run_id_run")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_evidence_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_visit_id"), ["visit_id"], unique=False)

    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
