"""Keeping what was fetched: one transaction for each answer, so kill -9 loses nothing and doubles nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from counties.profile import Source
from crawler.answers import Answer
from crawler.attribution import Look, attributed
from crawler.failures import Trouble
from crawler.frontier import Rank, Step
from crawler.job import Progress
from crawler.reading.reading import READER_VERSION, Reading
from crawler.steps import planned, step_known, step_of
from storage import evidence, todo, visits
from storage.database import transaction
from storage.models import Run, Todo, Visit
from storage.reasons import Reason
from storage.visits import Fetch, Validators


def now() -> datetime:
    """The time of a fetch: the only clock that evidence depends on."""
    return datetime.now(UTC)


@dataclass
class Recorder:
    """Writes one source's part of a run. `told` hears of every change."""

    engine: Engine
    run_id: int
    county: str
    source: Source
    look: Look
    told: Callable[[Progress], None]
    full: bool = False
    _revisits: bool = True
    _ids: dict[str, int] = field(default_factory=dict)
    _asked: dict[str, Validators] = field(default_factory=dict)
    _states: Counter[str] = field(default_factory=Counter)

    def open(self, first: Callable[[], Iterable[Step]], *, known: bool = True) -> list[Step]:
        """What is waiting: of an interrupted run what it left, else the first steps and the known pages."""
        with transaction(self.engine) as session:
            if not todo.has_any(session, self.run_id, self.source.name):
                steps = [*first(), *(self._known(session) if known else [])]
                todo.plan(session, self.run_id, self.source.name, [planned(step) for step in steps])
            left = todo.waiting(session, self.run_id, self.source.name)
            self._revisits = self._has_earlier_visits(session)
            self._states = self._counted(session)
        self._ids = {each.key: each.id for each in left}
        self._tell("")
        return [step_of(each) for each in left]

    def unit_named(self, text: str) -> str:
        """The name of the one unit that a text names, or ""."""
        return self.look(text).unit or ""

    def fetched_before(self) -> dict[str, int]:
        """How many pages of each kind this run fetched before it was interrupted."""
        mine = Todo.run_id == self.run_id, Todo.source == self.source.name, Todo.state == "fetched"
        with transaction(self.engine) as session:
            rows = session.execute(select(Todo.kind, func.count()).where(*mine).group_by(Todo.kind))
            return {str(kind): int(count) for kind, count in rows}

    def conditions(self, step: Step) -> dict[str, str]:
        """Headers that spare the site from sending an unchanged page again."""
        if self.full or not self._revisits or step.body or step.url.startswith("file:"):
            return {}
        with transaction(self.engine) as session:
            before = visits.validators(session, self.county, self.source.name, step.key)
        if before is None:
            return {}
        self._asked[step.key] = before
        headers = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
        return {name: value for name, value in headers.items() if value}

    def unchanged(self, step: Step, answer: Answer) -> Answer:
        """A 304 with the content that it confirms; as it came when nothing was asked with conditions."""
        before = self._asked.pop(step.key, None)
        if before is None:
            return answer
        with transaction(self.engine) as session:
            kind = session.get_one(Visit, before.visit_id).content_type
            body = visits.body(session, before.snapshot)
        return replace(
            answer, body=body, same_as=before.visit_id, headers={**answer.headers, "content-type": kind}
        )

    def read(
        self,
        step: Step,
        answer: Answer,
        reading: Reading,
        *,
        plan: Iterable[Step] = (),
        refuse: Iterable[Step] = (),
    ) -> list[Step]:
        """A page that was read: visit, evidence, new to-dos and its own state, all or nothing."""
        pieces = attributed(
            reading.evidence, hint=step.unit_hint, look=self.look, breadcrumb=reading.breadcrumb
        )
        with transaction(self.engine) as session:
            visit = visits.record(session, self.run_id, self._fetch(step, answer))
            evidence.store(session, self.run_id, visit, pieces, READER_VERSION)
            todo.mark_fetched(session, self._ids[step.key], visit.id)
            new = self._plan(session, plan, parent=step)
            left_out = self._plan(session, refuse, parent=step)
            for each in left_out:
                todo.mark_failed(session, self._ids[each.key], Reason.BUDGET, "不再深入")
        self._states.update(planned=len(new) - 1, fetched=1, failed=len(left_out))
        self._tell(step.url)
        return new

    def forwarded(self, step: Step, answer: Answer, target: Step) -> list[Step]:
        """A page that only leads to another one."""
        with transaction(self.engine) as session:
            visit = visits.record(
                session, self.run_id, self._fetch(step, answer, detail=f"转到 {target.url}")
            )
            todo.mark_fetched(session, self._ids[step.key], visit.id)
            new = self._plan(session, [target], parent=step)
        self._states.update(planned=len(new) - 1, fetched=1)
        self._tell(step.url)
        return new

    def failed(
        self, step: Step, trouble: Trouble, *, answer: Answer | None, final: bool, plan: Iterable[Step] = ()
    ) -> list[Step]:
        """An attempt without success; the last one settles the to-do."""
        if answer is None:
            answer = Answer(step.url, now(), status=0)
        with transaction(self.engine) as session:
            visit = visits.record(session, self.run_id, self._fetch(step, answer, trouble=trouble))
            if final:
                todo.mark_failed(session, self._ids[step.key], trouble.reason, trouble.detail, visit.id)
            new = self._plan(session, plan, parent=step)
        self._states.update(planned=len(new) - final, failed=int(final))
        self._tell(step.url)
        return new

    def give_up(self, steps: Iterable[Step], trouble: Trouble) -> None:
        """Visits that will not be made in this run."""
        steps = list(steps)
        with transaction(self.engine) as session:
            for step in steps:
                todo.mark_failed(session, self._ids[step.key], trouble.reason, trouble.detail)
        self._states.update(planned=-len(steps), failed=len(steps))
        self._tell("")

    def beside(self, answer: Answer, *, trouble: Trouble | None = None) -> None:
        """A fetch that is no to-do: robots.txt, a random address, the shell of a rendered page."""
        with transaction(self.engine) as session:
            visits.record(
                session, self.run_id, self._fetch(Step(answer.url, Rank.PLAIN), answer, trouble=trouble)
            )

    def _known(self, session: Session) -> list[Step]:
        """What held evidence in the last accepted run: planned even if no link leads there now."""
        run = session.get_one(Run, self.run_id)
        return [step_known(page) for page in evidence.known_pages(session, run, self.source.name)]

    def _has_earlier_visits(self, session: Session) -> bool:
        """Was this source ever visited before this run? Else no page can be asked for its changes."""
        query = select(Visit.id).where(Visit.source == self.source.name, Visit.run_id < self.run_id)
        return session.scalar(query.limit(1)) is not None

    def _plan(self, session: Session, steps: Iterable[Step], *, parent: Step) -> list[Step]:
        items = [planned(step, parent=parent.url) for step in steps]
        new = todo.plan(session, self.run_id, self.source.name, items)
        self._ids.update({each.key: each.id for each in new})
        return [step_of(each) for each in new]

    def _fetch(
        self, step: Step, answer: Answer, *, trouble: Trouble | None = None, detail: str = ""
    ) -> Fetch:
        return Fetch(
            url=step.key,
            final_url=answer.url,
            source=self.source.name,
            channel=self.source.channel.value,
            fetched_at=answer.at,
            elapsed=answer.seconds,
            status=answer.status or None,
            headers=storable(answer),
            body=answer.body if answer.status and answer.same_as is None else None,
            content_type=answer.content_type,
            reason=trouble.reason if trouble else None,
            detail=trouble.detail if trouble else detail,
            todo_id=self._ids.get(step.key),
            same_as=answer.same_as,
        )

    def _counted(self, session: Session) -> Counter[str]:
        mine = Todo.run_id == self.run_id, Todo.source == self.source.name
        rows = session.execute(select(Todo.state, func.count()).where(*mine).group_by(Todo.state))
        return Counter({str(state): int(count) for state, count in rows})

    def _tell(self, current: str) -> None:
        states = self._states
        self.told(Progress(self.source.name, states.total(), states["fetched"], states["failed"], current))


VALIDATING = ("etag", "last-modified")


def storable(answer: Answer) -> dict[str, str]:
    """The headers to keep; those of a rendered page vouch for its shell, never for what scripts printed."""
    return {
        name: text for name, text in answer.headers.items() if not (answer.rendered and name in VALIDATING)
    }
