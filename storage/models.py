"""The tables: runs, to-dos, visits, snapshots, evidence, findings and events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import UtcTime


class Base(DeclarativeBase):
    """Maps the plain types of the models to columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[list[str]]: JSON,
    }


class Run(Base):
    """One night, re-check, re-judging or import of one county."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(comment="night | recheck | check | import | form")
    as_of: Mapped[date] = mapped_column(comment="the Beijing day that the job counts as")
    state: Mapped[str] = mapped_column(comment="running | complete | suspect | aborted")
    stage: Mapped[str] = mapped_column(default="planned", comment="planned | gathered | judged")
    owner: Mapped[str] = mapped_column(comment="host, process id and its start, while running")
    heartbeat: Mapped[datetime]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    ruleset: Mapped[str] = mapped_column(comment="hash of rules, word lists and checks")
    reader: Mapped[str] = mapped_column(default="", comment="version of the readers")
    note: Mapped[str] = mapped_column(default="", comment="why it is suspect or was aborted, in Chinese")


class Todo(Base):
    """One thing to fetch in a run; planned, then fetched or failed, never twice."""

    __tablename__ = "todo"
    __table_args__ = (
        UniqueConstraint("run_id", "source", "key"),
        Index("ix_todo_waiting", "run_id", "source", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    source: Mapped[str]
    key: Mapped[str] = mapped_column(comment="what makes it one to-do: the normalised address and body")
    url: Mapped[str]
    kind: Mapped[str] = mapped_column(default="", comment="the spider's own word for it")
    unit: Mapped[str] = mapped_column(default="", comment="the unit that the link's place names")
    depth: Mapped[int] = mapped_column(default=0)
    parent: Mapped[str] = mapped_column(default="", comment="the page that led here")
    priority: Mapped[int] = mapped_column(default=0, comment="the lower, the earlier")
    meta: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="planned", comment="planned | fetched | failed")
    reason: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
    visit_id: Mapped[int | None]


class Snapshot(Base):
    """Bytes as they came, once for each content."""

    __tablename__ = "snapshot"

    hash: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of the bytes")
    size: Mapped[int]
    packed: Mapped[bytes] = mapped_column(LargeBinary, comment="the bytes, deflated")
    pruned_on: Mapped[date | None] = mapped_column(comment="Beijing day on which the bytes were removed")


class Visit(Base):
    """One fetch, good or bad, with what came back."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_last", "source", "url", "fetched_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    todo_id: Mapped[int | None] = mapped_column(ForeignKey("todo.id"))
    source: Mapped[str]
    channel: Mapped[str]
    url: Mapped[str] = mapped_column(comment="the to-do's key: address and, for a POST, a hash of its body")
    final_url: Mapped[str]
    fetched_at: Mapped[datetime]
    elapsed: Mapped[float] = mapped_column(comment="seconds")
    status: Mapped[int | None] = mapped_column(comment="HTTP status; null when none came")
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    content_type: Mapped[str] = mapped_column(default="")
    snapshot: Mapped[str | None] = mapped_column(ForeignKey("snapshot.hash"), index=True)
    same_as: Mapped[int | None] = mapped_column(comment="the earlier visit whose content a 304 confirmed")
    reason: Mapped[str] = mapped_column(default="", comment="why nothing could be read; empty when it could")
    detail: Mapped[str] = mapped_column(default="")


