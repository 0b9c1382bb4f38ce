"""The evidence package at the desk: for the office, from the page of a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from reports.packages.verifying import check_package
from storage import issuing
from storage.database import transaction
from tests.storage.factories import COUNTY, finding_row
from tests.web.conftest import MINE, NOW, OTHER, Browser

PACKAGE = f"/packages/?round=第一轮&unit={MINE}"


@pytest.fixture
def issued(engine: Engine) -> int:
    """A list with one line of a unit and one of nobody; gives its number."""
    with transaction(engine) as session:
        for unit in (MINE, ""):
            session.add(finding_row(decided="confirmed", unit=unit, fingerprint=unit.rjust(64)))
        return issuing.issue(
            session, COUNTY, "第一轮", due=NOW.date(), on=NOW.date(), who="管理员甲", at=NOW
        ).id


def test_the_office_downloads_a_package_that_is_whole(browser: Browser, issued: int, tmp_path: Path) -> None:
    answer = browser("reviewer").get(PACKAGE)
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    assert (
        "attachment" in answer.headers["Content-Disposition"]
        and ".zip" in answer.headers["Content-Disposition"]
    )
    (tmp_path / "package.zip").write_bytes(answer.data)
    found = check_package(tmp_path / "package.zip")
    assert found.faults == () and (found.told.unit, found.told.findings) == (MINE, 1)


def test_the_lists_page_leads_to_every_units_package(browser: Browser, issued: int) -> None:
    page = browser("admin").get(f"/rounds/lists/{issued}").text
    assert page.count("/packages/") == 2 and "归属待定" in page
    assert browser("admin").get("/packages/?round=第一轮").status_code == 200
    assert browser("admin").get(f"/rounds/lists/{issued}?unit={MINE}").text.count("/packages/") == 1


@pytest.mark.parametrize("login", ["unit", "assessor", "leader"])
def test_nobody_else_gets_one(browser: Browser, issued: int, login: str) -> None:
    assert browser(login).get(PACKAGE).status_code == 403
    assert login != "leader" or "/packages/" not in browser(login).get(f"/rounds/lists/{issued}").text


@pytest.mark.parametrize(
    "address", [f"/packages/?round=第一轮&unit={OTHER}", f"/packages/?round=第二轮&unit={MINE}", "/packages/"]
)
def test_what_was_never_issued_has_none(browser: Browser, issued: int, address: str) -> None:
    answer = browser("admin").get(address)
    assert answer.status_code == 404
