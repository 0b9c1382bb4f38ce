"""How the pages word things: filters and values that every template may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from checks.engine import field_title
from checks.outcome import Severity
from reports.problems import TONES
from reports.wording import (
    BEIJING,
    address_shown,
    channel_title,
    clock,
    criterion_in_words,
    day_in_words,
    link,
    safe,
    severity_label,
    short,
)
from storage.models import FindingRow
from storage.pictures import before_and_after, name_of
from storage.roles import Role
from storage.status import public_id, status
from web.access import visitor
from web.desk import the_desk
from web.navigation import menu

STATUS_TONES = {**TONES, "误报": "closed", "上级要素": "closed", "已撤销": "closed", "页面已取消": "closed"}
"""The colour class of each status."""


def install(app: Flask) -> None:
    """Give templates their words."""
    app.jinja_env.filters.update(
        picture_name=name_of,
        clock=clock, day=day, day_in_words=day_in_words, safe_text=safe, short=short, channel=channel_title,
        severity=severity_label, criterion=criterion_in_words, field=field_title, status=status,
        number=public_id, tone=tone, weblink=link, address=address_shown, severity_tone=severity_tone,
        status_tone=status_tone,
    )  # fmt: skip
    app.jinja_env.globals.update(Role=Role, changed=changed, before_and_after=before_and_after)
    app.context_processor(common)


def common() -> dict[str, object]:
    """What the frame of every page needs."""
    desk = the_desk()
    who = visitor() if current_user.is_authenticated else None
    return {
        "county": desk.county,
        "who": who,
        "navigation": menu(who),
        "letterhead": desk.profile.report,
        "today": desk.today,
    }


def day(value: date | datetime | None) -> str:
    """A Beijing day, "2022-04-16"; "" for none."""
    if isinstance(value, datetime):
        value = value.astimezone(BEIJING).date()
    return value.isoformat() if value else ""


def tone(finding: FindingRow) -> str:
    """The colour class of a finding's status."""
    return status_tone(status(finding))


def status_tone(word: str) -> str:
    """The colour class of a status."""
    return STATUS_TONES.get(word, "pending")


def severity_tone(severity: str) -> str:
    """The colour class of a severity."""
    return severity.lower() if severity in list(Severity) else "other"


def address_of(endpoint: str, values: Mapping[str, Any]) -> str:
    """The address of a view, with these values in its path and its questions."""
    return url_for(endpoint, **values)


def changed(**values: object) -> str:
    """This page's address with some of its questions answered otherwise; empty ones are left out."""
    asked = {**request.args.to_dict(), **{key: str(value) for key, value in values.items()}}
    values = {**(request.view_args or {}), **{key: value for key, value in asked.items() if value}}
    return address_of(request.endpoint or "", values)
