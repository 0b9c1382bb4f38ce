"""Plays nights on a real database: what stands at each address, and what the findings become."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, func, select

from checks.evidence import Channel, Origin
from checks.outcome import Judgement, Ruling, Severity, Subject, Verdict
from storage import chain, findings
from storage.database import transaction
from storage.life import Night, Seen, changes
from storage.models import Event, FindingRow, Run
from storage.reasons import Reason

COUNTY = "示例县"
RULE = "c12-open-ended-condition"
SOURCE = "示例县门户"
FIRST = datetime(2025, 6, 1, 18, 0, tzinfo=UTC)
FILLED = frozenset({"conditions", "materials", "process", "legal_basis", "location", "phone"})


@dataclass(frozen=True)
class Leaf:
    """What an address gives one night; a text with 其他 in it is a violation. `miss` gives nothing."""

    texts: tuple[str, ...] = ()
    item: str = "低保申请"
    unit: str = "民政局"
    code: str = ""
    channel: Channel = Channel.PORTAL
    source: str = SOURCE
    miss: Reason | None = None
    fields: frozenset[str] = FILLED
    unreadable: str = ""
    verdict: Verdict = Verdict.FAIL
    slot: str = "conditions"
    content: str = ""

    def subject(self, url: str) -> Subject:
        key = self.code or f"{self.unit}|{self.item}"
        origin = Origin(url, url, self.source)
        return Subject(key, self.unit, self.channel, self.item, self.code, origin)

    def ruling(self, url: str, rule: str) -> Ruling:
        found = [
            judgement(self.subject(url), f"{self.slot}[{number}]", text, self.verdict, rule)
            for number, text in enumerate(self.texts)
            if "其他" in text
        ]
        return Ruling(rule, self.subject(url), Verdict.FAIL if found else Verdict.PASS, tuple(found))


def judgement(
    subject: Subject, path: str, quote: str, verdict: Verdict = Verdict.FAIL, rule: str = RULE
) -> Judgement:
    words = ("", f"“{subject.item_name}”的条件没有说尽", "请逐项列明", "《评估要点》附件1第12项")
    return Judgement(rule, "附件1-12", subject, verdict, Severity.S2, path, quote, *words)


def crashed(subject: Subject) -> Ruling:
    words = ("规则运行出错（KeyError：'x'），请人工核查", "", "", "")
    one = Judgement(RULE, "附件1-12", subject, Verdict.REVIEW, Severity.S2, "", "", *words)
    return Ruling(RULE, subject, Verdict.REVIEW, (one,))


@dataclass
class Stage:
    """One county whose nights are played. Days count from 0; `hour` moves a visit within its day."""

    engine: Engine
    sources: frozenset[str] = frozenset({SOURCE, "河南政务服务网"})
    before: set[tuple[str, str]] = field(default_factory=set)
    rule: str = RULE

    def play(
        self,
        day: int,
        leaves: Mapping[str, Leaf],
        *,
        hour: float = 0,
        suspect: Mapping[tuple[str, str], str] | None = None,
        rulings: Collection[Ruling] | None = None,
        recheck: bool = False,
        withdrawn: bool = False,
        visited: Collection[str] = (),
        gaps: Mapping[str, str] | None = None,
    ) -> list[findings.Applied]:
        """One run; what it changed."""
        return self.play_all(
            day,
            list(leaves.items()),
            hour=hour,
            suspect=suspect,
            rulings=rulings,
            recheck=recheck,
            withdrawn=withdrawn,
            visited=visited,
            gaps=gaps,
        )

    def play_all(
        self,
        day: int,
        leaves: Collection[tuple[str, Leaf]],
        *,
        hour: float = 0,
        suspect: Mapping[tuple[str, str], str] | None = None,
        rulings: Collection[Ruling] | None = None,
        recheck: bool = False,
        withdrawn: bool = False,
        visited: Collection[str] = (),
        gaps: Mapping[str, str] | None = None,
    ) -> list[findings.Applied]:
        """One run in which an address may give several items."""
        at = FIRST + timedelta(days=day, hours=hour)
        good = [(url, leaf) for url, leaf in leaves if leaf.miss is None]
        seen: dict[tuple[str, str], list[Seen]] = {}
        for url, leaf in good:
            subject = leaf.subject(url)
            seen.setdefault((subject.key, subject.channel.value), []).append(
                Seen(leaf.source, url, at, url, leaf.fields, leaf.unreadable, leaf.content)
            )
        ruled = [leaf.ruling(url, self.rule) for url, leaf in good if not leaf.unreadable]
        with transaction(self.engine) as session:
            run = self.run(session_day(at), "recheck" if recheck else "night", at)
            session.add(run)
            session.flush()
            known = findings.known(session, COUNTY, at=at)
            ids = frozenset(one.id for one in known)
            night = Night(
                day=session_day(at),
                at=at + timedelta(minutes=30),
                rulings=ruled if rulings is None else list(rulings),
                seen=seen,
                misses={(leaf.source, url): leaf.miss for url, leaf in leaves if leaf.miss},
                suspect=suspect or {},
                gaps=gaps or {},
                sources=self.sources,
                withdrawn=ids if withdrawn else frozenset(),
                only=ids if recheck else None,
                visited=frozenset((SOURCE, url) for url in visited),
                before=frozenset(self.before),
            )
            applied = findings.apply(session, run, changes(known, night))
        self.before = set(seen) or self.before
        return applied

    def run(self, day: date, kind: str, at: datetime) -> Run:
        return Run(
            county=COUNTY, kind=kind, as_of=day, state="complete", stage="judged", owner="h:1:1",
            heartbeat=at, started_at=at, ruleset="r1", reader="1", note="",
        )  # fmt: skip

    def rows(self) -> list[FindingRow]:
        with transaction(self.engine) as session:
            return findings.of_county(session, COUNTY)

    def statuses(self) -> dict[str, str]:
        """The status of each finding by its present text."""
        return {row.quote: findings.status(row) for row in self.rows()}

    def status(self) -> str:
        """The status of the only finding."""
        (row,) = self.rows()
        return findings.status(row)

    def only(self) -> FindingRow:
        (row,) = self.rows()
        return row

    def decide(self, decision: str, *, day: int = 0, hour: float = 12, reason: str = "") -> None:
        at = FIRST + timedelta(days=day, hours=hour)
        with transaction(self.engine) as session:
            findings.decide(session, self.only().id, decision, who="张三", at=at, reason=reason)

    def events(self) -> int:
        with transaction(self.engine) as session:
            assert list(chain.problems(session, COUNTY)) == []
            return session.scalar(select(func.count()).select_from(Event)) or 0

    def history(self) -> list[str]:
        with transaction(self.engine) as session:
            return list(session.scalars(select(Event.what).order_by(Event.number)))


def session_day(at: datetime) -> date:
    return (at + timedelta(hours=8)).date()