class EvidenceRow(Base):
    """One piece of evidence that a visit gave."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(comment="the lasting key of what it is about")
    channel: Mapped[str]
    unit: Mapped[str]
    reader: Mapped[str] = mapped_column(comment="version of the reader")
    content: Mapped[dict[str, Any]] = mapped_column(comment="the evidence as a JSON object")


class FindingRow(Base):
    """One violation of one rule at one place, through all nights."""

    __tablename__ = "finding"
    __table_args__ = (
        Index("ix_finding_identity", "county", "rule", "subject", "channel"),
        # Holds all that findings are counted and chosen by, so that counting does not read their texts.
        Index(
            "ix_finding_counts", "county", "decided", "observed", "cause", "reopened", "severity", "verdict",
            "unit", "indicator", "rule", "channel", "round",
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(comment="hash of the lasting identity and the text first seen")
    rule: Mapped[str]
    subject: Mapped[str]
    channel: Mapped[str]
    slot: Mapped[str] = mapped_column(comment="the kind of field it stands in, without its number")
    text: Mapped[str] = mapped_column(comment="the offending text as the machine saw it, normalised")
    source: Mapped[str] = mapped_column(default="")
    indicator: Mapped[str]
    verdict: Mapped[str]
    severity: Mapped[str]
    unit: Mapped[str] = mapped_column(index=True)
    item_name: Mapped[str]
    item_code: Mapped[str]
    url: Mapped[str]
    fetched_url: Mapped[str]
    field: Mapped[str]
    quote: Mapped[str]
    reason: Mapped[str]
    message: Mapped[str]
    advice: Mapped[str]
    basis: Mapped[str]
    snapshot: Mapped[str] = mapped_column(default="")
    measured: Mapped[list[str] | None] = mapped_column(
        JSON, comment="of a missed share: percent reached and percent required"
    )
    fields: Mapped[list[str]] = mapped_column(default=list, comment="what was filled when it was last seen")
    places: Mapped[list[list[str]]] = mapped_column(
        JSON,
        default=list,
        server_default="[]",
        comment="every [source, address] where it stood when last seen",
    )
    content: Mapped[str] = mapped_column(
        default="", server_default="", comment="hash of what the page said when `observed` was decided"
    )
    observed: Mapped[str] = mapped_column(comment="present | absent | gone | unknown")
    observed_reason: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="", comment="of absence: fixed | withdrawn")
    seen_at: Mapped[datetime] = mapped_column(comment="time of the fetch that decided `observed`")
    missing_since: Mapped[date | None] = mapped_column(comment="first Beijing day of 404/410")
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    fixed_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(default=0)
    decided: Mapped[str] = mapped_column(
        default="pending", comment="pending | confirmed | dismissed | escalated"
    )
    """Which decision holds now: follows from the rows of Decision and the text."""
    decided_reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    round: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    last_event: Mapped[int] = mapped_column(
        default=0, comment="number of the last event; writes compare and set it"
    )


class Decision(Base):
    """What a person decided about a finding, and about which text; never altered."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    decision: Mapped[str] = mapped_column(comment="pending | confirmed | dismissed | escalated")
    who: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
    text: Mapped[str] = mapped_column(comment="the normalised text that was decided on")
    scope: Mapped[str] = mapped_column(
        default="place", server_default="place", comment="place | item | text | rule: what else it holds for"
    )
    county: Mapped[str] = mapped_column(default="", server_default="")
    rule: Mapped[str] = mapped_column(default="", server_default="")
    subject: Mapped[str] = mapped_column(default="", server_default="")
    unit: Mapped[str] = mapped_column(default="", server_default="")
    expires: Mapped[date | None] = mapped_column(comment="the last Beijing day on which it holds")
    needs_second: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="holds only when another person agrees"
    )
    seconds: Mapped[int | None] = mapped_column(comment="the decision that this row agrees to")


