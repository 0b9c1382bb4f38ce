"""A county with sources on loopback, and what a gathering of it left in the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from checks.evidence import Channel
from counties.profile import Adapter, Profile, Source, UnitProfile
from storage.database import transaction
from storage.models import EvidenceRow, Run, Todo, Visit
from storage.runs import close_run, open_run, this_process

COUNTY = "示例县"
UNITS = (UnitProfile("民政局", aliases=("示例县民政局",)), UnitProfile("林业局"))


def a_source(url: str, name: str = "门户", **more: Any) -> Source:
    return Source(name, more.pop("channel", Channel.PORTAL), (url,), **more)


def a_service_network(url: str, name: str = "政务服务网", **more: Any) -> Source:
    network = {"channel": Channel.SERVICE_NETWORK, "adapter": Adapter.HNZWFW, "area_code": "419999000000"}
    return a_source(url, name, **{**network, **more})


def a_folder(path: Path) -> Source:
    return Source("窗口", Channel.WINDOW, path=path, adapter=Adapter.FOLDER)


def a_profile(*sources: Source, contact: str = "0377-0000000") -> Profile:
    return Profile(COUNTY, "419999", Path(), sources, UNITS, contact=contact)


@dataclass
class Database:
    """The database of a test, with the questions that tests ask."""

    engine: Engine

    def open(self, kind: str = "night") -> int:
        with transaction(self.engine) as session:
            now = datetime.now(UTC)
            run = open_run(
                session, COUNTY, kind, owner=this_process(), as_of=date(2026, 1, 5), ruleset="", now=now
            )
            return run.id

    def accept(self, run_id: int) -> None:
        with transaction(self.engine) as session:
            close_run(session, session.get_one(Run, run_id), "complete", now=datetime.now(UTC))

    def todos(self, run_id: int) -> list[Todo]:
        with transaction(self.engine) as session:
            return list(session.scalars(select(Todo).where(Todo.run_id == run_id).order_by(Todo.id)))

    def visits(self, run_id: int) -> list[Visit]:
        with transaction(self.engine) as session:
            return list(session.scalars(select(Visit).where(Visit.run_id == run_id).order_by(Visit.id)))

    def evidence(self, run_id: int, kind: str) -> list[EvidenceRow]:
        query = select(EvidenceRow).where(EvidenceRow.run_id == run_id, EvidenceRow.kind == kind)
        with transaction(self.engine) as session:
            return list(session.scalars(query.order_by(EvidenceRow.id)))

    def reasons(self, run_id: int) -> dict[str, str]:
        """What was not read, and why, by path."""
        failed = (todo for todo in self.todos(run_id) if todo.state == "failed")
        return {"/" + todo.url.split("/", 3)[3]: todo.reason for todo in failed}

    def fetched(self, run_id: int) -> list[str]:
        done = (todo for todo in self.todos(run_id) if todo.state == "fetched")
        return ["/" + todo.url.split("/", 3)[3] for todo in done]

    def states(self, run_id: int) -> Counter[str]:
        return Counter(todo.state for todo in self.todos(run_id))


def page(*links: str, title: str = "页面", text: str = "") -> str:
    """A page with links; a link is a path, or a path and its text."""
    listed = "".join(f'<li><a href="{link.split()[0]}">{link.split()[-1]}</a></li>' for link in links)
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<h1>{title}</h1><p>{text}</p><ul>{listed}</ul></body></html>"
    )
