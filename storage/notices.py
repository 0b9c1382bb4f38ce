"""Notices (通知): put once for each matter, sent by one process only, tried again later when they fail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.models import Notice

WAITING, SENDING, SENT, FAILED, OVER = "waiting", "sending", "sent", "failed", "over"
ALARM = "alarm"
MOST_TRIES = 8
FIRST_PAUSE = timedelta(minutes=5)
"""After each failure the pause is twice as long; a process that died while sending is made up for so too."""


def put(
    session: Session, county: str, *, kind: str, key: str, recipient: str, title: str, text: str, at: datetime
) -> Notice | None:
    """Put a notice in line; None when this matter was told, or is to be, already."""
    known = select(Notice.id).where(Notice.county == county, Notice.key == key, Notice.state != OVER)
    if session.scalars(known.limit(1)).first() is not None:
        return None
    made = Notice(
        county=county, kind=kind, key=key, recipient=recipient, title=title, text=text, made_at=at,
        state=WAITING, tried=0, sent_at=None, detail="",
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def due(session: Session, county: str, at: datetime) -> list[Notice]:
    """What is to be sent now: what waits, and what failed long enough ago, oldest first."""
    query = (
        select(Notice)
        .where(
            Notice.county == county, Notice.state.in_((WAITING, SENDING, FAILED)), Notice.tried < MOST_TRIES
        )
        .order_by(Notice.id)
    )
    return [one for one in session.scalars(query) if one.sent_at is None or one.sent_at + pause(one) <= at]


def pause(notice: Notice) -> timedelta:
    return FIRST_PAUSE * (1 << max(notice.tried - 1, 0))


def claim(session: Session, notice: Notice, at: datetime) -> bool:
    """Take a notice for sending; False when another process was quicker. `sent_at` is when it was tried."""
    mine = (
        update(Notice)
        .where(Notice.id == notice.id, Notice.tried == notice.tried, Notice.state == notice.state)
        .values(state=SENDING, tried=notice.tried + 1, sent_at=at)
        .returning(Notice.id)
    )
    return session.execute(mine).first() is not None


def settle(session: Session, number: int, *, is_sent: bool, detail: str, at: datetime) -> None:
    """How the sending ended: sent when one address took it; `detail` says what another one did not."""
    values = {"state": SENT if is_sent else FAILED, "detail": detail[:300], "sent_at": at}
    session.execute(update(Notice).where(Notice.id == number, Notice.state == SENDING).values(values))


def end_alarms(session: Session, county: str, still: Iterable[str]) -> Sequence[Notice]:
    """End every alarm whose matter is over, all but `still`; those that people were told of."""
    named = set(still)
    query = select(Notice).where(Notice.county == county, Notice.kind == ALARM, Notice.state != OVER)
    told = []
    for one in session.scalars(query.order_by(Notice.id)):
        if one.key not in named:
            if one.state == SENT:
                told.append(one)
            one.state = OVER
    session.flush()
    return told


def counted(session: Session, county: str) -> dict[str, int]:
    """How many notices are in each state."""
    query = select(Notice.state, func.count()).where(Notice.county == county).group_by(Notice.state)
    return {str(state): int(count) for state, count in session.execute(query)}