class IssueList(Base):
    """A list of problems as it was issued (问题清单); never altered, a correction is a new version."""

    __tablename__ = "issue_list"
    __table_args__ = (UniqueConstraint("county", "round", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    round: Mapped[str]
    version: Mapped[int]
    document_number: Mapped[str] = mapped_column(default="", comment="文号; empty until the office gives one")
    issued_on: Mapped[date] = mapped_column(comment="Beijing day")
    due: Mapped[date]
    who: Mapped[str]
    at: Mapped[datetime]
    head: Mapped[str] = mapped_column(comment="hash of the last event when it was issued")
    reason: Mapped[str] = mapped_column(default="", comment="of a correction: what was wrong")


class Issued(Base):
    """One line of an issued list, frozen as it was handed out."""

    __tablename__ = "issued"
    __table_args__ = (UniqueConstraint("list_id", "finding_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("issue_list.id"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    number: Mapped[str] = mapped_column(comment="the line's number on paper; kept through all versions")
    unit: Mapped[str]
    due: Mapped[date]
    record: Mapped[dict[str, Any]] = mapped_column(comment="the finding as exported when it was issued")


class Claim(Base):
    """What a unit answered to a finding: agreed or not, or that it is put right; never altered."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    kind: Mapped[str] = mapped_column(comment="agreed | partly | disputed | fixed")
    who: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    files: Mapped[list[str]] = mapped_column(JSON, default=list, comment="hashes of the evidence handed in")
    text: Mapped[str] = mapped_column(comment="the normalised text that was answered to")


class Event(Base):
    """One change of one finding; never altered, each linked to the one before by its hash."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("county", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    number: Mapped[int] = mapped_column(comment="counts from 1 in each county, without gaps")
    finding_id: Mapped[int] = mapped_column(index=True)
    """0 for what a person did about a run as a whole."""
    run_id: Mapped[int | None]
    at: Mapped[datetime]
    who: Mapped[str]
    what: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
    previous: Mapped[str] = mapped_column(comment="hash of the event before")
    hash: Mapped[str]


class Coverage(Base):
    """What a finished run read of one source, kept for comparison with later nights."""

    __tablename__ = "coverage"
    __table_args__ = (UniqueConstraint("run_id", "source", "unit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    source: Mapped[str]
    unit: Mapped[str] = mapped_column(comment="empty for the source as a whole")
    guides: Mapped[int]
    fields: Mapped[float] = mapped_column(comment="share of required fields that were filled")
    suspect: Mapped[str] = mapped_column(default="", comment="why this part closes nothing, in Chinese")


class Person(Base):
    """Somebody who may use the desk (用户)."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("county", "login"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    login: Mapped[str] = mapped_column(comment="what is typed to sign in, in lower case")
    name: Mapped[str] = mapped_column(comment="how records call the person")
    role: Mapped[str] = mapped_column(comment="admin | reviewer | unit | assessor | leader")
    unit: Mapped[str] = mapped_column(default="", comment="of a unit's account, the unit")
    password: Mapped[str] = mapped_column(comment="salted hash")
    stamp: Mapped[str] = mapped_column(comment="changes with the password: older sessions end")
    is_active: Mapped[bool] = mapped_column(default=True, server_default=true())
    must_change: Mapped[bool] = mapped_column(default=True, server_default=true())
    failures: Mapped[int] = mapped_column(default=0, server_default="0", comment="wrong passwords in a row")
    locked_until: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    last_seen: Mapped[datetime | None]


class Upload(Base):
    """A file that a unit or an assessor handed in as evidence; its bytes are a snapshot."""

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    unit: Mapped[str]
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    rule: Mapped[str] = mapped_column(default="", comment="of a form's evidence, the rule that asks for it")
    hash: Mapped[str] = mapped_column(ForeignKey("snapshot.hash"))
    file: Mapped[str] = mapped_column(comment="the file's name as it was handed in, to be shown only")
    kind: Mapped[str] = mapped_column(comment="media type found in the bytes, never the one claimed")
    size: Mapped[int]
    who: Mapped[str]
    at: Mapped[datetime]


class RuleSetting(Base):
    """What the office set of a rule at the desk; never altered, the newest of each rule holds."""

    __tablename__ = "rule_setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    rule: Mapped[str] = mapped_column(index=True)
    settings: Mapped[dict[str, Any]] = mapped_column(comment="as in a profile's [rules]; empty: as before")
    who: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]


class Picture(Base):
    """A screenshot (截图) of a finding's text where it stands, or why there is none; never altered."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    hash: Mapped[str | None] = mapped_column(ForeignKey("snapshot.hash"))
    """Of the picture's bytes, which are a snapshot; null when none could be taken."""
    page: Mapped[str] = mapped_column(comment="hash of the snapshot that is shown")
    address: Mapped[str]
    taken_at: Mapped[datetime]
    shows: Mapped[str] = mapped_column(comment="page | document | reading")
    text: Mapped[str] = mapped_column(comment="the offending text that was looked for")
    is_marked: Mapped[bool] = mapped_column(comment="the text was found and highlighted")
    note: Mapped[str] = mapped_column(comment="why not, or why there is no picture")


class Notice(Base):
    """A message to a unit's contact or to the office (通知、提醒、告警)."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_county_key", "county", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    county: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="issued | due | night | alarm")
    key: Mapped[str] = mapped_column(comment="what it is about: told once")
    recipient: Mapped[str] = mapped_column(comment="a unit, or empty for the office")
    title: Mapped[str]
    text: Mapped[str]
    made_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(comment="waiting | sent | failed | over")
    tried: Mapped[int] = mapped_column(comment="how often it was tried")
    sent_at: Mapped[datetime | None]
    detail: Mapped[str] = mapped_column(comment="why it was not sent")
