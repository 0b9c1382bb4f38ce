"""The [notify] table: who is told what, when. Addresses and secrets stand in environment variables only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from counties.tables import Table

# Matches "ZWAUDIT_NOTIFY_OFFICE"; must not match "mailtos://user:secret@mail" or "office@example.cn".
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{2,80}")
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
DESK = re.compile(r"https?://[^\s@]+")


class Nightly(StrEnum):
    """After which nights the office is told the result."""

    ALWAYS = "always"
    CHANGES = "changes"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Notify:
    """Whom to tell: names of environment variables that hold the addresses, for the office and by unit.

    `quiet` is from when until when nothing is sent (Beijing time, also over midnight), `remind_days` how
    many days before the due day a unit is reminded, `desk` the desk's address for people.
    """

    office: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    quiet: tuple[time, time] | None = None
    remind_days: tuple[int, ...] = (7, 3, 1)
    night: Nightly = Nightly.PROBLEMS
    desk: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """Every environment variable that must be set."""
        return tuple(dict.fromkeys((*self.office, *self.units.values())))

    def is_quiet(self, now: time) -> bool:
        """Is nothing to be sent at this time of day?"""
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= now < end if start <= end else now >= start or now < end


def notify_from(table: Table, units: tuple[str, ...]) -> Notify | None:
    """The [notify] table; None where there is none. Raises ProfileError for a secret in the file."""
    if not table.values:
        return None
    table.only("office", "units", "quiet", "remind_days", "night", "desk")
    desk = table.text("desk")
    if desk and not DESK.fullmatch(desk):
        raise table.wrong("desk", "应为审核台的网址，例如 http://10.0.0.8:8411/，不能带用户名和密码")
    return Notify(
        office=tuple(variable(table, "office", name) for name in table.texts("office")),
        units=units_from(table.table("units"), units),
        quiet=quiet_from(table),
        remind_days=days_from(table),
        night=Nightly(table.choice("night", list(Nightly), Nightly.PROBLEMS)),
        desk=desk,
    )


def units_from(table: Table, known: tuple[str, ...]) -> dict[str, str]:
    table.only(*known)
    return {name: variable(table, name, table.text(name, None)) for name in table.values}


def variable(table: Table, key: str, name: str) -> str:
    if not VARIABLE.fullmatch(name):
        raise table.wrong(
            key,
            "应为环境变量的名称，如 ZWAUDIT_NOTIFY_OFFICE；接收地址和密码写在环境变量里，不能写进配置文件",
        )
    return name


def quiet_from(table: Table) -> tuple[time, time] | None:
    given = table.texts("quiet")
    if not given:
        return None
    found = [CLOCK.fullmatch(one) for one in given]
    if len(given) != 2 or not all(found):
        raise table.wrong("quiet", '应为两个不同的时刻，例如 ["22:00", "07:30"]')
    start, end = (time(int(one[1]), int(one[2])) for one in found if one)
    return start, end


def days_from(table: Table) -> tuple[int, ...]:
    given = table.get("remind_days", list, "列表，例如 [7, 3, 1]")
    if given is None:
        return Notify().remind_days
    days = given if isinstance(given, list) else []
    if not all(isinstance(day, int) and not isinstance(day, bool) and 0 <= day <= 60 for day in days):
        raise table.wrong("remind_days", "应为 0 到 60 的整数列表，例如 [7, 3, 1]")
    return tuple(sorted(set(days), reverse=True))
