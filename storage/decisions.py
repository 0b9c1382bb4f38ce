"""Decisions: what a person decided about a finding, each a row of its own; no run ever writes one.

A dismissal (误报) holds for the text it was made about, at this place or in a wider scope, until its day
of expiry. Of the gravest findings, and in wide scopes, it holds only when a second person agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session, aliased

from storage import chain
from storage.models import Decision, FindingRow
from storage.status import public_id

BEIJING = timezone(timedelta(hours=8))
DECISIONS = ("pending", "confirmed", "dismissed", "escalated")
GRAVEST = "S1"


class Scope(StrEnum):
    """What else a dismissal holds for; the value is stored."""

    PLACE = "place"
    ITEM = "item"
    TEXT = "text"
    RULE = "rule"

    @property
    def label(self) -> str:
        """In the office's words."""
        return SCOPE_TITLES[self]


SCOPE_TITLES = {
    Scope.PLACE: "本处",
    Scope.ITEM: "本事项各渠道的同一表述",
    Scope.TEXT: "本单位全部事项的同一表述",
    Scope.RULE: "本单位不适用这条规则",
}
WIDE = (Scope.TEXT, Scope.RULE)


class Overtaken(Exception):
    """Somebody else changed the finding in the meantime; nothing was written."""


class NotAllowed(Exception):
    """A decision that the rules of deciding do not allow; the text says why, in Chinese."""


def decide(
    session: Session,
    finding_id: int,
    decision: str,
    *,
    who: str,
    at: datetime,
    reason: str = "",
    after: int | None = None,
    scope: Scope = Scope.PLACE,
    expires: date | None = None,
) -> FindingRow:
    """Record a person's decision about the text as it stands now, and what follows for findings like it.

    `after` is the last event that the person saw; raises Overtaken when there is a newer one. Raises
    NotAllowed for a scope or an expiry that this decision cannot have.
    """
    if decision not in DECISIONS:
        raise ValueError(f"no such decision: {decision}")
    row = session.get_one(FindingRow, finding_id)
    if after is not None and after != row.last_event:
        raise Overtaken(public_id(row))
    refuse(decision, scope, expires)
    needs_second = decision == "dismissed" and (row.severity == GRAVEST or scope in WIDE)
    made = Decision(
        finding_id=row.id, decision=decision, who=who, at=at, reason=reason, text=row.text,
        scope=scope.value, county=row.county, rule=row.rule, subject=row.subject, unit=row.unit,
        expires=expires, needs_second=needs_second,
    )  # fmt: skip
    session.add(made)
    session.flush()
    if needs_second:
        tell(session, row, at, who, "decided-proposed", row.decided, decision, worded(made))
    else:
        take_effect(session, row, made)
    return row


def refuse(decision: str, scope: Scope, expires: date | None) -> None:
    if decision != "dismissed" and (scope is not Scope.PLACE or expires):
        raise NotAllowed("只有认定误报时可以选择范围和期限")
    if scope is Scope.RULE and expires is None:
        raise NotAllowed("“本单位不适用这条规则”须写明到期日")


def second(session: Session, decision_id: int, *, who: str, at: datetime) -> FindingRow:
    """A second person agrees to a dismissal, which holds from now on. Raises NotAllowed."""
    made = session.get_one(Decision, decision_id)
    row = session.get_one(FindingRow, made.finding_id)
    if not made.needs_second:
        raise NotAllowed("这项认定不需要第二人同意")
    if made.who == who:
        raise NotAllowed("同一人不能既提出又同意，请由另一人复核")
    if is_seconded(session, made):
        raise NotAllowed("这项认定已有第二人同意")
    if made.id != newest_own(session, row).id or (made.scope != Scope.RULE and made.text != row.text):
        raise NotAllowed("提出以后该问题又有变化，请重新提出")
    session.add(
        Decision(
            finding_id=row.id, decision=made.decision, who=who, at=at, reason=made.reason, text=made.text,
            scope=made.scope, county=made.county, rule=made.rule, subject=made.subject, unit=made.unit,
            expires=made.expires, needs_second=True, seconds=made.id,
        )
    )  # fmt: skip
    session.flush()
    take_effect(session, row, made, seconded_by=who, at=at)
    return row


