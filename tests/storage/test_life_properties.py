"""Random months of nights: whatever happens, no violation disappears without proof."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from checks.evidence import Channel
from checks.outcome import Ruling
from storage.database import connect, transaction
from storage.decisions import DECISIONS, decide
from storage.export import exported
from storage.identity import normal_text
from storage.models import Decision, FindingRow
from storage.reasons import Reason
from tests.postgres import Server
from tests.storage.nights import FILLED, SOURCE, Leaf, Stage, crashed

URLS = ("https://x.gov.cn/1", "https://x.gov.cn/2", "https://x.gov.cn/3")
TEXTS = ("其他材料", "其他有关材料", "其他需要提供的材料", "身份证", "③其他材料", "法律法规规定的其他情形")


@dataclass(frozen=True)
class Event:
    """One thing that a month brings: a run over some leaves, or a decision."""

    leaves: dict[str, Leaf]
    suspect: bool = False
    crash: bool = False
    recheck: bool = False
    later: int = 1
    decision: str = ""


def filled(texts: tuple[str, ...], fields: frozenset[str], **said: Any) -> Leaf:
    """A page whose conditions are filled when it has any."""
    return Leaf(texts, fields=fields | ({"conditions"} if texts else frozenset()), **said)


good = st.builds(
    filled,
    texts=st.lists(st.sampled_from(TEXTS), max_size=3).map(tuple),
    item=st.sampled_from(("低保申请", "高龄津贴")),
    code=st.sampled_from(("", "411")),
    channel=st.sampled_from((Channel.PORTAL, Channel.WINDOW)),
    fields=st.sampled_from((FILLED, FILLED, FILLED, frozenset({"location"}))),
    unreadable=st.sampled_from(("", "", "", "内容是图片")),
)
bad = st.builds(Leaf, miss=st.sampled_from((Reason.TIMEOUT, Reason.NOT_FOUND, Reason.CHALLENGE)))
events = st.builds(
    Event,
    leaves=st.dictionaries(st.sampled_from(URLS), st.one_of(good, good, bad)),
    suspect=st.sampled_from((False, False, False, True)),
    crash=st.sampled_from((False, False, False, True)),
    recheck=st.booleans(),
    later=st.sampled_from((0, 1, 1, 2)),
    decision=st.sampled_from(("", "", *DECISIONS)),
)


def run(stage: Stage, event: Event, day: int, hour: float) -> list[object]:
    leaves = event.leaves
    rulings: list[Ruling] | None = None
    if event.crash:
        rulings = [crashed(leaf.subject(url)) for url, leaf in leaves.items() if leaf.miss is None]
    suspect = {(SOURCE, ""): "一份也没有读到"} if event.suspect else {}
    return list(stage.play(day, leaves, hour=hour, suspect=suspect, rulings=rulings, recheck=event.recheck))


def is_good(leaf: Leaf) -> bool:
    """Did the page come with the field in which every text of this month stands?"""
    return leaf.miss is None and not leaf.unreadable and "conditions" in leaf.fields


def proves(leaf: Leaf | None, row: FindingRow, times: int) -> bool:
    """Was this a good reading that has the text of this item fewer times than it was known?"""
    if leaf is None or not is_good(leaf):
        return False
    subject = leaf.subject("")
    if (subject.key, leaf.channel.value) != (row.subject, row.channel):
        return True
    return [normal_text(text) for text in leaf.texts].count(row.text) < times


@given(month=st.lists(events, min_size=2, max_size=9))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_21_nothing_is_rectified_without_a_later_good_reading_that_lacks_it(
    empty_file: Path, month: list[Event]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "month.db"
        shutil.copy(empty_file, path)
        stage = Stage(connect(f"sqlite:///{path}"))
        day, decided = 0, 0
        for number, event in enumerate(month):
            day += event.later
            before = {row.id: row for row in stage.rows()}
            run(stage, event, day, number / 10)
            for row in stage.rows():
                check_fixed(row, before, event)
            count = stage.events()
            assert run(stage, event, day, number / 10) == []
            assert stage.events() == count
            decided += decide_first(stage, event)
        with transaction(stage.engine) as session:
            assert len(session.scalars(select(Decision)).all()) == decided
        stage.engine.dispose()


def check_fixed(row: FindingRow, known: dict[int, FindingRow], event: Event) -> None:
    """What this run rectified was proven by this run, at every place where the text stood."""
    before = known.get(row.id)
    assert row.first_seen <= row.last_seen <= row.seen_at
    if row.observed != "absent" or row.cause != "fixed" or (before and before.observed == "absent"):
        return
    assert before is not None
    assert row.seen_at > before.last_seen
    assert not event.suspect
    assert not event.crash
    times = sum(same_text(before, one) for one in known.values() if one.observed != "absent")
    places = [url for _, url in before.places]
    proofs = [url for url in places if proves(event.leaves.get(url), row, times)]
    removed = [url for url in places if (leaf := event.leaves.get(url)) and leaf.miss is Reason.NOT_FOUND]
    assert sorted(proofs + removed) == sorted(places)
    keys = {(leaf.subject("").key, leaf.channel.value) for leaf in event.leaves.values() if is_good(leaf)}
    assert (row.subject, row.channel) in keys


def same_text(one: FindingRow, other: FindingRow) -> bool:
    return (one.subject, one.channel, one.text) == (other.subject, other.channel, other.text)


def decide_first(stage: Stage, event: Event) -> int:
    """A person decides about the first finding, if the month says so."""
    rows = stage.rows()
    if not rows or not event.decision:
        return 0
    at = rows[0].seen_at
    with transaction(stage.engine) as session:
        decide(session, rows[0].id, event.decision, who="李四", at=at)
    return 1


def exported_after(url: str, month: list[Event]) -> list[dict[str, object]]:
    """What a database of this address exports after a month."""
    stage = Stage(connect(url))
    day = 0
    for number, event in enumerate(month):
        day += event.later
        run(stage, event, day, number / 10)
        decide_first(stage, event)
    found = [exported(row) for row in stage.rows()]
    assert stage.events() >= len(found)
    stage.engine.dispose()
    return found


@given(month=st.lists(events, min_size=2, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_nights_give_the_same_export_on_either_database(
    empty_file: Path, server: Server, month: list[Event]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "month.db"
        shutil.copy(empty_file, path)
        assert exported_after(f"sqlite:///{path}", month) == exported_after(server.copy("empty"), month)
