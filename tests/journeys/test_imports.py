"""Pages that a person saved take the place of those that the crawler does not get."""

from __future__ import annotations

import base64
import json
import sqlite3
import subprocess
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.evidence import Guide, GuideInCounty, Item, Publication, Written
from rules import all_rules
from tests.journeys.conftest import ZWAUDIT, County, Finding

pytestmark = pytest.mark.journey

PORTAL, NETWORK = "示例县人民政府网", "河南政务服务网"
SECRET = "SECRET-OF-THE-CLERK"
OF_ONE_PAGE = {
    rule.id for rule in all_rules() if rule.looks_at in (Guide, GuideInCounty, Publication, Written)
}
"""What is said of a page by itself; duties, shares and comparisons take the whole site or all channels."""

PAGES = """
    SELECT visit.source, todo.url, todo.meta, visit.content_type, snapshot.packed FROM visit
    JOIN snapshot ON snapshot.hash = visit.snapshot JOIN todo ON todo.id = visit.todo_id
    WHERE visit.reason = '' ORDER BY visit.id
"""
Page = tuple[str, str, str, bytes]
"""Address, posted body, type and bytes."""


def gathered(county: County, source: str) -> list[Page]:
    """What the crawl of a source brought."""
    return [
        (url, json.loads(meta).get("body", ""), kind, zlib.decompress(packed))
        for name, url, meta, kind, packed in county.ask(PAGES)
        if name == source
    ]


def saved(file: Path, pages: Iterable[Page], at: datetime) -> str:
    """The pages as a browser's HAR, with all that a browser sends and gets."""
    secret = [{"name": "Cookie", "value": SECRET}, {"name": "Authorization", "value": SECRET}]
    entries = [
        {
            "startedDateTime": at.isoformat(),
            "request": {"method": "POST" if posted else "GET", "url": url, "headers": secret, "cookies": secret,
                        **({"postData": {"mimeType": "application/json", "text": posted}} if posted else {})},
            "response": {"status": 200, "headers": [{"name": "Set-Cookie", "value": SECRET}], "content": {
                "mimeType": kind, "encoding": "base64", "text": base64.b64encode(body).decode()}},
        }
        for url, posted, kind, body in pages
    ]  # fmt: skip
    file.write_text(json.dumps({"log": {"entries": entries}}), encoding="utf-8")
    return str(file)


def said(findings: Iterable[Finding], *channels: str) -> set[tuple[Any, ...]]:
    keys = ("rule", "verdict", "unit", "item_name", "item_code", "channel", "field", "quote", "status")
    wanted = (one for one in findings if one["channel"] in channels and one["rule"] in OF_ONE_PAGE)
    return {tuple(one[key] for key in keys) for one in wanted}


def test_imported_pages_give_the_findings_of_a_crawl(county: County, tmp_path: Path) -> None:
    at = datetime.now(UTC)
    hars = {name: saved(tmp_path / f"{name}.har", gathered(county, name), at) for name in (PORTAL, NETWORK)}
    county.sandbox.stop("portal")
    county.sandbox.stop("service")
    fresh = County(county.sandbox, tmp_path / "out")
    told = [fresh.zwaudit("import", "--source", name, har) for name, har in hars.items()]
    assert (
        f"办事指南 {guides(county, PORTAL)}" in told[0] and f"办事指南 {guides(county, NETWORK)}" in told[1]
    )
    assert said(fresh.findings(), "portal", "service-network") == said(
        county.findings(), "portal", "service-network"
    )
    missing = [one for one in fresh.findings() if "未检索到" in one["message"]]
    assert not [one for one in missing if one["verdict"] == "fail"], (
        "only a search of the site can miss a list"
    )
    assert fresh.ask("SELECT kind, state FROM run") == [("import", "complete")] * 2
    assert SECRET.encode() not in fresh.database.read_bytes()
    assert all("imported-from" in json.loads(row[0]) for row in fresh.ask("SELECT headers FROM visit"))
    again = fresh.zwaudit("import", "--source", NETWORK, hars[NETWORK])
    assert "144 页已有同样新或更新的读取" in again and "问题清单没有变化" in again


def test_an_older_page_does_nothing(county: County, tmp_path: Path) -> None:
    before, events = county.findings(), county.ask("SELECT count(*) FROM event")
    har = saved(tmp_path / "a.har", gathered(county, PORTAL), datetime.now(UTC) - timedelta(days=30))
    assert "没有变化" in county.zwaudit("import", "--source", PORTAL, har)
    assert county.findings() == before
    assert county.ask("SELECT count(*) FROM event") == events


def first_wording(county: County) -> Finding:
    """A finding of the text rules on a guide of the portal."""
    return next(
        one for one in county.findings() if one["rule"].startswith("c12") and one["channel"] == "portal"
    )


def others(findings: Iterable[Finding], chosen: Finding, known: Iterable[str]) -> dict[str, str]:
    """The statuses of what was known before, without the finding and what compares its item's channels."""
    comparing = {rule.id for rule in all_rules() if rule.looks_at is Item}
    return {
        one["id"]: one["status"]
        for one in findings
        if one["id"] in set(known) - {chosen["id"]}
        and not (one["rule"] in comparing and one["item_name"] == chosen["item_name"])
    }