def take_effect(
    session: Session, row: FindingRow, made: Decision, *, seconded_by: str = "", at: datetime | None = None
) -> None:
    """Write what a decision means for its finding, and in a wide scope for every finding like it."""
    old, row.decided = row.decided, made.decision
    row.decided_by, row.decided_reason = made.who, made.reason
    at, who = at or made.at, seconded_by or made.who
    tell(session, row, at, who, f"decided-{made.decision}", old, made.decision, worded(made))
    if made.scope == Scope.PLACE:
        return
    for other in session.scalars(like(made).order_by(FindingRow.id)):
        if other.id != row.id:
            settle(session, other, who=who, at=at, run_id=None)


def worded(made: Decision) -> str:
    """The reason of a decision as its event tells it."""
    scope = "" if made.scope == Scope.PLACE else f"范围：{Scope(made.scope).label}"
    until = f"有效至 {made.expires}" if made.expires else ""
    return "；".join(filter(None, (made.reason, scope, until)))


def like(made: Decision) -> Select[FindingRow]:
    """The findings that a dismissal in a wide scope is about."""
    same = [FindingRow.county == made.county, FindingRow.rule == made.rule]
    if made.scope == Scope.ITEM:
        same += [FindingRow.subject == made.subject, FindingRow.text == made.text]
    elif made.scope == Scope.TEXT:
        same += [FindingRow.unit == made.unit, FindingRow.text == made.text]
    else:
        same += [FindingRow.unit == made.unit]
    return select(FindingRow).where(*same)


def of_finding(session: Session, finding_id: int) -> list[Decision]:
    """Every decision about a finding, oldest first."""
    query = select(Decision).where(Decision.finding_id == finding_id).order_by(Decision.id)
    return list(session.scalars(query))


def newest_own(session: Session, row: FindingRow) -> Decision:
    """The last decision made about this very finding."""
    return next(made for made in reversed(of_finding(session, row.id)) if made.seconds is None)


def is_seconded(session: Session, made: Decision) -> bool:
    return session.scalar(select(Decision.id).where(Decision.seconds == made.id).limit(1)) is not None


def waiting(session: Session, county: str) -> list[Decision]:
    """The dismissals that wait for a second person and can still be agreed to, oldest first."""
    other = aliased(Decision)
    later = select(other.id).where(other.finding_id == Decision.finding_id, other.id > Decision.id)
    query = select(Decision).where(
        Decision.county == county, Decision.needs_second, Decision.seconds.is_(None), ~later.exists()
    )
    return list(session.scalars(query.order_by(Decision.id)))


def about(session: Session, row: FindingRow) -> list[Decision]:
    """Every decision that may hold for a finding, its own and those of wider scope, oldest first."""
    wide = (
        (Decision.county == row.county) & (Decision.rule == row.rule)
        & or_(
            (Decision.scope == Scope.ITEM) & (Decision.subject == row.subject),
            (Decision.scope == Scope.TEXT) & (Decision.unit == row.unit),
            (Decision.scope == Scope.RULE) & (Decision.unit == row.unit),
        )
    )  # fmt: skip
    query = select(Decision).where((Decision.finding_id == row.id) | wide).order_by(Decision.id)
    return list(session.scalars(query))


def holding(made: Sequence[Decision], row: FindingRow, day: date) -> Decision | None:
    """Which decision holds for a finding on a Beijing day: the last that is in force."""
    seconded = {one.seconds for one in made if one.seconds is not None}
    proper = [one for one in made if one.seconds is None and (not one.needs_second or one.id in seconded)]
    return proper[-1] if proper and in_force(proper[-1], row, day) else confirmed_before(proper, row, day)


