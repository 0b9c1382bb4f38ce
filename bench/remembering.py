"""`python -m bench.remembering [FINDINGS]`: a year of findings; a night's comparison, and questions."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert, select

from audit.display import console, table
from checks.evidence import Channel, Origin
from checks.outcome import Judgement, Ruling, Severity, Subject, Verdict
from storage import chain, findings, issuing
from storage.database import connect, migrate, reading, transaction
from storage.life import Night, Seen, changes
from storage.models import Event, FindingRow, Run

COUNTY = "示例县"
SOURCE = "门户"
UNITS = 52
NIGHTS = 365
FIRST = datetime(2025, 1, 1, 18, tzinfo=UTC)
LAST = FIRST + timedelta(days=NIGHTS)
RULES = ("c12-open-ended-material", "c12-open-list-material", "c09-instant-over-one-day", "g-section-missing")
Row = tuple[str, str, str]


def measured(count: int = 100_000) -> list[Row]:
    """The figures for so many findings, beside what asking the database alone costs."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'year.db'}")
        migrate(engine)
        fill(engine, count)
        rows = list(figures(engine, count))
        engine.dispose()
    return rows


def figures(engine: Engine, count: int) -> list[Row]:
    night_took, wrote, peak = a_night(engine, count)
    bare = timed(lambda: bare_read(engine))
    unit = timed(lambda: of_unit(engine))
    queue = timed(lambda: awaiting(engine))
    check = timed(lambda: whole_chain(engine))
    return [
        (f"一夜比对（{count:,} 个问题，秒）", f"{night_took:.1f}", f"只读出全部问题 {bare:.1f}"),
        ("　其中写入的变化", f"{wrote:,}", f"内存增加 {peak / 1024:.0f} MB"),
        ("一个单位的清单（秒）", f"{unit:.2f}", f"{count // UNITS:,} 个问题"),
        ("待复核队列（秒）", f"{queue:.2f}", ""),
        ("核对全部记录（秒）", f"{check:.1f}", ""),
    ]


def fill(engine: Engine, count: int) -> None:
    """A year's findings with their events, a few of them decided, fixed or back."""
    chance = random.Random(1)
    with transaction(engine) as session:
        rows: list[dict[str, object]] = []
        events: list[dict[str, object]] = []
        previous = chain.START
        for number in range(1, count + 1):
            row = finding(number, chance)
            event = appeared(number, row["first_seen"], previous)
            previous = str(event["hash"])
            rows.append(row)
            events.append(event)
        for begin in range(0, count, 5_000):
            session.execute(insert(FindingRow), rows[begin : begin + 5_000])
            session.execute(insert(Event), events[begin : begin + 5_000])


def finding(number: int, chance: random.Random) -> dict[str, object]:
    first = FIRST + timedelta(days=chance.randrange(NIGHTS))
    text = f"其他第{number}类有关材料"
    url = f"https://www.example.gov.cn/{number}.html"
    observed = "absent" if is_mended(number) else "present"
    return {
        "id": number, "county": COUNTY, "fingerprint": f"{number:064d}", "rule": RULES[number % 4],
        "subject": f"单位{number % UNITS}|事项{number}", "channel": "portal", "slot": "materials.name",
        "text": text, "source": SOURCE, "indicator": "附件1-12", "verdict": "fail", "severity": "S2",
        "unit": f"单位{number % UNITS}", "item_name": f"事项{number}", "item_code": "", "url": url,
        "fetched_url": url, "field": "materials[0].name", "quote": text, "reason": "未列明", "message": text,
        "advice": "请列明", "basis": "《评估要点》附件1第12项", "snapshot": "", "fields": ["materials"],
        "places": [[SOURCE, url]], "content": "c", "observed": observed,
        "cause": "fixed" if observed == "absent" else "", "seen_at": LAST - timedelta(days=1),
        "first_seen": first, "last_seen": LAST - timedelta(days=1),
        "decided": chance.choice(("pending", "confirmed")), "last_event": number, "observed_reason": "",
        "decided_reason": "", "decided_by": "", "round": "", "reopened": 0,
    }  # fmt: skip


def is_mended(number: int) -> bool:
    """Has this one been put right long ago?"""
    return number % 7 == 0


def appeared(number: int, at: object, previous: str) -> dict[str, object]:
    event = Event(
        county=COUNTY, number=number, finding_id=number, run_id=1, at=at, who="自动核查", what="appeared",
        old="", new="present", reason="", previous=previous, hash="",
    )  # fmt: skip
    keys = (
        "county",
        "number",
        "finding_id",
        "run_id",
        "at",
        "who",
        "what",
        "old",
        "new",
        "reason",
        "previous",
    )
    return {**{key: getattr(event, key) for key in keys}, "hash": chain.hash_of(event)}


def a_night(engine: Engine, count: int) -> tuple[float, int, int]:
    """One night that sees every page again: one in a hundred mended, one in a hundred not readable."""
    seen: dict[tuple[str, str], list[Seen]] = {}
    rulings = []
    for number in range(1, count + 1):
        if number % 100 == 1:
            continue
        key, url = f"单位{number % UNITS}|事项{number}", f"https://www.example.gov.cn/{number}.html"
        subject = Subject(
            key, f"单位{number % UNITS}", Channel.PORTAL, f"事项{number}", "", Origin(url, url, SOURCE)
        )
        seen[key, "portal"] = [Seen(SOURCE, url, LAST, url, frozenset({"materials"}), "", "c2")]
        rulings.append(ruling(number, subject, mended=number % 100 == 0 or is_mended(number)))
    night = Night(LAST.date(), LAST, tuple(rulings), seen, sources=frozenset({SOURCE}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    with transaction(engine) as session:
        run = Run(
            county=COUNTY, kind="night", as_of=LAST.date(), state="running", stage="gathered", owner="x:1:1",
            heartbeat=LAST, started_at=LAST, ruleset="r", reader="1", note="",
        )  # fmt: skip
        session.add(run)
        session.flush()
        known = findings.known(session, COUNTY, at=LAST)
        wrote = len(findings.apply(session, run, changes(known, night)))
    took = time.perf_counter() - started
    return took, wrote, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def ruling(number: int, subject: Subject, *, mended: bool) -> Ruling:
    rule = RULES[number % 4]
    if mended:
        return Ruling(rule, subject, Verdict.PASS)
    text = f"其他第{number}类有关材料"
    words = ("materials[0].name", text, "未列明", text, "请列明", "《评估要点》附件1第12项")
    judgement = Judgement(rule, "附件1-12", subject, Verdict.FAIL, Severity.S2, *words)
    return Ruling(rule, subject, Verdict.FAIL, (judgement,))


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare_read(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.execute(select(FindingRow.__table__).where(FindingRow.county == COUNTY)).all())


def of_unit(engine: Engine) -> int:
    with reading(engine) as session:
        return len(findings.of_county(session, COUNTY, unit="单位7"))


def awaiting(engine: Engine) -> int:
    with reading(engine) as session:
        return len(findings.awaiting_review(session, COUNTY, unit="单位7")) + len(
            issuing.known_numbers(session, COUNTY)
        )


def whole_chain(engine: Engine) -> int:
    with reading(engine) as session:
        return len(list(chain.problems(session, COUNTY)))


if __name__ == "__main__":
    drawn = table(("项目", "结果", "对照"), measured(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
    drawn.columns[2].justify = "left"
    console().print(drawn)