def guides(county: County, source: str) -> int:
    """How many guides the first night read of a source."""
    query = (
        "SELECT count(*) FROM evidence JOIN visit ON visit.id = visit_id WHERE kind = 'guide' AND source = ?"
    )
    return int(county.ask(query, source)[0][0])


def changed(pages: Iterable[Page], url: str, change: Callable[[bytes], bytes]) -> list[Page]:
    return [(*page[:3], change(page[3])) for page in pages if page[0] == url]


def test_only_what_was_imported_changes(county: County, tmp_path: Path) -> None:
    chosen = first_wording(county)
    page = changed(
        gathered(county, PORTAL), chosen["url"],
        lambda body: body.replace(chosen["quote"].encode(), "居民户口簿".encode()),
    )  # fmt: skip
    assert len(page) == 1
    accepted = county.ask("SELECT max(id) FROM run WHERE kind = 'night' AND state = 'complete'")
    before = county.by_id()
    told = county.zwaudit("import", "--source", PORTAL, saved(tmp_path / "a.har", page, datetime.now(UTC)))
    assert "已整改" in told
    after = county.by_id()
    assert after[chosen["id"]]["status"] == "已整改"
    assert others(after.values(), chosen, before) == others(before.values(), chosen, before)
    assert county.ask("SELECT max(id) FROM run WHERE kind = 'night' AND state = 'complete'") == accepted


def test_a_blocked_page_that_is_imported_later(county: County, tmp_path: Path) -> None:
    pages = gathered(county, PORTAL)
    county.sandbox.stop("portal")
    county.night("2026-03-03", code=3)
    missed = "SELECT count(*) FROM todo WHERE state = 'failed'"
    unread, before = county.ask(missed), county.by_id()
    chosen = next(
        one for one in before.values() if one["rule"].startswith("c12") and one["channel"] == "portal"
    )
    assert chosen["status"] == "待核实"
    page = [each for each in pages if each[0] == chosen["url"]]
    county.zwaudit("import", "--source", PORTAL, saved(tmp_path / "a.har", page, datetime.now(UTC)))
    after = county.by_id()
    assert after[chosen["id"]]["status"] == "待复核"
    back = [key for key in after if after[key]["status"] != before[key]["status"]]
    assert {after[key]["url"] for key in back} == {chosen["url"]}
    assert county.ask(missed) == unread


def test_saved_html_counts_when_the_page_was_saved(county: County, tmp_path: Path) -> None:
    chosen = first_wording(county)
    (page,) = (each for each in gathered(county, PORTAL) if each[0] == chosen["url"])
    file = tmp_path / "网页.html"
    note = f"<!-- saved from url=({len(page[0]):04}){page[0]} -->".encode()
    file.write_bytes(note + page[3].replace(chosen["quote"].encode(), "居民户口簿".encode()))
    told = county.zwaudit("import", "--source", PORTAL, str(file))
    assert "已整改" in told
    (at,) = county.ask("SELECT max(fetched_at) FROM visit")[0]
    assert datetime.fromisoformat(at).replace(tzinfo=UTC) <= datetime.now(UTC)


def test_what_does_not_belong_is_refused_by_name(county: County, tmp_path: Path) -> None:
    before = county.findings()
    other = saved(
        tmp_path / "别处.har",
        [("http://elsewhere.example.cn/a", "", "text/html", b"<p>x</p>")],
        datetime.now(UTC),
    )
    bad = tmp_path / "坏.html"
    bad.write_bytes(b"")
    told = county.zwaudit("import", "--source", PORTAL, other, str(bad), code=2)
    assert "别处.har：不属于来源" in told and "elsewhere.example.cn（1 页）" in told
    assert "坏.html：文件是空的" in told
    assert "窗口办事指南”是文件夹" in county.zwaudit("import", "--source", "窗口办事指南", other, code=2)
    assert "没有名为“某网”的来源" in county.zwaudit("import", "--source", "某网", other, code=2)
    assert county.findings() == before


def test_an_import_that_broke_off_is_made_up_for(county: County, tmp_path: Path) -> None:
    pages = gathered(county, NETWORK)[:20]
    har = saved(tmp_path / "a.har", pages, datetime.now(UTC))
    county.zwaudit("import", "--source", NETWORK, har)
    with sqlite3.connect(county.database) as database:
        database.execute("UPDATE run SET state = 'aborted' WHERE kind = 'import'")
    assert "20 页（" in county.zwaudit("import", "--source", NETWORK, har)


def run(*words: str) -> str:
    """Run a command that needs no county."""
    return subprocess.run([str(ZWAUDIT), *words], capture_output=True, text=True, check=True).stdout


def test_stored_pages_are_read_again_without_a_network(county: County) -> None:
    county.sandbox.stop("portal")
    county.sandbox.stop("service")
    database = f"sqlite:///{county.database}"
    told = run("extract", "--stored", "--db", database)
    counted = dict(county.ask("SELECT kind, count(*) FROM evidence GROUP BY kind"))
    kinds = [json.loads(line)["kind"] for line in told.splitlines()]
    assert {kind: kinds.count(kind) for kind in counted} == counted
    only = run("extract", "--stored", "--db", database, "--source", NETWORK)
    assert {json.loads(line)["channel"] for line in only.splitlines()} == {"service-network"}
