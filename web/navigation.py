"""The main menu: what each role finds in it, in the order of the day's work."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from storage.roles import Role
from web.access import Visitor

A, R, U, S, L = Role.ADMIN, Role.REVIEWER, Role.UNIT, Role.ASSESSOR, Role.LEADER


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    title: str
    address: str
    here: bool


MENU: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("总览", "home.overview", (A, R, L)),
    ("我的问题", "units.mine", (U,)),
    ("复核", "review.queue", (A, R)),
    ("问题清单", "findings.listing", (A, R, L)),
    ("单位", "units.listing", (A, R, L)),
    ("下发与整改", "rounds.overview", (A, R, L)),
    ("自查表", "forms.listing", (A, R, U, L)),
    ("现场核验", "onsite.listing", (A, R, S)),
    ("发布前自检", "trying.trial", (A, R, U)),
    ("规则", "rulebook.listing", (A, R, U, S, L)),
    ("采集", "nights.listing", (A, R)),
    ("账号", "accounts.listing", (A,)),
)


def menu(who: Visitor | None) -> list[Entry]:
    """The entries for a visitor; the one that the page belongs to is marked."""
    if who is None:
        return []
    part = (request.endpoint or "").partition(".")[0]
    return [
        Entry(title, url_for(endpoint), is_here(endpoint, part))
        for title, endpoint, roles in MENU
        if who.role in roles and endpoint in current_app.view_functions
    ]


def is_here(endpoint: str, part: str) -> bool:
    return endpoint.partition(".")[0] == part
