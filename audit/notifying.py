"""Notices to units and the office: what is to be said, and sending it (mail, 企业微信, 钉钉) by apprise."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import click
from rich.console import Console
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audit.errors import Incomplete, UserMistake
from audit.workspace import BEIJING, Workspace, now
from checks.text.masking import masked
from counties.notify import Nightly, Notify
from reports import notices as words
from reports.notices import Message
from storage import notices, queue
from storage.database import transaction
from storage.issuing import lists_of
from storage.models import FindingRow, Issued, Notice
from storage.queue import Chosen, status_in_words

RECENT = timedelta(days=14)
"""A list that was issued longer ago is no news."""
LEAST_FREE = 2_000_000_000
"""Bytes on the disk below which the office is warned."""
OPEN = ("待整改", "复发", "待核实")
QUIETLY = "?cto=8&rto=15"

Send = Callable[[str, Message], str]
"""Sends a message to an address; "" when it arrived, else why not."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the office is warned of, with a lasting key."""

    key: str
    what: str
    why: str


def put_news(session: Session, workspace: Workspace, notify: Notify, at: datetime) -> int:
    """Put in line what units must hear: new lists, and what is due soon; how many are new."""
    today = at.astimezone(BEIJING).date()
    found = [*issued_lists(session, workspace, notify, today), *reminders(session, workspace, notify, today)]
    return sum(
        put(session, workspace, kind, key, unit, message, at) is not None
        for kind, key, unit, message in found
        if unit in notify.units
    )


News = tuple[str, str, str, Message]
"""Kind, key, unit and words."""


def issued_lists(session: Session, workspace: Workspace, notify: Notify, today: date) -> Iterator[News]:
    """The units of every list that was issued lately; a correction is told by people."""
    for made in lists_of(session, workspace.profile.name):
        if made.reason or not today - RECENT <= made.issued_on <= today:
            continue
        query = select(Issued.unit, func.count()).where(Issued.list_id == made.id).group_by(Issued.unit)
        for unit, count in session.execute(query.order_by(Issued.unit)):
            message = words.issued(unit, made.round, count, made.due, notify.desk)
            yield "issued", f"issued:{made.id}:{unit}", unit, message


def reminders(session: Session, workspace: Workspace, notify: Notify, today: date) -> Iterator[News]:
    """What is still to be put right and due in so many days as the profile names."""
    row = FindingRow
    days = {today + timedelta(days=left): left for left in notify.remind_days}
    query = (
        select(row.unit, row.round, row.due, func.count())
        .where(row.county == workspace.profile.name, row.round != "", row.due.in_(list(days)))
        .where(status_in_words().in_(OPEN))
        .group_by(row.unit, row.round, row.due)
        .order_by(row.unit, row.round, row.due)
    )
    for unit, round_name, due, count in session.execute(query):
        if due is None:
            continue
        left = days[due]
        message = words.reminder(unit, round_name, count, due, left, notify.desk)
        yield "due", f"due:{round_name}:{unit}:{due}:{left}", unit, message


def put(
    session: Session,
    workspace: Workspace,
    kind: str,
    key: str,
    recipient: str,
    message: Message,
    at: datetime,
) -> Notice | None:
    """Put one message in line; numbers of persons never leave."""
    return notices.put(
        session, workspace.profile.name, kind=kind, key=key, recipient=recipient,
        title=masked(message.title)[:200], text=masked(message.text), at=at,
    )  # fmt: skip


def after_night(
    workspace: Workspace,
    day: date,
    run: int,
    changes: Mapping[str, int],
    troubles: Iterable[Trouble],
    out: Console,
) -> None:
    """Tell the office how the night went and what is wrong, and send what is due; never fails the night."""
    notify = workspace.profile.notify
    if notify is None:
        return
    found = [*troubles, *disk_trouble(workspace)]
    try:
        with transaction(workspace.engine) as session:
            put_alarms(session, workspace, notify, found, now())
            waiting = queue.counts(session, workspace.profile.name, Chosen(status="待复核")).get("待复核", 0)
            if is_told(notify.night, changes, found):
                message = words.night(workspace.profile.name, day, changes, waiting, notify.desk)
                put(session, workspace, "night", f"night:{run}", "", message, now())
        for line in send_due(workspace, notify):
            out.print(line, markup=False)
    except Exception as error:  # noqa: BLE001 - a night must not fail for its messages
        out.print(f"注意：通知没有发出（{type(error).__name__}），下次再发", markup=False)


