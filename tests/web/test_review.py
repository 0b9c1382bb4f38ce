"""Reviewing: decisions are made once, about what was seen, with a reason, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from storage import decisions, queue
from storage.database import transaction
from storage.models import FindingRow
from storage.queue import Chosen
from storage.status import STATUSES, status
from tests.storage.factories import COUNTY, finding_row
from tests.web.conftest import NOW, Browser

Put = Callable[..., str]
Read = Callable[[str], FindingRow]


def test_confirming_leads_to_the_next_one(browser: Browser, put: Put, seen: Read) -> None:
    first, second = put(severity="S2"), put(severity="S3", item_name="高龄津贴")
    client = browser("reviewer")
    done = client.post(f"/review/{first}", data={"decision": "confirmed", "after": 0})
    assert f"/review/{second}" in done.location
    assert seen(first).decided == "confirmed" and seen(first).decided_by == "审核员乙"


def test_after_the_last_one_the_list_says_that_nothing_is_left(browser: Browser, put: Put) -> None:
    only = put()
    client = browser("reviewer")
    page = client.post(f"/review/{only}", data={"decision": "confirmed", "after": 0}, follow_redirects=True)
    assert "没有待复核的问题" in page.text
    assert f"/review/{only}/undo" in page.text, "the last one can be taken back too"


def test_a_reason_that_was_taken_is_not_kept_for_the_next_decision(browser: Browser, put: Put) -> None:
    number = put(severity="S2")
    client = browser("reviewer")
    assert f'data-draft="review-{number}"' in client.get(f"/review/{number}").text
    said = {"decision": "escalated", "other": "省统一表述", "after": 0}
    page = client.post(f"/review/{number}", data=said, follow_redirects=True)
    assert f'data-drop-draft="review-{number}"' in page.text


@pytest.mark.parametrize("decision", ["dismissed", "escalated"])
def test_a_dismissal_needs_a_reason(browser: Browser, put: Put, seen: Read, decision: str) -> None:
    number = put()
    page = browser("reviewer").post(
        f"/review/{number}", data={"decision": decision, "after": 0}, follow_redirects=True
    )
    assert "须写明理由" in page.text and seen(number).decided == "pending"


def test_a_last_day_that_is_no_day_is_refused_in_words(browser: Browser, put: Put, seen: Read) -> None:
    number = put(severity="S2")
    said = {"decision": "dismissed", "reason": "本单位不适用", "scope": "rule", "expires": "明年底"}
    client = browser("reviewer")
    answer = client.post(f"/review/{number}", data={**said, "after": seen(number).last_event})
    assert answer.status_code == 302 and seen(number).decided == "pending"
    assert "到期日看不懂" in client.get(answer.location).text


def test_two_reviewers_decide_nothing_twice(browser: Browser, put: Put, seen: Read) -> None:
    number = put()
    browser("reviewer").post(f"/review/{number}", data={"decision": "confirmed", "after": 0})
    late = browser("second").post(
        f"/review/{number}",
        data={"decision": "dismissed", "reason": "读错", "after": 0},
        follow_redirects=True,
    )
    assert "没有写入" in late.text and seen(number).decided == "confirmed"


def test_a_decision_that_does_not_say_what_was_seen_is_refused(
    browser: Browser, put: Put, seen: Read
) -> None:
    number = put()
    browser("reviewer").post(f"/review/{number}", data={"decision": "confirmed"})
    assert seen(number).decided == "pending"


def test_equal_texts_of_a_unit_are_decided_at_once_after_they_were_shown(
    browser: Browser, put: Put, seen: Read
) -> None:
    first, second = put(), put(item_name="高龄津贴", subject="411325-002")
    elsewhere = put(unit="县公安局", subject="411325-003")
    client = browser("reviewer")
    assert second in client.get(f"/review/{first}").text
    client.post(
        f"/review/{first}", data={"decision": "confirmed", "after": 0, "also": [f"{int(second[1:])}:0"]}
    )
    assert (seen(first).decided, seen(second).decided) == ("confirmed", "confirmed")
    assert seen(elsewhere).decided == "pending"


def test_if_one_of_them_changed_meanwhile_none_is_decided(
    browser: Browser, put: Put, seen: Read, engine: Engine
) -> None:
    first, second = put(), put(item_name="高龄津贴", subject="411325-002")
    with transaction(engine) as session:
        decisions.decide(session, int(second[1:]), "confirmed", who="审核员丙", at=NOW)
    browser("reviewer").post(
        f"/review/{first}", data={"decision": "confirmed", "after": 0, "also": [f"{int(second[1:])}:0"]}
    )
    assert seen(first).decided == "pending"


def test_ones_own_last_decision_can_be_taken_back(browser: Browser, put: Put, seen: Read) -> None:
    number = put()
    client = browser("reviewer")
    client.post(f"/review/{number}", data={"decision": "confirmed", "after": 0})
    client.post(f"/review/{number}/undo")
    assert seen(number).decided == "pending"


def test_another_persons_decision_is_not_taken_back(browser: Browser, put: Put, seen: Read) -> None:
    number = put()
    browser("reviewer").post(f"/review/{number}", data={"decision": "confirmed", "after": 0})
    browser("second").post(f"/review/{number}/undo")
    assert seen(number).decided == "confirmed"


def test_the_gravest_dismissals_wait_for_a_second_person(browser: Browser, put: Put, seen: Read) -> None:
    number = put(severity="S1")
    first, second = browser("reviewer"), browser("second")
    first.post(f"/review/{number}", data={"decision": "dismissed", "reason": "读错", "after": 0})
    assert seen(number).decided == "pending"
    assert "须由另一人同意" in first.get("/review/").text
    first.post("/review/second/1")
    assert seen(number).decided == "pending"
    second.post("/review/second/1")
    assert seen(number).decided == "dismissed"


def test_the_offending_text_is_marked_in_its_field(browser: Browser, put: Put) -> None:
    number = put()
    page = browser("reviewer").get(f"/review/{number}").text
    assert "<mark>其他有关材料</mark>" in page and "户口簿" in page


def test_the_stored_page_is_shown_without_anything_active(browser: Browser, put: Put) -> None:
    number = put()
    answer = browser("reviewer").get(f"/findings/{number}/stored")
    assert "<mark>其他有关材料</mark>" in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")


@pytest.mark.parametrize(
    "given",
    [
        {}, {"decided": "confirmed"}, {"decided": "confirmed", "reopened": 1}, {"decided": "dismissed"},
        {"decided": "escalated"}, {"observed": "absent", "cause": "fixed"}, {"observed": "gone"},
        {"observed": "absent", "cause": "withdrawn"}, {"observed": "unknown"},
        {"observed": "absent", "cause": "fixed", "decided": "dismissed"},
        {"observed": "gone", "decided": "escalated"}, {"observed": "unknown", "decided": "escalated"},
    ],
)  # fmt: skip
def test_the_database_derives_the_same_status(engine: Engine, given: dict[str, object]) -> None:
    with transaction(engine) as session:
        row = finding_row(**given)
        session.add(row)
        session.flush()
        assert queue.counts(session, COUNTY, Chosen()) == {status(row): 1}
        for word in STATUSES:
            found = queue.page(session, COUNTY, Chosen(status=word))
            assert bool(found) is (word == status(row))


def test_the_text_filter_takes_words_and_numbers_as_they_are(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add_all([finding_row(quote="其他100%材料"), finding_row(item_name="高龄津贴")])
        session.flush()
        assert len(queue.page(session, COUNTY, Chosen(text="100%材料"))) == 1
        assert len(queue.page(session, COUNTY, Chosen(text="1__材料"))) == 0
        assert [row.id for row in queue.page(session, COUNTY, Chosen(text="F000002"))] == [2]


def test_one_after_the_other_every_finding_comes_once(engine: Engine) -> None:
    with transaction(engine) as session:
        for number in range(9):
            session.add(finding_row(severity=f"S{number % 3 + 1}", unit=f"单位{number % 2}"))
        session.flush()
        rows = queue.page(session, COUNTY, Chosen())
        walked = [rows[0]]
        while (found := queue.behind(session, COUNTY, Chosen(), walked[-1])) is not None:
            walked.append(found)
        assert [row.id for row in walked] == [row.id for row in rows]
