"""What happens to a county in the months after its first night: reforms, claims, two starts, a wrong clock."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from storage import claims, decisions, issuing
from storage.claims import Answer
from storage.database import connect, transaction
from storage.models import FindingRow
from storage.status import id_of
from tests.journeys.conftest import LONGEST, County, Finding, restored

pytestmark = pytest.mark.journey

NAME = "示例县"
ISSUED_ON, DUE = date(2026, 3, 2), date(2026, 3, 31)
OLD, NEW = "教育体育局", "教育和体育局"


@dataclass(frozen=True)
class Story:
    """What stood in the list after each step, and what was said."""

    claimed: str
    first: dict[str, Finding]
    rechecked: dict[str, Finding]
    reformed: dict[str, Finding]
    again: dict[str, Finding]
    set_back: dict[str, Finding]
    ended: list[tuple[int, str]]
    """Exit code and words of the two nights that were started at once."""
    nights: int


@pytest.fixture(scope="module")
def story(first_night: Path) -> Story:
    with restored(first_night) as county:
        first = county.by_id()
        claimed = min(n for n, one in first.items() if one["rule"].startswith("c12") and one["unit"] != OLD)
        issue_and_claim(county, claimed)
        county.zwaudit("recheck", "--finding", claimed, "--as-of", "2026-03-03")
        rechecked = county.by_id()
        reform(Path(county.sandbox.profile, "county.toml"))
        county.night("2026-03-04")
        reformed = county.by_id()
        ended = two_at_once(county, "2026-03-05")
        again = county.by_id()
        ((nights,),) = county.ask("SELECT count(*) FROM run WHERE kind = 'night' AND as_of = '2026-03-05'")
        county.night("2026-02-20")
        return Story(claimed, first, rechecked, reformed, again, county.by_id(), ended, nights)


def issue_and_claim(county: County, number: str) -> None:
    """The office confirms and issues it; the unit says that it is put right, which it is not."""
    engine, at = connect(f"sqlite:///{county.database}"), datetime.now(UTC)
    with transaction(engine) as session:
        row = session.get_one(FindingRow, id_of(number))
        decisions.decide(session, row.id, "confirmed", who="张某", at=at)
        issuing.issue(session, NAME, "第一轮", due=DUE, on=ISSUED_ON, who="王某", at=at, units=[row.unit])
        claims.answer(session, row.id, Answer.FIXED, who="李某", at=at)
    engine.dispose()


def reform(profile: Path) -> None:
    """A unit has a new name, the window guides are no longer a source, the calendar was moved."""
    text = profile.read_text(encoding="utf-8")
    text, units = re.subn(f'name = "{OLD}"', f'name = "{NEW}"\npredecessors = ["{OLD}"]', text)
    text, sources = re.subn(r'\[\[source\]\]\nname = "窗口办事指南"\n(?:[a-z_]+ = .*\n)+', "", text)
    text, days = re.subn(r'rectify_by = "[\d-]+"', 'rectify_by = "2022-07-01"', text)
    assert (units, sources, days) == (1, 1, 1), "the profile of the sandbox reads otherwise"
    profile.write_text(text, encoding="utf-8")


def two_at_once(county: County, day: str) -> list[tuple[int, str]]:
    command = county.command("audit", "--as-of", day)
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    both = [subprocess.Popen(command, **said) for _ in range(2)]  # type: ignore[call-overload]
    told = [night.communicate(timeout=LONGEST)[0] for night in both]
    return sorted(zip((night.returncode for night in both), told, strict=True))


def of(night: dict[str, Finding], **wanted: str) -> dict[str, Finding]:
    return {n: one for n, one in night.items() if all(one[key] == value for key, value in wanted.items())}


def test_what_is_claimed_and_not_done_stays_to_be_done(story: Story) -> None:
    assert story.rechecked[story.claimed]["status"] == "待整改"
    assert story.rechecked[story.claimed]["due"] == DUE.isoformat()


def test_a_calendar_that_changes_moves_no_day_that_was_issued(story: Story) -> None:
    assert story.set_back[story.claimed]["due"] == DUE.isoformat()


def test_a_renamed_unit_keeps_its_findings(story: Story) -> None:
    before = {n: one["status"] for n, one in of(story.first, unit=OLD).items() if one["channel"] != "window"}
    assert before
    assert {n: story.reformed[n]["status"] for n in before} == before
    assert {story.reformed[n]["unit"] for n in before} == {NEW}


def test_the_findings_of_a_source_that_was_given_up_wait_for_a_person(story: Story) -> None:
    left = of(story.first, channel="window")
    assert left
    assert {story.reformed[n]["status"] for n in left} <= {"待核实", "待复核"}


def test_of_two_nights_started_at_once_one_works_and_the_other_says_so(story: Story) -> None:
    (worked, _), (refused, said) = story.ended
    assert (worked, refused) == (0, 3)
    assert "已有一次运行在进行" in said
    assert story.nights == 1
    assert {n: one["status"] for n, one in story.again.items()} == {
        n: one["status"] for n, one in story.reformed.items()
    }


def test_a_clock_that_was_set_back_changes_no_status(story: Story) -> None:
    assert {n: one["status"] for n, one in story.set_back.items()} == {
        n: one["status"] for n, one in story.again.items()
    }


def test_nothing_of_all_this_is_a_rectification(story: Story) -> None:
    for night in (story.rechecked, story.reformed, story.again, story.set_back):
        assert "已整改" not in {one["status"] for one in night.values()}
        assert set(story.first) <= set(night)