def is_told(when: Nightly, changes: Mapping[str, int], troubles: list[Trouble]) -> bool:
    if when is Nightly.ALWAYS:
        return True
    return bool(troubles) or (when is Nightly.CHANGES and any(changes.values()))


def put_alarms(
    session: Session, workspace: Workspace, notify: Notify, troubles: Iterable[Trouble], at: datetime
) -> None:
    """Each trouble once until it is over; what is over is told to those who were told of it."""
    county = workspace.profile.name
    named = [f"alarm:{one.key}" for one in troubles]
    for over in notices.end_alarms(session, county, named):
        put(session, workspace, "alarm over", f"over:{over.id}", "", words.recovered(county, over.title), at)
    for one in troubles:
        message = words.alarm(county, one.what, one.why, notify.desk)
        put(session, workspace, notices.ALARM, f"alarm:{one.key}", "", message, at)


def disk_trouble(workspace: Workspace) -> Iterator[Trouble]:
    """The disk on which everything is kept is nearly full."""
    free = shutil.disk_usage(workspace.out).free
    if free < LEAST_FREE:
        yield Trouble("disk", "磁盘空间不足", f"输出目录所在磁盘只剩 {free / 1e9:.1f} GB")


def notify_now(workspace: Workspace, *, dry_run: bool, trial: bool) -> None:
    """`zwaudit notify`: what units must hear is put in line, and all that is due is sent."""
    notify = workspace.profile.notify
    if notify is None:
        raise UserMistake("县配置里没有 [notify]，没有要通知的人；写法见 docs/notices.md")
    if trial:
        try_out(workspace, notify)
        return
    with transaction(workspace.engine) as session:
        put_news(session, workspace, notify, now())
        waiting = notices.due(session, workspace.profile.name, now())
        if dry_run:
            for one in waiting:
                click.echo(f"{one.recipient or '办公室'}：{one.title}")
            click.echo(f"待发 {len(waiting)} 条，没有发送")
            session.rollback()
            return
    failed = 0
    for line in send_due(workspace, notify):
        failed += "没有发出" in line
        click.echo(line)
    if failed:
        raise Incomplete(f"有 {failed} 条通知没有发出，稍后自动重发")


def try_out(workspace: Workspace, notify: Notify) -> None:
    """Send a message to every address once."""
    failed = 0
    for name in notify.variables:
        why = delivered(name, words.trial(workspace.profile.name))
        click.echo(f"{name}：{why or '已发送'}")
        failed += bool(why)
    if failed:
        raise Incomplete(f"{failed} 个地址没有发出测试消息，请检查环境变量和网络")


def send_due(workspace: Workspace, notify: Notify, send: Send | None = None) -> Iterator[str]:
    """Send what is due, unless it is quiet time; a line about each that was tried."""
    county, at = workspace.profile.name, now()
    if notify.is_quiet(at.astimezone(BEIJING).time()):
        return
    with transaction(workspace.engine) as session:
        waiting = notices.due(session, county, at)
        session.expunge_all()
    for one in waiting:
        with transaction(workspace.engine) as session:
            if not notices.claim(session, one, at):
                continue
        names = notify.office if not one.recipient else (notify.units.get(one.recipient, ""),)
        tried = [reached(name, one, send or delivered) for name in names if name] or ["没有接收人"]
        why, is_sent = "；".join(filter(None, tried)), "" in tried
        with transaction(workspace.engine) as session:
            notices.settle(session, one.id, is_sent=is_sent, detail=why, at=now())
        said = f"（{why}）" if why else ""
        yield f"通知{one.recipient or '办公室'}：{one.title}{'' if is_sent else '：没有发出'}{said}"


def reached(name: str, notice: Notice, send: Send) -> str:
    return send(name, Message(notice.title, notice.text))


def delivered(name: str, message: Message) -> str:
    """Send to the address that an environment variable holds; "" or why not, never naming the address."""
    address = os.environ.get(name, "").strip()
    if not address:
        return f"环境变量 {name} 没有设置"
    import apprise

    # Its log would print addresses, and these hold passwords.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    post = apprise.Apprise()
    if not post.add(address if "?" in address else address + QUIETLY):
        return f"环境变量 {name} 里的地址不能识别，写法见 docs/notices.md"
    try:
        sent = post.notify(title=message.title, body=message.text, body_format=apprise.NotifyFormat.TEXT)
    except Exception as error:  # noqa: BLE001 - whatever a service's plugin raises, the night goes on
        return f"发送出错（{type(error).__name__}）"
    return "" if sent else f"对方没有接收（{name}）"