def confirmed_before(proper: Sequence[Decision], row: FindingRow, day: date) -> Decision | None:
    """Where the last decision has lapsed, a confirmation does not come back: a person looks again."""
    lapsed = proper[-1] if proper else None
    if lapsed is None or lapsed.finding_id == row.id:
        return None
    # A lapsed decision about other findings leaves this one's own decision as it was.
    own = [one for one in proper if one.finding_id == row.id]
    return own[-1] if own and in_force(own[-1], row, day) else None


def in_force(made: Decision, row: FindingRow, day: date) -> bool:
    """Does a decision still hold? A dismissal ends with its text and its day; others stay."""
    if made.decision != "dismissed":
        return made.finding_id == row.id
    if made.expires is not None and day > made.expires:
        return False
    return made.scope == Scope.RULE or made.text == row.text


def settle(session: Session, row: FindingRow, *, who: str, at: datetime, run_id: int | None) -> None:
    """Derive anew which decision holds: for a new finding, an edited text, a day on which one expires."""
    made = about(session, row)
    if not made:
        return
    holds = holding(made, row, at.astimezone(BEIJING).date())
    now = holds.decision if holds else "pending"
    if now == row.decided:
        return
    reason = why(made[-1], holds, row)
    old, row.decided = row.decided, now
    row.decided_by, row.decided_reason = (holds.who, holds.reason) if holds else ("", "")
    tell(session, row, at, who, "decision-holds" if holds else "decision-lapsed", old, now, reason, run_id)


def why(last: Decision, holds: Decision | None, row: FindingRow) -> str:
    if holds is None:
        changed = last.text != row.text and last.scope != Scope.RULE
        return "文字有改动，原误报认定不再适用" if changed else "误报认定已到期"
    if holds.finding_id != row.id:
        return f"适用对 F{holds.finding_id:06d} 的认定（{Scope(holds.scope).label}）"
    return "文字恢复原样，原认定仍然适用"


def expired(session: Session, county: str, day: date) -> list[FindingRow]:
    """The dismissed findings of which a dismissal has run out by this day."""
    over = Decision.expires.is_not(None) & (Decision.expires < day) & (Decision.county == county)
    made = list(
        session.scalars(select(Decision).where(over, Decision.seconds.is_(None)).order_by(Decision.id))
    )
    found: dict[int, FindingRow] = {}
    for one in made:
        rows: Iterable[FindingRow] = (
            [session.get_one(FindingRow, one.finding_id)]
            if one.scope == Scope.PLACE
            else session.scalars(like(one).order_by(FindingRow.id))
        )
        found |= {row.id: row for row in rows if row.decided == "dismissed"}
    return [found[number] for number in sorted(found)]


def has_wide(session: Session, county: str) -> bool:
    """Is there any decision whose scope reaches beyond its own finding?"""
    query = select(Decision.id).where(Decision.county == county, Decision.scope != Scope.PLACE).limit(1)
    return session.scalar(query) is not None


def tell(
    session: Session,
    row: FindingRow,
    at: datetime,
    who: str,
    what: str,
    old: str,
    new: str,
    reason: str,
    run_id: int | None = None,
) -> None:
    """Append an event about a finding and make it the finding's last."""
    entry = chain.Entry(row.id, at, who, what, old, new, reason, run_id)
    link(session, row, chain.append(session, row.county, entry).number)


def link(session: Session, row: FindingRow, number: int) -> None:
    """Compare and set the finding's last event."""
    session.flush()
    done = session.execute(
        update(FindingRow)
        .where(FindingRow.id == row.id, FindingRow.last_event == row.last_event)
        .values(last_event=number)
        .execution_options(synchronize_session="fetch")
    )
    if getattr(done, "rowcount", 0) != 1:
        raise Overtaken(public_id(row))
